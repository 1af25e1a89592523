"""The verb `attribute`: what each enabler is worth, over all sets of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli import document, screen
from sim.cli.ensemble import check_measure
from sim.cli.worlds import Ask, first_seed, keep, link_tables, replications
from sim.study.attribute import MOST_EXACT, draw_orders, sets_of
from sim.study.compare import column
from sim.study.compare import names as measured

if TYPE_CHECKING:
    import pyarrow as pa
    from rich.table import Table

    from sim.scenario.scenario import Scenario
    from sim.study.replicate import Flown
    from sim.study.replication import Replication

ALL, NONE = "all", "none"
MOST_TOLD = 64
"""Sets, those of six enablers, up to which the first run of each is kept whole, for the page; 3 MB each for Libya."""
TOLD = "sets"
"""The folder of these runs."""
PAIRS = 32
"""Orders drawn when the sets are too many, each with its reverse. Assumed, 10 to 200; the error left is reported."""


@dataclass(frozen=True)
class Sets:
    """The sets of enablers that are flown."""

    enablers: Mapping[str, str]
    """Name to title, in the order of the file: bit i of a set is the i-th."""
    orders: tuple[tuple[int, ...], ...] | None
    """If not all sets are flown."""

    @property
    def masks(self) -> list[int]:
        """In the order in which they are told."""
        return sets_of(len(self.enablers), self.orders)

    def present(self, mask: int) -> list[str]:
        """The enablers of a set."""
        return [name for bit, name in enumerate(self.enablers) if mask >> bit & 1]

    def absent(self, mask: int) -> list[str]:
        """Those that it lacks."""
        return [name for bit, name in enumerate(self.enablers) if not mask >> bit & 1]

    def world(self, mask: int) -> str:
        """A set's name as a world."""
        return "+".join(self.present(mask)) or NONE

    def tables(self, mask: int) -> str | None:
        """Where in the result the first run of a set is, whole; None if there are too many sets."""
        if len(self.masks) > MOST_TOLD:
            return None
        from sim.results.read import folder_name

        whole = (1 << len(self.enablers)) - 1
        return {0: NONE, whole: ALL}.get(mask, f"{TOLD}/{folder_name(self.world(mask))}")


def fly(ask: Ask, chosen: Sequence[str], measures: Sequence[str], pairs: int | None, *, as_json: bool) -> None:
    """Fly every set, keep them, and print what each enabler is worth."""
    everything = ask.world()
    for name in measures:
        check_measure(name, everything.scenario, "--of")
    sets = _sets(everything.scenario, chosen, pairs, ask)
    masks = sets.masks
    how = "all" if sets.orders is None else f"{len(sets.orders)} orders pass"
    click.echo(f"{how} {len(masks)} sets of {len(sets.enablers)} enablers, {ask.reps} replications each", err=True)

    scenarios = dict(zip(map(sets.world, masks), _scenarios(ask, sets, masks), strict=True))
    flown = replications(scenarios, ask, tables=[ask.seed] if len(masks) <= MOST_TOLD else [])
    written = attribution_document(everything.scenario, ask, sets, flown, measures)
    worlds = {ALL: everything, NONE: ask.world(without=tuple(sets.enablers))}
    runs = {ALL: flown[sets.world(masks[-1])], NONE: flown[NONE]}
    of = [name for name in measures if name in written["attribution"]]

    def add(folder: Path) -> None:
        from sim.report import draw_attribution
        from sim.results.write import parquet
        from sim.study.store import world_key

        (folder / "sets.parquet").write_bytes(parquet(sets_table(sets, flown)))
        for mask in masks:
            place = sets.tables(mask)
            if place and place not in (ALL, NONE):
                kept = ask.store.tables(world_key(scenarios[sets.world(mask)]), ask.seed)
                link_tables(kept, folder / place)
        for name in of:
            draw_attribution(written, name, folder)

    key = f"attribution {ask.reps} {list(sets.enablers)} {sets.orders} {list(measures)}"
    results = keep(first_seed(worlds, ask, runs), ask, written, add=add, key=key)
    if as_json:
        click.echo(document.text(written))
        return
    console = screen.console()
    console.print(screen.bold(everything.scenario.title), ask.told(), sep="\n")
    for name in measures:
        if name not in of:
            console.print(f"\n{name}: no replication has it in every set")
            continue
        about = written["about"][name]
        console.print("", screen.bold(about["title"], f", {about['unit']}" if about["unit"] else ""), sep="\n")
        for part in shown(written, name):
            console.print(part)
    console.print(f"\nTables, figures and study.json: {results.folder}", soft_wrap=True)


def _sets(scenario: Scenario, chosen: Sequence[str], pairs: int | None, ask: Ask) -> Sets:
    """Those of the file, or those chosen; all sets of them, or those that random orders pass."""
    from sim.scenario.fault import did_you_mean

    for name in chosen:
        if name not in scenario.enablers:
            raise click.UsageError(
                f"--enablers {name}: there is no such enabler{did_you_mean(name, scenario.enablers)}"
            )
    names = [name for name in scenario.enablers if name in (chosen or scenario.enablers_together)]
    if len(names) < 2:
        raise click.UsageError(f"{ask.file} needs at least two enablers to share between; it has {len(names)}")
    enablers = {name: scenario.enablers[name].title for name in names}
    exact = pairs is None and len(names) <= MOST_EXACT
    return Sets(enablers, None if exact else draw_orders(len(names), pairs or PAIRS, ask.seed))


