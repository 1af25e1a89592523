"""Tankers: sorties laid over the day's tracks to meet the fuel that the other lines ask for.

The day is cut into windows as long as a tanker stays. For each track and window the planner adds up what the
lines will drink, by system and nation, takes off what is already laid on, and lays tankers until fuel and
contacts suffice, or no tanker is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import floor
from typing import TYPE_CHECKING, ClassVar, Literal

from sim.campaign.missions.base import Mission
from sim.campaign.profile import give_away
from sim.campaign.demand import WORTH_T, Demand
from sim.campaign.tanker_sortie import TankerSortie
from sim.scenario.inputs import System

if TYPE_CHECKING:
    from sim.campaign.campaign import Campaign
    from sim.campaign.line import Line
    from sim.campaign.sortie import Flight
    from sim.campaign.tasking import Order
    from sim.campaign.unit import Unit

class Tanker(Mission):
    """Refuelling on tracks. Its lines follow the demand of the day's other lines."""

    follows: ClassVar[bool] = True

    mission: Literal["tanker"] = "tanker"
    tracks: tuple[str, ...]
    """Where tankers wait."""

    def lines(self, order: Order) -> Iterator[Line]:
        spare = order.world.scenario.refuelling.spare
        for (track, window), demand in sorted(self._demands(order).items(), key=lambda item: item[0][::-1]):
            start_h = window * self.on_station
            for key in demand.fuel_t:
                demand.fuel_t[key] *= spare
            for tanker in order.world.tracks.tankers.get(track, ()):
                if floor(tanker.start_h / self.on_station + 0.5) == window:
                    demand.meet(tanker, self.on_station)
            order.world.tracks.demand = demand
            while (system := demand.short()) is not None:
                line = order.line(self, system.value, track, 1, start_h, self.on_station)
                yield line
                if line.unit is None or line.profile is None:
                    demand = self._without(demand, system)
                    order.world.tracks.demand = demand
                    continue
                tanker = self._laid(order, line)
                demand.meet(tanker, self.on_station)

    def _demands(self, order: Order) -> dict[tuple[str, int], Demand]:
        demands: dict[tuple[str, int], Demand] = {}
        for line in order.written:
            profile, unit = line.profile, line.unit
            if profile is None or unit is None or profile.track is None or profile.system is None:
                continue
            for uplift in profile.uplifts:
                window = floor((line.launch_h + uplift.after_h) / self.on_station)
                demand = demands.setdefault((profile.track, window), Demand())
                contact_h = line.aircraft * (0.05 + uplift.fuel_t / 60)
                demand.add(profile.system, unit.nation, uplift.fuel_t * line.aircraft, contact_h)
        return demands

    @staticmethod
    def _without(demand: Demand, system: System) -> Demand:
        """No tanker of that system is left: the rest of the demand."""
        rest = Demand()
        for (other, nation), want_t in demand.fuel_t.items():
            if other is not system:
                rest.fuel_t[other, nation] = want_t
        rest.contact_h = {other: h for other, h in demand.contact_h.items()}
        rest.contact_h[system] = 0.0
        return rest

    def _laid(self, order: Order, line: Line) -> TankerSortie:
        unit, profile = line.unit, line.profile
        assert unit is not None and profile is not None and unit.kind.tanker is not None
        start_h = line.launch_h + profile.out_h
        fuel_t = give_away(unit.kind, profile.out_h, profile.on_station_h)
        margin = order.world.scenario.refuelling.margin
        tanker = TankerSortie(line, unit.kind.tanker, (start_h, start_h + profile.on_station_h), fuel_t, margin)
        order.world.tracks.plan(tanker)
        return tanker

    def accepts(self, unit: Unit, line: Line, world: Campaign) -> bool:
        """It has the system, reaches the track with fuel to give, and may serve someone there."""
        fit, system = unit.kind.tanker, System(line.kind)
        if fit is None or not (fit.boom_points if system is System.boom else fit.drogue_points):
            return False
        options = world.routes.options(unit, line.area, self.on_station, self.on_station_min)
        if not options or give_away(unit.kind, options[0].out_h, options[0].on_station_h) < WORTH_T:
            return False
        serves = unit.force.serves
        return not serves or world.tracks.demand.from_nations(system, serves) > WORTH_T

    def arrived(self, flight: Flight) -> None:
        """Open for receivers."""
        tanker = flight.world.tracks.by_line[flight.line.number]
        tanker.on_track = True
        tanker.end_h = flight.leave_h
        tanker.sortie_id = flight.sortie_ids[0]

    def departs(self, flight: Flight) -> None:
        """Closed: what was given is gone, the rest goes home."""
        tracks = flight.world.tracks
        tanker = tracks.by_line[flight.line.number]
        flight.fuel_t -= tanker.given_t
        for system in tanker.free_at:
            flight.world.coverage.note(system.value, tanker.track, tanker.sortie_id, flight.since_h)
        tracks.leave(tanker)

    def ended(self, flight: Flight) -> None:
        self.called_off(flight)

    def called_off(self, flight: Flight) -> None:
        """Receivers that were promised will not find it."""
        tanker = flight.world.tracks.by_line.get(flight.line.number)
        if tanker is not None:
            flight.world.tracks.leave(tanker)
