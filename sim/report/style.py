"""How every figure looks: read from the back of a room, in grey, and by those who do not see all colours.

matplotlib takes seconds to import; only functions here and in the figures' `draw` do so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import fill
from typing import TYPE_CHECKING, Any

from sim.measures import digits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch

SIZE_IN = (13.33, 7.5)
"""A slide of 16:9."""
HEAD_IN = 0.9
"""Height of the heading."""
PNG_DPI = 120

COLOURS = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#CC79A7",
    "#56B4E9",
    "#D55E00",
    "#F0E442",
    "#999999",
    "#882255",
    "#444444",
)
"""Okabe and Ito (2008), then grey, Tol's wine and dark grey: told apart with any colour vision."""
WITH, WITHOUT = COLOURS[0], COLOURS[1]
INK = "#222222"
FAINT = "#666666"

RC: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 14,
    "axes.titlesize": 15,
    "axes.titlelocation": "left",
    "axes.labelsize": 14,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "text.color": INK,
    "text.parse_math": False,
    "xtick.labelsize": 13,
    "ytick.labelsize": 13,
    "xtick.color": INK,
    "ytick.color": INK,
    "legend.fontsize": 13,
    "legend.frameon": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#DDDDDD",
    "svg.fonttype": "path",
    "svg.hashsalt": "linchpin",
}
"""Nothing below 12 pt; text as outlines, so that no viewer needs the font; ids that do not change from run to run; two
dollar signs in a title are money and no mathematics."""


@dataclass(frozen=True)
class Style:
    """One look of all figures. Sizes in the figures are those of a slide; another look scales them."""

    name: str
    size_in: tuple[float, float]
    """Width and least height."""
    scale: float
    """Of text, lines and rows, over those of a slide."""
    heading: bool
    """On paper the caption says what a heading says."""
    dpi: int
    """Of the PNG."""

    @property
    def rc(self) -> Any:
        """matplotlib's settings for it."""
        sizes = {key: value * self.scale for key, value in RC.items() if key.endswith("size")}
        widths = {key: value * self.scale for key, value in WIDTHS.items()} if self.scale < 1 else {}
        return RC | sizes | widths | {"figure.figsize": self.size_in}


WIDTHS = {"lines.linewidth": 1.5, "axes.linewidth": 0.8, "grid.linewidth": 0.8, "lines.markersize": 6.0}
"""matplotlib's own, in points: thinner where all is smaller."""
SLIDES = Style("slides", SIZE_IN, 1.0, heading=True, dpi=PNG_DPI)
PRINT = Style("print", (7.2, 4.6), 0.6, heading=False, dpi=300)
"""As wide as two columns of a journal; its smallest text is of 7 points."""
STYLES = {style.name: style for style in (SLIDES, PRINT)}


def scale() -> float:
    """How large things are drawn in the look that is set, over a slide."""
    import matplotlib as mpl

    return float(mpl.rcParams["font.size"]) / float(RC["font.size"])


def sheet(title: str, subtitle: str, *, heading: bool = True) -> Figure:
    """An empty figure, with its heading if it has one."""
    import matplotlib as mpl
    from matplotlib.figure import Figure
    from matplotlib.transforms import ScaledTranslation

    figure = Figure(layout="constrained")
    head = ((title, 0.14, 19, "bold", INK), (subtitle, 0.52, 14, "normal", FAINT)) if heading else ()
    for text, down_in, size, weight, colour in head:
        place = figure.transFigure + ScaledTranslation(0.14, -down_in, figure.dpi_scale_trans)
        figure.text(0, 1, text, transform=place, va="top", fontsize=size, fontweight=weight, color=colour)
    grow(figure, mpl.rcParams["figure.figsize"][1])
    return figure


def grow(figure: Figure, height_in: float) -> None:
    """Give the figure another height; the heading keeps its own."""
    figure.set_size_inches(figure.get_size_inches()[0], height_in)
    layout: Any = figure.get_layout_engine()
    layout.set(rect=(0, 0, 1, 1 - (HEAD_IN / height_in if figure.texts else 0)))


def panels(figure: Figure, titles: Sequence[str]) -> dict[str, Axes]:
    """One panel a world, one above the other on the same scales; a single world needs no panel title."""
    grid = figure.subplots(len(titles), 1, sharex=True, sharey=True, squeeze=False)
    axes = dict(zip(titles, grid[:, 0], strict=True))
    if len(titles) > 1:
        for title, axis in axes.items():
            axis.set_title(fill(title, 75))
    return axes


