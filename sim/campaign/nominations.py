"""The list of nominated targets of one area, from which the air tasking order is written."""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.campaign.target import Target


class Nominations:
    """Targets cleared for the next order: classes of first priority first, then the longest on the list."""

    def __init__(self) -> None:
        self._waiting: list[tuple[int, int, Target]] = []
        self._last = 0
        self._first = 0

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, target: Target) -> None:
        """At the end of its class."""
        self._last += 1
        heappush(self._waiting, (target.priority, self._last, target))

    def put_back(self, target: Target) -> None:
        """At the head of its class: it had its turn, and the line was not flown."""
        self._first -= 1
        heappush(self._waiting, (target.priority, self._first, target))

    def take(self, most: int, fits: Callable[[Target, list[Target]], bool]) -> list[Target]:
        """The first targets, at most so many, that `fits` allows beside those taken before; the others stay."""
        taken: list[Target] = []
        passed: list[tuple[int, int, Target]] = []
        while self._waiting and len(taken) < most:
            entry = heappop(self._waiting)
            target = entry[2]
            if not target.open:
                continue
            if fits(target, taken):
                taken.append(target)
            else:
                passed.append(entry)
        for entry in passed:
            heappush(self._waiting, entry)
        return taken
