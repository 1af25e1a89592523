"""What a fit has left open: its factors drawn around their values, those that trade off against each other together.

The record tells factors as logarithms, and as straight around the end of the fit as it looks there: a normal law with
the standard errors and correlations that `calibrate` wrote beside the values (sim/study/identify.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from sim.scenario.inputs import Unknown

    Floats = npt.NDArray[np.float64]

EDGE = 1e-9
"""So far from 0 and 1, where a normal law has no value."""


def posterior_shares(fitted: Mapping[str, Unknown], uniform: Floats) -> Floats:
    """From numbers between 0 and 1, shape (world, factor), to how far each factor is on the way from the low end of its
    range to the high one, on the scale of logarithms. What would leave the range stays at its end."""
    law = NormalDist()
    normal = np.vectorize(law.inv_cdf)(np.clip(uniform, EDGE, 1 - EDGE)) @ _root(fitted).T
    low, high, value, error = (
        np.array([getattr(one, field) for one in fitted.values()]) for field in ("low", "high", "value", "error")
    )
    logs = np.log(value) + error * normal
    shares: Floats = np.clip((logs - np.log(low)) / np.log(high / low), 0.0, 1.0)
    return shares


def _root(fitted: Mapping[str, Unknown]) -> Floats:
    """Of the matrix of correlations; what rounding in the file took from it is put right."""
    names = list(fitted)
    correlations = np.eye(len(names))
    for i, one in enumerate(fitted.values()):
        for other, correlation in one.correlations.items():
            if other in fitted:
                j = names.index(other)
                correlations[i, j] = correlations[j, i] = correlation
    strengths, directions = np.linalg.eigh(correlations)
    root: Floats = directions * np.sqrt(np.clip(strengths, 0.0, None))
    root /= np.linalg.norm(root, axis=1, keepdims=True)
    return root
