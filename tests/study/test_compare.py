"""Paired comparison."""

from math import sqrt

import pytest

from sim.study.compare import compare
from sim.study.replication import Replication


def runs(name: str, *values: float | None, first: int = 1) -> list[Replication]:
    return [Replication(first + n, {name: value}) for n, value in enumerate(values)]


def test_the_interval_is_that_of_the_paired_difference() -> None:
    # The levels scatter by hundreds, the differences (-10, -12, -8) by 2: pairing is what makes the interval narrow.
    found = compare(runs("sorties", 100, 500, 900), runs("sorties", 90, 488, 892))["sorties"]

    half = 4.302653 * 2 / sqrt(3)
    assert found.difference.mean == -10
    assert (found.difference.low, found.difference.high) == pytest.approx((-10 - half, -10 + half), rel=1e-6)
    assert (found.base.mean, found.other.mean) == (500, 490)


def test_same_sign_is_the_share_of_pairs_that_agree_with_the_mean() -> None:
    found = compare(runs("targets", 10, 10, 10, 10), runs("targets", 4, 5, 10, 11))["targets"]

    assert found.same_sign == 0.5


def test_no_difference_agrees_with_itself() -> None:
    assert compare(runs("x", 1, 2), runs("x", 1, 2))["x"].same_sign == 1.0


def test_a_pair_counts_only_when_both_are_defined() -> None:
    found = compare(runs("first_stockout_day", 70, None, 80), runs("first_stockout_day", 75, 60, None))

    difference = found["first_stockout_day"].difference
    assert (difference.mean, difference.low, difference.defined) == (5, None, 1 / 3)


def test_a_measure_that_one_world_lacks_has_no_difference() -> None:
    found = compare(runs("nation.us.sorties", 5, 6), runs("sorties", 5, 6))

    assert list(found) == ["nation.us.sorties", "sorties"]
    assert found["nation.us.sorties"].difference.mean is None
    assert found["nation.us.sorties"].same_sign is None


def test_other_seeds_are_not_a_pair() -> None:
    with pytest.raises(ValueError, match="same seeds"):
        compare(runs("x", 1, 2), runs("x", 1, 2, first=2))


def test_what_common_seeds_are_worth() -> None:
    # Variances 160,000 and about 161,000 against 4 of the differences.
    found = compare(runs("sorties", 100, 500, 900), runs("sorties", 90, 488, 892))["sorties"]

    assert found.variance_ratio == pytest.approx((160_000 + 160_804) / 4)
    assert compare(runs("x", 1), runs("x", 2))["x"].variance_ratio is None
    assert compare(runs("x", 1, 1), runs("x", 2, 2))["x"].variance_ratio is None
