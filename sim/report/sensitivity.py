"""What the assumed numbers do to a measure: figures out of a sensitivity study's `study.json`."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Any

from sim.report.sheet import Sheet
from sim.report.style import (
    COLOURS,
    FAINT,
    INK,
    WITH,
    WITHOUT,
    grow,
    legend_below,
    named_rows,
    say,
    scale,
    thousands,
    whiskers,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.figure import Figure

    from sim.report.worlds import Columns

MOST = 20
"""Rows of a figure."""
ROW_IN = 0.36
"""Height of one."""
HEAD_AND_FOOT_IN = 2.4
NAMED = 10
"""Points of a scatter that are named."""

CAPTIONS = {
    "tornado": "Difference from the base when one assumption is moved to an end of its range, under the same seeds, "
    "with 95 % intervals of the pairs; the twenty largest that are beyond luck.",
    "ranking": "By how much more the first enabler is missed than the second, in the base and at that end of the "
    "range: left of zero their order is turned round. With a star it holds at 95 % for all comparisons of"
    " the study together.",
    "morris": "To the right, assumptions that matter (mu*: mean size of an effect over the whole range); up, those "
    "whose effect hangs on the others (sigma).",
    "sobol": "Share of the variance over the ranges that comes from each assumption by itself, and with all others"
    " in which it has a part.",
    "hypercube": "Rank correlation of each assumption with the measure where all are drawn at once from their ranges.",
}


def sheets(study: Mapping[str, Any], measure: str) -> list[Sheet]:
    """The figures of one measure; none of a design that it has no number for."""
    about = study["about"][measure]
    what = about["title"] + (f", {about['unit']}" if about["unit"] else "")
    design = study["design"]
    if study[design][measure] is None:
        return []
    title, columns, how = {
        "tornado": ("What each assumption does", tornado, draw_tornado),
        "morris": ("Which assumptions matter, and in what way", _listed, draw_morris),
        "sobol": ("Which assumptions the spread comes from", _listed, draw_sobol),
        "hypercube": ("What the measure follows", _listed, draw_hypercube),
    }[design]
    found = [
        Sheet(
            f"{title}: {what}",
            {f"{design}_{measure}": columns(study, study[design][measure])},
            lambda figure, data: how(figure, data, what),
            CAPTIONS[design],
        )
    ]
    if "ranking" in study:
        turns = {f"ranking_{measure}": turned(study, study["ranking"][measure])}
        title = f"Assumptions that change the order of the enablers: {what}"
        found.append(Sheet(title, turns, lambda figure, data: draw_turns(figure, data, what), CAPTIONS["ranking"]))
    return found


def tornado(study: Mapping[str, Any], one: Mapping[str, Any]) -> Columns:
    """Assumption, its range, and the difference from the base at both ends; the largest first."""
    known = {row["name"]: row for row in study["assumptions"]}
    rows = [row for row in one["assumptions"] if row["sure"]][:MOST]
    columns: Columns = {"assumption": [row["name"] for row in rows]}
    columns |= {f"range_{end}": [known[row["name"]][end] for row in rows] for end in ("low", "high")}
    for end in ("low", "high"):
        for key in ("mean", "low", "high"):
            columns[f"{end}_{key}"] = [row[end][key] if row[end] else None for row in rows]
    return columns


def turned(study: Mapping[str, Any], one: Mapping[str, Any]) -> Columns:
    """Assumption and end, the two enablers, and the lead of the first in the base and there."""
    known, titles = {row["name"]: row for row in study["assumptions"]}, study["enablers"]
    rows = one["turns"][:MOST]
    columns: Columns = {
        "assumption": [f"{row['name']} = {known[row['name']][row['end']]}" for row in rows],
        "first": [titles[row["first"]] for row in rows],
        "second": [titles[row["second"]] for row in rows],
        "holds_together": [row["holds_together"] for row in rows],
    }
    for part in ("base", "there"):
        for key in ("mean", "low", "high"):
            columns[f"{part}_{key}"] = [row[part][key] for row in rows]
    return columns


def _listed(_: Mapping[str, Any], one: Mapping[str, Any]) -> Columns:
    """An assumption a row, as the study has them."""
    rows = one["assumptions"]
    return {"assumption": [row["name"] for row in rows]} | {
        key: [row[key] for row in rows] for key in (rows[0] if rows else ()) if key != "name"
    }


def draw_tornado(figure: Figure, data: dict[str, Columns], what: str) -> None:
    """A bar to either side for each end of the range, with its interval, the largest on top."""
    (columns,) = data.values()
    axes = figure.subplots()
    if not columns["assumption"]:
        say(axes, "no assumption moves it beyond luck")
        return
    rows = range(len(columns["assumption"]))
    _tall(figure, len(rows))
    for end, colour, label, off in (
        ("low", WITHOUT, "at the low end of its range", -0.19),
        ("high", WITH, "at the high end", 0.19),
    ):
        there = [row for row in rows if columns[f"{end}_mean"][row] is not None]
        at = [row + off for row in there]
        means, lows, highs = ([columns[f"{end}_{key}"][row] for row in there] for key in ("mean", "low", "high"))
        axes.barh(at, means, 0.36, color=colour, label=label)
        whiskers(axes, (means, lows, highs), at)
    names = zip(columns["assumption"], columns["range_low"], columns["range_high"], strict=True)
    named_rows(axes, [f"{name}\n{low} – {high}" for name, low, high in names])
    axes.axvline(0, color=FAINT, linewidth=1)
    axes.set_xlabel(f"difference from the base: {what}, 95 % intervals of the pairs")
    thousands(axes)
    legend_below(figure, axes)


def draw_turns(figure: Figure, data: dict[str, Columns], what: str) -> None:
    """The lead of one enabler over another, in the base and at the end of the range: it crosses zero."""
    (columns,) = data.values()
    axes = figure.subplots()
    if not columns["assumption"]:
        say(axes, "no assumption turns the order of two enablers round")
        return
    rows = range(len(columns["assumption"]))
    _tall(figure, 1.6 * len(rows))
    looks = {"base": ("in the base", "o", COLOURS[7], -0.12), "there": ("at that end of the range", "D", WITH, 0.12)}
    for part, (label, marker, colour, off) in looks.items():
        at = [row + off for row in rows]
        means, lows, highs = (columns[f"{part}_{key}"] for key in ("mean", "low", "high"))
        whiskers(axes, (means, lows, highs), at, colour)
        axes.plot(means, at, marker, color=colour, markersize=9 * scale(), label=label, linestyle="none")
    names = zip(*(columns[key] for key in ("assumption", "first", "second", "holds_together")), strict=True)
    named_rows(
        axes,
        [
            fill(f"{name}{' *' if holds else ''}", 48) + "\n" + fill(f"{first} over {second}", 48)
            for name, first, second, holds in names
        ],
    )
    axes.axvline(0, color=INK, linewidth=1.2)
    axes.set_xlabel(f"by how much more the first is missed than the second: {what}   (* holds for all comparisons)")
    thousands(axes)
    legend_below(figure, axes)


def draw_morris(figure: Figure, data: dict[str, Columns], what: str) -> None:
    """mu* across, sigma up: to the right it matters, up it hangs on the others."""
    (columns,) = data.values()
    axes = figure.subplots()
    luck = max((value for value in columns["luck"] if value is not None), default=0.0)
    axes.axvspan(0, luck, color="#E4E4E4", label="what luck alone would give")
    axes.errorbar(
        columns["mu_star"],
        columns["sigma"],
        xerr=columns["mu_star_half"],
        fmt="o",
        color=WITH,
        ecolor=FAINT,
        elinewidth=1.2,
        label="an assumption, with the 95 % interval of its mu*",
    )
    named = list(zip(columns["assumption"], columns["mu_star"], columns["sigma"], strict=True))[:NAMED]
    for rank, (_, x, y) in enumerate(named, start=1):
        axes.annotate(str(rank), (x, y), textcoords="offset points", xytext=(5, 5), fontsize=12 * scale())
    key = [f"{rank}  {name}" for rank, (name, _, _) in enumerate(named, start=1)]
    blank = [axes.plot([], [], linestyle="none")[0] for _ in key]
    figure.legend(blank, key, loc="outside right center", handlelength=0, fontsize=12 * scale())
    axes.set_xlim(left=0)
    axes.set_ylim(bottom=0)
    axes.set_xlabel(f"mu*: mean size of an effect over the whole range, {what}")
    axes.set_ylabel("sigma: spread of the effect")
    thousands(axes)
    legend_below(figure, axes)


def draw_sobol(figure: Figure, data: dict[str, Columns], what: str) -> None:
    """Two bars an assumption: its share by itself, and with all in which it has a part."""
    (columns,) = data.values()
    axes = figure.subplots()
    if len(columns) == 1:
        say(axes, "the measure is the same everywhere")
        return
    rows = range(min(MOST, len(columns["assumption"])))
    _tall(figure, len(rows))
    for part, colour, label, off in (
        ("first", WITH, "by itself", -0.19),
        ("total", WITHOUT, "with all in which it has a part", 0.19),
    ):
        at = [row + off for row in rows]
        values = [[columns[key][row] for row in rows] for key in (part, f"{part}_low", f"{part}_high")]
        axes.barh(at, values[0], 0.36, color=colour, label=label)
        whiskers(axes, (values[0], values[1], values[2]), at)
    named_rows(axes, [columns["assumption"][row] for row in rows])
    axes.axvline(0, color=FAINT, linewidth=1)
    axes.set_xlabel(f"share of the variance of {what} over the ranges, 95 % intervals")
    legend_below(figure, axes)


def draw_hypercube(figure: Figure, data: dict[str, Columns], what: str) -> None:
    """A bar an assumption: the correlation of its rank with that of the measure."""
    (columns,) = data.values()
    axes = figure.subplots()
    rows = range(min(MOST, len(columns["assumption"])))
    _tall(figure, len(rows))
    values = [[columns[key][row] for row in rows] for key in ("rank", "low", "high")]
    axes.barh(rows, values[0], 0.6, color=WITH)
    whiskers(axes, (values[0], values[1], values[2]), list(rows))
    named_rows(axes, [columns["assumption"][row] for row in rows])
    axes.axvline(0, color=FAINT, linewidth=1)
    axes.set_xlim(-1, 1)
    axes.set_xlabel(f"correlation of ranks with {what}, 95 % intervals")


def _tall(figure: Figure, rows: float) -> None:
    figure_in = figure.get_size_inches()[1]
    grow(figure, max(figure_in, (HEAD_AND_FOOT_IN + ROW_IN * 1.6 * rows) * scale()))
