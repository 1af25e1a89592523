"""The tails of a unit: which are ready, airborne, turning, in repair, away.

Aircraft of a package are granted all or nothing from one board. Two packages that each took tails one by
one would deadlock, and a request left on a SimPy store after an interrupt swallows an aircraft; here
nothing is ever interrupted, and a request that has waited long enough is answered with nothing.
"""

from __future__ import annotations

from collections import deque
from enum import StrEnum
from heapq import heappop, heappush, heapreplace
from math import inf, log

import simpy

from sim.campaign.clock import after, call_at
from sim.campaign.kit import Kit
from sim.campaign.ledger import Cause
from sim.campaign.luck import Luck, Stream
from sim.campaign.performance import Performance
from sim.scenario.inputs import AircraftType, Force


class TailState(StrEnum):
    """Where one aircraft is; always exactly one of these."""

    ready = "ready"
    airborne = "airborne"
    turning = "turning"
    repair = "repair"
    lost = "lost"
    away = "away"


Chance = tuple[float, float, float, float]
"""The luck of one take-off of one tail: ground abort, air abort, break, repair; drawn whether or not it is used."""


class Tail:
    """One aircraft."""

    __slots__ = ("_luck", "flown", "name", "state", "takeoffs")

    def __init__(self, name: str, luck: Stream) -> None:
        self.name = name
        self.state = TailState.away
        self.takeoffs = 0
        self.flown = 0
        self._luck = luck

    def draw(self) -> Chance:
        """Ground abort, air abort, break and repair of the next take-off: four draws, always."""
        self.takeoffs += 1
        return self._luck.four()


def _hours(down: tuple[float, Tail]) -> float:
    return down[0]


