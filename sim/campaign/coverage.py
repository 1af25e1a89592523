"""Who is on station where: sensors over areas, and what that does to the targets below."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import simpy

from sim.campaign.geography import Map
from sim.campaign.record import Record
from sim.campaign.watch import Look, Watch
from sim.scenario.inputs import AircraftType, TargetClass

if TYPE_CHECKING:
    from collections.abc import Callable

    from sim.campaign.target import Target

POD = "pod"
"""A strike aircraft's own targeting pod: it looks, but it is not ISR coverage."""


class Span(NamedTuple):
    """What one type of aircraft over one area looks at."""

    watched: list[tuple[Watch, list[tuple[Look, float]]]]
    services: list[tuple[str, str]]
    """Sensor and place."""
    dedicated: list[str]
    """The places, once for each sensor that counts as ISR."""


class Coverage:
    """Sensors on station over every area."""

    def __init__(
        self,
        env: simpy.Environment,
        chart: Map,
        classes: dict[str, TargetClass],
        record: Record,
        seen: Callable[[Target], None],
    ) -> None:
        self._env = env
        self._chart = chart
        self._classes = classes
        self._record = record
        self._watches = {area: Watch(env, list(classes), seen) for area in chart.areas}
        self._spans: dict[tuple[str, str], Span] = {}
        self._dedicated = dict.fromkeys(chart.areas, 0)

    def expect(self, target: Target, draw: float) -> None:
        """The target stands in its area for any sensor to see."""
        self._watches[target.area].expect(target, draw)

    def covered(self, area: str) -> bool:
        """Whether a sensor other than a strike aircraft's pod is on station there."""
        return self._dedicated.get(area, 0) > 0

    def span(self, name: str, kind: AircraftType, area: str) -> Span:
        """What aircraft of that type over that area look at."""
        span = self._spans.get((name, area))
        if span is None:
            span = self._spans[name, area] = self._measure(kind, area)
        return span

    def open(self, span: Span, aircraft: int) -> None:
        """Aircraft begin to look at their area, and at those next to it as far as their sensors go."""
        for watch, looks in span.watched:
            watch.change(looks, aircraft)
        for place in span.dedicated:
            self._dedicated[place] += 1

    def close(self, span: Span, aircraft: int, since_h: float, provider: str) -> None:
        """They stop looking."""
        for watch, looks in span.watched:
            watch.change(looks, -aircraft)
        for place in span.dedicated:
            self._dedicated[place] -= 1
        if span.services:
            now, rows = self._env.now, self._record.coverage
            for sensor, place in span.services:
                rows.append((sensor, place, provider, since_h, now))

    def note(self, service: str, place: str, provider: str, since_h: float) -> None:
        """Any other service that was given on station until now."""
        self._record.coverage.append((service, place, provider, since_h, self._env.now))

    def _measure(self, kind: AircraftType, area: str) -> Span:
        services: list[tuple[str, str]] = []
        rates: dict[str, dict[str, float]] = {}
        near = self._chart.nearest(area, self._chart.areas) if area in self._dedicated else []
        for sensor, areas_at_once in kind.sensors.items():
            for place in near[:areas_at_once]:
                services.append((sensor, place))
                here = rates.setdefault(place, {})
                for class_name, target_class in self._classes.items():
                    if rate := target_class.seen_by.get(sensor, 0.0):
                        here[class_name] = here.get(class_name, 0.0) + rate
        watched = [(self._watches[place], self._watches[place].looks(here)) for place, here in rates.items() if here]
        return Span(watched, services, [place for sensor, place in services if sensor != POD])
