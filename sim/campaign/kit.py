"""A unit's kit of spare parts: each repair takes one, and what is taken is ordered again, one for one.

This is the (S-1, S) stock of METRIC (Sherbrooke, Operations Research 16, 1968) with one kind of part: parts on hand
and on order, less repairs that wait, are always the full kit.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import simpy

Note = Callable[[str, float, float | None], None]
"""Told of each repair that waited: tail, since when, and until when if a part came."""


class Kit:
    """Parts on hand, and the repairs that wait for one."""

    def __init__(self, env: simpy.Environment, parts: int, order: Callable[[], None], note: Note) -> None:
        self.env = env
        self.parts = self.on_hand = parts
        self.on_order = 0
        self._order = order
        self._note = note
        self._waiting: deque[tuple[float, str, Callable[[], None]]] = deque()

    def draw(self, tail: str, begin: Callable[[], None]) -> bool:
        """Whether there is a part for a repair; if not it waits, and `begin` is called when its part has come."""
        self.on_order += 1
        self._order()
        if self.on_hand:
            self.on_hand -= 1
            return True
        self._waiting.append((self.env.now, tail, begin))
        return False

    def receive(self) -> None:
        """A part has come: for the repair that has waited longest, or into the kit."""
        self.on_order -= 1
        if not self._waiting:
            self.on_hand += 1
            return
        since_h, tail, begin = self._waiting.popleft()
        self._note(tail, since_h, self.env.now)
        begin()

    def balanced(self) -> bool:
        """On hand + on order = full kit + repairs that wait."""
        return self.on_hand + self.on_order == self.parts + len(self._waiting) and self.on_hand >= 0

    def close(self) -> None:
        """At the end: notes the repairs that still wait."""
        for since_h, tail, _ in self._waiting:
            self._note(tail, since_h, None)
