"""Refuelling: tankers on their tracks, what they have promised, and contacts with receivers.

Two constraints are kept apart. *Stock*: give-away fuel, less what is promised to others. *Flow*: booms and
hoses, each with one receiver at a time. Boom and probe do not mix. Service times are known when a receiver
joins the queue, so a contact is booked on the point that is free first and costs one event.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import TYPE_CHECKING

import simpy

from sim.campaign.ledger import Cause, Failure
from sim.campaign.record import Record
from sim.campaign.tanker_sortie import MOMENT_H, Promise, TankerSortie
from sim.scenario.inputs import Refuelling, System

if TYPE_CHECKING:
    from sim.campaign.demand import Appointment
    from sim.campaign.flight import Flight

ENOUGH = 0.5
"""A receiver takes unpromised fuel only if it gets at least this share of what it came for. Assumed (0.3 to 0.8)."""


class Tracks:
    """The tanker tracks: who is there or due, and contacts."""

    def __init__(self, env: simpy.Environment, rules: Refuelling, record: Record) -> None:
        self.env = env
        self.rules = rules
        self.record = record
        self.tankers: dict[str, list[TankerSortie]] = {}
        self._by_hour: dict[tuple[str, System, int], list[TankerSortie]] = {}
        self.appointment: Appointment | None = None
        """What the tanker that is being planned is meant to meet."""
        self.by_line: dict[int, TankerSortie] = {}

    def plan(self, tanker: TankerSortie) -> None:
        """A tanker will be there."""
        self.tankers.setdefault(tanker.track, []).append(tanker)
        for hour in range(int(tanker.start_h), int(tanker.end_h) + 1):
            for system in tanker.free_at:
                there = self._by_hour.setdefault((tanker.track, system, hour), [])
                there.insert(0 if tanker.serves else len(there), tanker)  # a nation's own tanker is asked first
        self.by_line[tanker.line.number] = tanker

    def planned(self, track: str, system: System, at_h: float) -> Sequence[TankerSortie]:
        """Tankers of that system that are planned to be there in that hour."""
        return self._by_hour.get((track, system, int(at_h)), ())

    def needs_reserve(self, tanker: TankerSortie) -> bool:
        """Whether the others of one of its systems that it meets there have less in reserve than is to be laid on over
        the demand."""
        for system in tanker.free_at:
            there = self.planned(tanker.track, system, tanker.start_h)
            owed_t = sum(other.owed_t for other in there)
            left_t = sum(other.unpromised_t for other in there if other is not tanker)
            if left_t < (self.rules.spare - 1) * owed_t:
                return True
        return False

    def strike_off(self, tanker: TankerSortie) -> None:
        """It will not be there after all."""
        self.leave(tanker)
        for hour in range(int(tanker.start_h), int(tanker.end_h) + 1):
            for system in tanker.free_at:
                self._by_hour[tanker.track, system, hour].remove(tanker)

    def leave(self, tanker: TankerSortie) -> None:
        """It is on its way home, or never came."""
        tanker.on_track = False
        tanker.due_h = inf
        self.tankers[tanker.track].remove(tanker)
        del self.by_line[tanker.line.number]

    def void(self, promise: Promise) -> None:
        """The receiver will not come: its fuel is open to others."""
        promise.tanker.owed_t -= promise.fuel_t

    def contact(self, flight: Flight, want_t: float, promise: Promise | None, arrived_h: float) -> float:
        """A package takes `want_t` for each of its aircraft: hours from now until the last one is off the hose,
        or, as a negative number, until it should ask again because a tanker is due. Fails with the cause.

        It goes to the tanker that promised; if that one is late, broken or dry it asks the others on the
        track for unpromised fuel, waits for one that is due within its patience, and else goes home.
        """
        track = flight.track
        assert track is not None
        now = self.env.now
        deadline_h = max(now, min(arrived_h + self.rules.patience, now + flight.loiter_h))
        tanker, each_t = self._choose(flight, track, want_t, promise, deadline_h)
        if tanker:
            return self._book(flight, tanker, each_t, arrived_h) - now
        due_h = self._next_due(flight, track, deadline_h)
        if due_h is None:
            raise Failure(self._why(flight, track, want_t))
        return now - due_h - MOMENT_H

    def _choose(
        self, flight: Flight, track: str, want_t: float, promise: Promise | None, deadline_h: float
    ) -> tuple[TankerSortie | None, float]:
        """The tanker to go to, and the fuel for each aircraft: the promised one if it can, else the one free first."""
        system, nation, aircraft = flight.system, flight.unit.nation, len(flight.tails)
        now = self.env.now
        best, best_start_h, best_t = None, inf, 0.0
        for tanker in self.tankers.get(track, ()):
            if not tanker.on_track or not tanker.gives(system, nation):
                continue
            each_t = min(want_t, (tanker.left_t - tanker.owed_t) / aircraft)
            if each_t < ENOUGH * want_t:
                continue
            start_h = max(now, min(tanker.free_at[system]))
            if (
                start_h > deadline_h
                or start_h + aircraft * tanker.contact_h(each_t) > tanker.end_h + tanker.fit.contact
            ):
                continue
            if promise and tanker is promise.tanker:
                return tanker, each_t
            if start_h < best_start_h:
                best, best_start_h, best_t = tanker, start_h, each_t
        return best, best_t

    def _next_due(self, flight: Flight, track: str, deadline_h: float) -> float | None:
        now, system, nation = self.env.now, flight.system, flight.unit.nation
        due = [
            t.due_h
            for t in self.tankers.get(track, ())
            if not t.on_track and now <= t.due_h <= deadline_h and t.gives(system, nation)
        ]
        return min(due, default=None)

    def _why(self, flight: Flight, track: str, want_t: float) -> Cause:
        present = [t for t in self.tankers.get(track, ()) if t.on_track]
        fitting = [t for t in present if t.gives(flight.system, flight.unit.nation)]
        enough_t = ENOUGH * want_t * len(flight.tails)
        if any(t.left_t - t.owed_t >= enough_t for t in fitting):
            return Cause.no_tanker_contact
        if present and not fitting:
            return Cause.wrong_refuelling_system
        return Cause.no_tanker_fuel

    def _book(self, flight: Flight, tanker: TankerSortie, each_t: float, arrived_h: float) -> float:
        """Books one contact for each aircraft on the points that are free first; when the last one is done."""
        points = tanker.free_at[flight.system]
        service_h = tanker.contact_h(each_t)
        now = end_h = self.env.now
        for sortie_id in flight.sortie_ids:
            point = points.index(min(points))
            start_h = max(now, points[point])
            points[point] = end_h = start_h + service_h
            self.record.refuellings.append(
                (start_h, tanker.track, tanker.sortie_id, sortie_id, flight.system, each_t, start_h - arrived_h)
            )
        total_t = each_t * len(flight.tails)
        tanker.left_t -= total_t
        tanker.given_t += total_t
        flight.take_fuel(each_t)
        return end_h
