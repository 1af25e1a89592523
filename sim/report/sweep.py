"""A measure over one setting as a line, over two as a field of colour; out of a sweep's `study.json`."""

from __future__ import annotations

import re
from math import isnan
from typing import TYPE_CHECKING, Any

from sim.measures.digits import number
from sim.report.style import COLOURS, INK, WITH, legend_below, scale

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.figure import Figure

    from sim.report.worlds import Columns

CAPTION = (
    "Means of the runs at each value, all under the same seeds; over one setting with their 95 % interval and the"
    " band in which nine runs in ten lie."
)
NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def columns_of(study: Mapping[str, Any], measure: str) -> Columns:
    """The settings, and the measure with its interval and the band of the runs."""
    points = study["points"]
    settings: Columns = {path: [point["at"][path] for point in points] for path in study["over"]}
    keys = ("mean", "low", "high", "p5", "p95")
    return settings | {key: [point["measures"][measure][key] for point in points] for key in keys}


def draw(figure: Figure, data: dict[str, Columns], paths: Sequence[str], what: str) -> None:
    """A line for one path; for two a field, the second across."""
    (columns,) = data.values()
    if len(paths) == 1:
        _line(figure, columns, paths[0], what)
    else:
        _field(figure, columns, paths, what)


def _line(figure: Figure, columns: Columns, path: str, what: str) -> None:
    axes = figure.subplots()
    known = [row for row, mean in enumerate(columns["mean"]) if mean is not None]
    texts = [columns[path][row] for row in known]
    numbers = [NUMBER.match(text) for text in texts]
    at: list[float] = [float(n[0]) for n in numbers if n] if all(numbers) else [float(row) for row in known]
    mean, p5, p95 = ([columns[key][row] for row in known] for key in ("mean", "p5", "p95"))
    axes.fill_between(at, p5, p95, color=COLOURS[4], alpha=0.3, linewidth=0, label="5 to 95 % of the runs")
    axes.plot(at, mean, "o-", color=WITH, linewidth=2.2 * scale(), label="mean, with its 95 % interval")
    if all(columns["low"][row] is not None for row in known):
        sides = [
            [m - columns["low"][r] for m, r in zip(mean, known, strict=True)],
            [columns["high"][r] - m for m, r in zip(mean, known, strict=True)],
        ]
        axes.errorbar(at, mean, yerr=sides, fmt="none", ecolor=INK, elinewidth=1.5, capsize=4)
    axes.set_xticks(at, texts)
    axes.set_xlabel(path)
    axes.set_ylabel(what)
    legend_below(figure, axes)


def _field(figure: Figure, columns: Columns, paths: Sequence[str], what: str) -> None:
    axes = figure.subplots()
    down, across = (list(dict.fromkeys(columns[path])) for path in paths)
    grid = [[float("nan")] * len(across) for _ in down]
    for first, second, mean in zip(columns[paths[0]], columns[paths[1]], columns["mean"], strict=True):
        if mean is not None:
            grid[down.index(first)][across.index(second)] = mean
    image = axes.imshow(grid, cmap="cividis", aspect="auto", origin="lower")
    known = [cell for row in grid for cell in row if not isnan(cell)]
    middle = (min(known) + max(known)) / 2 if known else 0.0
    if len(down) * len(across) <= 150:
        for row, cells in enumerate(grid):
            for column, cell in enumerate(cells):
                text = number(None if isnan(cell) else cell)
                colour = "white" if cell < middle else INK
                axes.text(column, row, text, ha="center", va="center", fontsize=12 * scale(), color=colour)
    axes.set_xticks(range(len(across)), across)
    axes.set_yticks(range(len(down)), down)
    axes.set_xlabel(paths[1])
    axes.set_ylabel(paths[0])
    axes.grid(visible=False)
    figure.colorbar(image, ax=axes, pad=0.02).set_label(what)
