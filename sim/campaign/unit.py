"""A unit as the planner sees it: its tails, what its nation offers, and what is already promised."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor, inf
from typing import TYPE_CHECKING, Literal, NamedTuple

from sim.campaign.fleet import Fleet, Tail, TailState
from sim.campaign.performance import Performance
from sim.scenario.inputs import AircraftType, Caveat, Force, Offer
from sim.scenario.inputs.force import DYNAMIC

if TYPE_CHECKING:
    from sim.campaign.line import Line
    from sim.campaign.missions.base import Mission

if TYPE_CHECKING:
    from sim.campaign.pool import FuelShares

CREDIT_DAYS = 2.0
"""Offered sorties that were not asked for may be flown this many days later, no longer. Assumed (1 to 3)."""
PAIR = 2.0
"""A nation that offers less than this a day saves up for a pair."""
NOON_H = 12
"""What holds at the middle of a day counts for the day, as for phases."""
MARGIN_H = 96.0
"""The diary goes on past the end for the last sorties and their turns, and this much more."""


class Span(NamedTuple):
    """When a unit is in theatre, and how long the campaign lasts; hours since the start."""

    from_h: float
    until_h: float
    campaign_h: float


class Unit:
    """One force with its diary.

    The diary counts, hour by hour, the tails that planned lines hold from take-off to the end of their turn;
    the planner never plans more than are in line. Credit is what the nation has offered and not yet flown.
    """

    def __init__(self, name: str, force: Force, kind: AircraftType, fleet: Fleet, span: Span) -> None:
        self.name = name
        self.force = force
        self.nation = force.nation
        self.base = force.base
        self.kind = kind
        self.performance = Performance.of(kind)
        self.aircraft = force.aircraft
        self.fleet = fleet
        self._offer = force.offer
        self._in_line = force.in_line
        self._left = force.count
        self.from_h, self.until_h = span.from_h, span.until_h
        self.loads = force.loads or kind.loads
        self.stays_h = force.on_station or inf
        """The longest time on station of its sorties."""
        self._offers = kind.offers
        self.credit = 0.0
        self.on_offer = inf if self._offer <= 0 else 0.0
        """Aircraft that one line may have of it at most: no limit while a whole day's offer is open."""
        self.slack = 0.0
        """Days of its offer that are still open: the planner turns to the unit with the most."""
        self.withheld = 0.0
        """Sorties of the day's offer that tails elsewhere would have flown, less those whose loss is noted."""
        self.serves: tuple[str, ...] = ()
        """For a tanker: the nations that it fuels; all if empty."""
        self.fuel: FuelShares | None = None
        """For a tanker of a pool: what each member may have of the pool's fuel."""
        self.caveats: tuple[tuple[float, float, Caveat], ...] = ()
        """Each with the hours from and until which it holds."""
        self._away: list[int] = []
        """Tails that other commitments have, hour by hour; empty if there are none."""
        self._missed: list[int] = []
        """Tails in line that the planner goes without because of them, hour by hour, less those whose loss is noted."""
        self._held = [0] * ceil(span.campaign_h + kind.endurance + kind.turn + MARGIN_H)

    def offer(self, day_start_h: float) -> None:
        """A new day's offer, if the unit is in theatre."""
        if self.from_h <= day_start_h < self.until_h:
            offer = self._offer * (1 - self._share_away(day_start_h))
            self.withheld = self._offer - offer
            self._grant(min(offer, CREDIT_DAYS * max(offer, PAIR) - self.credit))

    def offers(self, aircraft: int) -> bool:
        """Whether its nation still offers so many; one that offers less a day flies its whole offer."""
        return self.on_offer >= aircraft

    def _grant(self, sorties: float) -> None:
        self.credit += sorties
        self.on_offer = inf if self.credit >= self._offer else self.credit
        self.slack = self.credit / self._offer if self._offer else 0.0

    def send(self, tails: int, from_h: float, until_h: float) -> None:
        """So many tails are elsewhere from then until then.

        The share of its tails that a unit has in line stays what it was, rounded: its spares go first.
        """
        if not self._away:
            self._away, self._missed = [0] * len(self._held), [0] * len(self._held)
        count, in_line = self.force.count, self._in_line
        for hour in range(int(from_h), min(ceil(until_h), len(self._held))):
            self._away[hour] += tails
            missed = in_line - floor(in_line * (count - self._away[hour]) / count + 0.5)
            self._held[hour] += missed - self._missed[hour]
            self._missed[hour] = missed

    def _share_away(self, day_start_h: float) -> float:
        """Share of its tails that is elsewhere at the middle of the day."""
        return self._away[int(day_start_h) + NOON_H] / self.force.count if self._away else 0.0

    @property
    def sends(self) -> bool:
        """Whether it ever has tails elsewhere."""
        return bool(self._away)

    def would_have_flown(self, launch_h: float, ready_h: float, aircraft: int) -> bool:
        """Whether it would have so many tails and offer so many sorties, were none elsewhere.

        If so, these are spoken for: they cannot be lost to another line too.
        """
        if launch_h < self.from_h or ready_h > self.until_h:
            return False
        hours = range(int(launch_h), int(ready_h) + 1)
        offered = self.offers(aircraft)
        if not offered and self.withheld < aircraft:
            return False
        if max(self._held[hour] - self._missed[hour] for hour in hours) + aircraft > self._in_line:
            return False
        self.withheld -= 0 if offered else aircraft
        for hour in hours:
            self._missed[hour] -= aircraft
        return True

    def free(self, launch_h: float, ready_h: float, aircraft: int) -> bool:
        """Whether so many tails in line are unplanned all that time."""
        if launch_h < self.from_h or ready_h > self.until_h:
            return False
        return max(self._held[int(launch_h) : int(ready_h) + 1]) + aircraft <= self._in_line

    def hold(self, launch_h: float, ready_h: float, aircraft: int) -> None:
        """A line is planned on so many tails."""
        self._grant(-aircraft)
        hours = slice(int(launch_h), int(ready_h) + 1)
        self._held[hours] = [tails + aircraft for tails in self._held[hours]]

    def let_go(self, launch_h: float, ready_h: float, aircraft: int) -> None:
        """The line is not planned after all."""
        self.hold(launch_h, ready_h, -aircraft)

    def gives(self, request: Mission) -> dict[str, Offer]:
        """The services that it gives on station: those of the request, and those of its type."""
        return {**request.offers, **self._offers} if self._offers else request.offers

    def lose(self, tail: Tail) -> None:
        """The tail does not come back, and the planner knows it."""
        tail.state = TailState.lost
        self._left -= 1
        self._in_line = min(self._in_line, self._left)

    def refuses(self, line: Line, at_h: float, light: Literal["day", "night"]) -> bool:
        """Whether a caveat of its nation forbids the line, launched then and in that light."""
        words = {line.mission, line.area}
        if line.request.waits(line):
            words.add(DYNAMIC)
        for caveat in self._in_force(at_h):
            wrong_light = caveat.only is not None and caveat.only != light
            elsewhere = bool(caveat.areas) and line.area not in caveat.areas
            if wrong_light or elsewhere or not words.isdisjoint(caveat.refuse):
                return True
        return False

    def refuses_dynamic(self, at_h: float) -> bool:
        """Whether a caveat forbids it to strike what is nominated while it is on station."""
        return any(DYNAMIC in caveat.refuse for caveat in self._in_force(at_h))

    def _in_force(self, at_h: float) -> Iterator[Caveat]:
        return (caveat for from_h, until_h, caveat in self.caveats if from_h <= at_h < until_h)
