"""Two worlds under the same luck: what differs, and how surely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.study.interval import Summary, summarise
from sim.study.replication import Replication


@dataclass(frozen=True)
class Difference:
    """One measure in the base and in another world, seed by seed."""

    base: Summary
    other: Summary
    difference: Summary
    """Other minus base, of the pairs in which both are defined; its interval is that of the paired difference."""
    same_sign: float | None
    """Share of those pairs whose difference has the sign of the mean difference."""
    variance_ratio: float | None
    """How many times larger the variance of the difference would be under independent seeds: (s² + s²) / s² of the
    pairs. What common random numbers are worth; None without variance or pairs."""


def compare(base: Sequence[Replication], other: Sequence[Replication]) -> dict[str, Difference]:
    """Every measure of both worlds, in the order of the base.

    Raises ValueError if the two were not flown under the same seeds.
    """
    if [one.seed for one in base] != [one.seed for one in other]:
        raise ValueError("a comparison is paired: both worlds must be flown under the same seeds")
    return {name: _difference(column(base, name), column(other, name)) for name in names([*base, *other])}


def names(replications: Sequence[Replication]) -> list[str]:
    """Every measure that any replication has, in the order in which they first appear."""
    return list(dict.fromkeys(name for one in replications for name in one.measures))


def column(replications: Sequence[Replication], name: str) -> list[float | None]:
    """One measure by replication; None where a world does not have it, such as a nation that is not there."""
    return [one.measures.get(name) for one in replications]


def summaries(replications: Sequence[Replication]) -> dict[str, Summary]:
    """Every measure of one world."""
    return {name: summarise(column(replications, name)) for name in names(replications)}


def _difference(base: list[float | None], other: list[float | None]) -> Difference:
    pairs = [None if a is None or b is None else b - a for a, b in zip(base, other, strict=True)]
    difference = summarise(pairs)
    known = [pair for pair in pairs if pair is not None]
    same = None if difference.mean is None else sum(_sign(p) == _sign(difference.mean) for p in known) / len(known)
    return Difference(summarise(base), summarise(other), difference, same, _variance_ratio(base, other))


def _variance_ratio(base: list[float | None], other: list[float | None]) -> float | None:
    both = [(a, b) for a, b in zip(base, other, strict=True) if a is not None and b is not None]
    if len(both) < 2:
        return None

    import numpy as np

    values = np.array(both)
    paired = float(np.var(values[:, 1] - values[:, 0], ddof=1))
    return float(np.var(values, axis=0, ddof=1).sum()) / paired if paired else None


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)
