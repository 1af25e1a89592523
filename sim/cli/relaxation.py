"""The verb `relax`: each cause of the ledger loosened, alone and all but one, and what that says of the lost lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.campaign.ledger import Cause
from sim.cli import document, screen
from sim.cli.worlds import Ask, World, first_seed, keep, replications
from sim.study.relax import Judged, Line, Tally, Worlds, judge, next_in_line, tally

if TYPE_CHECKING:
    import pyarrow as pa

    from sim.scenario.load import Gathered
    from sim.scenario.scenario import Scenario

BASE, ALL = "base", "all loosened"
NOT_ASKED_FOR = ("tanker",)
"""Mission types whose lines follow from others: what these lose says so."""
NEXT = 2
"""Causes next in line that a row of the table names."""


@dataclass(frozen=True)
class Plan:
    """The worlds to fly: the base, everything loosened, each cause alone, all but each."""

    scenarios: Mapping[str, Scenario]
    settings: Mapping[str, tuple[str, ...]]
    """Cause to what loosens it."""
    fast: Sequence[str]
    """Causes that took lines and cannot be loosened."""


def alone(cause: str) -> str:
    """The world in which it alone is loosened."""
    return f"{cause} loosened"


def but(cause: str) -> str:
    """The world in which all others are."""
    return f"all but {cause} loosened"


def fly(ask: Ask, chosen: Sequence[str], output: str) -> None:
    """Fly the base, see which causes took lines, loosen these, and print what each was. `output`: screen, json or
    markdown."""
    from sim.scenario.load import Changes, gathered

    ask = replace(ask, keep_tables=True)
    files = gathered(ask.file)
    changes = Changes(ask.variants, ask.without, ask.sets)
    scenario = _light(files.load(changes))
    replications({BASE: scenario}, ask)
    found = _causes(_lines(scenario, ask), chosen, ask)
    plan = _plan(files, changes, found, ask)
    click.echo(f"{len(plan.settings)} causes: {len(plan.scenarios)} worlds, {ask.reps} replications each", err=True)
    runs = replications(plan.scenarios, ask)
    by_world = {name: _lines(world, ask) for name, world in plan.scenarios.items()}
    seeds = [
        Worlds(
            by_world[BASE][at],
            {cause: by_world[alone(cause)][at] for cause in plan.settings},
            by_world[ALL][at],
            {cause: by_world[but(cause)][at] for cause in plan.settings},
        )
        for at in range(ask.reps)
    ]
    judged = [judge(worlds) for worlds in seeds]
    written = relax_document(files.load(changes), ask, plan, seeds, judged)

    def add(folder: Path) -> None:
        from sim.report import draw_relaxation
        from sim.results.write import parquet

        (folder / "relax.parquet").write_bytes(parquet(lines_table(ask.seeds, judged)))
        draw_relaxation(written, folder)

    world = World(scenario, files.resolve(changes).dump())
    short = replace(ask, keep_tables=False)
    first = first_seed({BASE: world}, short, {BASE: runs[BASE]})
    results = keep(first, short, written, add=add, key=f"relax {ask.reps} {sorted(plan.settings)}")
    if output == "json":
        click.echo(document.text(written))
    elif output == "markdown":
        click.echo("\n".join(markdown(written)))
    else:
        _print(written, ask)
        click.echo(f"\nTables, figure and study.json: {results.folder}")


def _light(scenario: Scenario) -> Scenario:
    return scenario.model_copy(update={"sources": {}, "variants": {}, "enablers": {}})


def _lines(scenario: Scenario, ask: Ask) -> list[list[Line]]:
    """The lines asked for in every run, seed by seed, out of the store."""
    import pyarrow.parquet as pq

    from sim.study.store import world_key

    key = world_key(scenario)
    found = []
    for seed in ask.seeds:
        table = pq.read_table(ask.store.tables(key, seed) / "lines.parquet", columns=list(Line._fields))
        rows = zip(*(table.column(name).to_pylist() for name in Line._fields), strict=True)
        lines = (Line(day, role, kind, area, state, cause or None) for day, role, kind, area, state, cause in rows)
        found.append([line for line in lines if line.role not in NOT_ASKED_FOR])
    return found


def _causes(base: Sequence[Sequence[Line]], chosen: Sequence[str], ask: Ask) -> list[str]:
    """Those that took lines in the base, the most first; or those chosen."""
    from collections import Counter

    from sim.scenario.fault import did_you_mean

    for name in chosen:
        if name not in list(Cause):
            raise click.UsageError(f"--cause {name}: there is no such cause{did_you_mean(name, list(Cause))}")
    took = Counter(line.cause for lines in base for line in lines if line.cause and line.state != "effective")
    found = [cause for cause, _ in took.most_common() if cause and (not chosen or cause in chosen)]
    if not found:
        raise click.UsageError(f"{ask.file} loses no line{' to ' + ', '.join(chosen) if chosen else ''}")
    return found


def _plan(files: Gathered, changes: Any, causes: Sequence[str], ask: Ask) -> Plan:
    """Every cause that can be loosened, is, where all are: also those that took no line yet, since they may be next."""
    from sim.scenario.relaxation import settings

    full = files.resolve(changes).full
    known = {cause.value: found for cause in Cause if (found := settings(full, cause))}
    own = {cause: known[cause] for cause in causes if cause in known}

    def world(*loosened: str) -> Scenario:
        sets = tuple(setting for cause in loosened for setting in known[cause])
        return _light(files.load(replace(changes, sets=(*ask.sets, *sets))))

    scenarios = {BASE: world(), ALL: world(*known)}
    scenarios |= {alone(cause): world(cause) for cause in own}
    scenarios |= {but(cause): world(*(other for other in known if other != cause)) for cause in own}
    return Plan(scenarios, own, [cause for cause in causes if cause not in known])


def relax_document(
    scenario: Scenario, ask: Ask, plan: Plan, seeds: Sequence[Worlds], judged: Sequence[Sequence[Judged]]
) -> dict[str, Any]:
    """As docs/reference/study.md has it."""
    from sim.scenario.relaxation import RELAXATIONS

    causes = []
    for cause in plan.settings:
        tallies = [asdict(tally(worlds, one, cause)) for worlds, one in zip(seeds, judged, strict=True)]
        after = [next_in_line(one).get(cause, {}) for one in judged]
        names = dict.fromkeys(name for one in after for name in one)
        means = {name: sum(one.get(name, 0) for one in after) / len(after) for name in names}
        causes.append(
            {
                "cause": cause,
                "loosened": RELAXATIONS[Cause(cause)].told,
                **{key: document.mean_of([one[key] for one in tallies]) for key in Tally.__dataclass_fields__},
                "next": dict(sorted(means.items(), key=lambda item: (-item[1], item[0]))),
            }
        )
    return {
        "schema": document.VERSION,
        "kind": "relax",
        "scenario": scenario.name,
        "title": scenario.title,
        "seed": ask.seed,
        "reps": ask.reps,
        "lines": document.mean_of([len(worlds.base) for worlds in seeds]),
        "lost": document.mean_of([len(one) for one in judged]),
        "lost_with_all_loosened": document.mean_of(
            [sum(line.state != "effective" for line in worlds.all) for worlds in seeds]
        ),
        "not_loosened": list(plan.fast),
        "causes": causes,
    }


def lines_table(seeds: Sequence[int], judged: Sequence[Sequence[Judged]]) -> pa.Table:
    """A lost line a row: seed, what it was, its cause, the verdict, what is next in line, and what it needs."""
    import pyarrow as pa

    rows = [(seed, one) for seed, found in zip(seeds, judged, strict=True) for one in found]
    texts = {name: [getattr(one.line, name) for _, one in rows] for name in ("role", "kind", "area", "state", "cause")}
    return pa.table(
        {
            "seed": pa.array([seed for seed, _ in rows], pa.int64()),
            "day": pa.array([one.line.day for _, one in rows], pa.int64()),
            **{name: pa.array(values, pa.string()) for name, values in texts.items()},
            "verdict": pa.array([one.verdict and one.verdict.value for _, one in rows], pa.string()),
            "next": pa.array([one.next for _, one in rows], pa.string()),
            "needed": pa.array([list(one.needed) for _, one in rows], pa.list_(pa.string())),
        }
    )


COLUMNS = ("cause", "lines", "sole", "joint", "neither", "behind others", "needed", "others back", "next in line")


def rows_of(written: Mapping[str, Any]) -> list[list[str]]:
    """The table: a cause a row, in lines of a run."""
    size = max(one["lost"]["mean"] for one in written["causes"])
    lost = written["lost"]["mean"]
    found = []
    for one in written["causes"]:
        others = lost - one["lost"]["mean"]
        chance = f"{one['others_back']['mean'] / others:.0%}" if others > 0 else "–"
        after = ", ".join(
            f"{_words(name)} {screen.number(many, size)}" for name, many in list(one["next"].items())[:NEXT]
        )
        numbers = (
            screen.number(one[key]["mean"], size) for key in ("lost", "sole", "joint", "neither", "behind", "needed")
        )
        found.append([_words(one["cause"]), *numbers, chance, after or "–"])
    return found


def notes(written: Mapping[str, Any]) -> list[str]:
    """What must be known to read the table."""
    size = written["lines"]["mean"]
    lost, left = (screen.number(written[key]["mean"], size) for key in ("lost", "lost_with_all_loosened"))
    told = [
        f"Of {screen.number(size, size)} lines {lost} are lost; {left} with everything loosened.",
        "Sole: back when it alone is loosened. Joint: back only with others loosened, too. Neither: not even then.",
        "Behind others: lines of another cause that this one stops next.",
        "Needed: lines, whatever their cause, that come back with all loosened and not with all but this.",
        "Others back: share of the lines of other causes that come back with this loosened: freed by it, or luck.",
    ]
    if written["not_loosened"]:
        told.append(f"No way to loosen: {', '.join(map(_words, written['not_loosened']))}.")
    return told


def _words(cause: str) -> str:
    return cause.replace("_", " ")


def _print(written: Mapping[str, Any], ask: Ask) -> None:
    console = screen.console()
    console.print(screen.bold(written["title"]), ask.told(), "", sep="\n")
    table = screen.plain_table(*COLUMNS[1:-1])
    for cells in rows_of(written):
        table.add_row(*cells[:-1])
    console.print(table)
    console.print("\nNext in line, where the first is loosened and the line does not come back:")
    for cells in rows_of(written):
        console.print(f"  {cells[0]}: {cells[-1]}")
    console.print()
    for note in notes(written):
        console.print(note)


def markdown(written: Mapping[str, Any]) -> list[str]:
    """For the documentation."""
    rule = ["---", *("---:" for _ in COLUMNS[1:-1]), "---"]
    table = ["| " + " | ".join(cells) + " |" for cells in (COLUMNS, rule, *rows_of(written))]
    return [*table, "", *notes(written)]