def _scenarios(ask: Ask, sets: Sets, masks: Sequence[int]) -> Iterator[Scenario]:
    """Every set's scenario, checked, without the words that only weigh on the way to the workers."""
    from sim.scenario.load import Changes, load_each

    changes = [Changes(ask.variants, tuple(sets.absent(mask)), ask.sets) for mask in masks]
    for scenario in load_each(ask.file, changes):
        yield scenario.model_copy(update={"sources": {}, "variants": {}, "enablers": {}})


def attribution_document(
    scenario: Scenario, ask: Ask, sets: Sets, flown: Flown, measures: Sequence[str]
) -> dict[str, Any]:
    """As docs/reference/study.md has it."""
    from sim.measures import MEASURES, measures_named
    from sim.study.attribute import game_of

    about = measures_named(dict.fromkeys([*measures, *MEASURES]), scenario)
    masks = sets.masks
    runs = {mask: flown[sets.world(mask)] for mask in masks}
    values = {name: {mask: column(runs[mask], name) for mask in masks} for name in about}
    games = {name: game_of(list(sets.enablers), values[name], sets.orders) for name in about}
    return {
        "schema": document.VERSION,
        "kind": "attribution",
        "scenario": scenario.name,
        "title": scenario.title,
        "seed": ask.seed,
        "reps": ask.reps,
        "method": "exact" if sets.orders is None else "permutations",
        "permutations": None if sets.orders is None else len(sets.orders),
        "enablers": dict(sets.enablers),
        "about": {name: {"title": one.title, "unit": one.unit, "better": one.better} for name, one in about.items()},
        "sets": [
            {
                "present": sets.present(mask),
                "absent": sets.absent(mask),
                "measures": {name: document.mean_of(column(runs[mask], name)) for name in measured(runs[mask])},
                "differences": _differences(runs[masks[-1]], runs[mask]),
                "tables": sets.tables(mask),
                "days": ceil(runs[mask][0].measures["days"] or 0.0),
            }
            for mask in masks
        ],
        "attribution": {name: document.game_document(game) for name, game in games.items() if game is not None},
    }


def _differences(whole: Sequence[Replication], other: Sequence[Replication]) -> dict[str, dict[str, float | None]]:
    """Every measure of a set less that of the full one, seed by seed."""
    found = {}
    for name in measured(whole):
        pairs = zip(column(whole, name), column(other, name), strict=True)
        found[name] = document.mean_of(None if a is None or b is None else b - a for a, b in pairs)
    return found


def sets_table(sets: Sets, flown: Flown) -> pa.Table:
    """Every run of every set: which enablers were there, its seed, every measure."""
    import pyarrow as pa

    runs = [(mask, run) for mask in sets.masks for run in flown[sets.world(mask)]]
    names = list(dict.fromkeys(name for _, run in runs for name in run.measures))
    there = {
        name: pa.array([bool(mask >> bit & 1) for mask, _ in runs], pa.bool_())
        for bit, name in enumerate(sets.enablers)
    }
    seeds = {"seed": pa.array([run.seed for _, run in runs], pa.int64())}
    return pa.table(
        there | seeds | {name: pa.array([run.measures.get(name) for _, run in runs], pa.float64()) for name in names}
    )


def shown(written: Mapping[str, Any], measure: str) -> Iterator[Table | str]:
    """What a person reads of one measure: shares, pairs, and the waterfall with its warning."""
    from sim.cli.screen import number, plain_table, span

    titles, one = written["enablers"], written["attribution"][measure]
    size = max(abs(one["all"]["mean"]), abs(one["none"]["mean"]))

    def cell(value: Mapping[str, float | None]) -> list[str]:
        return [number(value["mean"], size), span(value["low"], value["high"], size)]

    how = "over all sets" if written["method"] == "exact" else f"over {written['permutations']} drawn orders"
    table = plain_table("Shapley value", "95 % interval", "share", "alone", "last")
    for name in sorted(titles, key=lambda name: -abs(one["shapley"][name]["mean"])):
        value = one["shapley"][name]
        share = "–" if value["share"] is None else f"{value['share']:.0%}".replace("-0%", "0%")
        ends = [number(one[part][name]["mean"], size) for part in ("alone", "last")]
        table.add_row(titles[name], *cell(value), share, *ends)
    table.add_row("all less none", *cell(one["worth"]), "", "", "")
    yield f"What each enabler is worth, {how}"
    yield table
    if one["interactions"]:
        strongest = sorted(one["interactions"], key=lambda pair: -abs(pair["mean"]))[:3]
        sign = 1 if one["worth"]["mean"] >= 0 else -1
        pairs = plain_table("together", "95 % interval", "")
        for pair in strongest:
            sense = (
                "more together" if sign * pair["mean"] > 0 else "one stands in for the other" if pair["mean"] else ""
            )
            pairs.add_row(" and ".join(titles[name] for name in pair["pair"]), *cell(pair), sense)
        yield "\nWhat pairs add beyond what each adds by itself"
        yield pairs
    steps = plain_table("goes", "95 % interval")
    for step in one["waterfall"]["steps"]:
        steps.add_row(titles[step["enabler"]], *cell(step))
    yield "\nWaterfall, taken away in the order of the file; another order gives other steps"
    yield steps
