"""What was changed, as a link carries it: `?without=tankers&move=uav.home:3&reps=20`.

A link may come from anybody, so nothing of it is believed: names are looked up in the scenario, numbers must lie in
their range, and what is left is all that is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import isfinite
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from sim.classroom.knob import Knob, knobs
from sim.classroom.limits import Limits, Refused
from sim.scenario.resolve import Changes, altered

if TYPE_CHECKING:
    from sim.classroom.shelf import Book
    from sim.scenario.scenario import Scenario

REPS, REPS_OF_A_LESSON = 10, 20
"""Replications unless another number is asked for; the numbers that a lesson tells are means of twenty."""
LONGEST = 4000
"""Characters of a link that are read."""


@dataclass(frozen=True)
class State:
    """What one visitor has changed in a scenario."""

    without: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    moves: tuple[tuple[str, float], ...] = ()
    """Knobs that are not where they were, and where they are."""
    reps: int = REPS

    @property
    def changed(self) -> bool:
        """Whether anything differs from the scenario as it stands."""
        return bool(self.without or self.variants or self.moves)

    def query(self) -> str:
        """The part of a link behind the question mark."""
        pairs = [("without", name) for name in self.without] + [("variant", name) for name in self.variants]
        pairs += [("move", f"{name}:{value:g}") for name, value in self.moves]
        return urlencode([*pairs, ("reps", str(self.reps))], safe=":,+")


@dataclass(frozen=True)
class Desk:
    """A scenario with all that can be changed in it, within limits."""

    book: Book
    limits: Limits

    @cached_property
    def knobs(self) -> dict[str, Knob]:
        """The numbers that can be moved."""
        return knobs(self.book.scenario)

    @property
    def scenario(self) -> Scenario:
        """As it stands."""
        return self.book.scenario

    def untouched(self) -> State:
        """Nothing changed."""
        return State(reps=min(self.limits.reps, REPS_OF_A_LESSON if self.scenario.lesson else REPS))

    def read(self, query: Sequence[tuple[str, str]]) -> State:
        """The state that a link carries. Raises Refused with the first thing that is no sense."""
        if sum(len(key) + len(value) for key, value in query) > LONGEST:
            raise Refused("The link is too long.")
        state = self.untouched()
        for key, value in query:
            if key == "without":
                state = self.pulled(state, [*state.without, _known(value, self.scenario.enablers, "enabler")])
            elif key == "variant":
                state = self.varied(state, [*state.variants, _known(value, self.scenario.variants, "variant")])
            elif key == "move":
                name, _, number = value.rpartition(":")
                state = self.moved(state, name, _number(number))
            elif key == "reps":
                state = self.repeated(state, _number(value))
        return state

    def pulled(self, state: State, without: Iterable[str]) -> State:
        """With these enablers taken away, in the order of the scenario."""
        gone = set(without)
        return replace(state, without=tuple(name for name in self.scenario.enablers if name in gone))

    def varied(self, state: State, variants: Iterable[str]) -> State:
        """With these variants laid over it, in the order of the scenario."""
        laid = set(variants)
        return replace(state, variants=tuple(name for name in self.scenario.variants if name in laid))

    def moved(self, state: State, name: str, value: float) -> State:
        """With a knob at a value. Raises Refused if there is none, or the value is out of its range."""
        knob = self.knobs[_known(name, self.knobs, "number")]
        if not knob.low <= value <= knob.high:
            raise Refused(f"{knob.label}: must be {knob.low:g} to {knob.high:g} {knob.unit}, not {value:g}.")
        places = dict(state.moves) | {name: knob.step * round(value / knob.step)}
        return replace(
            state,
            moves=tuple((at, places[at]) for at in self.knobs if at in places and places[at] != self.knobs[at].value),
        )

    def repeated(self, state: State, reps: float) -> State:
        """With so many replications. Raises Refused beyond the limit."""
        if not 1 <= reps <= self.limits.reps or reps != int(reps):
            raise Refused(f"Replications: must be a whole number from 1 to {self.limits.reps}, not {reps:g}.")
        return replace(state, reps=int(reps))

    def changes(self, state: State) -> Changes:
        """The state as what the command takes: `--variant`, `--without`, `--set`."""
        sets = [setting for name, value in state.moves for setting in self.knobs[name].settings(value)]
        if sets and (state.without or state.variants):
            sets = self._still_there(sets, Changes(state.variants, state.without))
        return Changes(state.variants, state.without, tuple(sets))

    def _still_there(self, sets: list[str], changes: Changes) -> list[str]:
        """The settings of what the other changes leave there: of a unit that is pulled no number counts."""
        files = self.book.files
        root, _ = altered(files.root, changes, files.model, [])
        return [setting for setting in sets if root.get(*setting.split("=")[0].split(".")[:2])]

    def told(self, state: State) -> str:
        """What was changed, in words; empty if nothing."""
        told = [f"without {self.scenario.enablers[name].title}" for name in state.without]
        told += [str(self.scenario.variants[name].get("title", name)) for name in state.variants]
        for name, value in state.moves:
            knob = self.knobs[name]
            told.append(f"{knob.label} {knob.value:g} → {value:g} {knob.unit}")
        return "; ".join(told)


def _known(name: str, known: Mapping[str, object], what: str) -> str:
    if name not in known:
        raise Refused(f"The scenario has no such {what}.")
    return name


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not isfinite(value) or len(text) > 20:
        raise Refused("A number in the link is none.")
    return value
