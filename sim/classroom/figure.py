"""The figures of the classroom, in the chart grammar of the page of a result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.classroom.outcome import AS_IT_STANDS, CHANGED, of, title_of
from sim.measures.registry import BY_CAUSE
from sim.page.chart import COLOUR, Chart, Trace, bar_height, bar_layout, bars, days, rounded
from sim.page.words import number, sentence
from sim.report.style import INK
from sim.study.ensemble import bands

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pyarrow as pa

    from sim.measures import Measure
    from sim.study.replicate import Flown

SHADE = ("rgba(0,114,178,0.22)", "rgba(230,159,0,0.28)")
"""The colours of the worlds, let through: their bands."""
CAUSES = 8
"""Causes in the figure, the most frequent first."""
BY_DAY = ("targets_struck", "strike_sorties", "sorties", "weapons", "fuel_passed_t", "isr_coverage", "threat_hours")
"""What can be shown day by day."""


def answer(flown: Flown, entry: Measure, guess: float | None, others: Sequence[float] = ()) -> Chart:
    """The guessed measure in both worlds, with what luck does to it; the guess as a line across, and all others."""
    worlds = [world for world in (AS_IT_STANDS, CHANGED) if world in flown]
    found = {world: of(flown, world, entry.name) for world in worlds}
    means = [one.mean if one else None for one in found.values()]
    table: dict[str, list[Any]] = {"world": worlds, "mean": means}
    for end in ("p5", "p95"):
        table[end] = [getattr(one, end) if one else None for one in found.values()]
    trace: Trace = {
        "type": "bar",
        "orientation": "h",
        "y": [sentence(world) for world in worlds],
        "x": rounded(means),
        "marker": {"color": list(COLOUR[: len(worlds)])},
        "texttemplate": "%{x:,.4~g}",
        "textposition": "inside",
        "insidetextanchor": "start",
        "textangle": 0,
        "textfont": {"size": 18},
        "hovertemplate": "%{y}: %{x:,.4~g}",
        "error_x": _ends(means, table["p5"], table["p95"]),
    }
    layout = bar_layout(f"{entry.title}, {entry.unit}" if entry.unit else entry.title)
    layout["showlegend"] = False
    said = "; ".join(f"{world} {number(mean)}" for world, mean in zip(worlds, means, strict=True))
    if guess is not None:
        layout["shapes"] = [_line(guess)]
        layout["annotations"] = [
            {"x": guess, "y": 1, "yref": "paper", "yanchor": "bottom", "text": f"your guess: {guess:,.3g}"}
            | {"showarrow": False}
        ]
        layout["margin"] = {"l": 60, "r": 30, "t": 40, "b": 50}
        said += f"; your guess {guess:,.3g}"
    traces = [trace]
    if len(others) > 1:
        traces.append(_guesses(others))
        table["world"] = [*worlds, *("a guess of the class" for _ in others)]
        table["mean"] = [*means, *others]
        for end in ("p5", "p95"):
            table[end] += [None] * len(others)
    height = 110 + 60 * len(worlds) + 40 * len(traces)
    return Chart("answer", sentence(entry.title), f"{said}.", traces, table, layout, height)


def _guesses(others: Sequence[float]) -> Trace:
    """What everybody guessed, as marks in a row of their own."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": rounded(others),
        "y": ["The class guessed"] * len(others),
        "marker": {"symbol": "line-ns-open", "size": 18, "color": INK, "line": {"width": 2, "color": INK}},
        "hovertemplate": "%{x:,.4~g}<extra></extra>",
    }


def _ends(means: Sequence[float | None], low: Sequence[Any], high: Sequence[Any]) -> dict[str, Any]:
    above = [0 if mean is None or top is None else top - mean for mean, top in zip(means, high, strict=True)]
    below = [0 if mean is None or bottom is None else mean - bottom for mean, bottom in zip(means, low, strict=True)]
    return {"type": "data", "symmetric": False, "array": rounded(above), "arrayminus": rounded(below), "color": INK}


