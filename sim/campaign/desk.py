"""Desks of the targeting cell: people who work on one target each, with a queue before them."""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappop, heappush

import simpy

from sim.campaign.clock import call_at
from sim.campaign.target import Target


class Desk:
    """Desks that work on one target each. Classes of first priority come first, then the newest or the oldest."""

    def __init__(self, env: simpy.Environment, *, newest_first: bool, done: Callable[[Target], None]) -> None:
        self._env = env
        self._sign = -1 if newest_first else 1
        self._done = done
        self._queue: list[tuple[int, int, float, Target]] = []
        self._number = 0
        self._busy = 0
        self.desks = 0
        self.queued: dict[str, int] = {}
        """Targets that wait for a desk, by area."""

    def staff(self, desks: int) -> None:
        """So many desks are manned from now on; work begun is finished."""
        self.desks = desks
        self._serve()

    def submit(self, target: Target, work_h: float) -> None:
        """A target to work on."""
        self._number += 1
        self.queued[target.area] = self.queued.get(target.area, 0) + 1
        heappush(self._queue, (target.priority, self._sign * self._number, work_h, target))
        self._serve()

    def _serve(self) -> None:
        while self._queue and self._busy < self.desks:
            _, _, work_h, target = heappop(self._queue)
            self.queued[target.area] -= 1
            if target.hides_h <= self._env.now:
                continue  # the sensor has lost it: nothing to work on
            self._busy += 1
            call_at(self._env, work_h, self._finish, target)

    def _finish(self, target: Target) -> None:
        self._busy -= 1
        self._done(target)
        self._serve()
