"""Cargo: what waited for the airlift or was under way, and what arrived, by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.measures.airlift import arrived_by_day, waiting_by_day
from sim.measures.daily import dates
from sim.report.style import COLOURS, date_axis, legend_below, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sim.report.worlds import Columns, Worlds

TITLE = "Cargo: what waits for the airlift, and what it has brought"
CAPTION = (
    "Above, tonnes that waited at a depot or were under way, mean of each day; below, tonnes of whole orders that had "
    "arrived by its end."
)
KINDS = ("deployment", "munitions", "spares")


def tables(worlds: Worlds) -> dict[str, Columns]:
    """World, date, and tonnes that waited (mean of the day) and that had arrived by its end, by kind."""
    columns: Columns = {"world": [], "date": []}
    columns |= {f"{kind} {state}": [] for state in ("waiting", "arrived") for kind in KINDS}
    if worlds.scenario.airlift is None:
        return {"deliveries": columns}
    for world, record in worlds.records.items():
        columns["world"] += [world] * record.days
        columns["date"] += dates(record, worlds.scenario)
        waiting, arrived = waiting_by_day(record, worlds.scenario), arrived_by_day(record, worlds.scenario)
        for kind in KINDS:
            columns[f"{kind} waiting"] += waiting.get(kind, [0.0] * record.days)
            total, sums = 0.0, []
            for tonnes in arrived.get(kind, [0.0] * record.days):
                total += tonnes
                sums.append(total)
            columns[f"{kind} arrived"] += sums
    return {"deliveries": columns}


def draw(figure: Figure, data: dict[str, Columns]) -> None:
    """Above what waits, below what has arrived; a colour a kind, the second world dashed."""
    columns = data["deliveries"]
    above, below = figure.subplots(2, 1, sharex=True)
    if not columns["world"]:
        for axes in (above, below):
            say(axes, "no airlift in this scenario")
            axes.set_xticks([])
            axes.set_yticks([])
        return
    _lines(above, columns, "waiting")
    _lines(below, columns, "arrived")
    above.set_title("Waiting at a depot or under way, mean of the day")
    below.set_title("Arrived since the start, whole orders")
    date_axis(below)
    legend_below(figure, above, below)


def _lines(axes: Axes, columns: Columns, state: str) -> None:
    worlds = list(dict.fromkeys(columns["world"]))
    for world in worlds:
        rows = [at for at, name in enumerate(columns["world"]) if name == world]
        first = world == worlds[0]
        for kind, colour in zip(KINDS, COLOURS, strict=False):
            values = [columns[f"{kind} {state}"][at] for at in rows]
            if state == "arrived":
                label = None
            elif len(worlds) == 1:
                label = kind
            else:
                label = f"{kind}, {world}"
            style = "-" if first else (0, (3, 1.5))
            axes.plot([columns["date"][at] for at in rows], values, color=colour, linestyle=style, label=label)
    axes.set_ylabel("t")
    axes.set_ylim(bottom=0)
    axes.margins(x=0)
