"""ISR coverage: which area was watched, and how much of each day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sim.measures import coverage_by_day
from sim.measures.daily import dates
from sim.report.style import date_axis, panels, say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from sim.report.worlds import Columns, Worlds

TITLE = "ISR coverage: share of the day with a dedicated sensor on station"
CAPTION = (
    "Share of each day on which at least one dedicated sensor was on station over the area; targeting "
    "pods and maritime radars do not count."
)


def tables(worlds: Worlds) -> dict[str, Columns]:
    """World, area, date and share of the day."""
    columns: Columns = {"world": [], "area": [], "date": [], "share_of_day": []}
    for world, record in worlds.records.items():
        days = dates(record, worlds.scenario)
        for area, shares in coverage_by_day(record, worlds.scenario).items():
            columns["world"] += [world] * len(days)
            columns["area"] += [worlds.place(area)] * len(days)
            columns["date"] += days
            columns["share_of_day"] += shares
    return {"isr_coverage": columns}


def draw(figure: Figure, data: dict[str, Columns]) -> None:
    """A heat map a world, dark for unwatched."""
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
        panel.set_yticks(range(len(areas)), areas)
        panel.set_ylim(len(areas) - 0.5, -0.5)
        panel.grid(visible=False)
        date_axis(panel)
    if image is not None:
        bar = figure.colorbar(image, ax=list(axes.values()), format=PercentFormatter(xmax=1), pad=0.01)
        bar.set_label("share of the day watched")
