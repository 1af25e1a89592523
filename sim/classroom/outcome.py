"""What came out, in words and rows: the guess against the answer, and the measures of both worlds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sim.measures import MEASURES, Measure, measures_named
from sim.page.words import between, number, sentence
from sim.study.compare import Difference, compare
from sim.study.interval import Summary, summarise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sim.scenario.scenario import Scenario
    from sim.study.replicate import Flown
    from sim.study.replication import Replication

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
    differences = compare(*([_only(run, names) for run in flown[world]] for world in (AS_IT_STANDS, CHANGED)))
    return [
        _paired(entries[name], differences[name])
        for name in names
        if differences[name].base.mean is not None or differences[name].other.mean is not None
    ]


def _only(run: Replication, names: Sequence[str]) -> Replication:
    """A campaign of many nations has hundreds of measures; no time for those that are not shown."""
    return replace(run, measures={name: run.measures.get(name) for name in names})


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


@dataclass(frozen=True)
class Scale:
    """How a guess counts: as the measure does, or in hundredths of the scenario as it stands."""

    one: float = 1.0
    """One of the guess, as the measure counts."""
    of: str = ""
    """Behind the number, in words."""

    def told(self, value: float) -> str:
        """A value of the measure as the guess counts, in words."""
        return f"{value / self.one:,.3g}{self.of}"


def scale(flown: Flown, scenario: Scenario) -> Scale | None:
    """That of the guess; None while the scenario as it stands has not landed, or struck nothing."""
    if scenario.lesson:
        return Scale()
    base = of(flown, AS_IT_STANDS, GUESSED)
    return Scale(base.mean / 100, " of 100") if base and base.mean else None


CLOSE = 0.25
"""Share of the change by which a guess may be off and is called close."""


def verdict(guess: float, flown: Flown, entry: Measure, by: Scale) -> str:
    """The guess, as the measure counts, against the answer, in a sentence or two."""
    base, found = (of(flown, world, entry.name) for world in (AS_IT_STANDS, CHANGED))
    if found is None or found.mean is None or base is None or base.mean is None:
        return f"You guessed {by.told(guess)}. Now pull something."
    told = f"You guessed {by.told(guess)}; it came to {by.told(found.mean)}."
    if found.p5 is not None and found.p95 is not None and found.p5 <= guess <= found.p95:
        return f"{told} That is inside of what luck alone does, {by.told(found.p5)} to {by.told(found.p95)}."
    expected, came = guess - base.mean, found.mean - base.mean
    if abs(guess - found.mean) <= CLOSE * abs(came):
        return f"{told} Close."
    if expected * came < 0:
        return f"{told} You expected it to go the other way."
    return f"{told} The change is {'smaller' if abs(expected) > abs(came) else 'larger'} than you expected."


def title_of(measure: str) -> str:
    """Of a daily measure, in words."""
    if measure in MEASURES:
        return MEASURES[measure].title
    kind, _, rest = measure.partition(".")
    return f"{kind} {rest}".replace("_", " ").strip()
