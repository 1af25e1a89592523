"""Threat: how dangerous each area was on each day, and what that stopped."""

from __future__ import annotations

from datetime import timedelta
from textwrap import fill
from typing import TYPE_CHECKING, Any

from sim.measures.daily import dates
from sim.measures.threat import by_day, dangers, shot_down_by_day, stopped_by_day
from sim.report.style import INK, WITH, WITHOUT, date_axis, grow, legend_below, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sim.report.worlds import Columns, Worlds

TITLE = "Threat: systems that can engage, and what they stopped"
CAPTION = (
    "Above, the level of the threats over each area, mean of each day: systems that can engage, less destroyed sites, "
    "under what suppresses them. Below, lines that the threat stopped in each week, not planned or turned back; "
    "crosses mark the weeks in which aircraft were shot down, with their number."
)
WEEK_D = 7


def tables(worlds: Worlds) -> dict[str, Columns]:
    """World, area, date, level unsuppressed and under suppression, all threats of the area together, lines stopped,
    aircraft shot down."""
    columns: Columns = {n: [] for n in ("world", "area", "date", "unsuppressed", "level", "stopped", "shot_down")}
    for world, record in worlds.records.items():
        days, none = dates(record, worlds.scenario), [0] * record.days
        stopped, fallen = stopped_by_day(record), shot_down_by_day(record)
        sums: dict[str, list[list[float]]] = {}
        for one in dangers(record, worlds.scenario):
            sums.setdefault(one.area, [[0.0] * record.days, [0.0] * record.days])
            pair = zip(sums[one.area], (by_day(one.standing), by_day(one.level)), strict=True)
            sums[one.area] = [[a + b for a, b in zip(*both, strict=True)] for both in pair]
        for area, (standing, level) in sums.items():
            columns["world"] += [world] * record.days
            columns["area"] += [worlds.place(area)] * record.days
            columns["date"] += days
            columns["unsuppressed"] += standing
            columns["level"] += level
            columns["stopped"] += stopped.get(area, none)
            columns["shot_down"] += fallen.get(area, none)
    return {"threat": columns}


def by_week(columns: Columns, world: str, of: str) -> dict[Any, int]:
    """The first date of each week, from the first day on, to its sum over the areas."""
    rows = [at for at, name in enumerate(columns["world"]) if name == world]
    first = min(columns["date"][at] for at in rows)
    sums: dict[Any, int] = {}
    for at in rows:
        week = first + timedelta(days=(columns["date"][at] - first).days // WEEK_D * WEEK_D)
        sums[week] = sums.get(week, 0) + columns[of][at]
    return sums


def draw(figure: Figure, data: dict[str, Columns]) -> None:
    """A heat map a world, and bars of what was stopped, week by week."""
    columns = data["threat"]
    worlds = list(dict.fromkeys(columns["world"]))
    if not worlds:
        axes = figure.subplots()
        say(axes, "no threat in this scenario")
        axes.set_xticks([])
        axes.set_yticks([])
        return
    grow(figure, figure.get_size_inches()[1] * (0.6 + 0.4 * len(worlds)))
    *maps, below = figure.subplots(len(worlds) + 1, 1, sharex=True)
    most = max(columns["level"]) or 1
    for world, panel in zip(worlds, maps, strict=True):
        image = _map(panel, columns, world, most)
        panel.set_title(fill(world, 75) if len(worlds) > 1 else "")
    bar = figure.colorbar(image, ax=maps, pad=0.01)
    bar.set_label("systems that can engage")
    for number, world in enumerate(worlds):
        _stopped(below, columns, world, number, len(worlds))
    below.set_ylabel("lines stopped\na week")
    below.set_ylim(bottom=0)
    edges: Any = (min(columns["date"]), max(columns["date"]) + timedelta(days=1))
    below.set_xlim(*edges)
    date_axis(below)
    legend_below(figure, below)


def _map(panel: Axes, columns: Columns, world: str, most: float) -> Any:
    rows = [at for at, name in enumerate(columns["world"]) if name == world]
    areas = list(dict.fromkeys(columns["area"][at] for at in rows))
    days = list(dict.fromkeys(columns["date"][at] for at in rows))
    levels = [columns["level"][at] for at in rows]
    across: Any = [*days, days[-1] + timedelta(days=1)]
    down = [at - 0.5 for at in range(len(areas) + 1)]
    cells = [levels[at : at + len(days)] for at in range(0, len(levels), len(days))]
    panel.set_yticks(range(len(areas)), areas)
    panel.set_ylim(len(areas) - 0.5, -0.5)
    panel.grid(visible=False)
    return panel.pcolormesh(across, down, cells, vmin=0, vmax=most, cmap="cividis")


def _stopped(panel: Axes, columns: Columns, world: str, number: int, worlds: int) -> None:
    lines, fallen = by_week(columns, world, "stopped"), by_week(columns, world, "shot_down")
    width: Any = timedelta(days=WEEK_D * 0.86 / worlds)
    weeks: Any = [week + width * number for week in lines]
    panel.bar(weeks, list(lines.values()), width, align="edge", color=(WITH, WITHOUT)[number % 2], label=world)
    for at, week in zip(weeks, lines, strict=True):
        if fallen[week]:
            panel.text(at + width / 2, lines[week], f"×{fallen[week]}", ha="center", va="bottom", color=INK)
