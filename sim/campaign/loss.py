"""Losses: aircraft that are shot down or fail for good while they are on station.

Each take-off of each tail has its own luck for both, drawn whether or not it ever comes near a threat: what it takes to
lose it, exponential with mean one, against rate × time. So the same take-off is lost in two worlds unless
one of them made it safer, and no other draw moves.
"""

from __future__ import annotations

from math import inf, log
from typing import TYPE_CHECKING, NamedTuple

from sim.campaign.ledger import Cause

if TYPE_CHECKING:
    from sim.campaign.campaign import Campaign
    from sim.campaign.fleet import Tail
    from sim.campaign.flight import Flight
    from sim.campaign.luck import Stream


class Loss(NamedTuple):
    """One aircraft of a package that does not come back."""

    turn: int
    """Its place in the package, from 0."""
    tail: Tail
    at_h: float
    cause: Cause
    fuel_taken_t: float
    refuellings: int


class Fate:
    """The luck of one tail, one take-off after the other."""

    __slots__ = ("_luck", "_takeoff", "evasion", "mishap", "shot")

    def __init__(self, luck: Stream) -> None:
        self._luck = luck
        self._takeoff = 0
        self.shot = self.mishap = self.evasion = 0.0
        """What it still takes to shoot it down, to break it for good, and how long its crew would then hide."""

    def of(self, takeoff: int) -> Fate:
        """Of that take-off; those in between have their draws too."""
        while self._takeoff < takeoff:
            self._takeoff += 1
            shot, mishap, evasion, _ = self._luck.four()
            self.shot, self.mishap, self.evasion = -log(1 - shot), -log(1 - mishap), -log(1 - evasion)
        return self


class Losses:
    """What may happen to aircraft on station."""

    def __init__(self, world: Campaign) -> None:
        self._world = world
        self._threats = world.threats
        self._fates: dict[Tail, Fate] = {}

    def fate(self, tail: Tail) -> Fate:
        """The luck of the take-off that it is flying."""
        fate = self._fates.get(tail)
        if fate is None:
            fate = self._fates[tail] = Fate(self._world.luck.stream("loss", tail.name))
        return fate.of(tail.takeoffs)

    def within(self, flight: Flight, spell_h: float) -> tuple[float, tuple[Tail, Cause] | None]:
        """How long a package can be on station of the hours it wants, and which aircraft is then lost to what.

        The level of the threat is that of its arrival. It is settled before the spell begins: an aircraft that will be
        gone is given no target that it could not strike before.
        """
        shot_per_h = self._threats.loss_per_h(flight)
        mishap_per_h = flight.kind.mishap
        if not shot_per_h and not mishap_per_h:
            return spell_h, None
        lost: tuple[Tail, Cause] | None = None
        fates = [self.fate(tail) for tail in flight.tails]
        for tail, fate in zip(flight.tails, fates, strict=True):
            shot_h = fate.shot / shot_per_h if shot_per_h else inf
            mishap_h = fate.mishap / mishap_per_h if mishap_per_h else inf
            at_h = min(shot_h, mishap_h)
            if at_h < spell_h:
                spell_h, lost = at_h, (tail, Cause.attrition if shot_h <= mishap_h else Cause.breakdown)
        for fate in fates:
            fate.shot -= shot_per_h * spell_h
            fate.mishap -= mishap_per_h * spell_h
        return spell_h, lost
