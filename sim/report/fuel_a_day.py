"""Fuel passed a day, by the nation whose tankers gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.measures import daily
from sim.report.style import legend_beside, panels, say, stack_days, whole_numbers

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from sim.report.worlds import Columns, Worlds

TITLE = "Fuel passed in the air a day"
CAPTION = "Tonnes passed on each day, by the nation whose tankers gave them."


def tables(worlds: Worlds) -> dict[str, Columns]:
    """World, date, and tonnes by nation for the nations that gave any, the largest giver first."""
    series = {world: daily(record, worlds.scenario) for world, record in worlds.records.items()}
    given = {nation: sum(sum(days[f"fuel.{nation}"]) for days in series.values()) for nation in worlds.scenario.nations}
    nations = sorted((nation for nation in given if given[nation]), key=lambda nation: -given[nation])
    columns: Columns = {"world": [], "date": [], **{worlds.nation(nation): [] for nation in nations}}
    for world, days in series.items():
        columns["world"] += [world] * len(days["date"])
        columns["date"] += days["date"]
        for nation in nations:
            columns[worlds.nation(nation)] += days[f"fuel.{nation}"]
    return {"fuel_a_day": columns}


def draw(figure: Figure, data: dict[str, Columns]) -> None:
    """Stacked areas a world, the largest giver lowest."""
    columns = data["fuel_a_day"]
    worlds = list(dict.fromkeys(columns["world"]))
    axes = panels(figure, worlds)
    nations = list(columns)[2:]
    for world, panel in axes.items():
        rows = [at for at, name in enumerate(columns["world"]) if name == world]
        series = {nation: [columns[nation][at] for at in rows] for nation in nations}
        if not any(any(values) for values in series.values()):
            say(panel, "no fuel was passed")
        if series:
            stack_days(panel, [columns["date"][at] for at in rows], series)
        panel.set_ylabel("fuel passed, t a day")
        whole_numbers(panel.yaxis)
    legend_beside(figure, axes[worlds[0]])
