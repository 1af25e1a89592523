"""A score drawn: dot and band for each figure, relative to what was published; and the reported days over the runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.report.style import COLOURS, FAINT, INK, date_axis, grow, legend_below, scale

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sim.report.worlds import Columns

TITLES = {"scorecard": "Against the record", "scorecard_days": "Against the record, day by day"}
CAPTIONS = {
    "scorecard": "Mean and 90 % band of the runs over what was published, grey with its bounds; thin, the band where "
    "assumed numbers were drawn from their ranges, too. Hollow: neither agrees with the other.",
    "scorecard_days": "Mean and 90 % band of the runs, and the days that were reported; hollow where they lie outside.",
}
USED = {"untouched": COLOURS[0], "calibrated": COLOURS[1], "input": COLOURS[7]}
"""How a figure was used, to its colour; the untouched ones come first, for only they test anything."""
BOUNDS = "#D8D8D8"
LEAST, MOST = 0.2, 5.0
"""Ends of the axis; what lies beyond is drawn at the end, with its factor beside it."""


def draw_scorecard(figure: Figure, data: dict[str, Columns]) -> None:
    """A row a figure: grey the published bounds, dot and line the mean and 90 % band of the runs, hollow if outside; a
    thin line where assumed numbers were drawn, too."""
    columns = data["scorecard"]
    rows = range(len(columns["title"]))
    grow(figure, (2.2 + 0.3 * len(rows)) * scale())
    axes = figure.subplots()
    for row in rows:
        value = columns["value"][row]
        low, high = (columns[name][row] / value for name in ("low", "high"))
        axes.barh(row, high - low, left=low, height=0.7, color=BOUNDS)
        axes.plot([1, 1], [row - 0.35, row + 0.35], color=FAINT, linewidth=1.5)
        if columns["mean"][row] is None:
            axes.text(1.04, row, "never in the runs", va="center_baseline", fontsize=12 * scale(), color=FAINT)
            continue
        if drawn := columns["drawn_p5"][row]:
            ends = [min(max(end / value, LEAST), MOST) for end in (drawn, columns["drawn_p95"][row])]
            axes.plot(ends, [row, row], color=USED[columns["used"][row]], linewidth=1)
        mean, p5, p95 = (columns[name][row] / value for name in ("mean", "p5", "p95"))
        _dot(axes, row, (mean, p5, p95), USED[columns["used"][row]], filled=columns["inside"][row])
    axes.set_yticks(rows, columns["title"])
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_xscale("log")
    axes.set_xlim(LEAST, MOST)
    ticks = [0.2, 0.5, 0.8, 1, 1.25, 2, 5]
    axes.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    axes.set_xticks([], minor=True)
    axes.set_xlabel("simulated over published (dates: day of the campaign)")
    axes.tick_params(axis="y", length=0)
    for used, colour in USED.items():
        axes.plot([], [], "o-", color=colour, label=f"{used}: mean and 90 % of runs")
    if any(columns["drawn_p5"]):
        axes.plot([], [], color=INK, linewidth=1, label="thin: 90 % with assumed numbers drawn from their ranges")
    axes.plot([], [], "o", markerfacecolor="white", markeredgecolor=INK, label="hollow: neither agrees with the other")
    axes.fill_between([], [], color=BOUNDS, label="published, with its bounds")
    legend_below(figure, axes)


def _dot(axes: Axes, row: int, band: tuple[float, float, float], colour: str, *, filled: bool) -> None:
    mean, p5, p95 = (min(max(value, LEAST), MOST) for value in band)
    axes.plot([p5, p95], [row, row], color=colour, linewidth=3 * scale(), solid_capstyle="butt")
    face = colour if filled else "white"
    axes.plot(
        [mean],
        [row],
        "o",
        color=colour,
        markerfacecolor=face,
        markersize=9 * scale(),
        markeredgewidth=2 * scale(),
        clip_on=False,
    )
    if mean != band[0]:
        axes.text(
            mean * 0.93, row, f"{band[0]:.2g}×", va="center_baseline", ha="right", fontsize=12 * scale(), color=colour
        )


def draw_days(figure: Figure, data: dict[str, Columns]) -> None:
    """The band of the runs over every day, the reported days as points: hollow where they lie outside."""
    bands, points = data["scorecard_days"], data["scorecard_reported"]
    names = {"sorties": "all sorties a day", "strike_sorties": "strike sorties a day"}
    grid: Any = figure.subplots(len(names), 1, sharex=True)
    for axes, (series, title), colour in zip(grid, names.items(), COLOURS[:2], strict=True):
        at = [row for row, name in enumerate(bands["series"]) if name == series]
        days = [bands["date"][row] for row in at]
        low, mean, high = ([bands[name][row] for row in at] for name in ("p5", "mean", "p95"))
        axes.fill_between(days, low, high, color=colour, alpha=0.3, linewidth=0, label="90 % of the runs")
        axes.plot(days, mean, color=colour, linewidth=1.5, label="mean of the runs")
        told = [row for row, name in enumerate(points["series"]) if name == series]
        for inside, face, label in ((True, INK, "reported, inside"), (False, "white", "reported, outside")):
            here = [row for row in told if points["inside"][row] is inside]
            x, y = [points["date"][row] for row in here], [points["reported"][row] for row in here]
            axes.plot(x, y, "o", color=INK, markerfacecolor=face, markersize=6 * scale(), label=label)
        axes.set_title(title)
        axes.set_ylim(bottom=0)
        axes.margins(x=0.01)
    date_axis(grid[-1])
    handles, labels = grid[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower left", ncols=4)
