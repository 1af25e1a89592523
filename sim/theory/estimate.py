"""Means of a run with their standard errors."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

import numpy as np


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
