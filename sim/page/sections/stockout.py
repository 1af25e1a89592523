"""The stockout timeline: which stock could not meet a planned load, when, why, and what it cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.measures import shortages, stock_by_day
from sim.measures.columns import end_h as campaign_end_h
from sim.measures.daily import dates
from sim.page.chart import COLOUR, Chart, Choice, Section, Trace, iso, step
from sim.page.words import number

if TYPE_CHECKING:
    from sim.measures import Shortage
    from sim.page.told import Told
    from sim.report.worlds import Columns, Worlds

LEAST_H = 8.0
"""A stockout that is shorter is drawn so long, so that it can be seen and pointed at; the table has the true end."""
MS_PER_H = 3_600_000

SUPPLY = {
    "none": "no resupply of this stock",
    "not ordered": "no resupply on its way",
    "under way": "resupply on its way",
}


def section(told: Told) -> Section:
    """Bars over real dates, and the level of any stock."""
    timeline, levels = _timeline(told.worlds), _levels(told.worlds)
    worlds = told.worlds.records
    counts = [
        len({(s.spell.nation, s.spell.munition) for s in shortages(r, told.worlds.scenario)}) for r in worlds.values()
    ]
    many = " and ".join(f"{n or 'none'} {world}" for n, world in zip(counts, worlds, strict=True))
    lead = (
        f"Stocks that could not meet a planned load at some time: {many}. A stock that runs out later, or never, is "
        "not better supplied if fewer bombs are dropped: read it beside the sorties."
    )
    return Section("stockouts", "When stocks run out", lead, [timeline, *([levels] if levels else [])])


def _timeline(worlds: Worlds) -> Chart:
    columns: Columns = {
        name: []
        for name in (
            "world", "stock", "start", "end", "level", "drawn_per_day", "supply", "arrives",
            "second_choice_loads", "lines_dropped",
        )
    }  # fmt: skip
    traces: list[Trace] = []
    for number_of, (world, record) in enumerate(worlds.records.items()):
        end_h = campaign_end_h(record, worlds.scenario)
        trace: Trace = {
            "type": "bar", "orientation": "h", "name": world, "marker": {"color": COLOUR[number_of % 2]},
            "y": [], "base": [], "x": [], "hovertext": [], "hovertemplate": "%{hovertext}<extra></extra>",
        }  # fmt: skip
        for one in shortages(record, worlds.scenario):
            nation, munition, start_h, until_h = one.spell
            until_h = end_h if until_h is None else min(until_h, end_h)
            stock = f"{worlds.nation(nation)} {worlds.munition(munition)}"
            start, end = worlds.moment(start_h), worlds.moment(until_h)
            arrives = None if one.arrives_h is None else worlds.moment(one.arrives_h)
            row = (world, stock, start, end, one.level, one.drawn_per_day, SUPPLY[one.supply], arrives)
            for name, cell in zip(columns, (*row, one.substituted, one.dropped), strict=True):
                columns[name].append(cell)
            trace["y"].append(stock)
            trace["base"].append(f"{start:%Y-%m-%d %H:%M}")
            trace["x"].append(max(until_h - start_h, LEAST_H) * MS_PER_H)
            trace["hovertext"].append(_story(worlds, stock, world, one))
        traces.append(trace)
    stocks = list(dict.fromkeys(columns["stock"]))
    layout = {
        "barmode": "group",
        "yaxis": {"autorange": "reversed", "automargin": True, "type": "category"},
        "xaxis": {"type": "date", "range": iso([worlds.moment(0), worlds.moment(end_h)])},
        "hovermode": "closest",
        "nothing": "" if stocks else "No stock ran out.",
    }
    firsts = [f"{stock} from {start:%d %B}" for stock, start in _firsts(columns)[:3]]
    says = (
        f"{len(stocks)} stocks ran out in one world or the other. First: {'; '.join(firsts)}."
        if firsts
        else "No stock ran out."
    )
    return Chart("stockouts", "Stockouts", says, traces, columns, layout, 130 + max(3, len(stocks)) * 34)


def _firsts(columns: Columns) -> list[tuple[str, object]]:
    pairs = sorted(zip(columns["start"], columns["stock"], strict=True))
    return [(stock, start) for start, stock in pairs]


def _story(worlds: Worlds, stock: str, world: str, one: Shortage) -> str:
    """What the bar says when pointed at: level, cause, what it cost."""
    _, _, start_h, end_h = one.spell
    until = "to the end" if end_h is None else f"to {worlds.moment(end_h):%d %b}"
    supply = SUPPLY[one.supply]
    if one.arrives_h is not None:
        supply += f", arrived {worlds.moment(one.arrives_h):%d %b}"
    return "<br>".join(
        (
            f"<b>{stock}</b>, {world}",
            f"{worlds.moment(start_h):%d %b} {until}; {one.level} on hand when it began",
            f"Cause: {number(one.drawn_per_day)} a day were drawn; {supply}",
            f"Cost: {one.substituted} loads of second choice; {one.dropped} lines of the coalition dropped",
        )
    )


def _levels(worlds: Worlds) -> Chart | None:
    """Weapons on hand at the end of each day, any stock, both worlds."""
    by_world = {world: stock_by_day(record) for world, record in worlds.records.items()}
    stocks = list(dict.fromkeys(stock for levels in by_world.values() for stock in levels))
    if not stocks:
        return None
    days = dates(next(iter(worlds.records.values())), worlds.scenario)
    columns: Columns = {"date": list(days)}
    choices = []
    for nation, munition in stocks:
        name = f"{worlds.nation(nation)} {worlds.munition(munition)}"
        traces = []
        for number_of, (world, levels) in enumerate(by_world.items()):
            closing = levels.get((nation, munition), [0] * len(days))
            columns[f"{name}, {world}"] = list(closing)
            traces.append(step(days, list(closing), world, {"color": COLOUR[number_of % 2], "width": 2.5}))
        choices.append(Choice(name, traces))
    layout = {"yaxis": {"rangemode": "tozero", "title": {"text": "weapons on hand"}}}
    says = "Weapons on hand at the end of each day, for the stock chosen; the most drawn on comes first."
    return Chart("stock_levels", "Level of one stock", says, choices[0].traces, columns, layout, 320, "Stock", choices)
