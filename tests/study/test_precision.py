"""The replication rule of Hoad, Robinson and Davies (2010)."""

from math import sqrt

import numpy as np
import pytest

from sim.study.precision import Rule, Verdict, ahead, enough, precisions


def test_precision_is_the_half_width_over_the_mean_by_hand() -> None:
    found = precisions([1.0, 2.0, 6.0])

    half = 4.302653 * sqrt(7.0) / sqrt(3)  # t(2; 0.975), s² = 7
    assert found[0] == np.inf
    assert found[2] == pytest.approx(half / 3.0, rel=1e-6)


def test_precision_keeps_its_digits_for_large_numbers_that_hardly_differ() -> None:
    small, large = (precisions([base + x for x in (1.0, 2.0, 6.0)])[2] for base in (0.0, 1e9))

    assert large * (1e9 + 3) == pytest.approx(small * 3, rel=1e-6)


def test_the_look_ahead_grows_with_n_beyond_a_hundred() -> None:
    assert [ahead(Rule(0.02), n) for n in (3, 100, 119, 120, 1000)] == [5, 5, 5, 6, 50]


def test_values_that_are_all_alike_need_the_least_and_the_look_ahead() -> None:
    assert enough([5.0] * 7, Rule(0.02)) is None
    assert enough([5.0] * 8, Rule(0.02)) == Verdict(3, 8, 0.0)
    assert enough([5.0] * 20, Rule(0.02, least=10)) == Verdict(10, 15, 0.0)


def test_zero_always_is_known_exactly() -> None:
    assert enough([0.0] * 8, Rule(0.02)) == Verdict(3, 8, 0.0)


def test_a_mean_of_zero_is_never_precise() -> None:
    assert enough([-1.0, 1.0] * 50, Rule(0.5)) is None


def test_a_precision_that_is_lost_in_the_look_ahead_does_not_count() -> None:
    # 10 % is reached after three alike values and lost at the fifth, an outlier; long after it is reached for good.
    values = [100.0, 100.0, 100.0, 100.0, 200.0, *[100.0 + n % 2 for n in range(100)]]
    rule = Rule(0.10)
    found = precisions(values)

    verdict = enough(values, rule)

    assert found[2] <= 0.10 < found[4]
    assert verdict is not None
    assert found[verdict.needed - 2] > 0.10
    assert (found[verdict.needed - 1 : verdict.flown] <= 0.10).all()
    assert verdict.flown == verdict.needed + 5


def test_more_values_change_nothing_once_it_is_decided() -> None:
    values = [float(x) for x in np.random.default_rng(1).normal(100, 10, 200)]
    verdict = enough(values, Rule(0.02))

    assert verdict is not None
    assert enough(values[: verdict.flown], Rule(0.02)) == verdict
    assert enough(values[: verdict.flown - 1], Rule(0.02)) is None


def test_replications_in_which_the_measure_is_not_defined_do_not_count() -> None:
    assert enough([None, 5.0] * 8, Rule(0.02)) == Verdict(6, 16, 0.0)
