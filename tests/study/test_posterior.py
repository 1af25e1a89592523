"""Factors drawn from what a fit has left open."""

from __future__ import annotations

import numpy as np
import pytest

from sim.scenario.inputs.unknown import Unknown
from sim.study.posterior import posterior_shares
from sim.study.screening import hypercube_points


def unknown(value: float, error: float, **correlations: float) -> Unknown:
    return Unknown(
        title="-", scale=("a.b",), value=value, low=0.1, high=10, error=error, correlations=dict(correlations)
    )


def logs(fitted: dict[str, Unknown], worlds: int = 4000) -> np.ndarray:
    """Logarithms of the factors drawn; shape (world, factor)."""
    shares = posterior_shares(fitted, hypercube_points(list(fitted), worlds, 1))
    return np.log(0.1) + shares * np.log(100)


def test_factors_are_drawn_around_their_values_by_their_errors_and_together() -> None:
    """Seen to fail with the correlations left out, with variances for errors, and with the root on the wrong side."""
    drawn = logs({"jets": unknown(1.5, 0.2), "pods": unknown(0.8, 0.1, jets=-0.9), "staff": unknown(1, 0.3)})

    assert drawn.mean(axis=0) == pytest.approx(np.log([1.5, 0.8, 1]), abs=4 * 0.3 / np.sqrt(4000))
    assert drawn.std(axis=0) == pytest.approx([0.2, 0.1, 0.3], rel=4 / np.sqrt(2 * 4000))
    tolerance = 4 / np.sqrt(4000)
    assert np.corrcoef(drawn.T)[np.triu_indices(3, 1)] == pytest.approx([-0.9, 0, 0], abs=tolerance)


def test_none_leaves_its_range() -> None:
    drawn = np.exp(logs({"jets": unknown(9, 2.0)}))

    assert drawn.max() == pytest.approx(10)
    assert drawn.min() >= 0.1 - 1e-12
    assert (drawn == drawn.max()).sum() > 1000, "the upper end is near"


def test_correlations_that_rounding_has_made_impossible_are_put_right() -> None:
    # jets with pods and pods with staff: then jets with staff cannot be opposed
    drawn = logs(
        {"jets": unknown(1, 0.1), "pods": unknown(1, 0.1, jets=0.99), "staff": unknown(1, 0.1, jets=0.9, pods=0.99)}
    )

    assert drawn.std(axis=0) == pytest.approx([0.1, 0.1, 0.1], rel=4 / np.sqrt(2 * 4000))
    assert np.corrcoef(drawn.T)[np.triu_indices(3, 1)] == pytest.approx([0.99, 0.9, 0.99], abs=0.08)
