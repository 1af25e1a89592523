"""Threat: which areas are shut, which are entered only with an escort, and how dangerous it is on station there.

Aggregate by intent. The level of a threat over an area is a number of systems that can engage: those that were there,
less what its destroyed sites took away, times what suppression and jamming leave of it. Who degrades it and by
how much stands in the data of the threat; it knows no mission type.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, NamedTuple

from sim.campaign.ledger import Cause
from sim.campaign.order import DAY_H

if TYPE_CHECKING:
    from collections.abc import Callable

    from sim.campaign.campaign import Campaign
    from sim.campaign.flight import Flight
    from sim.campaign.line import Line
    from sim.campaign.missions.base import Mission
    from sim.campaign.services import Services
    from sim.campaign.target import Target
    from sim.scenario.inputs import Presence, Threat

LATE_H = 1.0
"""The planner counts on suppression for this much less than it lasts: packages come late. Assumed (0.5 to 2 h)."""


class Danger:
    """One kind of threat over one area."""

    def __init__(self, kind: Threat, place: str, presence: Presence, world: Campaign) -> None:
        self._place = place
        self._level = presence.level
        self._lowest = min(kind.lowest, presence.level)
        self._quiet_h = world.hours(presence.quiet_until) if presence.quiet_until else -inf
        self._gone_h = world.hours(presence.until) if presence.until else inf
        self._services: Services = world.services
        self._degraded = tuple(
            (service, 1 - share, kind.recovers.get(service, 0.0)) for service, share in kind.degraded_by.items()
        )
        """Service, what one unit of it leaves of the level, and how long that outlasts it."""
        self._sites: list[tuple[Target, float]] = [
            (target, kind.reduced_by[target.kind_name])
            for target in world.targets
            if target.area == place and target.kind_name in kind.reduced_by
        ]
        self._counted_h = -inf
        self._standing = self._level
        self.services = frozenset(kind.degraded_by)
        self.spares = frozenset(kind.spares)
        self.risks = frozenset((*kind.spares, *kind.risks))
        self.escort_above = kind.escort_above
        self.shut_above = kind.shut_above
        self.loss = kind.loss
        self.emits = kind.emits

    def reaches(self, request: Mission) -> bool:
        """Whether those who fly for it can be shot at."""
        return not self.spares.issuperset(request.roles)

    def concerns(self, request: Mission) -> bool:
        """Whether the threat keeps them out: not those who suppress it, fly above it or have nobody aboard."""
        return self.services.isdisjoint(request.offers) and not self.risks.issuperset(request.roles)

    def standing(self, at_h: float, now: float) -> float:
        """What is left of it at that time if nobody suppresses it, as far as its sites are destroyed now.

        Sites are counted once a day.
        """
        if at_h < self._quiet_h or at_h >= self._gone_h:
            return 0.0
        if now >= self._counted_h + DAY_H:
            self._counted_h = now
            gone = sum(each for target, each in self._sites if target.destroyed)
            self._standing = max(self._lowest, self._level - gone)
        return self._standing

    def now(self, now: float) -> float:
        """Its level under what is, or lately was, on station."""
        level = self.standing(now, now)
        for service, leaves, recovers_h in self._degraded:
            if level:
                level *= leaves ** self._services.lately(service, self._place, recovers_h)
        return level

    def planned(self, at_h: float, now: float) -> float:
        """Its level at that hour under what the orders written so far bring."""
        level = self.standing(at_h, now)
        for service, leaves, recovers_h in self._degraded:
            if level:
                lasts_h = max(0.0, recovers_h - LATE_H)
                level *= leaves ** self._services.planned_lately(service, self._place, at_h, lasts_h)
        return level


class Facing(NamedTuple):
    """The dangers over an area to those who fly for one request."""

    reached_by: list[Danger]
    kept_out_by: list[Danger]


class Threats:
    """Every danger of the campaign, by area, and its two rules of clearance."""

    def __init__(self, world: Campaign) -> None:
        self._env = world.env
        self.over: dict[str, list[Danger]] = {}
        for kind in world.scenario.threats.values():
            for place, presence in kind.areas.items():
                self.over.setdefault(place, []).append(Danger(kind, place, presence, world))
        if self.over:
            world.clearance.to_write.append(self.may_write)
            world.clearance.to_enter.append(self.may_enter)
        self._known: dict[tuple[int, str], Facing] = {}

    def may_write(self, line: Line) -> Cause | None:
        """No line where it is too dangerous, unless an escort may make up for it."""
        if line.area not in self.over or (line.request.escort and not line.pair):
            return None
        return Cause.threat if self._closed(line, self._planned(line), alone=line.pair is None) else None

    def wants_escort(self, line: Line) -> bool:
        """Whether the plan so far leaves the area too dangerous to go in alone."""
        return line.area in self.over and self._closed(line, self._planned(line), alone=True)

    def shut(self, line: Line) -> bool:
        """Whether even an escort, counted in the plan, does not open the area."""
        return self._closed(line, self._planned(line), alone=False)

    def may_enter(self, flight: Flight) -> Cause | None:
        """Turned back if it is too dangerous now; above the lower bound, unless its escort is on station.

        Asked when it first arrives: a package that has been in and out for fuel goes back.
        """
        line = flight.line
        if line.area not in self.over or flight.stayed_h:
            return None
        pair, now = line.pair, self._env.now
        alone = pair is None or not pair.there(line)
        return Cause.threat if self._closed(line, lambda danger: danger.now(now), alone=alone) else None

    def loss_per_h(self, flight: Flight) -> float:
        """Rate at which each aircraft of the package is shot down on station, at what the level is now."""
        now = self._env.now
        return sum([danger.loss * danger.now(now) for danger in self._facing(flight.line).reached_by])

    def _planned(self, line: Line) -> Callable[[Danger], float]:
        at_h, now = line.at_h, self._env.now
        return lambda danger: danger.planned(at_h, now)

    def _closed(self, line: Line, level: Callable[[Danger], float], *, alone: bool) -> bool:
        for danger in self._facing(line).kept_out_by:
            if level(danger) > (danger.escort_above if alone else danger.shut_above):
                return True
        return False

    def _facing(self, line: Line) -> Facing:
        """Worked out once for each request and area: whom a danger spares hangs on nothing else."""
        key = (id(line.request), line.area)
        known = self._known.get(key)
        if known is None:
            here, request = self.over.get(line.area, []), line.request
            known = self._known[key] = Facing(
                [danger for danger in here if danger.reaches(request)],
                [danger for danger in here if danger.concerns(request)],
            )
        return known
