"""Assumed numbers moved towards figures of the record: an ensemble smoother with several data assimilations.

Many worlds are drawn from the ranges of what was assumed; few of them agree with the figures that inputs may be
calibrated to. Each assimilation moves all worlds at once, along what assumption and figure have in common over the
worlds beyond chance, by as much as the doubt in the figure allows. After the last one they are a sample of what may
still be believed when the calibrated half of the record is taken into account (ES-MDA: A. A. Emerick, A. C. Reynolds,
Computers & Geosciences 55, 2013; exact for many worlds where the model is linear and the doubt normal). The arithmetic
is that of pyesmda, an extra.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from sim.study.score import Figure

    Floats = npt.NDArray[np.float64]

CHANCE = 3.0
"""Over the root of the number of worlds: the size of a correlation that chance alone is all but never beyond. A figure
moves no assumption with which it has less in common, else a thousand assumptions that say nothing about it would take
most of the spread out of a few dozen worlds (X. Luo, T. Bhakta, Computational Geosciences 24, 2020)."""
EDGE = 0.002
"""A share of a range is kept so far from its ends, where its normal score would be without bound."""


def wanted(figures: Sequence[Figure]) -> list[Figure]:
    """The figures that worlds are moved towards: those that inputs may be calibrated to, have bounds, and follow from
    no others."""
    return [
        one for one in figures if one.quantity.used == "calibrated" and not one.quantity.follows and one.high > one.low
    ]


def misfit(found: Floats, figures: Sequence[Figure]) -> Floats:
    """By world and figure, how far it lies from the middle of the published bounds, in half their width."""
    low, high = (np.array([getattr(one, end) for one in figures]) for end in ("low", "high"))
    off: Floats = (found - (low + high) / 2) / ((high - low) / 2)
    return off


def assimilated(points: Floats, found: Floats, figures: Sequence[Figure], rounds: int, seed: int) -> Floats:
    """The points moved once, of `rounds` times in all, so that the figures come nearer to the record.

    `points` are shares of the ranges, shape (world, assumption); `found` are the figures of their runs, shape (world,
    figure). Half the width of the published bounds counts as the standard deviation of a figure. Raises ImportError
    without pyesmda.
    """
    from covmats import CovViaDiagonal
    from pyesmda import ESMDA, FixedLocalization
    from scipy.stats import norm

    off = misfit(found, figures)
    scores: Floats = norm.ppf(np.clip(points, EDGE, 1 - EDGE)).T
    beyond_chance = np.abs(_correlations(scores, off.T)) > CHANCE / np.sqrt(len(points))
    smoother = ESMDA(
        obs=np.zeros(len(figures)),
        m_init=scores,
        cov_obs=CovViaDiagonal(np.full(len(figures), float(rounds))),
        forward_model=lambda _: off.T,
        n_assimilations=1,
        C_MD_localization=FixedLocalization(beyond_chance.astype(float)),
        is_forecast_for_last_assimilation=False,
        is_parallel_analyse_step=False,
        random_state=seed,
    )
    smoother.solve()
    moved: Floats = np.clip(norm.cdf(smoother.m_posterior.T), EDGE, 1 - EDGE)
    return moved


def _correlations(ours: Floats, theirs: Floats) -> Floats:
    """Of each row of the one with each row of the other; 0 where a row does not vary."""
    ours, theirs = (rows - rows.mean(axis=1, keepdims=True) for rows in (ours, theirs))
    sizes = np.outer(np.linalg.norm(ours, axis=1), np.linalg.norm(theirs, axis=1))
    found: Floats = np.divide(ours @ theirs.T, sizes, out=np.zeros_like(sizes), where=sizes > 0)
    return found
