"""Sorties a day by mission type, with what history reports over them."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from sim.measures import daily
from sim.report.style import COLOURS, INK, date_axis, legend_beside, panels

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.figure import Figure

    from sim.report.worlds import Columns, Worlds

TITLE = "Sorties a day"
RECORD = {"record_sorties": "daily_sorties", "record_strike_sorties": "daily_strike"}
"""Column of the figure to column of the historical file."""

LOWEST = ("sorties.strike", "sorties.sead", "sorties.isr")
"""At the bottom of the stack, where the line of the strike sorties runs: armed drones are among the ISR sorties."""
ROLES = {
    "sorties.sead": "SEAD",
    "sorties.isr": "ISR",
    "sorties.patrol": "air patrol",
    "sorties.recce": "reconnaissance",
    "sorties.control": "airborne control",
    "sorties.maritime": "maritime patrol",
}
"""In the legend; the others are called as in the scenario."""


def tables(worlds: Worlds) -> dict[str, Columns]:
    """World, date, sorties by mission type, strike sorties as NATO counted them, and the record's on those dates."""
    columns: Columns = {}
    reported = _reported(worlds.record_daily)
    for number, (world, record) in enumerate(worlds.records.items()):
        series = daily(record, worlds.scenario)
        dates = [day.isoformat() for day in series["date"]]
        kept = {name: values for name, values in series.items() if name.startswith("sorties.")}
        rows: Columns = {"world": [world] * record.days, "date": series["date"], **kept}
        rows["strike_sorties"] = series["strike_sorties"]
        for name in RECORD:
            rows[name] = [reported.get(day, {}).get(name) if number == 0 else None for day in dates]
        for name, values in rows.items():
            columns.setdefault(name, []).extend(values)
    return {"sorties_a_day": columns}


def _reported(path: Path | None) -> dict[str, dict[str, float]]:
    """Date to what was reported; of several reports on a date the most reliable (`quality` A, then B, then C)."""
    if path is None:
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row.get("quality") or "Z")
    reported: dict[str, dict[str, float]] = {}
    for row in rows:
        for name, source in RECORD.items():
            if row.get(source):
                reported.setdefault(row["date"], {}).setdefault(name, float(row[source]))
    return reported


def draw(figure: Figure, data: dict[str, Columns]) -> None:
    """Stacked areas a world, strike lowest; the record as points."""
    columns = data["sorties_a_day"]
    worlds = list(dict.fromkeys(columns["world"]))
    axes = panels(figure, worlds)
    roles = [name for name in columns if name.startswith("sorties.") and any(columns[name])]
    roles.sort(key=lambda role: LOWEST.index(role) if role in LOWEST else len(LOWEST))
    for world, panel in axes.items():
        rows = [at for at, name in enumerate(columns["world"]) if name == world]
        dates = [columns["date"][at] for at in rows]
        stack = [[columns[role][at] for at in rows] for role in roles]
        names = [ROLES.get(role, role.removeprefix("sorties.")) for role in roles]
        if stack:
            colours = [COLOURS[at % len(COLOURS)] for at in range(len(roles))]
            panel.stackplot(dates, *stack, labels=names, colors=colours, step="mid", linewidth=0)
        strike = [columns["strike_sorties"][at] for at in rows]
        panel.step(dates, strike, where="mid", color=INK, linewidth=1.2, label="strike sorties,\nas NATO counted")
        for name, marker, label in (("record_sorties", "o", "all"), ("record_strike_sorties", "D", "strike")):
            points = [(dates[at], columns[name][row]) for at, row in enumerate(rows) if columns[name][row] is not None]
            if points:
                x, y = zip(*points, strict=True)
                style: Any = {"color": "white", "markeredgecolor": INK, "markeredgewidth": 1.4, "markersize": 6}
                panel.plot(x, y, marker, **style, label=f"reported, {label}")
        panel.set_ylabel("sorties a day")
        panel.margins(x=0)
        date_axis(panel)
    legend_beside(figure, axes[worlds[0]])
