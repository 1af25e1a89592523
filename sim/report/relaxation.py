"""What each cause was to the lines that it took: a figure out of a relaxation's `study.json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.report.style import COLOURS, INK, WITH, WITHOUT, legend_below, scale, whole_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.figure import Figure

    from sim.report.worlds import Columns

TITLE = "What stood in the way: alone, with others, or behind them"
CAPTION = (
    "Lines of a run by the cause that took them first: those that come back with it alone loosened, only with "
    "others, or not at all; hatched, lines of other causes that it stops next."
)
PARTS = {
    "sole": ("sole: loosened, the line comes back", WITH),
    "joint": ("joint: it comes back only when others are loosened, too", WITHOUT),
    "neither": ("neither: lost even with everything loosened", COLOURS[7]),
    "behind": ("next in line: lines of another cause that this one stops next", "#FFFFFF"),
}
"""What is stacked, from the left, with its label and colour."""


def columns_of(study: Mapping[str, Any]) -> dict[str, Columns]:
    """A cause a row, in lines of a run, the most frequent first."""
    causes = study["causes"]
    return {
        "relax": {
            "cause": [one["cause"] for one in causes],
            **{part: [one[part]["mean"] for one in causes] for part in PARTS},
        }
    }


def draw(figure: Figure, data: dict[str, Columns]) -> None:
    """Stacked bars."""
    (columns,) = data.values()
    axes = figure.subplots()
    rows = range(len(columns["cause"]))
    ends = [0.0 for _ in rows]
    for part, (label, colour) in PARTS.items():
        look: dict[str, Any] = {"hatch": "///", "edgecolor": COLOURS[9], "linewidth": 0.8} if part == "behind" else {}
        axes.barh(rows, columns[part], 0.66, left=ends, color=colour, label=label, **look)
        ends = [end + more for end, more in zip(ends, columns[part], strict=True)]
    own = [sum(columns[part][row] for part in ("sole", "joint", "neither")) for row in rows]
    for row in rows:
        text = f"{own[row]:,.0f}" if own[row] >= 10 else f"{own[row]:.1f}"
        axes.text(ends[row] + 0.01 * max(ends), row, text, va="center_baseline", fontsize=12 * scale(), color=INK)
    axes.set_yticks(rows, [cause.replace("_", " ") for cause in columns["cause"]])
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(0, 1.1 * max(ends))
    axes.grid(visible=False, axis="y")
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel("lines of a run; the number is of those that the cause took first")
    if max(ends) >= 1000:
        whole_numbers(axes.xaxis)
    legend_below(figure, axes)
