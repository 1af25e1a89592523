"""ISR coverage: which area was watched, and how much of each day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sim.measures import closed_by_day, coverage_by_day
from sim.measures.daily import dates
from sim.report.style import date_axis, panels, say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from sim.report.worlds import Columns, Worlds

CAPTION = (
    "Share of each day on which at least one dedicated sensor was on station over the area and saw; targeting "
    "pods and maritime radars do not count."
)
TITLE = "ISR coverage: share of the day with a dedicated sensor on station that sees"
CLOSED = 0.5
"""A day is marked whose view weather closed for at least this share."""
MARK = "#e4572e"


def tables(worlds: Worlds) -> dict[str, Columns]:
    """World, area, date, share of the day watched, and share in which weather closed the view."""
    columns: Columns = {"world": [], "area": [], "date": [], "share_of_day": [], "share_closed": []}
    for world, record in worlds.records.items():
        days = dates(record, worlds.scenario)
        closed = closed_by_day(record, worlds.scenario)
        for area, shares in coverage_by_day(record, worlds.scenario).items():
            columns["world"] += [world] * len(days)
            columns["area"] += [worlds.place(area)] * len(days)
            columns["date"] += days
            columns["share_of_day"] += shares
            columns["share_closed"] += closed[area]
    return {"isr_coverage": columns}


def draw(figure: Figure, data: dict[str, Columns]) -> None:
    """A heat map a world, dark for unwatched, with a dot on each day that weather closed for half or more."""
    from matplotlib.ticker import PercentFormatter

    columns = data["isr_coverage"]
    worlds = list(dict.fromkeys(columns["world"]))
    axes = panels(figure, worlds or [""])
    image = None
    for world, panel in axes.items():
        rows = [at for at, name in enumerate(columns["world"]) if name == world]
        areas = list(dict.fromkeys(columns["area"][at] for at in rows))
        if not areas:
            say(panel, "there was no area to watch")
            continue
        days = list(dict.fromkeys(columns["date"][at] for at in rows))
        shares = [columns["share_of_day"][at] for at in rows]
        cells = [shares[at : at + len(days)] for at in range(0, len(shares), len(days))]
        across: Any = [*days, days[-1] + timedelta(days=1)]
        down = [at - 0.5 for at in range(len(areas) + 1)]
        image = panel.pcolormesh(across, down, cells, vmin=0, vmax=1, cmap="cividis")
        dots = [(n // len(days), n % len(days)) for n, at in enumerate(rows) if columns["share_closed"][at] >= CLOSED]
        middays: Any = [days[day] + timedelta(hours=12) for _, day in dots]
        panel.plot(middays, [area for area, _ in dots], "o", color=MARK, markersize=3.5, markeredgewidth=0)
        if dots:
            panel.set_xlabel("red: the view was closed by weather for half of the day or more", loc="left")
        panel.set_yticks(range(len(areas)), areas)
        panel.set_ylim(len(areas) - 0.5, -0.5)
        panel.grid(visible=False)
        date_axis(panel)
    if image is not None:
        bar = figure.colorbar(image, ax=list(axes.values()), format=PercentFormatter(xmax=1), pad=0.01)
        bar.set_label("share of the day watched")
