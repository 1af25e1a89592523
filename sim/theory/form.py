"""A closed form beside the mechanism that must follow it, and the one rule by which the two are compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import isclose

from sim.theory.estimate import Estimate, from_batches, from_replications

ERRORS = 4
"""Standard errors within which a mean must lie: a sound model misses this once in some ten thousand checks."""

SAME = 1e-9
"""Without luck the two are equal but for the rounding of the machine: relative difference allowed."""


@dataclass(frozen=True)
class Check:
    """One number of the model beside the one that the form gives."""

    what: str
    """Which number, with its unit."""
    simulated: Estimate
    """Its standard error is zero where no luck is involved."""
    exact: float
    sharp: float = 0.03
    """Largest standard error allowed, as a share of the exact value: a check that could not fail is none."""

    @property
    def off(self) -> float | None:
        """Difference in standard errors; None where there is no luck."""
        return (self.simulated.mean - self.exact) / self.simulated.error if self.simulated.error else None

    @property
    def blurred(self) -> bool:
        """The standard error is too large to tell anything."""
        return self.simulated.error > self.sharp * abs(self.exact)

    @property
    def holds(self) -> bool:
        """Equal where there is no luck; else sharp enough, and within four standard errors."""
        if self.off is None:
            return isclose(self.simulated.mean, self.exact, rel_tol=SAME, abs_tol=SAME)
        return not self.blurred and abs(self.off) <= ERRORS


def equal(what: str, simulated: float, exact: float) -> Check:
    """A check without luck."""
    return Check(what, Estimate(float(simulated), 0.0), float(exact))


def long_run(what: str, values: Sequence[float], exact: float, sharp: float = 0.03) -> Check:
    """A check on the mean of one long run, its error from batch means."""
    return Check(what, from_batches(values), exact, sharp)


def trials(what: str, values: Sequence[float], exact: float, sharp: float = 0.03) -> Check:
    """A check on the mean of independent values."""
    return Check(what, from_replications(values), exact, sharp)


@dataclass(frozen=True)
class Form:
    """One closed form."""

    title: str
    formula: str
    mechanism: str
    """The part of the model that runs in the check."""
    source: str
    applies: str
    """Why the form holds for that part."""
    misses: str
    """What could be wrong all the same."""
    broken: str
    """How it was seen to fail: what was broken on purpose."""
    checks: Callable[[int], Iterator[Check]]
    """The checks under one seed; it is used for the luck of the model and of the world around it alike."""
