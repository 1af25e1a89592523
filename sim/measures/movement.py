"""What moved between places, day by day: what a map shows."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sim.measures.columns import DAY_H, cells
from sim.measures.once import once

if TYPE_CHECKING:
    from sim.campaign.record import Record

Route = tuple[str, str]
"""Base, and the area or track that was flown to."""


@once
def flows_by_day(record: Record) -> dict[Route, dict[int, int]]:
    """Route to the sorties that took off on each day on which there were any; tankers fly to their tracks."""
    flows: dict[Route, Counter[int]] = defaultdict(Counter)
    for base, area, launched_h in cells(record, "sorties", "base", "area", "launched_h"):
        day = int(launched_h // DAY_H)
        if day < record.days:
            flows[base, area][day] += 1
    return {route: dict(sorted(flows[route].items())) for route in sorted(flows)}


@once
def fuel_by_track(record: Record) -> dict[str, list[float]]:
    """Track to the tonnes passed there, day by day."""
    passed: dict[str, list[float]] = {}
    for track, time_h, fuel_t in cells(record, "refuellings", "track", "time_h", "fuel_t"):
        days = passed.setdefault(track, [0.0] * record.days)
        days[min(record.days - 1, int(time_h // DAY_H))] += fuel_t
    return dict(sorted(passed.items()))


@once
def tankers_by_track(record: Record) -> dict[str, list[int]]:
    """Track to the tankers that came on station there, day by day."""
    came: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for service, place, sortie, start_h in cells(record, "coverage", "service", "place", "provider_sortie", "start_h"):
        if service in ("boom", "probe"):
            came[place].add((min(record.days - 1, int(start_h // DAY_H)), sortie))
    counts = {track: Counter(day for day, _ in came[track]) for track in sorted(came)}
    return {track: [counts[track][day] for day in range(record.days)] for track in counts}
