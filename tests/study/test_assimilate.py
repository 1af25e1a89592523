"""Drawn worlds moved towards figures of the record, where the answer is known: one figure that is a normal score."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from scipy.stats import norm

from sim.measures.take import Window
from sim.study.assimilate import assimilated, misfit, wanted
from sim.study.score import Figure, Quantity, Used


def figure(middle: float, half: float, used: Used = "calibrated", follows: tuple[str, ...] = ()) -> Figure:
    quantity = Quantity(title="score", used=used, follows=follows)
    return Figure("score", quantity, "", middle, middle - half, middle + half, Window(0, 1), "made up")


@pytest.mark.parametrize("half", [0.1, 0.5])
def test_a_linear_model_and_normal_doubt_give_the_known_posterior(half: float) -> None:
    """Prior N(0, 1), observed 0.7 with that deviation: the posterior is normal, with mean 0.7 / (1 + half²).

    Seen to fail with the doubt not widened for several rounds (its deviation came out too small), and with one round
    of three left out.
    """
    worlds, rounds = 2000, 3
    points = np.random.default_rng(1).random((worlds, 3))
    for number in range(rounds):
        points = assimilated(points, norm.ppf(points[:, :1]), [figure(0.7, half)], rounds, number)
    scores = norm.ppf(points)

    sd = half / sqrt(1 + half**2)
    assert scores[:, 0].mean() == pytest.approx(0.7 / (1 + half**2), abs=4 * sd / sqrt(worlds) + 0.01)
    assert scores[:, 0].std() == pytest.approx(sd, rel=4 / sqrt(2 * worlds) + 0.01)
    for other in (1, 2):  # what the figure does not hang on stays as it was drawn
        assert scores[:, other].mean() == pytest.approx(0, abs=4 / sqrt(worlds) + 0.02)
        assert scores[:, other].std() == pytest.approx(1, abs=0.07)


def test_a_share_stays_inside_its_range() -> None:
    points = np.random.default_rng(1).random((50, 2))

    moved = assimilated(points, norm.ppf(points[:, :1]), [figure(40.0, 0.1)], 1, 1)

    assert ((moved > 0) & (moved < 1)).all()
    assert moved[:, 0].min() > 0.9


def test_assumptions_that_have_nothing_to_do_with_a_figure_keep_their_spread() -> None:
    """Five hundred beside twelve that are a figure each, over eighty worlds. Seen to fail without the bound of chance:
    they lost seven in a hundred of their spread."""
    points = np.random.default_rng(1).random((80, 512))

    moved = points
    for number in range(3):
        moved = assimilated(moved, norm.ppf(moved[:, :12]), [figure(0.7, 0.2)] * 12, 3, number)

    assert norm.ppf(moved[:, :12]).std() < 0.5
    assert norm.ppf(moved[:, 12:]).std() == pytest.approx(norm.ppf(points[:, 12:]).std(), rel=0.03)


def test_the_misfit_counts_half_widths_from_the_middle_of_the_bounds() -> None:
    assert misfit(np.array([[1.0], [0.5]]), [figure(0.7, 0.1)]) == pytest.approx(np.array([[3.0], [-2.0]]))


def test_worlds_are_moved_towards_calibrated_figures_only() -> None:
    figures = [figure(1, 0.1), figure(2, 0.1, "untouched"), figure(3, 0), figure(4, 0.1, follows=("few",))]

    assert wanted(figures) == figures[:1]
