"""What a person reads of a sensitivity study: on the screen, in Markdown, as one tidy table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sim.cli.screen import bold, number, plain_table, span

if TYPE_CHECKING:
    import pyarrow as pa
    from rich.table import Table
    from rich.text import Text

    from sim.cli.moves import Moves

MOST = 20
"""Assumptions told of on a screen; study.json has all."""
PATH = re.compile(r"[a-z_]+\.")
"""How a path of the scenario begins, and no title does."""
MORE_THAN_ONE = " ({} numbers)"


class Grid(NamedTuple):
    """One table, with what stands above it and below it."""

    above: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    below: str = ""


def grids(written: Mapping[str, Any]) -> Iterator[Grid]:
    """Every table of a study, the same on a screen and in Markdown."""
    kinds = {"morris": _morris, "sobol": _sobol, "hypercube": _hypercube}
    for measure in written["of"]:
        about = written["about"][measure]
        title = about["title"] + (f", {about['unit']}" if about["unit"] else "")
        if written["design"] == "tornado":
            yield _tornado(written, measure, title)
            if "ranking" in written:
                yield from _ranking(written, measure, title)
        elif written[written["design"]][measure] is None:
            yield Grid(f"{title}: not every run has it", (), ())
        else:
            yield kinds[written["design"]](written[written["design"]][measure], title)
    yield from _left_out(written)


def shown(written: Mapping[str, Any]) -> Iterator[Table | Text | str]:
    """For the screen."""
    for grid in grids(written):
        yield ""
        yield bold(grid.above)
        if grid.rows:
            table = plain_table(*grid.columns[1:])
            table.columns[0].header = grid.columns[0]
            table.columns[0].min_width = min(48, max(len(row[0]) for row in grid.rows))
            for row in grid.rows:
                table.add_row(*row)
            yield table
        if grid.below:
            yield grid.below


def markdown(written: Mapping[str, Any]) -> Iterator[str]:
    """For the documentation."""
    for grid in grids(written):
        yield from (f"**{grid.above}**", "")
        if grid.rows:
            rule = ["---", *("---:" for _ in grid.columns[1:])]
            rows = [[f"`{row[0]}`" if PATH.match(row[0]) else row[0], *row[1:]] for row in grid.rows]
            yield from ("| " + " | ".join(cells) + " |" for cells in (grid.columns, rule, *rows))
            yield ""
        if grid.below:
            yield from (grid.below, "")


def _tornado(written: Mapping[str, Any], measure: str, title: str) -> Grid:
    one, moved = written["tornado"][measure], {row["name"]: row for row in written["assumptions"]}
    size = abs(one["base"]["mean"] or 0)
    sure = [row for row in one["assumptions"] if row["sure"]]
    rows = [
        [
            row["name"] + (MORE_THAN_ONE.format(many) if (many := moved[row["name"]]["numbers"]) > 1 else ""),
            f"{moved[row['name']]['low']} – {moved[row['name']]['high']}",
            *(_end(row[end], size) for end in ("low", "high")),
        ]
        for row in sure[:MOST]
    ]
    more = f" The {MOST} largest of them." if len(sure) > MOST else ""
    return Grid(
        f"{title}: {number(one['base']['mean'], size)} in the base; at the ends of each range less the base, ±95 %",
        ("assumption", "range", "at low", "at high"),
        rows,
        f"{len(sure)} of {len(one['assumptions'])} move it beyond luck at one end (95 %, each for itself: some "
        f"{0.05 * _flown(one):.0f} of {_flown(one)} ends would by chance).{more}",
    )


def _flown(one: Mapping[str, Any]) -> int:
    return sum(row[end] is not None for row in one["assumptions"] for end in ("low", "high"))


def _end(end: Mapping[str, Any] | None, size: float) -> str:
    """A number with half its interval."""
    if end is None or end["mean"] is None:
        return "–"
    mean = number(end["mean"], size)
    return mean if end["low"] is None else f"{mean} ±{number((end['high'] - end['low']) / 2, size)}"


def _ranking(written: Mapping[str, Any], measure: str, title: str) -> Iterator[Grid]:
    one, titles = written["ranking"][measure], written["enablers"]
    size = max((abs(row["mean"] or 0) for row in one["order"]), default=0)
    yield Grid(
        f"{title}: what each enabler is worth in the base",
        ("enabler", "loss without it"),
        [[titles[row["enabler"]], _end(row, size)] for row in one["order"]],
    )
    luck = (
        f"{one['comparisons']:,} comparisons (pairs in a sure order, times {one['ends']} ends). Each is at 95 % by "
        "itself on both sides; those marked * hold at 95 % for all of them together (Bonferroni). At "
        f"{len(one['open'])} the order is no longer sure, without being turned."
    )
    if not one["turns"]:
        yield Grid(f"{title}: no assumption turns the order of two enablers round", (), (), luck)
        return
    rows = [
        [
            f"{turn['name']} = {_value(written, turn)}",
            f"{titles[turn['second']]} before {titles[turn['first']]}",
            _end(turn["base"], size),
            _end(turn["there"], size),
            "*" if turn["holds_together"] else "",
        ]
        for turn in one["turns"]
    ]
    columns = ("assumption", "order there", "lead in the base", "there", "")
    yield Grid(f"{title}: the assumptions that change the order of the enablers", columns, rows, luck)


def _value(written: Mapping[str, Any], turn: Mapping[str, Any]) -> str:
    return next(str(row[turn["end"]]) for row in written["assumptions"] if row["name"] == turn["name"])


def _spread(one: Mapping[str, Any]) -> str:
    over = one["over_the_design"]
    size = abs(over["mean"])
    told = f"Over the design: mean {number(over['mean'], size)}, 5 to 95 % {span(over['p5'], over['p95'], size)}"
    return told + ("" if over["luck"] is None else f"; luck alone spreads a run by ±{number(over['luck'], size)}") + "."


def _morris(one: Mapping[str, Any], title: str) -> Grid:
    size = max((abs(row["mu_star"]) for row in one["assumptions"]), default=0)
    rows = [
        [
            row["name"],
            number(row["mu_star"], size),
            f"±{number(row['mu_star_half'], size)}",
            number(row["mu"], size),
            number(row["sigma"], size),
            number(row["luck"], size),
        ]
        for row in one["assumptions"][:MOST]
    ]
    return Grid(f"{title}: Morris' elementary effects", ("", "mu*", "95 %", "mu", "sigma", "luck"), rows, _spread(one))


def _sobol(one: Mapping[str, Any], title: str) -> Grid:
    rows = [
        [
            row["name"],
            f"{row['first']:.2f}",
            span(row["first_low"], row["first_high"], 1),
            f"{row['total']:.2f}",
            span(row["total_low"], row["total_high"], 1),
        ]
        for row in one["assumptions"][:MOST]
    ]
    columns = ("", "by itself", "95 % interval", "in all", "95 % interval")
    return Grid(f"{title}: Sobol's shares of the variance", columns, rows, _spread(one))


def _hypercube(one: Mapping[str, Any], title: str) -> Grid:
    rows = [
        [row["name"], f"{row['rank']:+.2f}", f"{row['low']:+.2f} to {row['high']:+.2f}"]
        for row in one["assumptions"][:MOST]
    ]
    return Grid(f"{title}: correlation of ranks", ("", "Spearman", "95 % interval"), rows, _spread(one))


def _left_out(written: Mapping[str, Any]) -> Iterator[Grid]:
    if written["refused"]:
        rows = [
            [row["name"], " ".join((row["end"], row.get("numbers", ""))).strip(), row["why"]]
            for row in written["refused"]
        ]
        yield Grid("Refused by the scenario, and not flown", ("", "end", "why"), rows)
    if written["unmoved"]:
        yield Grid(f"Assumptions without a range to move in: {len(written['unmoved'])}; study.json says why", (), ())


def listed(written: Mapping[str, Any], worlds: int) -> Iterator[str]:
    """What would be moved, and in how many worlds."""
    for row in written["assumptions"]:
        many = MORE_THAN_ONE.format(row["numbers"]) if row["numbers"] > 1 else ""
        yield f"{row['name']}{many}: {row['value']}; {row['low']} – {row['high']}, {row['range']}"
    for row in written["refused"]:
        yield " ".join(f"refused: {row['name']} {row['end']} {row.get('numbers', '')}".split()) + f": {row['why']}"
    for row in written["unmoved"]:
        yield f"not moved: {row['name']}: {row['why']}"
    yield f"{len(written['assumptions'])} assumptions, {worlds} worlds"


def tidy(written: Mapping[str, Any], plan: Moves, runs: Mapping[str, Mapping[str, list[float | None]]]) -> pa.Table:
    """A world and run a row: world, what is taken away and set, seed, every measure."""
    import pyarrow as pa

    seeds = range(written["seed"], written["seed"] + written["reps"])
    rows = [(world, at) for world in runs for at in range(len(seeds))]
    columns = {
        "world": pa.array([world for world, _ in rows], pa.string()),
        "without": pa.array([",".join(plan.worlds[world].without) for world, _ in rows], pa.string()),
        "set": pa.array([list(plan.worlds[world].sets) for world, _ in rows], pa.list_(pa.string())),
        "seed": pa.array([seeds[at] for _, at in rows], pa.int64()),
    }
    names = list(next(iter(runs.values())))
    return pa.table(
        columns | {name: pa.array([runs[world][name][at] for world, at in rows], pa.float64()) for name in names}
    )
