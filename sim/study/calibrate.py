"""Unknown factors fitted to figures of the record: bounded least squares on common random numbers.

A residual is (mean of the runs - middle of the published bounds) / half their width (of a count that began before the
campaign the bounds leave out the days before, the value does not); to the half width is added, as a root of squares,
what luck leaves of such a mean: three runs cannot hit a nation's 600 sorties to five. One more for each unknown keeps
it near 1 where the record does not say: log(factor) / half the width of its range in logs, so that a factor at the end
of its range costs as much as a figure at the end of its bounds. Factors are fitted as logarithms.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from sim.scenario.inputs import Unknown
    from sim.study.score import Figure

    Floats = npt.NDArray[np.float64]

Point = Mapping[str, float]
"""Factor by the name of its unknown."""
Measure = Callable[[Sequence[Point]], "Floats"]
"""Figures of the record in every run of some worlds; shape (point, seed, figure). The same point, the same numbers."""

STEP = 0.1
"""In log(factor), for finite differences. A smaller step moves a count such as a stock of twenty not at all; and two
runs under one seed part for good at the first decision that differs, so that the noise of their difference does not
shrink with the step. A tenth moves a calibrated figure by several of its half widths, and the noise of three runs by a
small part of one; what is left of it is measured, and shown."""
LEAST_NOISE = 0.5
"""Damping of an unknown whose slopes luck does not move, in half widths of bounds for each unit of log(factor)."""
DAMPED = (0.3, 1.0, 3.0, 10.0)
"""How much of the damping is tried at each step."""
TINY = 1e-12
"""So that a range of which one end is reached still has room."""
DIGITS = 3
"""Significant digits of a factor that is written: finer than any standard error here."""


@dataclass(frozen=True)
class Effort:
    """How hard a fit tries: what costs runs."""

    steps: int = 8
    """Of a round, at the most; each is tried in four lengths."""
    rounds: int = 2
    """Each begins with slopes measured afresh; within it each step corrects them by what it found (Broyden)."""


@dataclass(frozen=True)
class Slopes:
    """How the residuals of the figures change with log(factor); shapes (figure, unknown)."""

    at: Floats
    """The log factors at which they were measured; shape (unknown,)."""
    mean: Floats
    noise: Floats
    """Standard error, from the differences of the seeds; nan for one seed."""


@dataclass(frozen=True)
class Fit:
    """Where the fit ended."""

    factors: dict[str, float]
    """As they are to be written."""
    before: Floats
    """Mean of each figure with every factor at its start; shape (figure,)."""
    after: Floats
    """And with these factors."""
    slopes: Slopes
    """As the last round found them where it began."""
    misfits: tuple[float, ...]
    """Half the sum of squares of all residuals after each evaluation, for the curious."""


@dataclass
class Problem:
    """What is fitted to what."""

    unknowns: Mapping[str, Unknown]
    figures: Sequence[Figure]
    measure: Measure
    told: Callable[[str], None] = lambda _: None
    """Hears of every step."""
    misfits: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.low = np.array([log(one.low) for one in self.unknowns.values()])
        self.high = np.array([log(one.high) for one in self.unknowns.values()])
        self.widths = np.array([(one.high - one.low) / 2 for one in self.figures])
        """What counts as one off; shape (figure,)."""
        self.aims = np.array([(one.high + one.low) / 2 for one in self.figures])
        self._known: dict[tuple[float, ...], Floats] = {}

    @property
    def ranges(self) -> Floats:
        """Half the width of each range, in logs."""
        half: Floats = (self.high - self.low) / 2
        return half

    def runs(self, points: Sequence[Floats]) -> list[Floats]:
        """The figures of every seed at some points; shape (seed, figure) each."""
        keys = [tuple(factor(at) for at in point) for point in points]
        new = [key for key in dict.fromkeys(keys) if key not in self._known]
        if new:
            found = self.measure([dict(zip(self.unknowns, key, strict=True)) for key in new])
            self._known |= dict(zip(new, found, strict=True))
        return [self._known[key] for key in keys]

    def means(self, point: Floats) -> Floats:
        """Of the seeds."""
        mean: Floats = self.runs([point])[0].mean(axis=0)
        return mean

    def weigh(self, point: Floats) -> None:
        """Counts what luck leaves of a mean of the runs as one off, too; as it is at that point."""
        found = self.runs([point])[0]
        if len(found) > 1:
            self.widths = np.hypot(self.widths, found.std(axis=0, ddof=1) / np.sqrt(len(found)))

    def residuals(self, point: Floats) -> Floats:
        """Those of the figures, then those of the unknowns."""
        found = np.concatenate([(self.means(point) - self.aims) / self.widths, point / self.ranges])
        self.misfits.append(float(found @ found / 2))
        outside = int((np.abs(found[: len(self.figures)]) > 1).sum())
        self.told(
            f"step {len(self.misfits)}: misfit {self.misfits[-1]:.1f}, {outside} of {len(self.figures)} figures off"
        )
        return found

    def slopes(self, point: Floats) -> Slopes:
        """By one step of each factor alone: up, or down where that has more room and up has too little."""
        up, down = self.high - point, point - self.low
        steps = np.where((up >= STEP) | (up >= down), np.minimum(STEP, up), -np.minimum(STEP, down))
        self.told(f"slopes of {len(self.unknowns)} unknowns")
        base, *moved = self.runs([point, *(point + step for step in np.diag(steps))])
        each = np.array(
            [(there - base) / step / self.widths for there, step in zip(moved, steps.tolist(), strict=True)]
        )
        seeds = base.shape[0]
        noise = each.std(axis=1, ddof=1) / np.sqrt(seeds) if seeds > 1 else np.full(each[:, 0].shape, np.nan)
        return Slopes(point, each.mean(axis=1).T, noise.T)


def factor(at: float) -> float:
    """What a log factor is flown as."""
    return float(f"{exp(at):.{DIGITS + 1}g}")


def fit(problem: Problem, start: Mapping[str, float] | None = None, effort: Effort | None = None) -> Fit:
    """The factors with the least misfit.

    From a factor of 1 for all unless told otherwise, so that it does not matter what was found the last time.
    """
    begin = np.log([(start or {}).get(name, 1.0) for name in problem.unknowns])
    point: Floats = np.clip(begin, problem.low, problem.high)
    effort = effort or Effort()
    before = problem.means(point)
    problem.weigh(point)
    for _ in range(effort.rounds):
        slopes = problem.slopes(point)
        found = _descended(problem, point, slopes, effort.steps)
        moved, point = float(np.abs(found - point).max()), found
        if moved < STEP:
            break
    factors = {
        name: _written(at, unknown)
        for (name, unknown), at in zip(problem.unknowns.items(), point.tolist(), strict=True)
    }
    after = problem.means(np.log(list(factors.values())))
    return Fit(factors, before, after, slopes, tuple(problem.misfits))


def _descended(problem: Problem, point: Floats, slopes: Slopes, steps: int) -> Floats:
    """So many steps of Levenberg and Marquardt from there, within the ranges.

    What luck did to the slopes is part of each step's price: an unknown whose slopes are mostly noise is not moved far
    by them. How far to go at all is tried: a bold step, a plain one and two shy ones, and the best is taken. All of
    them, and those above all that failed, correct the slopes by what they found (Broyden), so that these are measured
    once.
    """
    jacobian = np.vstack([slopes.mean, np.diag(1 / problem.ranges)])
    noise = np.maximum(np.sqrt(np.nan_to_num(slopes.noise**2).sum(axis=0)), LEAST_NOISE)
    damping, failed, here = 1.0, False, problem.residuals(point)
    for _ in range(steps):
        points = [point + _step(problem, point, here, jacobian, damping * much * noise) for much in DAMPED]
        problem.runs(points)  # at once, for as many workers as there are
        found = [problem.residuals(there) for there in points]
        for there, residuals in zip(points, found, strict=True):
            step = there - point
            if np.linalg.norm(step) >= STEP:  # a shorter one would say more of luck than of slopes
                jacobian = jacobian + np.outer(residuals - here - jacobian @ step, step) / (step @ step)
        best = min(range(len(points)), key=lambda n: float(found[n] @ found[n]))
        if found[best] @ found[best] < here @ here:
            point, here, damping = points[best], found[best], damping * DAMPED[best]
        elif failed:
            break
        failed = not np.array_equal(point, points[best])
    return np.clip(point, problem.low, problem.high)


def _step(problem: Problem, point: Floats, here: Floats, jacobian: Floats, price: Floats) -> Floats:
    from scipy.optimize import lsq_linear

    wanted = np.concatenate([-here, np.zeros(len(point))])
    room = (problem.low - point - TINY, problem.high - point + TINY)
    step: Floats = lsq_linear(np.vstack([jacobian, np.diag(price)]), wanted, room).x
    return step


def _written(at: float, unknown: Unknown) -> float:
    return min(max(float(f"{exp(at):.{DIGITS}g}"), unknown.low), unknown.high)
