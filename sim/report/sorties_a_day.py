"""Sorties a day by mission type, with what history reports over them."""

from __future__ import annotations

import csv
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from sim.measures import daily
from sim.measures.sortie import NOT_COUNTED
from sim.report.style import INK, legend_beside, panels, scale, stack_days

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sim.report.worlds import Columns, Worlds

TITLE = "Sorties a day"
CAPTION = (
    "A sortie counts on the day of take-off; airlift is left out, as in the record. The line is strike sorties, "
    "suppression and armed drones included; points, where there are any, are what was reported."
)
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
    """World, date, sorties by mission type (no airlift), strike sorties, and the record's."""
    columns: Columns = {}
    reported = _reported(worlds.record_daily)
    flown = {world: daily(record, worlds.scenario) for world, record in worlds.records.items()}
    left_out = {f"sorties.{role}" for role in NOT_COUNTED}
    roles = dict.fromkeys(name for series in flown.values() for name in series if name.startswith("sorties."))
    roles = {role: None for role in roles if role not in left_out}
    for number, (world, series) in enumerate(flown.items()):
        dates = [day.isoformat() for day in series["date"]]
        rows: Columns = {"world": [world] * len(dates), "date": series["date"]}
        rows |= {role: series.get(role, [0] * len(dates)) for role in roles}
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
        names = {role: ROLES.get(role, role.removeprefix("sorties.")) for role in roles}
        if roles:
            stack_days(panel, dates, {names[role]: [columns[role][at] for at in rows] for role in roles})
        _line(panel, dates, [columns["strike_sorties"][at] for at in rows], line_label(columns))
        for name, marker, label in (("record_sorties", "o", "all"), ("record_strike_sorties", "D", "strike")):
            points = [(dates[at], columns[name][row]) for at, row in enumerate(rows) if columns[name][row] is not None]
            _points(panel, points, marker, f"reported, {label}")
        panel.set_ylabel("sorties a day")
        panel.set_ylim(bottom=0)
    legend_beside(figure, axes[worlds[0]])


def line_label(columns: Columns) -> str:
    """What the line is called: NATO's way of counting is named only where its numbers are beside it."""
    counted = any(value is not None for name in RECORD for value in columns[name])
    return "strike sorties, as NATO counted" if counted else "strike sorties"


def _line(panel: Axes, dates: list[date], sorties: list[float], label: str) -> None:
    edges: Any = [*dates, dates[-1] + timedelta(days=1)]
    label = label.replace(", ", ",\n")
    panel.step(edges, [*sorties, sorties[-1]], where="post", color=INK, linewidth=1.2 * scale(), label=label)


def _points(panel: Axes, points: list[tuple[date, float]], marker: str, label: str) -> None:
    """In the middle of their day."""
    if points:
        x: Any = [datetime.combine(day, time(12)) for day, _ in points]
        style: Any = {
            "color": "white",
            "markeredgecolor": INK,
            "markeredgewidth": 1.4 * scale(),
            "markersize": 6 * scale(),
        }
        panel.plot(x, [sorties for _, sorties in points], marker, **style, label=label)
