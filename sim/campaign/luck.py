"""Luck: one seed, and a stream of random numbers for each purpose and entity.

What is drawn for one thing never depends on what else is in the campaign. Taking the tankers away does not
change the weather, the targets that appear, or whether tail 12 breaks on its ninth sortie: two worlds with
the same seed differ by the enabler alone.
"""

from __future__ import annotations

from hashlib import blake2b

import numpy as np

FOUR = 4
BLOCK = 64
"""Variates drawn at once: one at a time costs a microsecond each."""


class Stream:
    """Uniform numbers on [0, 1), one after the other."""

    __slots__ = ("_block", "_generator")

    def __init__(self, generator: np.random.Generator) -> None:
        self._generator = generator
        self._block: list[float] = []

    def uniform(self) -> float:
        """The next number of the stream."""
        if not self._block:
            self._block = self._generator.random(BLOCK).tolist()
            self._block.reverse()
        return self._block.pop()

    def four(self) -> tuple[float, float, float, float]:
        """The next four numbers at once."""
        if len(self._block) < FOUR:
            return (self.uniform(), self.uniform(), self.uniform(), self.uniform())
        pop = self._block.pop
        return (pop(), pop(), pop(), pop())


class Luck:
    """Every random stream of one run, by name."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def generator(self, purpose: str, *entity: object) -> np.random.Generator:
        """A numpy generator for draws in bulk, keyed by a hash that is the same in every process."""
        name = "/".join((purpose, *map(str, entity)))
        words = np.frombuffer(blake2b(name.encode(), digest_size=16).digest(), np.uint32)
        return np.random.Generator(np.random.PCG64(np.random.SeedSequence([self.seed, *words.tolist()])))

    def stream(self, purpose: str, *entity: object) -> Stream:
        """A stream of single draws."""
        return Stream(self.generator(purpose, *entity))
