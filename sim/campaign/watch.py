"""Sensors over an area, and the moment at which each target below is seen."""

from __future__ import annotations

from heapq import heappop, heappush
from math import inf
from typing import TYPE_CHECKING

import simpy

if TYPE_CHECKING:
    from collections.abc import Callable

    from sim.campaign.target import Target


class Look:
    """What is looked for of one class of target in one area."""

    __slots__ = ("hazard", "rate", "waiting")

    def __init__(self) -> None:
        self.rate = 0.0
        """Detections of one target an hour, over all sensors on station."""
        self.hazard = 0.0
        """The integral of the rate."""
        self.waiting: list[tuple[float, int, Target]] = []
        """Targets by the hazard at which they are seen."""


class Watch:
    """Sensors over one area, looking for every class of target.

    Sensors find each target at a rate that changes only when one comes or goes. So the watch keeps the
    hazard, the integral of that rate, and each target waits for the hazard to rise by its own exponential
    draw: exact for a rate that is constant between changes, with no polling, and one timer for the area.
    Source: time change of a Poisson process, e.g. Daley and Vere-Jones, An Introduction to the Theory of
    Point Processes, section 7.4.
    """

    __slots__ = ("_env", "_looks", "_number", "_seen", "_since_h", "_timer_h")

    def __init__(self, env: simpy.Environment, classes: list[str], seen: Callable[[Target], None]) -> None:
        self._env = env
        self._seen = seen
        self._looks = {name: Look() for name in classes}
        self._since_h = 0.0
        self._timer_h = inf
        self._number = 0

    def looks(self, rates: dict[str, float]) -> list[tuple[Look, float]]:
        """The rates of a sensor, in the form that `change` wants."""
        return [(self._looks[name], rate) for name, rate in rates.items()]

    def expect(self, target: Target, draw: float) -> None:
        """The target is there to be seen; it is when the hazard has risen by `draw`."""
        self._advance()
        self._number += 1
        look = self._looks[target.kind_name]
        heappush(look.waiting, (look.hazard + draw, self._number, target))
        if look.rate > 0:
            self._set_timer(self._since_h + draw / look.rate)

    def change(self, looks: list[tuple[Look, float]], sensors: int) -> None:
        """So many sensors have come (+) or gone (-)."""
        now = self._advance()
        due_h = self._timer_h
        for look, each in looks:
            rate = look.rate + each * sensors
            look.rate = rate = rate if rate > 1e-9 else 0.0
            waiting = look.waiting
            if sensors > 0 and rate and waiting:
                while waiting and waiting[0][2].hides_h <= now:
                    heappop(waiting)
                if waiting:
                    seen_h = now + (waiting[0][0] - look.hazard) / rate
                    if seen_h < due_h:
                        due_h = seen_h
        if due_h < self._timer_h:
            self._set_timer(due_h)

    def _advance(self) -> float:
        now = self._env.now
        passed_h = now - self._since_h
        if passed_h:
            self._since_h = now
            for look in self._looks.values():
                if look.rate:
                    look.hazard += look.rate * passed_h
        return now

    def _set_timer(self, due_h: float) -> None:
        """Looks again at the earliest moment at which something can be seen; an earlier timer stays as it is."""
        if due_h < self._timer_h:
            self._timer_h = due_h
            timer = self._env.timeout(max(0.0, due_h - self._since_h), due_h)
            timer.callbacks.append(self._ring)  # type: ignore[union-attr]

    def _ring(self, timer: simpy.Event) -> None:
        if timer.value != self._timer_h:
            return
        self._timer_h = inf
        now = self._advance()
        due_h = inf
        for look in self._looks.values():
            waiting = look.waiting
            while waiting and (waiting[0][0] <= look.hazard + 1e-9 or waiting[0][2].hides_h <= now):
                target = heappop(waiting)[2]
                if target.hides_h > now:
                    self._seen(target)
            if waiting and look.rate:
                seen_h = now + (waiting[0][0] - look.hazard) / look.rate
                if seen_h < due_h:
                    due_h = seen_h
        if due_h < inf:
            self._set_timer(due_h)
