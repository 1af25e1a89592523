"""What the record can tell of unknowns that were fitted to it, and what it cannot.

Everything is in units of the ranges: a slope is the change of a residual when a factor goes half its range. The record
says more of a combination of unknowns than their ranges do where its singular value is above 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from sim.study.calibrate import Slopes

    Floats = npt.NDArray[np.float64]

LARGE = 0.3
"""Least part of an unknown in a combination that is named."""
TRADED = 0.7
"""Least size of a correlation that is called a trade-off."""


@dataclass(frozen=True)
class Combination:
    """A direction in which all unknowns move together."""

    strength: float
    """Its singular value: residuals by half ranges."""
    parts: dict[str, float]
    """How much of each unknown it has; squares add up to 1."""

    @property
    def told(self) -> bool:
        """Whether the record says more of it than the ranges do."""
        return self.strength >= 1

    @property
    def named(self) -> dict[str, float]:
        """The parts worth naming, the largest first."""
        order = sorted(self.parts, key=lambda name: -abs(self.parts[name]))
        return {name: self.parts[name] for name in order if abs(self.parts[name]) >= LARGE}


@dataclass(frozen=True)
class Identity:
    """What is known of the unknowns after the fit, if it is as straight around its end as it looks."""

    names: tuple[str, ...]
    errors: Floats
    """Standard error of each log factor; shape (unknown,)."""
    correlations: Floats
    """Shape (unknown, unknown)."""
    learned: Floats
    """Share of the variance of each range that the record took away; shape (unknown,)."""
    combinations: tuple[Combination, ...]
    """The strongest first."""
    noise: float
    """Size of a singular value that luck alone would make, given the seeds flown; nan for one seed."""

    @property
    def traded(self) -> list[tuple[str, str, float]]:
        """Pairs that trade off against each other, with their correlation, the closest first."""
        size = len(self.names)
        pairs = [(i, j) for i in range(size) for j in range(i + 1, size) if abs(self.correlations[i, j]) >= TRADED]
        pairs.sort(key=lambda pair: -abs(self.correlations[pair]))
        return [(self.names[i], self.names[j], float(self.correlations[i, j])) for i, j in pairs]


def identify(slopes: Slopes, names: tuple[str, ...], ranges: Floats) -> Identity:
    """Read off the slopes: the inverse of what they and the ranges know of each unknown."""
    scaled = slopes.mean * ranges
    covariance = np.linalg.inv(scaled.T @ scaled + np.eye(len(names)))
    spread = np.sqrt(np.diag(covariance))
    _, strengths, rows = np.linalg.svd(scaled, full_matrices=True)
    strengths = np.concatenate([strengths, np.zeros(len(names) - len(strengths))])
    combinations = tuple(
        Combination(float(strength), dict(zip(names, _upright(row).tolist(), strict=True)))
        for strength, row in zip(strengths, rows, strict=True)
    )
    luck = slopes.noise * ranges
    noise = float(np.sqrt((luck**2).sum() / min(luck.shape)))
    return Identity(names, spread * ranges, covariance / np.outer(spread, spread), 1 - spread**2, combinations, noise)


def _upright(row: Floats) -> Floats:
    """A direction has no sign of its own: its first large part is positive."""
    upright: Floats = row * np.sign(row[np.argmax(np.abs(row) >= min(LARGE, np.abs(row).max()))])
    return upright
