"""ISR coverage: which area was watched, and how much of each day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.page.chart import Chart, Section, in_panel, iso, panels, rounded
from sim.report import isr_coverage

if TYPE_CHECKING:
    from sim.page.told import Told


def section(told: Told) -> Section | None:
    """A heat map a world, dark for unwatched."""
    columns = isr_coverage.tables(told.worlds)["isr_coverage"]
    if not columns["area"]:
        return None
    worlds, areas = list(told.worlds.records), list(dict.fromkeys(columns["area"]))
    days = list(dict.fromkeys(columns["date"]))
    shares = dict(
        zip(zip(*(columns[n] for n in ("world", "area", "date")), strict=True), columns["share_of_day"], strict=True)
    )
    traces, means = [], []
    for panel, world in enumerate(worlds):
        watched = [[shares.get((world, area, day)) for day in days] for area in areas]
        known = [share for row in watched for share in row if share is not None]
        means.append(f"{100 * sum(known) / len(known):.0f} % {world}")
        traces.append(
            {
                "type": "heatmap",
                "x": iso(days),
                "y": areas,
                "z": [rounded(row) for row in watched],
                "coloraxis": "coloraxis",
                "xgap": 0,
                "ygap": 1,
                "hovertemplate": "%{y}, %{x|%d %b}: %{z:.0%}<extra></extra>",
                **in_panel(panel),
            }
        )
    layout = panels(worlds, "", [])
    for number in range(len(worlds)):
        layout["yaxis" + (str(number + 1) if number else "")] |= {
            "autorange": "reversed", "automargin": True, "rangemode": "normal", "title": {"text": ""},
        }  # fmt: skip
    layout["coloraxis"] = {
        "cmin": 0,
        "cmax": 1,
        "colorscale": "Cividis",
        "colorbar": {"tickformat": ".0%", "title": {"text": "watched"}, "thickness": 12},
    }
    layout["hovermode"] = "closest"
    seed = told.results.manifest["seed"]
    says = f"Share of the area-days with a dedicated sensor on station: {', '.join(means)} (seed {seed})."
    height = (90 + 24 * len(areas)) * len(worlds) + 80
    chart = Chart("isr_coverage", "Share of the day that each area was watched", says, traces, columns, layout, height)
    return Section("coverage", "ISR coverage", says, [chart])