class Fleet:
    """The board of one unit's tails."""

    def __init__(self, env: simpy.Environment, unit: str, force: Force, kind: AircraftType, luck: Luck) -> None:
        self.env = env
        self.kind = Performance.of(kind)
        self.tails = [Tail(f"{unit}-{n + 1}", luck.stream("tail", unit, n + 1)) for n in range(force.count)]
        self._ready: deque[Tail] = deque()
        self._waiting: deque[tuple[int, simpy.Event]] = deque()
        self._resting: list[tuple[float, float, int, Tail]] = []
        """Tails that are turned or mended, by when they are ready: an event only if a line waits for one."""
        self._rests = 0
        self._wakes_h = inf
        """When the next of them is looked for, if a line waits."""
        self._leaving = False
        self._called = 0
        self._elsewhere: list[Tail] = []
        self._crews = [0.0] * (force.repair_crews or 0)
        """When each crew of mechanics is free; none if mechanics have no limit."""
        self.kit: Kit | None = None
        """Its spare parts, if they can be short."""

    def arrive(self) -> None:
        """The unit is in theatre: all its tails are ready, and lines that waited for it are served."""
        for tail in self.tails:
            self._put(tail)
        self._serve()

    def leave(self) -> None:
        """The unit goes home: ready tails at once, the others as they come back."""
        self._catch_up()
        self._leaving = True
        while self._ready:
            self._ready.popleft().state = TailState.away

    def draw(self, count: int) -> None:
        """Another commitment takes so many tails: ready ones at once, the others as they become ready."""
        self._catch_up()
        self._called += count
        while self._called and self._ready:
            self._send_off(self._ready.pop())

    def give_back(self, count: int) -> None:
        """So many tails are back and ready; those that had not left yet stay."""
        self._catch_up()
        stayed = min(count, self._called)
        self._called -= stayed
        for _ in range(count - stayed):
            self._put(self._elsewhere.pop())
        self._serve()

    def why_none(self, count: int) -> Cause:
        """Why so many tails were not to be had: with those elsewhere they would have been, or not even then."""
        self._catch_up()
        away = len(self._elsewhere)
        return Cause.other_commitments if away and len(self._ready) + away >= count else Cause.no_aircraft

    def take(self, count: int) -> list[Tail] | None:
        """So many ready tails, now airborne, or None if there are not that many; first come, first served."""
        self._catch_up()
        if len(self._ready) < count or self._waiting:
            return None
        return self._grant(count)

    def ask(self, count: int, wait_h: float) -> simpy.Event:
        """An event that brings the tails as soon as they are ready, or None after `wait_h` hours."""
        event = self.env.event()
        self._waiting.append((count, event))

        def give_up() -> None:
            if not event.triggered:
                event.succeed(None)
                self._serve()

        after(self.env, wait_h, give_up)
        self._look_out()
        return event

    def spare(self) -> Tail | None:
        """One more ready tail in place of one that failed at take-off."""
        self._catch_up()
        return self._grant(1)[0] if self._ready and not self._waiting else None

    def land(self, tail: Tail, chance: Chance) -> float:
        """The tail is down; hours until it is ready again, with repair if it broke."""
        tail.flown += 1
        if chance[2] < self.kind.p_break:
            return self._repair(tail, chance, self.kind.turn)
        tail.state = TailState.turning
        return self.kind.turn

    def fail(self, tail: Tail, chance: Chance) -> float:
        """The tail never left the ground; hours until it is repaired."""
        return self._repair(tail, chance, 0.0)

    def _repair(self, tail: Tail, chance: Chance, from_h: float) -> float:
        """Hours until a repair is done that may begin so many hours from now; without end if it waits for a part: then
        it begins, and the tail is made ready, from there."""
        tail.state = TailState.repair
        env, repair_h = self.env, -self.kind.repair * log(1 - chance[3])
        due_h = env.now + from_h

        def begin() -> None:
            self.rest([(self._mended(max(0.0, due_h - env.now), repair_h), tail)])

        if self.kit is None or self.kit.draw(tail.name, begin):
            return self._mended(from_h, repair_h)
        return inf

    def rest(self, down: list[tuple[float, Tail]]) -> None:
        """A package is down: each tail is ready after so many hours; never, if a part that it waits for will see to
        it. Of two that are ready at one moment the one comes first that had longer to go since its package's last."""
        now = seen_h = self.env.now
        for hours, tail in sorted(down, key=_hours):
            if hours <= 0:
                self.ready(tail)
            elif hours < inf:
                before_h, seen_h = seen_h, now + hours
                self._rests += 1
                heappush(self._resting, (seen_h, before_h, self._rests, tail))
        self._look_out()

    def ready(self, tail: Tail) -> None:
        """The tail may fly again; whoever waits is served in order."""
        self._catch_up()
        self._put(tail)
        self._serve()

    def counts(self) -> dict[TailState, int]:
        """Tails by state."""
        self._catch_up()
        counts = dict.fromkeys(TailState, 0)
        for tail in self.tails:
            counts[tail.state] += 1
        return counts

    def _mended(self, from_h: float, repair_h: float) -> float:
        """Hours until a repair is done that may begin so many hours from now.

        Its length is known, so it is booked on the crew that is free first: a queue in order of booking, without an
        event. One that fails at start while another tail is still being turned has to wait for that one's repair.
        """
        if not self._crews:
            return from_h + repair_h
        now = self.env.now
        end_h = max(now + from_h, self._crews[0]) + repair_h
        heapreplace(self._crews, end_h)
        return end_h - now

    def _catch_up(self) -> None:
        """Tails that have become ready since somebody looked; those that are just ready come after who launches now."""
        resting, now = self._resting, self.env.now
        while resting and resting[0][0] < now:
            self._put(heappop(resting)[-1])

    def _look_out(self) -> None:
        """If a line waits, it is served when the next tail is ready."""
        if self._waiting and self._resting and self._resting[0][0] < self._wakes_h:
            self._wakes_h = self._resting[0][0]
            call_at(self.env, self._wakes_h - self.env.now, self._wake, self._wakes_h)

    def _wake(self, at_h: float) -> None:
        if at_h == self._wakes_h:  # not overtaken by an earlier one
            self._wakes_h = inf
            while self._resting and self._resting[0][0] <= at_h:
                self._put(heappop(self._resting)[-1])
            self._serve()
            self._look_out()

    def _put(self, tail: Tail) -> None:
        if self._leaving:
            tail.state = TailState.away
        elif self._called:
            self._send_off(tail)
        else:
            tail.state = TailState.ready
            self._ready.append(tail)

    def _send_off(self, tail: Tail) -> None:
        self._called -= 1
        self._elsewhere.append(tail)
        tail.state = TailState.away

    def _grant(self, count: int) -> list[Tail]:
        tails = [self._ready.popleft() for _ in range(count)]
        for tail in tails:
            tail.state = TailState.airborne
        return tails

    def _serve(self) -> None:
        while self._waiting:
            count, event = self._waiting[0]
            if event.triggered:
                self._waiting.popleft()
            elif len(self._ready) >= count:
                self._waiting.popleft()
                event.succeed(self._grant(count))
            else:
                return
