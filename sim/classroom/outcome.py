"""What came out, in words and rows: the guess against the answer, and the measures of both worlds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.measures import MEASURES, Measure, measures_named
from sim.page.words import between, number, sentence
from sim.study.compare import Difference, compare
from sim.study.interval import Summary, summarise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sim.scenario.scenario import Scenario
    from sim.study.replicate import Flown

AS_IT_STANDS, CHANGED = "as it stands", "with your change"
"""The two worlds of a run; there is only the first if nothing is changed."""
GUESSED = "targets_struck"
"""What is guessed where no lesson asks for another measure."""
SHOWN = (
    "targets_struck",
    "strike_sorties",
    "on_station_h",
    "weapons",
    "sorties",
    "fuel_passed_t",
    "isr_coverage",
    "stockouts",
    "threat_hours",
)
"""Shown after those of the lesson, where a world has them."""


@dataclass(frozen=True)
class Row:
    """One measure in both worlds, as text."""

    name: str
    label: str
    base: str
    other: str
    difference: str
    interval: str
    sure: bool
    """Whether the interval of the difference leaves out zero."""


def guessed(scenario: Scenario) -> Measure:
    """The measure that is guessed."""
    name = scenario.lesson.guess.measure if scenario.lesson else GUESSED
    return measures_named([name], scenario)[name]


def rows(flown: Flown, scenario: Scenario) -> list[Row]:
    """The measures of the lesson, then the main ones."""
    base = flown[AS_IT_STANDS]
    taught = [shown.measure for shown in scenario.lesson.shows] if scenario.lesson else []
    names = [name for name in dict.fromkeys((*taught, *SHOWN)) if name in base[0].measures]
    entries = measures_named(names, scenario)
    if CHANGED not in flown:
        found = {name: summarise([run.measures.get(name) for run in base]) for name in names}
        return [_alone(entries[name], one) for name, one in found.items() if one.mean is not None]
    differences = compare(base, flown[CHANGED])
    return [
        _paired(entries[name], differences[name])
        for name in names
        if differences[name].base.mean is not None or differences[name].other.mean is not None
    ]


def _alone(entry: Measure, one: Summary) -> Row:
    size = abs(one.mean or 0)
    ends = {"low": one.low, "high": one.high}
    return Row(entry.name, _label(entry), number(one.mean, size), "", "", between(ends, size), sure=False)


def _paired(entry: Measure, one: Difference) -> Row:
    size = max(abs(one.base.mean or 0), abs(one.other.mean or 0))
    ends = {"low": one.difference.low, "high": one.difference.high}
    low, high = one.difference.low, one.difference.high
    sure = low is not None and high is not None and (low > 0 or high < 0)
    base, other, difference = (number(one_.mean, size) for one_ in (one.base, one.other, one.difference))
    return Row(entry.name, _label(entry), base, other, difference, between(ends, size), sure)


def _label(entry: Measure) -> str:
    return sentence(f"{entry.title}, {entry.unit}" if entry.unit else entry.title)


def of(flown: Flown, world: str, name: str) -> Summary | None:
    """A measure of one world over its replications; None if it was not flown."""
    runs = flown.get(world)
    return summarise([run.measures.get(name) for run in runs]) if runs else None


def verdict(guess: float, flown: Flown, entry: Measure) -> str:
    """The guess against the answer, in a sentence."""
    found = of(flown, CHANGED, entry.name)
    if found is None or found.mean is None:
        return f"You guessed {number(guess)}. Change something and fly."
    size = abs(found.mean)
    told = f"You guessed {number(guess)}; it came to {number(found.mean, size)}."
    if found.p5 is None or found.p95 is None:
        return told
    if found.p5 <= guess <= found.p95:
        return f"{told} That is inside what luck alone does ({number(found.p5, size)} to {number(found.p95, size)})."
    base = of(flown, AS_IT_STANDS, entry.name)
    off = abs(guess - found.mean)
    if base is None or base.mean is None or base.mean == found.mean:
        return f"{told} You were {number(off)} off."
    share = off / abs(base.mean - found.mean)
    if share < 0.25:
        return f"{told} Close: {number(off)} off, where the change makes {number(abs(base.mean - found.mean))}."
    less = (
        "more"
        if (guess - base.mean) * (found.mean - base.mean) >= 0 and abs(guess - base.mean) > abs(found.mean - base.mean)
        else "less"
    )
    return f"{told} You expected {less} of a change than there is."


def title_of(measure: str) -> str:
    """Of a daily measure, in words."""
    if measure in MEASURES:
        return MEASURES[measure].title
    kind, _, rest = measure.partition(".")
    return f"{kind} {rest}".replace("_", " ").strip()


def days_of(flown: Flown) -> Sequence[int]:
    """The seeds under which every world has landed."""
    return [run.seed for run in next(iter(flown.values()), [])]
