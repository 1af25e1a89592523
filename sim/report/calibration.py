"""A calibration drawn: each factor in its range, what moves together with what, and the closest pairs."""

from __future__ import annotations

from math import pi
from textwrap import fill
from typing import TYPE_CHECKING, Any

from sim.report.style import COLOURS, FAINT, INK, grow, legend_below, scale

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sim.report.worlds import Columns

TITLES = {
    "calibration": "What the record says of the unknowns",
    "calibration_pairs": "What the record cannot tell apart",
}
CAPTIONS = {
    "calibration": "Left, each factor with its standard error in its plausible range; right, how the factors are "
    "correlated after the fit.",
    "calibration_pairs": "One and two standard errors of the pairs that trade off most; the frame is their ranges.",
}
RANGE = "#D8D8D8"
MOST_PAIRS = 6
MOST_TOLD = 12
"""Unknowns, for the numbers of their correlations to fit into the cells."""
TICKS = (0.5, 0.75, 1, 1.33, 2)
WIDE_TICKS = (0.1, 0.2, 0.5, 1, 2, 5, 10)


def draw_factors(figure: Figure, data: dict[str, Columns]) -> None:
    """Left, a row an unknown: grey its range, dot and line the factor, give or take; right, their correlations."""
    columns = data["calibration"]
    size = len(columns["title"])
    grow(figure, (3.4 + 0.36 * size) * scale())
    left, right = figure.subplots(1, 2, width_ratios=(0.8, 1))
    titles = [fill(f"{title}  {number}", 52) for number, title in enumerate(columns["title"], 1)]
    for row in range(size):
        low, high, lower, upper = (columns[name][row] for name in ("low", "high", "lower", "upper"))
        left.barh(row, high - low, left=low, height=0.62, color=RANGE)
        left.plot([lower, upper], [row, row], color=COLOURS[0], linewidth=3 * scale(), solid_capstyle="butt")
        left.plot([columns["value"][row]], [row], "o", color=COLOURS[0], markersize=8 * scale())
    left.axvline(1, color=FAINT, linewidth=1)
    left.set_yticks(range(size), titles)
    _factor_axis(left, "x", min(columns["low"]), max(columns["high"]))
    left.set_ylim(size - 0.4, -0.6)
    left.set_xlabel("factor on what the scenario says")
    left.tick_params(axis="y", length=0)
    left.fill_between([], [], color=RANGE, label="plausible range")
    left.plot([], [], "o-", color=COLOURS[0], linewidth=3 * scale(), label="fitted, give or take a standard error")
    legend_below(figure, left)
    _correlations(figure, right, data["calibration_correlations"])


def _correlations(figure: Figure, axes: Axes, columns: Columns) -> None:
    cells: list[list[float]] = [columns[title] for title in columns["title"]]
    size = len(cells)
    image = axes.imshow(cells, cmap="RdBu_r", vmin=-1, vmax=1, aspect="auto")
    for row in range(size):
        for column in range(size):
            value = cells[row][column]
            if size <= MOST_TOLD and row != column and abs(value) >= 0.3:
                colour = "white" if abs(value) > 0.6 else INK
                text = f"{value:+.1f}"
                axes.text(column, row, text, ha="center", va="center", fontsize=10 * scale(), color=colour)
    every = range(0, size, 1 if size <= MOST_TOLD else 2)
    axes.set_xticks(every, [str(number + 1) for number in every])
    axes.set_yticks(range(size), [str(number + 1) for number in range(size)])
    axes.set_ylim(size - 0.4, -0.6)
    axes.set_xlabel("unknowns by number")
    axes.grid(visible=False)
    figure.colorbar(image, ax=axes, pad=0.02).set_label("correlation after the fit")


def draw_pairs(figure: Figure, data: dict[str, Columns]) -> None:
    """Ellipses of one and two standard errors of the pairs that trade off most; the frame is their ranges."""
    from matplotlib.patches import Rectangle

    columns = data["calibration_pairs"]
    pairs = min(MOST_PAIRS, len(columns["title"]) // 2)
    across = min(3, pairs)
    down = -(-pairs // across)
    grow(figure, (1.6 + 3.6 * down) * scale())
    grid: Any = figure.subplots(down, across, squeeze=False)
    for number, axes in enumerate(grid.flat):
        if number >= pairs:
            axes.set_visible(False)
            continue
        x, y = ({name: columns[name][2 * number + side] for name in columns} for side in (0, 1))
        for errors, alpha in ((2, 0.25), (1, 0.5)):
            _ellipse(axes, x, y, errors, alpha)
        axes.plot([x["value"]], [y["value"]], "o", color=INK, markersize=6 * scale())
        corner, width, height = (x["low"], y["low"]), x["high"] - x["low"], y["high"] - y["low"]
        axes.add_patch(Rectangle(corner, width, height, fill=False, edgecolor=FAINT, linestyle="--"))
        _factor_axis(axes, "x", x["low"], x["high"])
        _factor_axis(axes, "y", y["low"], y["high"])
        axes.set_xlabel(fill(x["title"], 28))
        axes.set_ylabel(fill(y["title"], 28))
        axes.set_title(f"{x['correlation']:+.2f}")


def _ellipse(axes: Axes, x: dict[str, Any], y: dict[str, Any], errors: float, alpha: float) -> None:
    """Round in logs, tilted by the correlation."""
    import numpy as np

    turn = np.linspace(0, 2 * pi, 181)
    rho = x["correlation"]
    first = np.cos(turn)
    second = rho * np.cos(turn) + np.sqrt(max(0.0, 1 - rho**2)) * np.sin(turn)
    xs, ys = (side["value"] * np.exp(errors * side["error"] * part) for side, part in ((x, first), (y, second)))
    axes.fill(xs, ys, color=COLOURS[0], alpha=alpha, linewidth=0)


def _factor_axis(axes: Axes, which: str, low: float, high: float) -> None:
    """Factors on a log scale, a little wider than the range."""
    from matplotlib.ticker import FixedLocator, NullLocator, StrMethodFormatter

    axis: Any = getattr(axes, f"{which}axis")
    getattr(axes, f"set_{which}scale")("log")
    getattr(axes, f"set_{which}lim")(low / 1.08, high * 1.08)
    ticks = WIDE_TICKS if high / low > 5 else TICKS
    axis.set_major_locator(FixedLocator([tick for tick in ticks if low / 1.08 <= tick <= high * 1.08]))
    axis.set_minor_locator(NullLocator())
    axis.set_major_formatter(StrMethodFormatter("{x:g}"))
