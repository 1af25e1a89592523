"""The verb `sweep`: one world for every value of a setting, or for every pair of two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from sim.cli import document, screen
from sim.cli.ensemble import check_measure
from sim.cli.worlds import Ask, World, first_seed, keep, replications

if TYPE_CHECKING:
    from sim.scenario.scenario import Scenario
    from sim.study.compare import Difference

WHOLE = re.compile(r"(-?\d+)\.\.(-?\d+)(?:\.\.(\d+))?")
MOST = 2000
"""Points of a grid; more is a slip of the pen."""


class Axis(NamedTuple):
    """A path of the scenario, and the values that it takes."""

    path: str
    values: tuple[str, ...]


class AxisType(click.ParamType[Axis]):
    """`PATH=V1,V2,...` or, for whole numbers, `PATH=FROM..TO` or `PATH=FROM..TO..STEP`.

    Paths that take the same value, such as a unit's count and those in line, are written `PATH,PATH=...`.
    """

    name = "axis"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Axis:
        """The axis; whether the path is in the scenario is known when it is loaded."""
        if isinstance(value, Axis):
            return value
        path, equals, written = value.partition("=")
        path = ",".join(one.strip() for one in path.split(","))
        values = tuple(one for text in written.split(",") for one in _values(text.strip())) if equals else ()
        if not all(path.split(",")) or len(values) < 2 or "" in values or len(set(values)) < len(values):
            self.fail(
                f"{value!r} is not a path with two or more values, such as forces.x.count=2,4,8 or =2..8..2", param, ctx
            )
        return Axis(path, values)


def _values(text: str) -> Iterator[str]:
    found = WHOLE.fullmatch(text)
    if found is None:
        yield text
        return
    first, last, step = int(found[1]), int(found[2]), int(found[3] or 1)
    yield from (str(value) for value in range(first, last + 1, max(step, 1)))


@dataclass(frozen=True)
class Point:
    """One world of the sweep."""

    at: Mapping[str, str]
    """Path to value."""

    @property
    def sets(self) -> tuple[str, ...]:
        """As `--set` takes them."""
        return tuple(f"{path}={value}" for paths, value in self.at.items() for path in paths.split(","))

    @property
    def name(self) -> str:
        """As a world."""
        return ", ".join(f"{path}={value}" for path, value in self.at.items())


def fly(ask: Ask, axes: Sequence[Axis], measures: Sequence[str], *, as_json: bool) -> None:
    """Fly every point, keep them, and print the measures over the settings."""
    from sim.study.compare import compare

    if len({axis.path for axis in axes}) < len(axes):
        raise click.UsageError("--over: a path may be swept once")
    points = [
        Point(dict(zip((axis.path for axis in axes), values, strict=True)))
        for values in product(*(axis.values for axis in axes))
    ]
    if len(points) > MOST:
        raise click.UsageError(f"--over: {len(points):,} points are more than {MOST:,}")
    scenarios = dict(zip((point.name for point in points), _scenarios(ask, points), strict=True))
    scenario = scenarios[points[0].name]
    for name in measures:
        check_measure(name, scenario, "--of")
    click.echo(f"{len(points)} points, {ask.reps} replications each", err=True)

    flown = replications(scenarios, ask)
    found = {point.name: compare(flown[points[0].name], flown[point.name]) for point in points}
    written = sweep_document(scenario, ask, axes, points, found)

    def add(folder: Path) -> None:
        from sim.report import draw_sweep
        from sim.results.write import parquet

        (folder / "sweep.parquet").write_bytes(parquet(sweep_table(written)))
        for name in measures:
            draw_sweep(written, name, folder)

    world = {"first": World(scenario, ask.resolved(sets=points[0].sets).dump())}
    runs = {"first": flown[points[0].name]}
    key = f"sweep {ask.reps} {[list(axis) for axis in axes]} {list(measures)}"
    results = keep(first_seed(world, ask, runs), ask, written, add=add, key=key)
    if as_json:
        click.echo(document.text(written))
        return
    console = screen.console()
    console.print(screen.bold(scenario.title), ask.told(), f"over {'; '.join(axis.path for axis in axes)}", sep="\n")
    for name in measures:
        about = written["about"][name]
        console.print("", screen.bold(about["title"], f", {about['unit']}" if about["unit"] else ""), sep="\n")
        table = screen.plain_table("mean", "95 % interval", "less the first", "95 % interval")
        for point in points:
            one = found[point.name][name]
            size = abs(one.base.mean or one.other.mean or 0)
            value, less = one.other, one.difference
            table.add_row(
                ", ".join(point.at.values()),
                screen.number(value.mean, size),
                screen.span(value.low, value.high, size),
                screen.number(less.mean, size),
                screen.span(less.low, less.high, size),
            )
        console.print(table)
    console.print(f"\nTables, figures and study.json: {results.folder}", soft_wrap=True)


def _scenarios(ask: Ask, points: Sequence[Point]) -> Iterator[Scenario]:
    from sim.scenario.load import Changes, load_each

    changes = [Changes(ask.variants, ask.without, (*ask.sets, *point.sets)) for point in points]
    for scenario in load_each(ask.file, changes):
        yield scenario.model_copy(update={"sources": {}, "variants": {}, "enablers": {}})


def sweep_document(
    scenario: Scenario,
    ask: Ask,
    axes: Sequence[Axis],
    points: Sequence[Point],
    found: Mapping[str, Mapping[str, Difference]],
) -> dict[str, Any]:
    """As docs/reference/study.md has it."""
    from sim.measures import measures_named

    names = list(found[points[0].name])
    return {
        "schema": document.VERSION,
        "kind": "sweep",
        "scenario": scenario.name,
        "title": scenario.title,
        "seed": ask.seed,
        "reps": ask.reps,
        "over": {axis.path: list(axis.values) for axis in axes},
        "about": {
            name: {"title": one.title, "unit": one.unit, "better": one.better}
            for name, one in measures_named(names, scenario).items()
        },
        "points": [
            {
                "at": dict(point.at),
                "measures": {name: document.number(found[point.name][name].other) for name in names},
                "differences": {name: document.number(found[point.name][name].difference) for name in names},
            }
            for point in points
        ],
    }


def sweep_table(written: Mapping[str, Any]) -> Any:
    """A point and measure a row: the settings as text, the number, and the paired difference from the first point."""
    import pyarrow as pa

    rows = [(point, name) for point in written["points"] for name in point["measures"]]
    settings = {path: [point["at"][path] for point, _ in rows] for path in written["over"]}
    numbers = {
        f"{prefix}{key}": pa.array([point[part][name][key] for point, name in rows], pa.float64())
        for part, prefix in (("measures", ""), ("differences", "less_first_"))
        for key in ("mean", "low", "high", "p5", "p50", "p95")
    }
    return pa.table({**settings, "measure": [name for _, name in rows], **numbers})
