"""What each enabler is worth: three figures out of an attribution's `study.json`."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Any

from sim.measures.digits import number
from sim.report.sheet import Sheet
from sim.report.style import COLOURS, FAINT, INK, WITH, WITHOUT, legend_below, named_rows, scale, thousands, whiskers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.figure import Figure

    from sim.report.worlds import Columns

WRAP = 24
"""Letters of an enabler's title in a line."""


CAPTIONS = {
    "shares": "Left, Shapley values: what an enabler adds, averaged over all orders in which they may join; they "
    "add up to the difference between all and none. Right, taken away one after the other: another order "
    "gives other steps.",
    "ends": "Grey: from least to most that the enabler adds to any set of the others. Points: what it adds when "
    "no other is there, its Shapley value, and what it adds when all others are there.",
    "pairs": "What two enablers add beyond what each adds by itself. Blue: they do more together than apart; "
    "orange: one stands in for the other; bold: the sign is sure.",
}


def sheets(study: Mapping[str, Any], measure: str) -> list[Sheet]:
    """The figures of one measure; the names of their tables end in its name."""
    about, titles, one = study["about"][measure], study["enablers"], study["attribution"][measure]
    what = about["title"] + (f", {about['unit']}" if about["unit"] else "")
    names = sorted(titles, key=lambda name: -abs(one["shapley"][name]["mean"]))
    exact = study["method"] == "exact"
    how = "over all sets" if exact else f"over {study['permutations']} drawn orders"
    found = [
        Sheet(
            f"What each enabler is worth: {what}",
            {f"attribution_{measure}": shares(titles, names, one), f"waterfall_{measure}": steps(titles, one)},
            lambda figure, data: draw_shares(figure, data, what, how),
            CAPTIONS["shares"],
        ),
        Sheet(
            f"Worth alone, and worth last: {what}",
            {f"alone_and_last_{measure}": ends(titles, names, one)},
            lambda figure, data: draw_ends(figure, data, what),
            CAPTIONS["ends"],
        ),
    ]
    if one["interactions"]:
        pairs = {f"interactions_{measure}": together(titles, names, one)}
        found.append(Sheet(f"What pairs of enablers add together: {what}", pairs, draw_pairs, CAPTIONS["pairs"]))
    return found


def shares(titles: Mapping[str, str], names: Sequence[str], one: Mapping[str, Any]) -> Columns:
    """Enabler, its Shapley value with interval, and its share."""
    rows = [one["shapley"][name] for name in names]
    return {
        "enabler": [titles[name] for name in names],
        **{key: [row[key] for row in rows] for key in ("mean", "low", "high", "share")},
    }


def steps(titles: Mapping[str, str], one: Mapping[str, Any]) -> Columns:
    """The waterfall: what is left after each step, from all to none."""
    level = one["all"]["mean"]
    columns: Columns = {"step": ["with everything"], "from": [0.0], "to": [level]}
    for step in one["waterfall"]["steps"]:
        columns["step"].append(f"less {titles[step['enabler']]}")
        columns["from"].append(level)
        level -= step["mean"]
        columns["to"].append(level)
    columns["step"].append("without any")
    columns["from"].append(0.0)
    columns["to"].append(one["none"]["mean"])
    return columns


def ends(titles: Mapping[str, str], names: Sequence[str], one: Mapping[str, Any]) -> Columns:
    """Enabler, what it is worth alone, as Shapley value and last, each with interval, and the range over all sets."""
    columns: Columns = {"enabler": [titles[name] for name in names]}
    for part in ("alone", "shapley", "last"):
        for key in ("mean", "low", "high"):
            columns[f"{part}_{key}"] = [one[part][name][key] for name in names]
    return columns | {part: [one[part][name] for name in names] for part in ("least", "most")}


def together(titles: Mapping[str, str], names: Sequence[str], one: Mapping[str, Any]) -> Columns:
    """Both enablers of every pair, in both orders, what they add together, and in which sense: of the sign of the
    worth of all, they do more together; of the other, one stands in for the other."""
    sign = 1.0 if one["worth"]["mean"] >= 0 else -1.0
    value = {tuple(row["pair"]): row for row in one["interactions"]}
    columns: Columns = {"enabler": [], "with": [], "mean": [], "low": [], "high": [], "more_together": []}
    for first in names:
        for second in names:
            if first != second:
                row = value.get((first, second)) or value[second, first]
                columns["enabler"].append(titles[first])
                columns["with"].append(titles[second])
                for key in ("mean", "low", "high"):
                    columns[key].append(row[key])
                columns["more_together"].append(sign * row["mean"])
    return columns


