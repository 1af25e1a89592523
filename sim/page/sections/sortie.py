"""Sorties a day, against what the record reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.page.chart import Chart, Section, in_panel, iso, panels, stacked, step
from sim.page.words import number
from sim.report import sorties_a_day

if TYPE_CHECKING:
    from sim.page.told import Told

REPORTED = (("record_sorties", "circle", "reported, all"), ("record_strike_sorties", "diamond", "reported, strike"))


def section(told: Told) -> Section:
    """Stacked by mission type, strike lowest."""
    columns = sorties_a_day.tables(told.worlds)["sorties_a_day"]
    worlds = list(told.worlds.records)
    roles = [name for name in columns if name.startswith("sorties.") and any(columns[name])]
    lowest = sorties_a_day.LOWEST
    roles.sort(key=lambda role: lowest.index(role) if role in lowest else len(lowest))
    traces, label = [], sorties_a_day.line_label(columns)
    for panel, world in enumerate(worlds):
        rows = [at for at, name in enumerate(columns["world"]) if name == world]
        dates = [columns["date"][at] for at in rows]
        for at, role in enumerate(roles):
            name = sorties_a_day.ROLES.get(role, role.removeprefix("sorties."))
            traces.append(stacked(dates, [columns[role][row] for row in rows], name, at, panel))
        line = step(dates, [columns["strike_sorties"][at] for at in rows], label, {}, panel)
        traces.append(line | {"showlegend": panel == 0, "legendgroup": "strikes"})
        for name, symbol, label in REPORTED:
            points = [
                (d, columns[name][row]) for d, row in zip(dates, rows, strict=True) if columns[name][row] is not None
            ]
            if points:
                traces.append(
                    {
                        "type": "scatter",
                        "mode": "markers",
                        "name": label,
                        # In the middle of their day.
                        "x": [f"{day} 12:00" for day in iso([d for d, _ in points])],
                        "y": [value for _, value in points],
                        "marker": {
                            "symbol": symbol,
                            "size": 8,
                            "color": "#FFFFFF",
                            "line": {"color": "#222222", "width": 1.5},
                        },
                        "hovertemplate": "%{y:,}",
                        **in_panel(panel),
                    }
                )
    reported = any(value is not None for name, *_ in REPORTED for value in columns[name])
    means = [
        f"{number(told.base('sorties')['mean'])} {worlds[0]}",
        *([f"{number(told.other('sorties')['mean'])} {worlds[1]}"] if told.paired else []),
    ]
    says = f"Sorties of the campaign: {', '.join(means)}."
    lead = f"{says} Areas are stacked by mission type; the line is the strike sorties" + (
        "; points are what was reported in fact." if reported else "."
    )
    if any("airlift" in force.roles for force in told.worlds.scenario.forces.values()):
        lead += " Airlift is left out, as nations flew it under their own command."
    layout = panels(worlds, "sorties a day", columns["date"])
    chart = Chart("sorties_a_day", "Sorties a day", says, traces, columns, layout, 320 * len(worlds) + 60)
    return Section("sorties", "Sorties a day" + (" against the record" if reported else ""), lead, [chart])
