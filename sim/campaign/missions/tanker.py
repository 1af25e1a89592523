"""Tankers: sorties laid over the day's tracks to meet the fuel that the other lines ask for.

The day is cut into windows as long as a tanker stays. For each track and window the planner adds up what the
lines will drink, by system and nation, takes off what is already laid on, and lays tankers until fuel and
contacts suffice, or no tanker is left.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from heapq import heappop, heappush
from math import floor
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from sim.campaign.demand import SYSTEMS, WORTH_T, Demand
from sim.campaign.line import Station
from sim.campaign.missions.base import Mission
from sim.campaign.profile import give_away
from sim.campaign.tanker_sortie import TankerSortie
from sim.scenario.inputs import System
from sim.scenario.quantity import Hours

if TYPE_CHECKING:
    from sim.campaign.campaign import Campaign
    from sim.campaign.flight import Flight
    from sim.campaign.line import Line
    from sim.campaign.order import Order
    from sim.campaign.unit import Unit

JOIN_H = 0.05
"""Time on the boom or hose beside the flow, before the tanker is known. Assumed (0.03 to 0.1 h)."""
FLOW_T_PER_H = 60.0
"""Fuel flow to a fighter, before the tanker is known: between hoses (54) and booms (72 t/h). Assumed (40 to 75 t/h)."""


WORTH_A_TANKER_T = 15.0
"""Where less is wanted by one system in one window, receivers go to the next track. Assumed (5 to 25 t)."""
BOTH = "both"
"""Kind of a line whose tanker is to give fuel by boom and by hose."""


class Tanker(Mission):
    """Refuelling on tracks. Its lines follow the demand of the day's other lines."""

    follows: ClassVar[bool] = True

    mission: Literal["tanker"] = "tanker"
    tracks: tuple[str, ...]
    """Where tankers wait."""
    overlap: Hours = 0.0
    """How long a tanker stays on beside its relief, so that a contact may straddle the change."""

    @property
    def window_h(self) -> float:
        """One relief after the other, this far apart."""
        return self.on_station - self.overlap

    def lines(self, order: Order) -> Iterator[Line]:
        """The window that lacks most fuel first, one tanker at a time; one for both systems where both lack fuel."""
        world, window_h = order.world, self.window_h
        apart: set[tuple[str, int]] = set()
        lacking: list[tuple[float, int, str, System, Demand]] = []

        def queue(track: str, window: int, demand: Demand) -> None:
            if short := demand.short():
                heappush(lacking, (-short[0], window, track, short[1], demand))

        demands = self._demands(order)
        for (track, window), demand in demands.items():
            demand.raise_by(world.scenario.refuelling.spare)
            for tanker in world.tracks.tankers.get(track, ()):
                if floor(tanker.start_h / window_h + 0.5) == window:
                    demand.meet(tanker, window_h)
        self._gather(demands, world)
        for (track, window), demand in demands.items():
            queue(track, window, demand)
        while lacking:
            _, window, track, system, demand = heappop(lacking)
            world.tracks.demand = demand
            station = Station(track, window * window_h, self.on_station)
            kind = BOTH if (track, window) not in apart and demand.lacks_both() else system
            line = order.line(self, kind, station, 1)
            yield line
            if line.unit is None:
                if kind == BOTH:
                    apart.add((track, window))
                else:
                    demand.give_up(system)
            else:
                demand.meet(self._laid(order, line), window_h)
            queue(track, window, demand)

    def _gather(self, demands: dict[tuple[str, int], Demand], world: Campaign) -> None:
        """Where too little is wanted for a tanker, and the nearest other track wants some too, that one serves both."""
        wanted = [
            (demand.lack_t(system), window, track, system)
            for (track, window), demand in demands.items()
            for system in SYSTEMS
        ]
        for _, window, track, system in sorted(wanted):
            here = demands[track, window]
            if not 0 < here.lack_t(system) < WORTH_A_TANKER_T:
                continue
            others = [name for name in self.tracks if name != track and (name, window) in demands]
            others = [name for name in others if demands[name, window].lack_t(system) > 0]
            if others:
                near = min(others, key=lambda name: world.chart.distance(track, name))
                here.hand_over(demands[near, window], system)

    def _demands(self, order: Order) -> dict[tuple[str, int], Demand]:
        demands: dict[tuple[str, int], Demand] = {}
        window_h = self.window_h
        for line in order.written:
            profile, unit = line.profile, line.unit
            if profile is None or unit is None or profile.track is None or profile.system is None:
                continue
            for uplift in profile.uplifts:
                window = floor((line.launch_h + uplift.after_h) / window_h)
                demand = demands.setdefault((profile.track, window), Demand())
                contact_h = line.aircraft * (JOIN_H + uplift.fuel_t / FLOW_T_PER_H)
                demand.add(profile.system, unit.nation, uplift.fuel_t * line.aircraft, contact_h)
        return demands

    def _laid(self, order: Order, line: Line) -> TankerSortie:
        unit, profile = line.unit, line.profile
        assert unit is not None and profile is not None and unit.kind.tanker is not None
        start_h = line.launch_h + profile.out_h
        fuel_t = give_away(unit.kind, profile.out_h, profile.on_station_h)
        margin = order.world.scenario.refuelling.margin
        tanker = TankerSortie(line, unit.kind.tanker, (start_h, start_h + profile.on_station_h), fuel_t, margin)
        order.world.tracks.plan(tanker)
        if tanker.fuel:
            tanker.fuel.lay(tanker.unpromised_t)
        return tanker

    def pools(self, units: list[Unit], line: Line, world: Campaign) -> list[list[Unit]]:
        """Tankers that have the system and reach the track with fuel to give.

        One that also has the other system is kept for where both are wanted.
        """
        if line.kind == BOTH:
            return [[unit for unit in units if _gives_both(unit) and self._worth(unit, line, world)]]
        pools: list[list[Unit]] = [[], []]
        for unit in units:
            fit = unit.kind.tanker
            points = (fit.boom_points, fit.drogue_points) if fit else (0, 0)
            if points[line.kind != System.boom] and self._worth(unit, line, world):
                pools[all(points)].append(unit)
        return pools

    def _worth(self, unit: Unit, line: Line, world: Campaign) -> bool:
        options = world.routes.options(unit, line.area, self.on_station, self.on_station_min)
        return bool(options) and give_away(unit.kind, options[0].out_h, options[0].on_station_h) >= WORTH_T

    def accepts(self, unit: Unit, line: Line, world: Campaign) -> bool:
        """One that serves some nations only must be of use to one of them there."""
        serves, demand = unit.serves, world.tracks.demand
        if not serves or demand is None:
            return True
        profile = world.routes.options(unit, line.area, line.stay_h, line.least_h)[0]
        fuel_t = give_away(unit.kind, profile.out_h, profile.on_station_h) * (1 - world.scenario.refuelling.margin)
        systems = SYSTEMS if line.kind == BOTH else (System(line.kind),)
        return any(demand.any_use(system, serves, fuel_t) for system in systems)

    def fly(self, flight: Flight) -> Generator[Any, Any, None]:
        """Up, perhaps late: who waits at the track knows when it is due."""
        flight.world.tracks.by_line[flight.line.number].due_h = flight.env.now + flight.profile.out_h
        yield from super().fly(flight)

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
            flight.world.coverage.note(system, tanker.track, tanker.sortie_id, flight.since_h)
        tracks.leave(tanker)

    def ended(self, flight: Flight) -> None:
        self.called_off(flight)

    def idle(self, line: Line, world: Campaign) -> bool:
        """A tanker of which nobody was promised anything, where the others there have enough in reserve."""
        tanker = world.tracks.by_line[line.number]
        return not tanker.owed_t and not world.tracks.needs_reserve(tanker)

    def dropped(self, line: Line, world: Campaign) -> None:
        """Its fuel is no longer laid on."""
        tanker = world.tracks.by_line[line.number]
        world.tracks.strike_off(tanker)
        if tanker.fuel:
            tanker.fuel.lay(-tanker.unpromised_t)

    def called_off(self, flight: Flight) -> None:
        """Receivers that were promised will not find it."""
        tanker = flight.world.tracks.by_line.get(flight.line.number)
        if tanker is not None:
            flight.world.tracks.leave(tanker)


def _gives_both(unit: Unit) -> bool:
    fit = unit.kind.tanker
    return fit is not None and fit.boom_points > 0 and fit.drogue_points > 0
