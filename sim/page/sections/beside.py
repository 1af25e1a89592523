"""With and without, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.measures import MEASURES
from sim.page.chart import COLOUR, Chart, Section, bar_height, bar_layout, rounded
from sim.page.words import between, number, sentence
from sim.report.style import INK

if TYPE_CHECKING:
    from sim.page.told import Told
    from sim.report.worlds import Columns

SHOWN = (
    "targets_struck",
    "strike_sorties",
    "on_station_h",
    "weapons",
    "sorties",
    "fuel_passed_t",
    "isr_coverage",
    "fill_rate",
)
"""What the figure compares, where the first world has any: the campaign's effect first, then what carries it."""


def section(told: Told) -> Section:
    """A table of all measures, and a figure of what is left of the main ones."""
    rows = [_row(told, name) for name in told.measured() if name in MEASURES]
    lead = (
        "Every measure in both worlds, flown under the same luck. A difference is bold if its interval leaves out zero."
        if told.paired
        else "Every measure, with the 95 % interval of its mean."
    )
    facts = {"rows": rows, "paired": told.paired}
    title = "With and without, side by side" if told.paired else "What it amounts to"
    return Section("beside", title, lead, [_left(told)] if told.paired else [], facts=facts, own=True)


def _row(told: Told, name: str) -> dict[str, Any]:
    entry, base = MEASURES[name], told.base(name)
    label = sentence(f"{entry.title}, {entry.unit}" if entry.unit else entry.title)
    if not told.paired:
        return {"label": label, "base": number(base["mean"]), "interval": between(base, abs(base["mean"] or 0))}
    other, difference = told.other(name), told.difference(name)
    size = max(abs(base["mean"] or 0), abs(other["mean"] or 0))
    low, high = difference["low"], difference["high"]
    return {
        "name": name,
        "label": label,
        "base": number(base["mean"], size),
        "other": number(other["mean"], size),
        "difference": number(difference["mean"], size),
        "interval": between(difference, size),
        "sure": low is not None and high is not None and (low > 0 or high < 0),
    }


def _left(told: Told) -> Chart:
    """How much of each main measure is left, with the interval of the paired difference over the base."""
    labels: list[str] = []
    left: list[float] = []
    low: list[float] = []
    high: list[float] = []
    for name in SHOWN:
        base, difference = told.base(name)["mean"], told.difference(name)
        if not base or difference["mean"] is None:
            continue
        labels.append(sentence(MEASURES[name].title))
        left.append(100 * (1 + difference["mean"] / base))
        for ends, end in ((low, "low"), (high, "high")):
            value = difference[end]
            ends.append(left[-1] if value is None else 100 * (1 + value / base))
    trace = {
        "type": "bar",
        "orientation": "h",
        "x": [round(value, 2) for value in left],
        "y": labels,
        "marker": {"color": COLOUR[1]},
        "texttemplate": "%{x:.0f} %",
        "textposition": "inside",
        "insidetextanchor": "start",
        "insidetextfont": {"color": "#000000"},
        "hovertemplate": "%{y}: %{x:.1f} % is left",
        "error_x": {
            "type": "data",
            "symmetric": False,
            "color": INK,
            "array": rounded([h - v for h, v in zip(high, left, strict=True)]),
            "arrayminus": rounded([v - below for below, v in zip(low, left, strict=True)]),
        },
    }
    layout = bar_layout("per cent of the campaign with everything")
    layout["shapes"] = [{"type": "line", "x0": 100, "x1": 100, "yref": "paper", "y0": 0, "y1": 1, "line": {"width": 2}}]
    told_in_words = "; ".join(f"{label} {value:.0f} %" for label, value in zip(labels, left, strict=True))
    table: Columns = {"measure": labels, "per_cent_left": left, "low": low, "high": high}
    return Chart(
        "what_is_left", "What is left without them", f"{told_in_words}.", [trace], table, layout, bar_height(labels, 1)
    )