def stack_days(axes: Axes, days: Sequence[date], series: dict[str, list[float]]) -> None:
    """Stacked areas, as wide as a day each, the first lowest."""
    edges: Any = [*days, days[-1] + timedelta(days=1)]
    colours = [COLOURS[at % len(COLOURS)] for at in range(len(series))]
    heights = [[*values, values[-1]] for values in series.values()]
    axes.stackplot(edges, *heights, labels=list(series), colors=colours, step="post", linewidth=0)
    axes.margins(x=0)
    date_axis(axes)


def date_axis(axes: Axes) -> None:
    """Real dates, as few as are needed."""
    import matplotlib.dates

    dates: Any = matplotlib.dates  # its classes are not typed
    locator = dates.AutoDateLocator(minticks=4, maxticks=10)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator))


def say(axes: Axes, text: str) -> None:
    """A panel with nothing to draw says so."""
    axes.text(0.5, 0.5, text, ha="center", va="center", transform=axes.transAxes, fontsize=16 * scale(), color=FAINT)
    axes.grid(visible=False)


def legend_beside(figure: Figure, axes: Axes) -> None:
    """The legend of stacked areas, in the order in which they lie."""
    handles, labels = axes.get_legend_handles_labels()
    if handles:
        figure.legend(handles[::-1], labels[::-1], loc="outside right center")


def legend_below(figure: Figure, *panels: Axes, first: Sequence[Patch] = ()) -> None:
    """One legend for panels that run over the full width; none if there is nothing to tell apart.

    `first` are told before what is drawn: worlds of which a panel may have nothing to draw.
    """
    found: list[tuple[Any, Any]] = [(patch, patch.get_label()) for patch in first]
    found += [entry for axes in panels for entry in zip(*axes.get_legend_handles_labels(), strict=True)]
    if len(found) > 1:
        handles, labels = zip(*found, strict=True)
        figure.legend(handles, [fill(label, 70) for label in labels], loc="outside lower left", ncols=2)


def whole_numbers(axis: Axis) -> None:
    """1,000 and not 1000; 100 M and not 1e8."""
    from matplotlib.ticker import FuncFormatter

    def told(value: float, _: object) -> str:
        most = max(map(abs, axis.get_view_interval()))
        return digits.number(value, most) if most >= digits.LARGE else f"{value:,.0f}"

    axis.set_major_formatter(FuncFormatter(told))


def thousands(axes: Axes) -> None:
    """Numbers of the lower axis in thousands, if they come to that."""
    if max(abs(edge) for edge in axes.get_xlim()) >= 1000:
        whole_numbers(axes.xaxis)


def named_rows(axes: Axes, labels: Sequence[str]) -> None:
    """A name for each row, from the top."""
    axes.set_yticks(range(len(labels)), labels, fontsize=12 * scale())
    axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.grid(visible=False, axis="y")
    axes.tick_params(axis="y", length=0)


def whiskers(
    axes: Axes, numbers: tuple[Sequence[Any], Sequence[Any], Sequence[Any]], at: Sequence[float], colour: str = INK
) -> None:
    """Intervals, where there are any, from means, lower and upper ends, at these rows."""
    known = [row for row, low in enumerate(numbers[1]) if low is not None]
    means, lows, highs = ([part[row] for row in known] for part in numbers)
    sides = [
        [max(0.0, m - low) for m, low in zip(means, lows, strict=True)],
        [max(0.0, h - m) for m, h in zip(means, highs, strict=True)],
    ]
    if known:
        axes.errorbar(means, [at[r] for r in known], xerr=sides, fmt="none", ecolor=colour, elinewidth=1.5, capsize=3)


def paired_bars(axes: Axes, labels: Sequence[str], sides: dict[str, list[float]]) -> None:
    """Horizontal bars of each world beside each other, the first label on top, each with its number."""
    height = 0.8 / len(sides)
    largest = max((value for values in sides.values() for value in values), default=0)
    for number, (title, values) in enumerate(sides.items()):
        middle = [row - 0.4 + height * (number + 0.5) for row in range(len(labels))]
        axes.barh(middle, values, height * 0.92, color=(WITH, WITHOUT)[number], label=title)
        for at, value in zip(middle, values, strict=True):
            axes.text(value + largest * 0.01, at, f"{value:,.0f}", va="center_baseline", fontsize=12 * scale())
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.set_xlim(0, (largest or 1) * 1.14)
    whole_numbers(axes.xaxis)
    axes.grid(visible=False, axis="y")
    axes.tick_params(axis="y", length=0)
