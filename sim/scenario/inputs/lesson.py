"""What a small scenario teaches: a question to ask before it is flown, and the answer after."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sim.scenario.inputs.common import Inputs, OneOrMore


class Guess(Inputs):
    """The number that the class guesses before anything is flown."""

    measure: str
    """Which measure of the world after the first pull; its name in the results."""
    low: float
    """Least that can be guessed."""
    high: float
    """Most that can be guessed."""


class Pull(Inputs):
    """One world that is flown against the scenario as it stands: an enabler taken away, or a variant."""

    without: str | None = None
    """The enabler that is taken away; a key of `enablers`."""
    variant: str | None = None
    """The variant that is laid over the scenario; a key of `variants`."""


class Shown(Inputs):
    """What a measure comes to in each world; the answer is told with these numbers, and a test holds them."""

    measure: str
    """Its name in the results."""
    means: tuple[float, ...]
    """As the scenario stands, then after each pull in turn: means of twenty replications, true to a tenth."""


class Lesson(Inputs):
    """One effect, taught: ask, guess, pull, see, talk about it."""

    question: str
    """To ask before anything is flown."""
    guess: Guess
    pull: OneOrMore[Pull]
    """What the teacher changes."""
    shows: Annotated[tuple[Shown, ...], Field(min_length=1)]
    """What comes out, in numbers."""
    answer: str
    """To tell after the class has seen it."""
    discuss: tuple[str, ...] = ()
    """Questions to go on with."""

    @property
    def pulls(self) -> tuple[Pull, ...]:
        """What the teacher changes, in order."""
        return (self.pull,) if isinstance(self.pull, Pull) else self.pull
