"""Threat: how dangerous each area was, and what it stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.page.chart import COLOUR, Chart, Section, heat_maps, iso
from sim.report import threat

if TYPE_CHECKING:
    from sim.page.told import Told
    from sim.report.worlds import Columns


def section(told: Told) -> Section | None:
    """A heat map a world of the levels, and bars of the lines stopped; none without a threat."""
    if not told.worlds.scenario.threats:
        return None
    columns = threat.tables(told.worlds)["threat"]
    worlds = list(told.worlds.records)
    counted = []
    for world in worlds:
        rows = [at for at, name in enumerate(columns["world"]) if name == world]
        stopped, fallen = (sum(columns[name][at] for at in rows) for name in ("stopped", "shot_down"))
        counted.append(f"{stopped:,} lines stopped and {fallen or 'no'} aircraft shot down {world}")
    says = f"{'; '.join(counted)} (seed {told.results.manifest['seed']})."
    lead = (
        f"{says} The level over an area is the number of systems that can engage there, less destroyed sites, under "
        "what suppresses them. Where it is high a package needs an escort, or does not go."
    )
    return Section("threat", "Threat and losses", lead, [_levels(columns, says), _stopped(columns, worlds, says)])


def _levels(columns: Columns, says: str) -> Chart:
    scale = {"cmax": max(columns["level"]) or 1, "colorbar": {"title": {"text": "systems"}, "thickness": 12}}
    traces, layout, height = heat_maps(columns, "level", scale, "%{z:.3~g}")
    return Chart("threat", "Systems that can engage, mean of each day", says, traces, columns, layout, height)


def _stopped(columns: Columns, worlds: list[str], says: str) -> Chart:
    table: Columns = {name: [] for name in ("world", "week", "lines_stopped", "shot_down")}
    traces = []
    for number, world in enumerate(worlds):
        lines, fallen = (threat.by_week(columns, world, of) for of in ("stopped", "shot_down"))
        for name, cells in zip(table, ([world] * len(lines), lines, lines.values(), fallen.values()), strict=True):
            table[name] += list(cells)
        traces.append(
            {
                "type": "bar",
                "name": world,
                "x": iso(list(lines)),
                "y": list(lines.values()),
                "marker": {"color": COLOUR[number % 2]},
                "text": [f"✕{n}" if n else "" for n in fallen.values()],
                "textposition": "outside",
                "hovertemplate": "%{y:,} lines",
            }
        )
    layout = {"barmode": "group", "yaxis": {"title": {"text": "lines a week"}, "rangemode": "tozero"}}
    title = "Lines stopped by it, by the week that begins; ✕ aircraft shot down"
    return Chart("threat_stopped", title, says, traces, table, layout, 300)
