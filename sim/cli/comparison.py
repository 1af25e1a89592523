"""The verb `compare`: any number of worlds against a base, in pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli import document, screen
from sim.cli.condition import Condition, met
from sim.cli.ensemble import check_measure
from sim.cli.worlds import Ask, World, first_seed, keep, replications

if TYPE_CHECKING:
    from sim.results import Flown
    from sim.study.compare import Difference
    from sim.study.interval import Summary
    from sim.study.parting import OnlyOnce

BASE = "base"
DIFFERENCE = "difference_by_day"
"""The table of a world's difference from the base."""


@dataclass(frozen=True)
class Parted:
    """Where a world parts from the base."""

    first_day: Summary
    """Over the pairs."""
    first_sortie: OnlyOnce | None
    """Under the first seed."""
    first_shared: OnlyOnce | None
    """Of a unit that is in both."""


def fly(
    ask: Ask, changes: Mapping[str, Mapping[str, Sequence[str]]], conditions: Sequence[Condition], *, as_json: bool
) -> int:
    """Fly them all, keep them, and print each beside the base; 1 if a condition is met, else 0."""
    from sim.study.compare import compare as paired
    from sim.study.compare import summaries

    worlds = {BASE: ask.world()} | {name: ask.world(**change) for name, change in changes.items()}
    for condition in conditions:
        check_measure(condition.measure, worlds[BASE].scenario, "--fail-if")
    flown = replications({name: world.scenario for name, world in worlds.items()}, ask)
    differences = {name: paired(flown[BASE], flown[name]) for name in changes}
    first = first_seed(worlds, ask, flown)
    parted = part(worlds, first, ask)
    found = summaries(flown[BASE])
    written = document.compare_document(worlds[BASE].scenario.name, ask.seeds, found, differences)
    for name in changes:
        written["worlds"][name]["parted"] = parted_document(parted[name])
    kept = with_difference_by_day(worlds, first, ask)

    def add(folder: Path) -> None:
        from sim.report import draw_difference
        from sim.report.draw import rests_on
        from sim.results.read import folder_name
        from sim.scenario.title import world_title

        scenario = worlds[BASE].scenario
        for name in changes:
            titles = (scenario.title, world_title(name, scenario))
            rests = rests_on(written)
            draw_difference(kept[name].ensemble[DIFFERENCE], titles, folder / folder_name(name), rests=rests)

    results = keep(kept, ask, written, add)
    if as_json:
        click.echo(document.text(written))
    else:
        _print(worlds[BASE], ask, differences, parted)
        click.echo(f"\nTables and study.json: {results.folder}")
    failed = [line for condition in conditions for line in met(condition, differences)]
    for line in failed:
        click.echo(line, err=True)
    return 1 if failed else 0


def part(worlds: Mapping[str, World], first: Mapping[str, Flown], ask: Ask) -> dict[str, Parted]:
    """Every world but the base to where it parts from it."""
    from sim.study import parting
    from sim.study.interval import summarise
    from sim.study.store import world_key

    keys = {name: world_key(world.scenario) for name, world in worlds.items()}
    base = parting.World(first[BASE].record, first[BASE].scenario)
    parted = {}
    for name in (name for name in worlds if name != BASE):
        days = [
            parting.first_day(ask.store.days(keys[BASE], seed), ask.store.days(keys[name], seed)) for seed in ask.seeds
        ]
        other = parting.World(first[name].record, first[name].scenario)
        parted[name] = Parted(
            summarise([None if day is None else float(day) for day in days]),
            parting.first_sortie(base, other),
            parting.first_shared(base, other),
        )
    return parted


def with_difference_by_day(worlds: Mapping[str, World], first: Mapping[str, Flown], ask: Ask) -> dict[str, Flown]:
    """Every world but the base with the table of its difference from it by day."""
    from sim.study.by_day import difference_by_day
    from sim.study.store import world_key

    def days(name: str) -> list[Any]:
        key = world_key(worlds[name].scenario)
        return [ask.store.days(key, seed) for seed in ask.seeds]

    base = days(BASE)
    return {
        name: flown
        if name == BASE
        else replace(flown, ensemble={**flown.ensemble, DIFFERENCE: difference_by_day(base, days(name))})
        for name, flown in first.items()
    }


def parted_document(parted: Parted) -> dict[str, Any]:
    """As `study.json` has it."""
    found: dict[str, Any] = {"first_day": document.number(parted.first_day)}
    for name in ("first_sortie", "first_shared"):
        one: OnlyOnce | None = getattr(parted, name)
        found[name] = None if one is None else one._asdict() | {"flew_in": ("base", "other")[one.flew_in]}
    return found


def _print(
    base: World, ask: Ask, differences: Mapping[str, Mapping[str, Difference]], parted: Mapping[str, Parted]
) -> None:
    from sim.scenario.title import world_title

    console = screen.console()
    console.print(screen.bold(base.scenario.title), ask.told(), sep="\n")
    for name, one in differences.items():
        title = world_title(name, base.scenario)
        console.print("", screen.bold(title, f" ({name})" if title != name else ""), sep="\n")
        console.print(screen.difference_table("base", "other", one))
        for line in told(parted[name], name):
            console.print(line, soft_wrap=True)


def told(parted: Parted, name: str) -> list[str]:
    """Where the worlds part, in words."""
    day = parted.first_day
    if day.p50 is None:
        return ["The worlds do not part: every daily measure is the same."]
    lines = [
        f"The worlds part on day {day.p50:.0f}" + ("." if day.p5 == day.p95 else f" ({day.p5:.0f} to {day.p95:.0f}).")
    ]
    sorties = {"First sortie in one alone": parted.first_sortie}
    if parted.first_shared != parted.first_sortie:
        sorties["First of a unit that both have"] = parted.first_shared
    for what, one in sorties.items():
        if one is not None:
            where = ("the base", f"`{name}`")
            why = one.cause.replace("_", " ")
            lines.append(
                f"{what}: {one.sortie_id} ({one.role}, {one.area}), day {one.day}, hour {one.launched_h:.1f}, "
                f"flew in {where[one.flew_in]}; in {where[1 - one.flew_in]}: {why}."
            )
    return lines
