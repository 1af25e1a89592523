"""Services that sorties give while they are on station: control, jamming, a rescue alert.

Who gives says so in its request (`offers`); who is affected says by how much on its own side. Neither knows
the other: they meet in the name of the service and in the place.
"""

from __future__ import annotations

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
        self._planned: dict[tuple[str, str, int], float] = {}
        self._written: dict[int, tuple[int, int]] = {}
        """By number of the line, the hours in which its services are counted on."""
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

    def begin(self, flight: Flight) -> None:
        """A flight is on station and gives what its request offers."""
        for service, offer in flight.line.request.offers.items():
            self._change(service, flight, offer, len(flight.tails))

    def end(self, flight: Flight) -> None:
        """It has left; what it gave is noted at its own station."""
        for service, offer in flight.line.request.offers.items():
            self._change(service, flight, offer, -len(flight.tails))
            row = (service, flight.line.area, flight.sortie_ids[0], flight.since_h, self._env.now)
            self._record.coverage.append(row)

    def _change(self, service: str, flight: Flight, offer: Offer, aircraft: int) -> None:
        for place in self.served(flight.line.area, offer.reach):
            key = (service, place)
            self._level[key] = self._level.get(key, 0.0) + aircraft * offer.amount

    # -- planned ----------------------------------------------------------------------------------------

    def planned(self, service: str, place: str, at_h: float) -> float:
        """How much of a service the orders written so far bring there in that hour."""
        return self._planned.get((service, place, int(at_h)), 0.0)

    def write(self, line: Line) -> None:
        """A line that offers something is written: others may count on it."""
        profile = line.profile
        assert profile is not None
        start_h = line.launch_h + profile.out_h
        hours = self._written[line.number] = (int(start_h), int(start_h + profile.on_station_h))
        self._plan(line, hours, 1)

    def strike_out(self, line: Line) -> None:
        """It is not flown after all."""
        if line.number in self._written:
            self._plan(line, self._written.pop(line.number), -1)

    def _plan(self, line: Line, hours: tuple[int, int], sign: int) -> None:
        first, last = hours
        for service, offer in line.request.offers.items():
            for place in self.served(line.area, offer.reach):
                for hour in range(first, last + 1):
                    key = (service, place, hour)
                    self._planned[key] = self._planned.get(key, 0.0) + sign * line.aircraft * offer.amount
