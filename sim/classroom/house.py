"""What all pages of a classroom share."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from sim.classroom.limits import Limits
from sim.classroom.room import Room
from sim.classroom.shelf import Shelf

GUESSES = 2000
"""Guesses that are kept; the oldest goes first."""


@dataclass(frozen=True)
class House:
    """The shelf, the queue, the limits of both, and what was guessed."""

    shelf: Shelf
    room: Room
    limits: Limits
    _guesses: OrderedDict[tuple[str, str], float] = field(default_factory=OrderedDict)

    def guess(self, book: str, visitor: str, value: float) -> None:
        """Keep what a visitor guesses of a scenario."""
        self._guesses[book, visitor] = value
        while len(self._guesses) > GUESSES:
            self._guesses.popitem(last=False)

    def guess_again(self, book: str, visitor: str) -> None:
        """Forget it."""
        self._guesses.pop((book, visitor), None)

    def guessed(self, book: str, visitor: str) -> float | None:
        """What the visitor guessed; None if nothing."""
        return self._guesses.get((book, visitor))

    def guesses(self, book: str) -> list[float]:
        """What the class guessed, nobody named."""
        return [value for (of, _), value in list(self._guesses.items()) if of == book]
