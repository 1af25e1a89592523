"""Stockout timeline: which stock could not meet a planned load, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.measures import stock_levels, stockout_spells
from sim.measures.columns import end_h as campaign_end_h
from sim.report.style import COLOURS, WITH, WITHOUT, date_axis, grow, legend_below, say, scale, whole_numbers

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sim.report.worlds import Columns, Worlds

TITLE = "Stockouts: when a planned load could not be met from stock"
CAPTION = (
    "A bar begins when a planned load could not be met from the stock of first choice, and ends when one "
    "is met again or weapons arrive. Below, weapons on hand of the stocks most drawn on."
)
LEVELS = 3
"""Stocks whose level is drawn: those most drawn on in the first world."""
LEVELS_IN = 4.6
"""Height of all but the rows of stocks: heading, levels, legend."""


def tables(worlds: Worlds) -> dict[str, Columns]:
    """The spells, and the levels of the most drawn stocks."""
    spells: Columns = {"world": [], "stock": [], "start": [], "end": []}
    levels: Columns = {"world": [], "stock": [], "time": [], "level": []}
    scenario = worlds.scenario
    drawn = list(stock_levels(next(iter(worlds.records.values()))))[:LEVELS]
    for world, record in worlds.records.items():
        last_h = campaign_end_h(record, scenario)
        for nation, munition, start_h, end_h in stockout_spells(record):
            spells["world"].append(world)
            spells["stock"].append(f"{worlds.nation(nation)} {worlds.munition(munition)}")
            spells["start"].append(worlds.moment(start_h))
            spells["end"].append(worlds.moment(last_h if end_h is None else min(end_h, last_h)))
        by_stock = stock_levels(record)
        for nation, munition in drawn:
            hours, after = by_stock.get((nation, munition), ([], []))
            if hours:
                kept = sum(hour <= last_h for hour in hours)
                hours, after = [*hours[:kept], last_h], [*after[:kept], after[kept - 1]]
            levels["world"] += [world] * len(hours)
            levels["stock"] += [f"{worlds.nation(nation)} {worlds.munition(munition)}"] * len(hours)
            levels["time"] += [worlds.moment(hour) for hour in hours]
            levels["level"] += after
    return {"stockouts": spells, "stock_levels": levels}


def draw(figure: Figure, data: dict[str, Columns]) -> None:
    """Bars over dates, a row a stock; below them the levels."""
    from matplotlib.patches import Patch

    spells, levels = data["stockouts"], data["stock_levels"]
    stocks = list(dict.fromkeys(spells["stock"]))
    rows_in = max(2.5, 0.3 * len(stocks))
    grow(figure, max(figure.get_size_inches()[1], (rows_in + LEVELS_IN) * scale()))
    top, bottom = figure.subplots(2, 1, sharex=True, height_ratios=[rows_in, LEVELS_IN - 2.2])
    worlds = list(dict.fromkeys([*levels["world"], *spells["world"]]))
    _bars(top, spells, stocks, worlds)
    _levels(bottom, levels, worlds)
    date_axis(bottom)
    colours = [Patch(color=colour, label=world) for colour, world in zip((WITH, WITHOUT), worlds, strict=False)]
    legend_below(figure, top, bottom, first=colours if stocks and len(worlds) > 1 else ())


def _bars(axes: Axes, spells: Columns, stocks: list[str], worlds: list[str]) -> None:
    if not stocks:
        say(axes, "no stock ran out")
        axes.set_yticks([])
        return
    height = 0.8 / len(worlds)
    for number, world in enumerate(worlds):
        rows = [at for at, name in enumerate(spells["world"]) if name == world]
        middle = [stocks.index(spells["stock"][at]) - 0.4 + height * (number + 0.5) for at in rows]
        length = [spells["end"][at] - spells["start"][at] for at in rows]
        start = [spells["start"][at] for at in rows]
        axes.barh(middle, length, height * 0.95, left=start, color=(WITH, WITHOUT)[number])
    axes.set_yticks(range(len(stocks)), stocks)
    axes.set_ylim(len(stocks) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)


def _levels(axes: Axes, levels: Columns, worlds: list[str]) -> None:
    for at, stock in enumerate(dict.fromkeys(levels["stock"])):
        for world in worlds:
            rows = [
                i for i, row in enumerate(zip(levels["world"], levels["stock"], strict=True)) if row == (world, stock)
            ]
            style: dict[str, Any] = {"color": COLOURS[(2, 5, 3)[at]], "linewidth": 2.2 * scale()}
            style |= (
                {"label": stock} if world == worlds[0] else {"linestyle": (0, (3, 1.5)), "linewidth": 1.5 * scale()}
            )
            axes.step([levels["time"][i] for i in rows], [levels["level"][i] for i in rows], where="post", **style)
    axes.set_title("The stocks most drawn on" + (", second world dashed" if len(worlds) > 1 else ""))
    axes.set_ylabel("weapons on hand")
    axes.set_ylim(bottom=0)
    axes.margins(x=0)
    whole_numbers(axes.yaxis)
