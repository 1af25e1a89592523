"""Designs that move several assumed numbers at once, on the unit cube, and what is read off them.

A point gives each assumption a share of the way from the low end of its range to the high one. The model is a function
of the point: the mean of the measure over the same seeds at every point, so it is rough, not noisy, and what its
roughness adds is told beside each number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import atanh, pi, sqrt, tanh
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

LEVELS = 4
"""Of Morris' grid; the usual choice, by which a step goes over two thirds of the range."""
Z = 1.959964


def morris_points(names: Sequence[str], trajectories: int, seed: int) -> Floats:
    """Trajectories of one step an assumption each (M. D. Morris, Technometrics 33, 1991); shape (point, assumption)."""
    from SALib.sample import morris

    points: Floats = morris.sample(_problem(names), trajectories, num_levels=LEVELS, seed=seed)
    return points


@dataclass(frozen=True)
class Effect:
    """The elementary effects of one assumption: what a step over its whole range would do, at several places."""

    name: str
    mu: float
    mu_star: float
    """Mean of their sizes: how much it matters (Campolongo, Cariboni, Saltelli 2007)."""
    mu_star_half: float
    """Half the 95 % interval of it, over the trajectories (bootstrap)."""
    sigma: float
    """Their spread: how much that hangs on the other assumptions, or is not linear."""
    luck: float
    """The mu* that luck alone would give with so many seeds: nothing below it means anything."""


def morris_effects(names: Sequence[str], points: Floats, runs: Floats, seed: int) -> list[Effect]:
    """From the measure at every point, shape (point, seed); the largest mu* first."""
    import numpy as np
    from SALib.analyze import morris

    found = morris.analyze(_problem(names), points, runs.mean(axis=1), num_levels=LEVELS, seed=seed)
    span = len(names) + 1
    wobble: list[list[float]] = [[] for _ in names]
    for start in range(0, len(points), span):
        for at in range(start, start + span - 1):
            step = points[at + 1] - points[at]
            moved = int(np.argmax(np.abs(step)))
            per_seed = (runs[at + 1] - runs[at]) / step[moved]
            if per_seed.size > 1:
                wobble[moved].append(float(np.std(per_seed, ddof=1)) / sqrt(per_seed.size))
    effects = [
        Effect(
            name,
            mu=float(found["mu"][number]),
            mu_star=float(found["mu_star"][number]),
            mu_star_half=float(found["mu_star_conf"][number]),
            sigma=float(found["sigma"][number]),
            luck=sqrt(2 / pi) * float(np.mean(wobble[number])) if wobble[number] else float("nan"),
        )
        for number, name in enumerate(names)
    ]
    return sorted(effects, key=lambda one: -one.mu_star)


def _problem(names: Sequence[str]) -> dict[str, Any]:
    return {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}


def hypercube_points(names: Sequence[str], points: int, seed: int) -> Floats:
    """A Latin hypercube (McKay, Beckman, Conover 1979): each range cut into as many slices as there are points, and
    each slice used once."""
    from scipy.stats import qmc

    found: Floats = qmc.LatinHypercube(len(names), rng=seed).random(points)
    return found


@dataclass(frozen=True)
class Correlation:
    """How far a measure rises with one assumption while the others take any value."""

    name: str
    rank: float
    """Spearman's correlation of ranks."""
    low: float
    high: float
    """Its 95 % interval (Fieller, Hartley, Pearson, Biometrika 44, 1957)."""


def correlations(names: Sequence[str], points: Floats, means: Floats) -> list[Correlation]:
    """The strongest first; those of a measure that is the same everywhere are none."""
    import numpy as np
    from scipy.stats import spearmanr

    found = []
    for number, name in enumerate(names):
        level = bool(np.ptp(means) == 0 or np.ptp(points[:, number]) == 0)
        rank = 0.0 if level else float(spearmanr(points[:, number], means).statistic)
        spread = Z * sqrt(1.06 / (len(means) - 3)) if len(means) > 3 else float("inf")
        middle = atanh(max(-0.999999, min(0.999999, rank)))
        found.append(Correlation(name, rank, tanh(middle - spread), tanh(middle + spread)))
    return sorted(found, key=lambda one: -abs(one.rank))


def sobol_points(names: Sequence[str], base: int, seed: int) -> Floats:
    """Saltelli's design on a scrambled Sobol sequence: A, B, and A with each column out of B; base (k + 2) points.

    Raises ValueError unless `base` is a power of two, on which the balance of the sequence rests.
    """
    import numpy as np
    from scipy.stats import qmc

    if base < 2 or base & (base - 1):
        raise ValueError(f"{base} is not a power of two")
    k = len(names)
    both = qmc.Sobol(2 * k, rng=seed).random(base)
    first, second = both[:, :k], both[:, k:]
    mixed = [np.where(np.arange(k) == number, second, first) for number in range(k)]
    return np.concatenate([first, second, *mixed])


@dataclass(frozen=True)
class Index:
    """The share of a measure's variance over the ranges that one assumption explains."""

    name: str
    first: float
    """By itself."""
    first_low: float
    first_high: float
    total: float
    """With all in which it has a part: what would be left if the others were known."""
    total_low: float
    total_high: float


def sobol_indices(names: Sequence[str], means: Floats, seed: int) -> list[Index] | None:
    """First-order and total indices with 95 % bootstrap intervals; None of a measure that is the same everywhere.

    One that changes nothing has an index of 0 and no interval (nan).
    """
    import warnings

    import numpy as np
    from scipy.stats import sobol_indices as estimate

    k = len(names)
    base = len(means) // (k + 2)
    if np.ptp(means) == 0:
        return None
    parts: Any = {
        "f_A": means[:base].reshape(1, base),
        "f_B": means[base : 2 * base].reshape(1, base),
        "f_AB": means[2 * base :].reshape(k, 1, base),
    }
    found = estimate(func=parts, n=base, rng=np.random.default_rng(seed))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of those that change nothing
        ends = found.bootstrap(confidence_level=0.95)
    rows = [
        Index(
            name,
            *(float(np.ravel(part)[number]) for part in (found.first_order, *_ends(ends.first_order))),
            *(float(np.ravel(part)[number]) for part in (found.total_order, *_ends(ends.total_order))),
        )
        for number, name in enumerate(names)
    ]
    return sorted(rows, key=lambda one: -one.total)


def _ends(found: Any) -> tuple[Any, Any]:
    return found.confidence_interval.low, found.confidence_interval.high
