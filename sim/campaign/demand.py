"""What receivers want of the tankers on one track in one day, refuelling by refuelling."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from sim.scenario.inputs import System

if TYPE_CHECKING:
    from sim.campaign.tanker_sortie import TankerSortie

SYSTEMS = tuple(System)
DAY_H = 24.0
SOONER_H = 0.25
"""A tanker comes so much before its first receiver. Assumed (0.1 to 0.5 h)."""


class Want(NamedTuple):
    """One refuelling of a package that the plan asks for."""

    at_h: float
    system: System
    nation: str
    fuel_t: float
    """For all its aircraft."""
    aircraft: int


_time = attrgetter("at_h")


class Appointment(NamedTuple):
    """The stretch of a day on a track for which the next tanker is sought."""

    start_h: float
    wants: list[Want]
    """What is still wanted while a tanker that comes then would stay, in order of time."""
    most_t: float
    """All of it."""

    def fuel_t(self, system: System) -> float:
        """What is wanted by one system."""
        return sum(want.fuel_t for want in self.wants if want.system is system)

    def any_use(self, systems: tuple[System, ...], nations: tuple[str, ...], fuel_t: float) -> bool:
        """Whether a tanker with that much to promise to these nations (all if empty) could meet a refuelling."""
        return any(
            want.system in systems and (not nations or want.nation in nations) and want.fuel_t <= fuel_t
            for want in self.wants
        )


class Demand:
    """What is wanted on one track and no tanker has been laid on for yet."""

    def __init__(self, wants: list[Want], spare: float, stay_h: float) -> None:
        self._wants = sorted(wants)
        self._spare = spare
        self._stay_h = stay_h
        """How long a tanker stays."""
        self._next: Appointment | None = None
        """As long as nothing that is wanted was met or given up."""
        self._from_h = 0.0
        """Where the search for the next appointment begins; it goes once round the day."""

    def begin(self) -> None:
        """The search begins after the longest pause of the day: tankers that are few are not always spent on the first
        hours, and few refuellings are left over between two tankers."""
        wants = self._wants
        if wants:
            pauses = [want.at_h - before.at_h for before, want in pairwise(wants)]
            pauses = [wants[0].at_h + DAY_H - wants[-1].at_h, *pauses]
            self._from_h = wants[pauses.index(max(pauses))].at_h

    def next(self) -> Appointment | None:
        """The first refuelling that is not met, with all that a tanker for it could meet too; None if all are met."""
        if self._next is None and self._wants:
            first = self._first(self._from_h) % len(self._wants)  # round the day
            at_h = self._from_h = self._wants[first].at_h
            wants = self._wants[first : self._first(at_h + (self._stay_h - SOONER_H))]
            self._next = Appointment(at_h - SOONER_H, wants, sum([want.fuel_t for want in wants]))
        return self._next

    def _first(self, at_h: float) -> int:
        """The place of the first want at that time or later."""
        return bisect_left(self._wants, at_h, key=_time)

    def meet(self, tanker: TankerSortie) -> bool:
        """Takes off what one tanker brings, in order of time, as it will promise it: fuel, and time at its points.

        Part of the fuel is meant to be spare; the first want may take all of it. Whether it brings anything.
        """
        first, last = self._first(tanker.start_h), self._first(tanker.end_h)
        left_t, flow = tanker.unpromised_t / self._spare, tanker.flow()
        left: list[Want] = []
        for n, want in enumerate(self._wants[first:last]):
            room_t = left_t if n > len(left) else tanker.unpromised_t
            if want.fuel_t <= room_t and tanker.gives(want.system, want.nation):
                hour = want.system, int(want.at_h)
                busy_h = want.aircraft * tanker.contact_h(want.fuel_t / want.aircraft)
                taken_h = flow.get(hour, 0.0)
                if tanker.has_room(want.system, taken_h, busy_h) and tanker.there(want.at_h, busy_h):
                    flow[hour] = taken_h + busy_h
                    left_t -= want.fuel_t
                    continue
            left.append(want)
        met = len(left) < last - first
        if met:
            self._wants[first:last] = left
            self._next = None
        return met

    def give_up(self, appointment: Appointment, system: System, for_h: float) -> None:
        """No tanker of that system is to be had: what is wanted of it in the next hours stays unmet.

        The hours count from the first refuelling itself: that one goes in any case, or it would be asked for again.
        """
        until_h = appointment.wants[0].at_h + for_h
        gone = {id(want) for want in appointment.wants if want.system is system and want.at_h <= until_h}
        self._wants = [want for want in self._wants if id(want) not in gone]
        self._next = None
