"""Who is on station where: sensors over areas, and what that does to the targets below."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import simpy

from sim.campaign.geography import Map
from sim.campaign.record import Record
from sim.campaign.target import SENSORS
from sim.campaign.watch import SightWatch, Watch
from sim.scenario.inputs import AircraftType, TargetClass
from sim.scenario.inputs.target import watching

if TYPE_CHECKING:
    from sim.campaign.target import Target
    from sim.campaign.targeting import Cell


class Span(NamedTuple):
    """What one type of aircraft over one area looks at."""

    watches: list[Watch]
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
        cell: Cell,
    ) -> None:
        self._env = env
        self._chart = chart
        self._record = record
        sensors = sorted({sensor for kind in classes.values() for sensor in kind.seen_by})
        self._watching = watching(classes)
        self._watches: dict[str, dict[str, Watch]] = {area: {} for area in chart.areas}
        weather, seen = cell.weather, cell.seen
        self._sight: dict[str, list[SightWatch]] = {area: [] for area in weather.spells}
        """By area that has weather, the watches of sensors that need sight."""
        for area, watches in self._watches.items():
            for sensor in sensors:
                if area in self._sight and sensor in weather.sensors:
                    watches[sensor] = sight = SightWatch(env, seen)
                    self._sight[area].append(sight)
                else:
                    watches[sensor] = Watch(env, seen)
        self._rates = {
            (area, name): [
                (self._watches[area][sensor], number % SENSORS, kind.seen_by[sensor])
                for number, sensor in enumerate(sensors)
                if kind.seen_by.get(sensor)
            ]
            for area in chart.areas
            for name, kind in classes.items()
        }
        """By area and class of target: the watches that can see it, the sensor's number, and the rate of one sensor."""
        self._spans: dict[tuple[str, str], Span] = {}
        self._dedicated = dict.fromkeys(chart.areas, 0)

    def expect(self, target: Target, ease: float = 1.0) -> None:
        """The target stands in its area for any sensor to see, so much more readily than the rates say."""
        look, draws = target.looks, target.look_draws()
        for watch, number, rate in self._rates[target.area, target.kind_name]:
            watch.expect(target, look, draws[number] / (rate * ease))

    def covered(self, area: str) -> bool:
        """Whether a sensor that finds targets, other than a strike aircraft's pod, is on station there."""
        return self._dedicated.get(area, 0) > 0

    def close_view(self, area: str) -> None:
        """Weather: sensors that need sight see nothing there from now on."""
        for watch in self._sight[area]:
            watch.close_view()

    def open_view(self, area: str) -> None:
        """They see again."""
        for watch in self._sight[area]:
            watch.open_view()

    def span(self, name: str, kind: AircraftType, area: str) -> Span:
        """What aircraft of that type over that area look at: it, and those next to it as far as their sensors go."""
        span = self._spans.get((name, area))
        if span is None:
            near = self._chart.nearest(area, self._chart.areas) if area in self._dedicated else []
            services = [(sensor, place) for sensor, at_once in kind.sensors.items() for place in near[:at_once]]
            watches = [self._watches[place][sensor] for sensor, place in services if sensor in self._watches[place]]
            span = Span(watches, services, [place for sensor, place in services if sensor in self._watching])
            self._spans[name, area] = span
        return span

    def open(self, span: Span, aircraft: int) -> None:
        """Aircraft begin to look."""
        for watch in span.watches:
            watch.change(aircraft)
        for place in span.dedicated:
            self._dedicated[place] += 1

    def close(self, span: Span, aircraft: int, since_h: float, provider: str) -> None:
        """They stop looking."""
        for watch in span.watches:
            watch.change(-aircraft)
        for place in span.dedicated:
            self._dedicated[place] -= 1
        if span.services:
            now, rows = self._env.now, self._record.coverage
            for sensor, place in span.services:
                rows.append((sensor, place, provider, since_h, now))

    def note(self, service: str, place: str, provider: str, since_h: float) -> None:
        """Any other service that was given on station until now."""
        self._record.coverage.append((service, place, provider, since_h, self._env.now))
