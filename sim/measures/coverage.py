"""What was watched."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

import numpy as np

from sim.measures.columns import cells, end_h, hours_by_day, hours_in_day, union
from sim.measures.once import once
from sim.scenario.inputs.target import watching

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sim.campaign.record import Record
    from sim.measures.columns import Floats
    from sim.scenario.scenario import Scenario


def watched_areas(scenario: Scenario) -> list[str]:
    """The areas that there is reason to watch: targets stand or appear there; without targets, those tasked."""
    held = {area for area, classes in scenario.standing.items() if any(classes.values())}
    for phase in scenario.phases:
        held |= {area for area, classes in phase.appear.items() if any(classes.values())}
    if not held:
        held = {area for phase in scenario.phases for r in phase.tasking.values() for area in getattr(r, "areas", ())}
    return [area for area in scenario.places if area in held]


@once
def watches(record: Record, scenario: Scenario) -> dict[str, tuple[Floats, Floats]]:
    """Area to the starts and ends of the intervals in which a dedicated sensor was on station and saw, joined.

    One that needs sight does not see while weather closes the view.
    """
    sensors = watching(scenario.target_classes)
    end = end_h(record, scenario)
    closed, need_sight = closed_spells(record), scenario.weather.sight.sensors
    spans: dict[str, tuple[list[float], list[float]]] = {area: ([], []) for area in watched_areas(scenario)}
    for service, place, start, until in cells(record, "coverage", "service", "place", "start_h", "end_h"):
        if place in spans and service in sensors:
            starts, ends = spans[place]
            for since, till in _open(start, until, closed.get(place, ()) if service in need_sight else ()):
                starts.append(since)
                ends.append(till)
    # The last sorties of the last day stay a little longer than the campaign.
    return {a: union(np.minimum(starts, end), np.minimum(ends, end)) for a, (starts, ends) in spans.items()}


def closed_spells(record: Record) -> dict[str, list[tuple[float, float]]]:
    """Area to the spells in which weather closed the view, in order."""
    spells: dict[str, list[tuple[float, float]]] = {}
    for area, start, end in cells(record, "weather", "area", "start_h", "end_h"):
        spells.setdefault(area, []).append((start, end))
    return spells


def _open(start: float, end: float, closed: Iterable[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """What is left of an interval outside of the spells."""
    for from_h, until_h in closed:
        if until_h <= start:
            continue
        if from_h >= end:
            break
        if from_h > start:
            yield start, from_h
        start = until_h
    if start < end:
        yield start, end


def closed_by_day(record: Record, scenario: Scenario) -> dict[str, list[float]]:
    """Area to the share of each day in which weather closed the view, for the areas that there is reason to watch."""
    day = np.maximum(hours_in_day(record, scenario), 1e-9)
    spells = closed_spells(record)
    shares: dict[str, list[float]] = {}
    for area in watched_areas(scenario):
        starts, ends = (np.array([spell[n] for spell in spells.get(area, ())], dtype=np.float64) for n in (0, 1))
        shares[area] = [float(share) for share in np.minimum(hours_by_day(starts, ends, record.days) / day, 1.0)]
    return shares


def isr_coverage(record: Record, scenario: Scenario) -> float | None:
    """Share of the area-hours, over the areas that hold targets, with at least one dedicated sensor on station."""
    spans = watches(record, scenario)
    if not spans or not end_h(record, scenario):
        return None
    watched = fsum(hours for starts, ends in spans.values() for hours in ends - starts)
    return watched / (len(spans) * end_h(record, scenario))


@once
def coverage_by_day(record: Record, scenario: Scenario) -> dict[str, list[float]]:
    """Area to the share of each day with at least one dedicated sensor on station."""
    day = np.maximum(hours_in_day(record, scenario), 1e-9)
    return {
        area: [float(share) for share in np.minimum(hours_by_day(*span, record.days) / day, 1.0)]
        for area, span in watches(record, scenario).items()
    }
