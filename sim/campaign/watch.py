"""Sensors over an area, and the moment at which each target below is seen."""

from __future__ import annotations

from heapq import heappop, heappush
from math import inf
from typing import TYPE_CHECKING

import simpy

from sim.campaign.clock import call_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from sim.campaign.target import Target

LEAST_PER_H = 1e-9
"""A rate below this is what is left of rounding when the last sensor has gone."""
ROUNDING = 1e-9
"""The hazard may fall short by this much at the moment of a detection."""


class Look:
    """What is looked for of one class of target in one area."""

    __slots__ = ("hazard", "rate", "since_h", "waiting")

    def __init__(self) -> None:
        self.rate = 0.0
        """Detections of one target an hour, over all sensors on station."""
        self.hazard = 0.0
        """The integral of the rate, up to `since_h`."""
        self.since_h = 0.0
        self.waiting: list[tuple[float, int, Target]] = []
        """Targets by the hazard at which they are seen."""

    def advance(self, now: float) -> None:
        """Brings the hazard up to now."""
        self.hazard += self.rate * (now - self.since_h)
        self.since_h = now

    def next_h(self) -> float:
        """When the next target is seen if nothing changes; targets that have hidden are forgotten."""
        waiting = self.waiting
        while waiting and waiting[0][2].hides_h <= self.since_h:
            heappop(waiting)
        if not waiting or not self.rate:
            return inf
        return self.since_h + max(0.0, waiting[0][0] - self.hazard) / self.rate


class Watch:
    """Sensors over one area, looking for every class of target.

    Sensors find each target at a rate that changes only when one comes or goes. So the watch keeps the
    hazard, the integral of that rate, and each target waits for the hazard to rise by its own exponential
    draw: exact for a rate that is constant between changes, with no polling, and one timer for the area.
    Source: time change of a Poisson process, e.g. Daley and Vere-Jones, An Introduction to the Theory of
    Point Processes, section 7.4.
    """

    __slots__ = ("_env", "_looks", "_number", "_seen", "_timer_h")

    def __init__(self, env: simpy.Environment, classes: list[str], seen: Callable[[Target], None]) -> None:
        self._env = env
        self._seen = seen
        self._looks = {name: Look() for name in classes}
        self._timer_h = inf
        self._number = 0

    def looks(self, rates: dict[str, float]) -> list[tuple[Look, float]]:
        """The rates of a sensor, in the form that `change` wants."""
        return [(self._looks[name], rate) for name, rate in rates.items()]

    def expect(self, target: Target, draw: float) -> None:
        """The target is there to be seen; it is when the hazard has risen by `draw`."""
        look = self._looks[target.kind_name]
        now = self._env.now
        look.advance(now)
        self._number += 1
        heappush(look.waiting, (look.hazard + draw, self._number, target))
        if look.rate:
            self._set_timer(now, now + draw / look.rate)

    def change(self, looks: list[tuple[Look, float]], sensors: int) -> None:
        """So many sensors have come (+) or gone (-)."""
        now = self._env.now
        due_h = self._timer_h
        for look, each in looks:
            look.hazard += look.rate * (now - look.since_h)
            look.since_h = now
            rate = look.rate + each * sensors
            look.rate = rate = rate if rate > LEAST_PER_H else 0.0
            if sensors > 0 and look.waiting and rate:
                head = look.waiting[0]
                seen_h = now + (head[0] - look.hazard) / rate if head[2].hides_h > now else look.next_h()
                if seen_h < due_h:
                    due_h = seen_h
        if due_h < self._timer_h:
            self._set_timer(now, due_h)

    def _set_timer(self, now: float, due_h: float) -> None:
        """Looks again at the earliest moment at which something can be seen; an earlier timer stays as it is."""
        if due_h < self._timer_h:
            self._timer_h = due_h
            call_at(self._env, max(0.0, due_h - now), self._ring, due_h)

    def _ring(self, due_h: float) -> None:
        if due_h != self._timer_h:
            return
        self._timer_h = next_h = inf
        now = self._env.now
        for look in self._looks.values():
            waiting = look.waiting
            if not waiting:
                continue
            look.advance(now)
            while waiting and waiting[0][0] <= look.hazard + ROUNDING:
                target = heappop(waiting)[2]
                if target.hides_h > now:
                    self._seen(target)
            next_h = min(next_h, look.next_h())
        if next_h < inf:
            self._set_timer(now, next_h)
