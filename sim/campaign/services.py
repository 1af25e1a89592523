"""Services that sorties give while they are on station: control, jamming, a rescue alert.

Who gives says so in its request or by its type (`offers`); who is affected says by how much on its own side. Neither
knows the other: they meet in the name of the service and in the place.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

import simpy

from sim.campaign.geography import Map
from sim.campaign.record import Record

if TYPE_CHECKING:
    from sim.campaign.flight import Flight
    from sim.campaign.line import Line
    from sim.scenario.inputs import Offer


class Services:
    """What is on offer where: now, and by the hour in what is planned."""

    def __init__(self, env: simpy.Environment, chart: Map, record: Record) -> None:
        self._env = env
        self._chart = chart
        self._record = record
        self._level: dict[tuple[str, str], float] = {}
        self._planned: dict[tuple[str, str], list[float]] = {}
        """By service and place, how much is planned hour by hour, as far as anything is."""
        self._past: dict[tuple[str, str], list[tuple[float, float]]] = {}
        """How much there was until when, oldest first, as far as there was not as much later."""
        self._written: dict[int, tuple[tuple[int, int], dict[str, Offer]]] = {}
        """By number of the line, the hours in which its services are counted on, and what they are."""
        self._served: dict[tuple[str, float], tuple[str, ...]] = {}

    def served(self, station: str, reach_nmi: float) -> tuple[str, ...]:
        """The places that something on that station serves: its own, and the areas that near to it."""
        known = self._served.get((station, reach_nmi))
        if known is None:
            chart = self._chart
            near = [area for area in chart.areas if area != station and chart.distance(station, area) <= reach_nmi]
            known = self._served[station, reach_nmi] = (station, *near)
        return known

    # -- now --------------------------------------------------------------------------------------------

    def level(self, service: str, place: str) -> float:
        """How much of a service is on station for that place now."""
        return self._level.get((service, place), 0.0)

    def lately(self, service: str, place: str, hours: float) -> float:
        """The most of a service that was on station for that place at any time in the last so many hours."""
        key = (service, place)
        most, since_h = self._level.get(key, 0.0), self._env.now - hours
        for until_h, amount in reversed(self._past.get(key, ())):
            if until_h < since_h:
                break
            most = max(most, amount)
        return most

    def stand(self, line: Line, aircraft: int) -> None:
        """So many aircraft come on (+) or off (-) alert at their base."""
        assert line.unit is not None
        for service, offer in line.unit.gives(line.request).items():
            self._change(service, line.area, offer, aircraft)

    def begin(self, flight: Flight) -> None:
        """A flight is on station and gives what it offers."""
        for service, offer in flight.offers.items():
            self._change(service, flight.line.area, offer, len(flight.tails))

    def end(self, flight: Flight) -> None:
        """It has left; what it gave is noted at its own station."""
        for service, offer in flight.offers.items():
            self._change(service, flight.line.area, offer, -len(flight.tails))
            row = (service, flight.line.area, flight.sortie_ids[0], flight.since_h, self._env.now)
            self._record.coverage.append(row)

    def _change(self, service: str, station: str, offer: Offer, aircraft: int) -> None:
        for place in self.served(station, offer.reach):
            key = (service, place)
            level = self._level.get(key, 0.0)
            if aircraft < 0:
                past = self._past.setdefault(key, [])
                while past and past[-1][1] <= level:
                    past.pop()
                past.append((self._env.now, level))
            self._level[key] = level + aircraft * offer.amount

    # -- planned ----------------------------------------------------------------------------------------

    def planned(self, service: str, place: str, at_h: float) -> float:
        """How much of a service the orders written so far bring there in that hour."""
        by_hour = self._planned.get((service, place), ())
        hour = int(at_h)
        return by_hour[hour] if hour < len(by_hour) else 0.0

    def planned_lately(self, service: str, place: str, at_h: float, hours: float) -> float:
        """The most that the orders written so far bring there in that hour or in so many whole ones before it."""
        by_hour = self._planned.get((service, place), ())
        last = int(at_h)
        first = max(0, min(last, ceil(at_h - hours)))
        return max(by_hour[first : last + 1], default=0.0)

    def write(self, line: Line) -> None:
        """A line that offers something is written: others may count on it."""
        profile, unit = line.profile, line.unit
        assert profile is not None and unit is not None
        offers = unit.gives(line.request)
        if not offers:
            return
        start_h = line.launch_h + profile.out_h
        hours = (int(start_h), int(start_h + profile.on_station_h))
        self._written[line.number] = hours, offers
        self._plan(line, hours, offers, 1)

    def strike_out(self, line: Line) -> None:
        """It is not flown after all."""
        if line.number in self._written:
            self._plan(line, *self._written.pop(line.number), -1)

    def _plan(self, line: Line, hours: tuple[int, int], offers: dict[str, Offer], sign: int) -> None:
        first, last = hours
        for service, offer in offers.items():
            amount = sign * line.aircraft * offer.amount
            for place in self.served(line.area, offer.reach):
                by_hour = self._planned.setdefault((service, place), [])
                if last >= len(by_hour):
                    by_hour.extend([0.0] * (last + 1 - len(by_hour)))
                by_hour[first : last + 1] = [planned + amount for planned in by_hour[first : last + 1]]
