"""What assumed numbers do to the results: one at a time from end to end of their ranges, and to the order of enablers.

Every world is flown under the same seeds, so each number here is worked out seed by seed, and its interval is that of
pairs. A world is a list of values, one a seed; None where a run does not have the measure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sim.study.interval import half_width

Values = Sequence[float | None]
"""One measure of one world, by seed."""
CONFIDENCE = 0.95


@dataclass(frozen=True)
class Estimate:
    """A mean with its 95 % t interval; nothing is known of it without pairs."""

    mean: float | None
    low: float | None
    high: float | None

    @property
    def sign(self) -> int:
        """That of the whole interval; 0 if it holds zero, or is not known."""
        if self.low is None or self.high is None:
            return 0
        return (self.low > 0) - (self.high < 0)


def estimate(values: Values, confidence: float = CONFIDENCE) -> Estimate:
    """Of the seeds in which the number is defined."""
    known = [value for value in values if value is not None]
    if not known:
        return Estimate(None, None, None)
    mean, half = sum(known) / len(known), half_width(known, confidence)
    return Estimate(mean, None if half is None else mean - half, None if half is None else mean + half)


def less(one: Values, other: Values) -> list[float | None]:
    """One less the other, seed by seed."""
    return [None if a is None or b is None else a - b for a, b in zip(one, other, strict=True)]


@dataclass(frozen=True)
class Swing:
    """What one assumption does to a measure at the ends of its range: the difference from the base."""

    name: str
    low: Estimate | None
    """None if that end was not flown: refused, or no other than the base."""
    high: Estimate | None

    @property
    def size(self) -> float:
        """The larger of the two, whatever its sign."""
        return max((abs(end.mean) for end in (self.low, self.high) if end and end.mean is not None), default=0.0)

    @property
    def sure(self) -> bool:
        """Whether luck alone would not do it, at one of its ends."""
        return any(end is not None and end.sign for end in (self.low, self.high))


def tornado(base: Values, ends: Mapping[str, tuple[Values | None, Values | None]]) -> list[Swing]:
    """Assumption to its swing, the largest first; `ends` has the worlds at low and high."""
    swings = [
        Swing(name, *(None if end is None else estimate(less(end, base)) for end in both))
        for name, both in ends.items()
    ]
    return sorted(swings, key=lambda one: (-one.size, one.name))


@dataclass(frozen=True)
class Standing:
    """One world and what it is without each enabler: what each is worth there."""

    base: Values
    without: Mapping[str, Values]
    better: int
    """1 if more of the measure is better, -1 if less is: a loss is then what is added."""

    def loss(self, enabler: str) -> Estimate:
        """What taking it away costs."""
        return estimate([_times(self.better, v) for v in less(self.base, self.without[enabler])])

    def lead(self, one: str, other: str, confidence: float = CONFIDENCE) -> Estimate:
        """By how much more the one is missed than the other; the base falls out of that difference."""
        return estimate([_times(self.better, v) for v in less(self.without[other], self.without[one])], confidence)

    def order(self) -> list[str]:
        """The enablers, the one that is missed most first."""
        return sorted(self.without, key=lambda name: (-(self.loss(name).mean or 0.0), name))


def _times(sign: int, value: float | None) -> float | None:
    return None if value is None else sign * value


@dataclass(frozen=True)
class Turn:
    """Two enablers whose order at one end of an assumption is another than in the base."""

    name: str
    """The assumption."""
    end: str
    first: str
    """The one that is surely missed more in the base."""
    second: str
    base: Estimate
    """The lead of the first in the base."""
    there: Estimate
    """Its lead at that end."""
    holds_together: bool
    """Whether both signs hold at 95 % for all comparisons of the study at once (Bonferroni), not for each alone."""

    @property
    def turned(self) -> bool:
        """Whether the second surely leads there; else the order is only no longer sure."""
        return self.there.sign < 0


@dataclass(frozen=True)
class Ranking:
    """What the assumptions do to the order of the enablers."""

    order: Sequence[str]
    losses: Mapping[str, Estimate]
    comparisons: int
    """Pairs of enablers that are in a sure order in the base, times the ends that were flown."""
    turns: Sequence[Turn]
    """The order turned round, beyond luck on both sides; first those that hold for all comparisons at once."""
    open: Sequence[Turn]
    """Sure in the base, and no longer at that end."""


def ranking(base: Standing, ends: Mapping[tuple[str, str], Standing]) -> Ranking:
    """Assumption and end to the world there, held against the base."""
    order = base.order()
    pairs = [(one, other) for one, other in combinations(order, 2) if base.lead(one, other).sign > 0]
    comparisons = len(pairs) * len(ends)
    strict = 1 - (1 - CONFIDENCE) / max(comparisons, 1)
    found = list(_turns(base, ends, pairs, strict))
    return Ranking(
        order,
        {name: base.loss(name) for name in order},
        comparisons,
        sorted((turn for turn in found if turn.turned), key=lambda turn: not turn.holds_together),
        [turn for turn in found if not turn.turned],
    )


def _turns(
    base: Standing, ends: Mapping[tuple[str, str], Standing], pairs: Sequence[tuple[str, str]], strict: float
) -> Iterator[Turn]:
    for (name, end), there in ends.items():
        for first, second in pairs:
            lead = there.lead(first, second)
            if lead.sign > 0 or lead.mean is None:
                continue
            surely = base.lead(first, second, strict).sign > 0 and there.lead(first, second, strict).sign < 0
            yield Turn(name, end, first, second, base.lead(first, second), lead, surely)
