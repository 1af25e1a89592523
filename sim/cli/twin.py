"""The verb `twin`: the fluid model of a scenario, with and without each enabler, alone or beside the simulation."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli import document, screen
from sim.cli.worlds import Ask, replications

if TYPE_CHECKING:
    from rich.table import Table

    from sim.scenario.scenario import Scenario

BASE = "with everything"
Totals = dict[str, float]


@dataclass(frozen=True)
class Pair:
    """One world's totals, by the twin and, if it was flown, by the simulation."""

    twin: Totals
    simulated: Totals | None


def pairs(ask: Ask, *, fly: bool) -> dict[str, Pair]:
    """World to its totals; the base first, then each enabler alone."""
    from sim.study.compare import summaries
    from sim.study.twin import SERIES, flow

    base = ask.scenario()
    worlds: dict[str, Scenario] = {BASE: base}
    worlds |= {name: ask.scenario(without=(name,)) for name in base.enablers}
    flown: dict[str, Totals] = {}
    if fly:
        for name, runs in replications(worlds, ask).items():
            means = summaries(runs)
            flown[name] = {series: float(means[series].mean or 0.0) for series in SERIES}
    return {
        name: Pair({series: sum(days) for series, days in flow(scenario).items()}, flown.get(name))
        for name, scenario in worlds.items()
    }


def table(found: dict[str, Pair], scenario: Scenario) -> Table:
    """A row a world; with the simulation, its numbers below the twin's."""
    from rich.table import Table

    from sim.scenario.title import without
    from sim.study.twin import SERIES

    shown = Table("", box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for series in SERIES:
        shown.add_column(series.replace("_t", ", t").replace("_", " "), justify="right")
    for name, pair in found.items():
        shown.add_row(
            name if name == BASE else without([name], scenario),
            *(screen.number(pair.twin[series]) for series in SERIES),
        )
        if pair.simulated:
            shown.add_row("  simulated", *(screen.number(pair.simulated[series]) for series in SERIES))
    return shown


def twin_document(scenario: str, found: dict[str, Pair]) -> dict[str, Any]:
    """What `--json` prints."""
    worlds = {name: {"twin": pair.twin, "simulated": pair.simulated} for name, pair in found.items()}
    return {"schema": document.VERSION, "scenario": scenario, "worlds": worlds}


def draw(scenario: Scenario, found: dict[str, Pair], folder: Path) -> list[Path]:
    """The figure of both."""
    from sim.report.card import draw_card
    from sim.study.twin import SERIES

    columns: dict[str, list[Any]] = {
        name: [] for name in ("world", "series", "twin", "simulated", "twin_share", "simulated_share")
    }
    base = found[BASE]
    for series in SERIES:
        for name, pair in found.items():
            if name == BASE:
                continue
            flown = pair.simulated[series] if pair.simulated else None
            before = base.simulated[series] if base.simulated else None
            columns["world"].append(scenario.enablers[name].title)
            columns["series"].append(series)
            columns["twin"].append(pair.twin[series])
            columns["simulated"].append(flown)
            columns["twin_share"].append(_share(pair.twin[series], base.twin[series]))
            columns["simulated_share"].append(_share(flown, before))
    return draw_card({"twins": columns}, scenario.title, "", folder)


def _share(value: float | None, base: float | None) -> float | None:
    return value / base if value is not None and base else None


def show(ask: Ask, figures: Path | None, *, fly: bool, as_json: bool) -> None:
    """Print, and draw if asked."""
    found = pairs(ask, fly=fly)
    scenario = ask.scenario()
    if figures:
        draw(scenario, found, figures)
    if as_json:
        click.echo(document.text(twin_document(scenario.name, found)))
        return
    console = screen.console()
    console.print(screen.bold(scenario.title), "fluid twin, no queues and no luck", "", sep="\n")
    console.print(table(found, scenario))
