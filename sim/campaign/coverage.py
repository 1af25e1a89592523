"""Who is on station where: sensors over areas, and what that does to the targets below."""

from __future__ import annotations

from typing import TYPE_CHECKING

import simpy

from sim.campaign.geography import Map
from sim.campaign.record import Record
from sim.campaign.target import Target, Watch
from sim.scenario.inputs import AircraftType, TargetClass

if TYPE_CHECKING:
    from collections.abc import Callable

POD = "pod"
"""A strike aircraft's own targeting pod: it looks, but it is not ISR coverage."""


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
        self._watches = {area: {name: Watch(env, seen) for name in classes} for area in chart.areas}
        self._looks: dict[tuple[str, str], list[tuple[Watch, float]]] = {}
        self._spans: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self._dedicated = dict.fromkeys(chart.areas, 0)

    def expect(self, target: Target, draw: float) -> None:
        """The target stands in its area for any sensor to see."""
        self._watches[target.area][target.kind_name].expect(target, draw)

    def covered(self, area: str) -> bool:
        """Whether a sensor other than a strike aircraft's pod is on station there."""
        return self._dedicated.get(area, 0) > 0

    def open(self, name: str, kind: AircraftType, area: str, aircraft: int) -> None:
        """Aircraft of one type begin to look at the area, and at those next to it as far as their sensors go."""
        for watch, rate in self._watched(name, kind, area):
            watch.look(rate * aircraft)
        for sensor, place in self._spans[name, area]:
            if sensor != POD:
                self._dedicated[place] += 1

    def close(self, name: str, area: str, aircraft: int, since_h: float, provider: str) -> None:
        """They stop looking."""
        for watch, rate in self._looks[name, area]:
            watch.look(-rate * aircraft)
        now = self._env.now
        for sensor, place in self._spans[name, area]:
            if sensor != POD:
                self._dedicated[place] -= 1
            self._record.coverage.append((sensor, place, provider, since_h, now))

    def note(self, service: str, place: str, provider: str, since_h: float) -> None:
        """Any other service that was given on station until now."""
        self._record.coverage.append((service, place, provider, since_h, self._env.now))

    def _watched(self, name: str, kind: AircraftType, area: str) -> list[tuple[Watch, float]]:
        """The watches that an aircraft of that type over that area adds to, and the rate; found once."""
        known = self._looks.get((name, area))
        if known is not None:
            return known
        rates: dict[tuple[str, str], float] = {}
        spans: list[tuple[str, str]] = []
        near = self._chart.nearest(area, self._chart.areas) if area in self._dedicated else []
        for sensor, areas_at_once in kind.sensors.items():
            for place in near[:areas_at_once]:
                spans.append((sensor, place))
                for class_name, target_class in self._classes.items():
                    rate = target_class.seen_by.get(sensor, 0.0)
                    if rate:
                        rates[place, class_name] = rates.get((place, class_name), 0.0) + rate
        looks = [(self._watches[place][class_name], rate) for (place, class_name), rate in rates.items()]
        self._looks[name, area] = looks
        self._spans[name, area] = spans
        return looks