def _line(at: float) -> dict[str, Any]:
    return {"type": "line", "x0": at, "x1": at, "yref": "paper", "y0": 0, "y1": 1, "line": {"width": 3, "dash": "dot"}}


def by_day(tables: Mapping[str, Sequence[pa.Table]], measure: str) -> Chart:
    """One measure day by day: the mean of the runs as a line, nine runs in ten inside of the band."""
    traces: list[Trace] = []
    columns: dict[str, list[Any]] = {name: [] for name in ("world", "date", "mean", "p5", "p95")}
    for at, (world, runs) in enumerate(tables.items()):
        rows = bands([run.select(["day", "date", measure]) for run in runs]).to_pylist()
        dates = [row["date"] for row in rows]
        colour, many = COLOUR[at % 2], len(runs) > 1
        if many:
            for end, fill in (("p5", None), ("p95", "tonexty")):
                traces.append(_edge(dates, [row[end] for row in rows], world, fill and SHADE[at % 2]))
        line = {"type": "scatter", "mode": "lines", "name": world, "hovertemplate": "%{y:,.4~g}"}
        look = {"shape": "hv", "color": colour, "width": 2.5}
        traces.append(line | days(dates, [row["mean"] for row in rows]) | {"line": look})
        columns["world"] += [world] * len(rows)
        for name in ("date", "mean", "p5", "p95"):
            columns[name] += [row[name] for row in rows]
    title = sentence(title_of(measure))
    layout = {"yaxis": {"rangemode": "tozero", "title": {"text": f"{title} a day"}}, "xaxis": {"type": "date"}}
    means = {
        world: [v for w, v in zip(columns["world"], columns["mean"], strict=True) if w == world] for world in tables
    }
    said = (f"{number(sum(values) / max(1, len(values)))} {world}" for world, values in means.items())
    says = f"{title} a day in the mean: {', '.join(said)}"
    return Chart("by_day", f"{title}, day by day", f"{says}.", traces, columns, layout, 340)


def _edge(dates: Sequence[Any], values: Sequence[Any], world: str, fill: str | None) -> Trace:
    edge: Trace = {
        "type": "scatter",
        "mode": "lines",
        "name": world,
        "showlegend": False,
        "hoverinfo": "skip",
        **days(dates, values),
        "line": {"shape": "hv", "width": 0},
    }
    return edge | ({"fill": "tonexty", "fillcolor": fill} if fill else {})


def causes(flown: Flown) -> Chart:
    """Lines that ended without effect, by cause, in both worlds; those that differ most on top."""
    worlds = [world for world in (AS_IT_STANDS, CHANGED) if world in flown]
    found: dict[str, list[float]] = {}
    for name in flown[worlds[0]][0].measures:
        if name.startswith(BY_CAUSE):
            means = [of(flown, world, name) for world in worlds]
            found[name.removeprefix(BY_CAUSE)] = [(one.mean or 0.0) if one else 0.0 for one in means]
    ranked = sorted((cause for cause in found if any(found[cause])), key=lambda cause: _rank(found[cause]))[:CAUSES]
    labels = [sentence(cause.replace("_", " ")) for cause in ranked]
    sides: dict[str, Sequence[float | None]] = {
        world: [found[cause][at] for cause in ranked] for at, world in enumerate(worlds)
    }
    table: dict[str, list[Any]] = {"cause": labels, **{world: list(values) for world, values in sides.items()}}
    layout = bar_layout("lines without effect, mean of the runs")
    each = (f"{label} {', '.join(number(side[at]) for side in sides.values())}" for at, label in enumerate(labels))
    says = f"Lines that came to nothing, by cause: {'; '.join(each)}"
    return Chart("causes", "What stood in the way", f"{says}.", bars(labels, sides), table, layout, bar_height(labels))


def _rank(values: Sequence[float]) -> tuple[float, float]:
    return (-abs(values[-1] - values[0]), -max(values))
