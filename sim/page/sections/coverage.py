"""ISR coverage: which area was watched, and how much of each day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.page.chart import Chart, Section, heat_maps
from sim.report import isr_coverage

if TYPE_CHECKING:
    from sim.page.told import Told


def section(told: Told) -> Section | None:
    """A heat map a world, dark for unwatched."""
    columns = isr_coverage.tables(told.worlds)["isr_coverage"]
    if not columns["area"]:
        return None
    means = []
    for world in told.worlds.records:
        rows = zip(columns["world"], columns["share_of_day"], strict=True)
        shares = [share for name, share in rows if name == world]
        means.append(f"{100 * sum(shares) / len(shares):.0f} % {world}")
    scale = {"cmax": 1, "colorbar": {"tickformat": ".0%", "title": {"text": "watched"}, "thickness": 12}}
    traces, layout, height = heat_maps(columns, "share_of_day", scale, "%{z:.0%}")
    seed = told.results.manifest["seed"]
    says = f"Share of the area-days with a dedicated sensor on station: {', '.join(means)} (seed {seed})."
    chart = Chart("isr_coverage", "Share of the day that each area was watched", says, traces, columns, layout, height)
    return Section("coverage", "ISR coverage", says, [chart])
