"""Who is asked to fly a line: by the mission's preference, then by what units offer and how near they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.campaign.fuel import systems_for
from sim.campaign.rescue import standing

if TYPE_CHECKING:
    from sim.campaign.campaign import Campaign
    from sim.campaign.line import Line
    from sim.campaign.profile import Profile
    from sim.campaign.unit import Unit
    from sim.scenario.inputs import System
    from sim.scenario.scenario import Phase


class Candidates:
    """The units of the campaign, as the planner turns to them day by day."""

    def __init__(self, world: Campaign) -> None:
        self.world = world
        self._pools: dict[tuple[int, str, str], list[list[Unit]]] = {}
        self._far: dict[str, dict[str, float]] = {}
        self._systems: dict[str, frozenset[System]] = {}
        """By nation, how it can be refuelled on the day that is planned."""
        self._day_h = 0.0

    def begin(self, day_h: float, phase: Phase) -> None:
        """A new day: its offers, the tracks on which tankers wait, and the tankers that are in theatre."""
        for unit in self.world.units:
            unit.offer(day_h)
        self._day_h = day_h
        self._systems.clear()
        if self.world.routes.use(_tracks(phase, "tracks"), _tracks(phase, "en_route")):
            self._pools.clear()

    def pools(self, line: Line) -> list[list[Unit]]:
        """Units that may fly such a line, by the mission's own preference."""
        request = line.request
        key = (id(request), line.kind, line.area)
        pools = self._pools.get(key)
        if pools is None:
            pools = self._pools[key] = request.pools(self.world.units_for(request.roles), line, self.world)
        return pools

    def willing(self, line: Line) -> Iterator[Unit]:
        """Units that may fly it and offer to; in each pool who is near and has much of its offer left comes first."""
        accepts, aircraft, at_h, far = line.request.accepts, line.aircraft, line.at_h, self._distances(line.area)
        for pool in self.pools(line):
            offering = [unit for unit in pool if unit.on_offer >= aircraft and unit.from_h <= at_h < unit.until_h]
            offering.sort(key=lambda unit: far[unit.name] - unit.slack)
            for unit in offering:
                if accepts(unit, line, self.world):
                    yield unit

    def options(self, unit: Unit, line: Line) -> tuple[Profile, ...]:
        """The profiles that the request allows and for which there are tankers, best first."""
        if line.request.on_alert:
            return (standing(line.stay_h, unit.performance.turn),)
        options = line.request.options(unit, line, self.world)
        given = self._systems.get(unit.nation)
        if given is None:
            given = self._systems[unit.nation] = systems_for(self.world, unit.nation, self._day_h)
        if given.issuperset(unit.kind.receives):
            return options
        return tuple(way for way in options if way.system is None or way.system in given)

    def _distances(self, area: str) -> dict[str, float]:
        """By unit, how many days of open offer its way to the area weighs."""
        known = self._far.get(area)
        if known is None:
            nearness, hours = self.world.scenario.planning.nearness, self.world.routes.hours
            known = self._far[area] = {unit.name: nearness * hours(unit, area) for unit in self.world.units}
        return known


def _tracks(phase: Phase, which: str) -> tuple[str, ...]:
    """The tanker tracks of a phase, of one kind."""
    return tuple(dict.fromkeys(track for request in phase.tasking.values() for track in getattr(request, which, ())))
