"""Means, intervals and quantiles against hand calculation."""

from math import sqrt

import pytest

from sim.study.interval import Summary, summarise

# t(2; 0.975) = 4.302653, from the printed table of any statistics book.
T2 = 4.302653


def test_mean_and_t_interval_by_hand() -> None:
    summary = summarise([1.0, 2.0, 6.0])

    half = T2 * sqrt(7.0) / sqrt(3)  # s² = ((1-3)² + (2-3)² + (6-3)²) / 2 = 7
    assert summary.mean == 3.0
    assert (summary.low, summary.high) == pytest.approx((3.0 - half, 3.0 + half), rel=1e-6)


def test_quantiles_lie_between_the_values() -> None:
    summary = summarise([float(n) for n in range(101)])

    assert (summary.p5, summary.p50, summary.p95) == pytest.approx((5.0, 50.0, 95.0))


def test_equal_values_have_an_interval_of_no_width() -> None:
    summary = summarise([4.0, 4.0])

    assert (summary.low, summary.mean, summary.high) == (4.0, 4.0, 4.0)


def test_one_value_has_no_interval() -> None:
    assert summarise([4.0]) == Summary(4.0, None, None, 4.0, 4.0, 4.0, 1.0)


def test_what_is_not_defined_is_left_out_and_its_share_is_said() -> None:
    summary = summarise([None, 10.0, 20.0, None])

    assert (summary.mean, summary.defined) == (15.0, 0.5)


def test_what_is_never_defined_is_none() -> None:
    assert summarise([None, None]) == Summary(None, None, None, None, None, None, 0.0)


def test_nothing_to_summarise_is_an_error() -> None:
    with pytest.raises(ValueError, match="no replications"):
        summarise([])
