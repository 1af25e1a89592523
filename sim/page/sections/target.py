"""Targets: struck, escaped, and how long it took."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from sim.measures import daily, fates
from sim.measures.target import QUANTILES
from sim.page.chart import COLOUR, Chart, Section, rounded, step
from sim.page.words import number, sentence

if TYPE_CHECKING:
    from sim.page.told import Told
    from sim.report.worlds import Columns, Worlds


def section(told: Told) -> Section | None:
    """Cumulative curves, and boxes by class."""
    if not any(record.targets for record in told.worlds.records.values()):
        return None
    worlds = list(told.worlds.records)
    facts = []
    for name, title in (("targets_struck", "struck"), ("targets_escaped", "escaped")):
        numbers = [told.base(name)["mean"], *([told.other(name)["mean"]] if told.paired else [])]
        facts.append(f"{title}: " + ", ".join(f"{number(n)} {world}" for n, world in zip(numbers, worlds, strict=True)))
    lead = f"Targets {'; '.join(facts)}. Mobile targets that are not struck in time escape; fixed ones wait."
    return Section("targets", "Targets", lead, [_curves(told.worlds, lead), _hours(told.worlds)])


def _curves(worlds: Worlds, says: str) -> Chart:
    columns: Columns = {}
    traces = []
    for at, (world, record) in enumerate(worlds.records.items()):
        series = daily(record, worlds.scenario)
        columns.setdefault("date", series["date"])
        for name, dash in (("struck", "solid"), ("escaped", "dot")):
            total = list(accumulate(series[f"targets_{name}"]))
            columns[f"{name}, {world}"] = total
            look = {"color": COLOUR[at % 2], "width": 2.5, "dash": dash}
            traces.append(step(series["date"], total, f"{name}, {world}", look))
    layout = {"yaxis": {"title": {"text": "targets since the start"}, "rangemode": "tozero"}}
    return Chart("targets", "Struck and escaped, since the start", says, traces, columns, layout, 360)


def _hours(worlds: Worlds) -> Chart:
    quantiles = [f"p{100 * q:.0f}_h" for q in QUANTILES]
    columns: Columns = {n: [] for n in ("world", "class", "appeared", "struck", "escaped", "live", *quantiles)}
    traces, says = [], []
    for at, (world, record) in enumerate(worlds.records.items()):
        found = fates(record, worlds.scenario)
        for name, fate in found.items():
            title = worlds.scenario.target_classes[name].title
            row = (
                world,
                title,
                fate.appeared,
                fate.struck,
                fate.escaped,
                fate.live,
                *(fate.hours or [None] * len(quantiles)),
            )
            for column, cell in zip(columns, row, strict=True):
                columns[column].append(cell)
        struck = {worlds.scenario.target_classes[n].title: fate.hours for n, fate in found.items() if fate.hours}
        says += [f"{title} {world} {number(hours[2])} h" for title, hours in struck.items()]
        ends = dict(
            zip(("lowerfence", "q1", "median", "q3", "upperfence"), zip(*struck.values(), strict=True), strict=False)
        )
        traces.append(
            {
                "type": "box",
                "orientation": "h",
                "name": world,
                "y": [sentence(title) for title in struck],
                **{name: rounded(hours) for name, hours in ends.items()},
                "marker": {"color": COLOUR[at % 2]},
                "line": {"width": 2},
            }
        )
    ticks = {
        "tickvals": [0.1, 1, 6, 24, 24 * 7, 24 * 30, 24 * 90],
        "ticktext": ["6 min", "1 h", "6 h", "1 day", "1 week", "30 d", "90 d"],
    }
    layout = {
        "boxmode": "group",
        "xaxis": {"type": "log", "title": {"text": "from appearance to strike"}, **ticks},
        "yaxis": {"autorange": "reversed", "automargin": True, "type": "category"},
        "hovermode": "closest",
    }
    told = f"Median time from appearance to strike: {'; '.join(says)}." if says else "No target was struck."
    height = 130 + 52 * len(dict.fromkeys(columns["class"]))
    title = "Time to strike, by class: median, half, and nine in ten"
    return Chart("time_to_strike", title, told, traces, columns, layout, height)
