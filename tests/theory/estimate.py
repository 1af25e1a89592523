"""Means of a run with their standard errors, and the one rule by which they meet a closed form."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

import numpy as np

ERRORS = 4
"""Standard errors within which a mean must lie: a sound model misses this once in some thousands of seeds."""


class Estimate(NamedTuple):
    """A mean and its standard error."""

    mean: float
    error: float


def from_replications(values: Sequence[float]) -> Estimate:
    """The mean of independent values."""
    return Estimate(float(np.mean(values)), float(np.std(values, ddof=1)) / sqrt(len(values)))


def from_batches(values: Sequence[float], count: int = 33) -> Estimate:
    """The mean of one long run: batch means, the first batch left out as warm-up.

    Source: Law, Simulation Modeling and Analysis, section 9.5.3. The batches must be long against the memory of
    the process; here they are a hundred relaxation times and more.
    """
    length = len(values) // count
    return from_replications(np.asarray(values)[: count * length].reshape(count, length).mean(axis=1)[1:].tolist())


def agrees(estimate: Estimate, exact: float, sharp: float = 0.03) -> None:
    """The mean lies within four standard errors of the closed form, and these are small enough to tell.

    `sharp` is the largest standard error allowed, as a share of the exact value: a test that could not fail is none.
    """
    assert 0 < estimate.error <= sharp * abs(exact), f"{estimate} is too blurred to be compared with {exact}"
    off = (estimate.mean - exact) / estimate.error
    assert abs(off) <= ERRORS, f"{estimate.mean:.5g} is {off:+.1f} standard errors off {exact:.5g}"
