"""Airlift: sorties from a depot to a base and back, laid on to meet the cargo that waits.

A sortie flies from its own base to the depot, loads on a ramp place, flies to the base where the cargo is due,
unloads on a ramp place and goes home; at each stop it fills up. Being on the ground is what it is there for: that is
its time on station. The planner tries the route with the most urgent cargo first, hour by hour through the day.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple

from sim.campaign.cargo import Route, empty
from sim.campaign.ledger import Cause
from sim.campaign.line import Station
from sim.campaign.missions.base import DAY_H, Mission

if TYPE_CHECKING:
    from sim.campaign.campaign import Campaign
    from sim.campaign.flight import Flight
    from sim.campaign.line import Line
    from sim.campaign.order import Order
    from sim.campaign.profile import Profile
    from sim.campaign.unit import Unit

STEP_H = 0.5
"""When no airlifter can be had the planner tries so much later: half an hour of a unit's diary."""
MOMENT_H = 1e-6
"""Times closer than this are the same."""


class Pickup(NamedTuple):
    """How an airlifter would come by its cargo on a route; hours from its take-off, and of the campaign."""

    out_h: float
    """Until it is at the base where the cargo is due."""
    to_load_h: float
    """Until it loads."""
    worth_from_h: float
    """From when on there is enough to load."""

    def worth(self, at_h: float, now: float) -> bool:
        """Whether there is enough for it if it is to be at the base then, or as soon as it can."""
        return max(at_h - self.out_h, now) + self.to_load_h >= self.worth_from_h