def draw_shares(figure: Figure, data: dict[str, Columns], what: str, how: str) -> None:
    """Bars with intervals; beside them the waterfall, which says that it depends on its order."""
    left, right = figure.subplots(1, 2, width_ratios=[1.15, 1])
    bars, falls = data.values()
    rows = range(len(bars["enabler"]))
    left.barh(rows, bars["mean"], 0.62, color=WITH)
    whiskers(left, (bars["mean"], bars["low"], bars["high"]), rows)
    reach = max((abs(x) for key in ("mean", "low", "high") for x in bars[key] if x is not None), default=0) or 1
    for row, mean, low, high, share in zip(rows, bars["mean"], bars["low"], bars["high"], bars["share"], strict=True):
        edge = (
            max(x for x in (mean, high, 0) if x is not None)
            if mean >= 0
            else min(x for x in (mean, low) if x is not None)
        )
        text = number(mean) + ("" if share is None else f"  ({share + 0.0:.0%})".replace("(-0%)", "(0%)"))
        left.text(
            edge + (0.02 if mean >= 0 else -0.02) * reach,
            row,
            text,
            va="center_baseline",
            ha="left" if mean >= 0 else "right",
            fontsize=12 * scale(),
        )
    negative = any(mean < 0 for mean in bars["mean"])
    left.set_xlim(-1.45 * reach if negative else 0, 1.45 * reach if any(m > 0 for m in bars["mean"]) else 0.3 * reach)
    left.axvline(0, color=FAINT, linewidth=1)
    left.set_title(f"Shapley values {how}, 95 % intervals", fontsize=13 * scale())
    named_rows(left, [fill(name, WRAP) for name in bars["enabler"]])
    left.set_xlabel(fill(f"{what}: what the enabler adds", 50))

    last = len(falls["step"]) - 1
    tallest = max(abs(level) for level in falls["to"]) or 1
    for row, (begin, end) in enumerate(zip(falls["from"], falls["to"], strict=True)):
        whole = row in (0, last)
        right.barh(row, end - begin, 0.62, left=begin, color=COLOURS[7] if whole else WITHOUT)
        text = number(end - begin)
        right.text(max(begin, end) + 0.01 * tallest, row, text, va="center_baseline", fontsize=12 * scale())
    right.set_title("Taken away from top to bottom:\nanother order gives other steps", fontsize=13 * scale())
    named_rows(right, [fill(name, WRAP) for name in falls["step"]])
    right.set_xlabel(fill(what, 50))
    right.set_xlim(min(0, *falls["to"]), 1.2 * tallest)
    for axes in (left, right):
        thousands(axes)


def draw_ends(figure: Figure, data: dict[str, Columns], what: str) -> None:
    """Three points an enabler on the range of what it adds to any set."""
    (columns,) = data.values()
    axes = figure.subplots()
    rows = list(range(len(columns["enabler"])))
    axes.barh(
        rows,
        [most - least for most, least in zip(columns["most"], columns["least"], strict=True)],
        0.5,
        left=columns["least"],
        color="#E4E4E4",
        label="added to any set: least to most",
    )
    looks = {
        "alone": ("alone: no other is there", "o", COLOURS[2], -0.16),
        "shapley": ("Shapley value", "D", WITH, 0.0),
        "last": ("last: all others are there", "s", COLOURS[5], 0.16),
    }
    for part, (label, marker, colour, off) in looks.items():
        at = [row + off for row in rows]
        means = columns[f"{part}_mean"]
        whiskers(axes, (means, columns[f"{part}_low"], columns[f"{part}_high"]), at, colour)
        axes.plot(means, at, marker, color=colour, markersize=9 * scale(), label=label, linestyle="none")
    axes.axvline(0, color=FAINT, linewidth=1)
    low, high = axes.get_xlim()
    axes.set_xlim(low - 0.02 * (high - low), high + 0.02 * (high - low))
    named_rows(axes, [fill(name, WRAP) for name in columns["enabler"]])
    axes.set_xlabel(f"{what}: what the enabler adds")
    thousands(axes)
    legend_below(figure, axes)


def draw_pairs(figure: Figure, data: dict[str, Columns]) -> None:
    """A square of numbers, blue where two do more together, orange where one stands in for the other."""
    from matplotlib.colors import LinearSegmentedColormap

    (columns,) = data.values()
    axes = figure.subplots()
    names = list(dict.fromkeys(columns["enabler"]))
    most = max(abs(mean) for mean in columns["mean"]) or 1.0
    colours = LinearSegmentedColormap.from_list("pairs", [WITHOUT, "#FFFFFF", WITH]).with_extremes(bad="#E4E4E4")
    grid = [[float("nan")] * len(names) for _ in names]
    for first, second, mean, low, high, more in zip(*columns.values(), strict=True):
        row, column = names.index(first), names.index(second)
        grid[row][column] = more / most
        sure = low is not None and high is not None and (low > 0 or high < 0)
        text = number(mean) + ("" if low is None else f"\n±{number((high - low) / 2)}")
        look: dict[str, Any] = {
            "color": "white" if more > 0.6 * most else INK,
            "fontweight": "bold" if sure else "normal",
        }
        axes.text(column, row, text, ha="center", va="center", fontsize=14 * scale(), **look)
    axes.imshow(grid, cmap=colours, vmin=-1, vmax=1, aspect="auto")
    labels = [fill(name, 18) for name in names]
    axes.set_xticks(range(len(names)), labels)
    axes.set_yticks(range(len(names)), labels)
    axes.grid(visible=False)
    axes.tick_params(length=0)
    axes.set_xlabel(
        "Blue: the two do more together than apart. Orange: one stands in for the other. Bold: the sign is sure.",
        labelpad=12,
    )
