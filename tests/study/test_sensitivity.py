"""Swings and turns by hand; the designs on functions whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest

from sim.study.screening import (
    correlations,
    hypercube_points,
    morris_effects,
    morris_points,
    sobol_indices,
    sobol_points,
)
from sim.study.sensitivity import Standing, ranking, tornado


def test_a_tornado_is_of_pairs_and_the_largest_comes_first() -> None:
    base = [10.0, 20.0, 30.0]
    found = tornado(
        base,
        {
            "small": ([11.0, 21.0, 31.0], None),
            "large": ([10.0, 20.0, 30.0], [5.0, 15.0, 25.0]),
            "wild": ([40.0, 20.0, 0.0], [10.0, None, 30.0]),
        },
    )

    assert [(one.name, one.size, one.sure) for one in found] == [
        ("large", 5.0, True),
        ("small", 1.0, True),
        ("wild", 0.0, False),
    ]
    assert found[1].high is None


def standing(base: list[float], better: int = 1, **losses: float) -> Standing:
    """Each enabler costs so much, with a little luck of its own that differs from seed to seed."""
    luck = [0.0, 0.3, -0.3, 0.1]
    without = {
        name: [b - better * loss + (number + 1) * chance for b, chance in zip(base, luck, strict=True)]
        for number, (name, loss) in enumerate(losses.items())
    }
    return Standing(base, without, better)


BASE = [100.0, 150.0, 50.0, 120.0]


@pytest.mark.parametrize("better", [1, -1])
def test_an_end_that_turns_the_order_round_is_told_and_one_that_blurs_it_is_open(better: int) -> None:
    base = standing(BASE, better, tankers=30, drones=20, staff=1)
    ends = {
        ("work", "low"): standing(BASE, better, tankers=28, drones=22, staff=1),
        ("work", "high"): standing(BASE, better, tankers=10, drones=24, staff=1),
        ("stock", "low"): standing(BASE, better, tankers=30, drones=30, staff=2),
    }

    found = ranking(base, ends)

    assert list(found.order) == ["tankers", "drones", "staff"]
    assert [(one.name, one.end, one.first, one.second) for one in found.turns] == [
        ("work", "high", "tankers", "drones")
    ]
    assert [(one.name, one.first, one.second) for one in found.open] == [("stock", "tankers", "drones")]
    assert found.comparisons == 9
    turn = found.turns[0]
    assert (turn.base.mean, turn.there.mean) == (pytest.approx(10, abs=0.1), pytest.approx(-14, abs=0.1))
    assert turn.holds_together


def test_luck_that_is_shared_by_both_worlds_falls_out_of_a_lead() -> None:
    """The base swings by a hundred, the lead by nothing."""
    lead = standing([0.0, 1e6, -1e6, 5.0], tankers=3, drones=3 - 1e-3).lead("tankers", "drones")

    assert lead.mean == pytest.approx(1e-3, abs=0.03)
    assert lead.high is not None
    assert lead.high < 1


def test_one_that_holds_by_itself_need_not_hold_for_all() -> None:
    """The lead there is sure at 95 %, not at 99.9 %: with fifty ends it is not beyond the luck of all of them."""
    base = standing(BASE, tankers=30, drones=20)
    there = Standing(BASE, {"tankers": [90.0, 140, 41, 111], "drones": [88.9, 138.7, 40.3, 109.9]}, 1)
    alone = ranking(base, {("work", "high"): there})
    many = ranking(base, {("work", "high"): there} | {(str(n), "low"): base for n in range(49)})

    assert [one.holds_together for one in alone.turns] == [True]
    assert [one.holds_together for one in many.turns] == [False]


def ishigami(u: np.ndarray) -> np.ndarray:
    x = -np.pi + 2 * np.pi * u
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def test_sobol_finds_the_indices_of_ishigami() -> None:
    """a = 7, b = 0.1: first order 0.3139, 0.4424, 0; total 0.5576, 0.4424, 0.2437 (Ishigami and Homma 1990). The true
    value lies within twice the interval of each estimate; a fourth input that does nothing has none."""
    names = ["one", "two", "three", "idle"]
    points = sobol_points(names, 512, seed=1)
    found = {one.name: one for one in sobol_indices(names, ishigami(points), seed=1) or []}

    for name, first, total in (("one", 0.3139, 0.5576), ("two", 0.4424, 0.4424), ("three", 0.0, 0.2437)):
        one = found[name]
        assert abs(one.first - first) < one.first_high - one.first_low
        assert abs(one.total - total) < one.total_high - one.total_low
    assert (found["idle"].first, found["idle"].total) == (0, 0)
    assert sobol_indices(names, np.ones(len(points)), seed=1) is None
    with pytest.raises(ValueError, match="not a power of two"):
        sobol_points(names, 12, seed=1)


def test_morris_tells_what_is_straight_from_what_hangs_together() -> None:
    """y = 3 a + 4 b c + luck: a has mu* 3 and no spread, b and c have spread, and what is idle stays within luck."""
    names = ["a", "b", "c", "idle"]
    points = morris_points(names, 40, seed=1)
    luck = np.random.default_rng(1).normal(0, 0.3, (len(points), 9))
    y = 3 * points[:, 0] + 4 * points[:, 1] * points[:, 2]

    found = {one.name: one for one in morris_effects(names, points, y[:, None] + luck, seed=1)}

    assert found["a"].mu_star == pytest.approx(3, abs=4 * found["a"].luck)
    assert found["a"].sigma < 0.4 < 1.0 < min(found["b"].sigma, found["c"].sigma)
    assert found["b"].mu_star == pytest.approx(2, abs=2 * found["b"].mu_star_half + found["b"].luck)
    # A step goes over two thirds of the range, between means of nine: 1.5 sqrt(2) 0.3 / 3, times sqrt(2 / pi).
    assert found["idle"].luck == pytest.approx(1.5 * 2**0.5 * 0.1 * (2 / np.pi) ** 0.5, rel=0.2)
    assert found["idle"].mu_star == pytest.approx(found["idle"].luck, rel=0.5)


def test_a_hypercube_uses_each_slice_once_and_finds_the_order() -> None:
    names = ["up", "down", "idle"]
    points = hypercube_points(names, 60, seed=1)
    found = {one.name: one for one in correlations(names, points, np.exp(3 * points[:, 0]) - 3 * points[:, 1])}

    assert all(sorted((60 * column).astype(int)) == list(range(60)) for column in points.T)
    assert found["up"].low > 0.8
    assert found["down"].high < found["up"].low
    assert found["idle"].low < 0 < found["idle"].high
    assert [one.rank for one in correlations(names, points, np.ones(60))] == [0, 0, 0]


def test_the_same_seed_gives_the_same_design() -> None:
    names = ["a", "b"]
    for make in (hypercube_points, morris_points, sobol_points):
        assert np.array_equal(make(names, 8, 3), make(names, 8, 3))
        assert not np.array_equal(make(names, 8, 3), make(names, 8, 4))