class Airlift(Mission):
    """Strategic and theatre airlift. Its lines follow the cargo that waits."""

    follows: ClassVar[bool] = True
    if not TYPE_CHECKING:  # not asked for: the type's ground time says how long
        on_station: ClassVar[float] = 0.0
        on_station_min: ClassVar[float] = 0.0

    mission: Literal["airlift"] = "airlift"

    def lines(self, order: Order) -> Iterator[Line]:
        """One sortie at a time, to the route with the most urgent cargo that no sortie has promised to carry."""
        freight = order.world.freight
        end_h = order.start_h + DAY_H
        tries = [(rank, order.start_h, route) for rank, route in freight.wanted(end_h)]
        heapify(tries)
        while tries:
            _, from_h, route = heappop(tries)
            from_h, at_h = self._first_worth(order, route, from_h)
            if at_h >= end_h:
                if freight.overdue(route, end_h):
                    cause = Cause.base_full if from_h < end_h else Cause.no_aircraft
                    order.lose(self._line(order, route, from_h), cause)
                continue
            line = self._line(order, route, at_h)
            yield line
            if line.unit is None:
                at_h += STEP_H
            else:
                self._lay_on(order.world, line, route)
            if urgent := freight.most_urgent(route, end_h):
                heappush(tries, (urgent, at_h, route))

    def _first_worth(self, order: Order, route: Route, from_h: float) -> tuple[float, float]:
        """The first time from then on, half hour by half hour, at which a ramp place is free and there is cargo enough
        for an airlifter still on offer; and from when on that place was sought. The end of the day if there is none.

        Most half hours fail for want of cargo, which takes no unit's diary to see. Each is numbered like a line.
        """
        world, stop_h, end_h = order.world, self._shortest_stop(order.world), order.start_h + DAY_H
        pickups = self._pickups(world, route, end_h)
        while True:
            at_h = world.freight.slot(route.base, from_h, stop_h)
            if at_h >= end_h or any(pickup.worth(at_h, world.env.now) for pickup in pickups):
                return from_h, at_h
            if not pickups:
                return end_h, end_h
            order.pass_over()
            from_h = at_h + STEP_H

    def _pickups(self, world: Campaign, route: Route, by_h: float) -> list[Pickup]:
        """Of the airlifters still on offer, those that would find enough to carry if they loaded by then."""
        worth_from, lift = world.freight.worth_from, world.routes.lift
        return [
            Pickup(profile.out_h, _to_load_h(unit, profile), worth_h)
            for unit in world.units_for(self.roles)
            if unit.kind.airlift and unit.offers(1) and (worth_h := worth_from(unit, route)) <= by_h
            if (profile := lift(unit, route.depot, route.base))
        ]

    def _line(self, order: Order, route: Route, at_h: float) -> Line:
        return order.line(self, route.depot, Station(route.base, at_h, 0.0), 1)

    def _shortest_stop(self, world: Campaign) -> float:
        """The shortest ground time of the airlifters that may fly."""
        stops = (unit.kind.airlift.ground_time for unit in world.units_for(self.roles) if unit.kind.airlift)
        return min(stops, default=0.0)

    def _lay_on(self, world: Campaign, line: Line, route: Route) -> None:
        """Cargo and a ramp place are set aside for the line."""
        unit, profile = line.unit, line.profile
        assert unit is not None and profile is not None and unit.kind.airlift is not None
        freight, stop_h = world.freight, unit.kind.airlift.ground_time
        freight.promise(line.number, empty(unit, route), line.launch_h + _to_load_h(unit, profile))
        freight.plan_ramp(route.base, line.launch_h + profile.out_h, stop_h)

    # -- who may fly it -------------------------------------------------------------------------------------

    def options(self, unit: Unit, line: Line, world: Campaign) -> tuple[Profile, ...]:
        """To the depot, to the base and home; none if a leg is too long for it."""
        profile = world.routes.lift(unit, line.kind, line.area)
        return (profile,) if profile else ()

    def pools(self, units: list[Unit], line: Line, world: Campaign) -> list[list[Unit]]:
        """Those that can fly the legs."""
        return [[unit for unit in units if self.options(unit, line, world)]]

    def accepts(self, unit: Unit, line: Line, world: Campaign) -> bool:
        """One for which there is cargo enough, of nations that it serves, and a ramp place when it comes."""
        profile = self.options(unit, line, world)[0]
        launch_h = max(line.at_h - profile.out_h, world.env.now)
        route, lands_h = Route(line.kind, line.area), launch_h + profile.out_h
        if not world.freight.worth(unit, route, launch_h + _to_load_h(unit, profile)):
            return False
        return world.freight.slot(route.base, lands_h, profile.on_station_h) <= lands_h + MOMENT_H

    # -- flying it ------------------------------------------------------------------------------------------

    def fly(self, flight: Flight) -> Generator[Any, Any, None]:
        """To the depot, load, to the base, unload. Nothing can happen between loading and the end of the leg."""
        freight, env, way = flight.world.freight, flight.env, flight.way
        chalk = freight.chalks[flight.line.number]
        stop_h = flight.profile.on_station_h
        if way.base_track:
            yield flight.transit(way.base_track)
        flight.home_nmi = way.base_track
        loading_h = freight.busy_h(chalk.route.depot, stop_h)
        freight.load(chalk, env.now + loading_h)
        flight.fill_up()
        if flight.aborts:  # half-way, and back to the depot
            yield env.timeout(loading_h)
            yield flight.transit(way.track_area)
            flight.fill_up()
            flight.fail(Cause.breakdown)
        leg_h = way.track_area / flight.kind.cruise
        flight.burn(leg_h)
        yield env.timeout(loading_h + leg_h)
        flight.fill_up()
        if freight.ramp_full(chalk.route.base):  # to its alternate, and back to the depot
            yield flight.transit(way.track_area)
            flight.fill_up()
            flight.fail(Cause.base_full)
        unloading_h = freight.busy_h(chalk.route.base, stop_h)
        yield env.timeout(unloading_h)
        freight.unload(chalk)
        flight.home_nmi = way.base_area
        flight.stayed_h = loading_h + unloading_h

    def shortfall(self, flight: Flight) -> Cause | None:
        """It brought its cargo."""
        return None

    def ended(self, flight: Flight) -> None:
        self.called_off(flight)

    def called_off(self, flight: Flight) -> None:
        """What it did not bring waits for another."""
        flight.world.freight.withdraw(flight.line.number)


def _to_load_h(unit: Unit, profile: Profile) -> float:
    """From take-off to the depot, where it loads."""
    return profile.way.base_track / unit.performance.cruise
