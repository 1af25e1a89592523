"""Unknowns fitted to figures that are made from them: the factors come back, and what cannot be told is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pytest

from sim.scenario.inputs import Unknown
from sim.study.calibrate import Problem, fit
from sim.study.identify import identify
from sim.study.score import Figure, Quantity, Window

World = Callable[[Mapping[str, float]], Sequence[float]]


def unknown(low: float = 0.5, high: float = 2.0) -> Unknown:
    return Unknown(title="-", scale=("forces.*.offer",), value=1, low=low, high=high, set_by=("x",))


def figure(value: float, half_width: float) -> Figure:
    quantity = Quantity.model_validate({"title": "-", "used": "calibrated", "take": {"count": "sorties"}})
    return Figure("-", quantity, "-", value, value - half_width, value + half_width, Window(0, 24), "-")


def problem(world: World, figures: Sequence[Figure], unknowns: Mapping[str, Unknown], noise: float = 0.0) -> Problem:
    """Two seeds, one as much above the truth as the other is below it."""

    def measure(points: Sequence[Mapping[str, float]]) -> np.ndarray:
        found = np.array([world(point) for point in points])
        return np.stack([found * (1 - noise), found * (1 + noise)], axis=1)

    return Problem(unknowns, figures, measure)


def test_the_factors_that_made_the_figures_come_back() -> None:
    """Sorties grow with the offer; targets with offer and sightings, not in proportion."""

    def world(at: Mapping[str, float]) -> Sequence[float]:
        return 100 * at["offer"], 80 * at["offer"] ** 0.5 * at["seen"] ** 0.7

    truth = {"offer": 1.3, "seen": 0.8}
    figures = [figure(value, value / 100) for value in world(truth)]

    found = fit(problem(world, figures, dict.fromkeys(truth, unknown())))

    assert found.factors == pytest.approx(truth, rel=0.01)
    assert found.after == pytest.approx([one.value for one in figures], rel=0.01)
    assert found.before == pytest.approx([100, 80])


def test_bounds_weigh_the_figures() -> None:
    """One unknown, two figures that want 0.9 and 1.2: the one with bounds ten times as narrow has its way."""
    found = fit(problem(lambda at: (100 * at["x"],) * 2, [figure(90, 10), figure(120, 1)], {"x": unknown()}))

    assert found.factors["x"] == pytest.approx(1.2, abs=0.01)


@pytest.mark.parametrize("start", [0.96, 1.0, 1.04])
def test_slopes_are_measured_inside_a_narrow_range(start: float) -> None:
    flown: list[float] = []

    def world(at: Mapping[str, float]) -> Sequence[float]:
        flown.append(at["x"])
        return (100 * at["x"],)

    found = fit(problem(world, [figure(103, 1)], {"x": unknown(0.95, 1.05)}), {"x": start})

    assert min(flown) >= 0.949
    assert max(flown) <= 1.051
    assert found.factors["x"] == pytest.approx(1.03, abs=0.01)


def test_a_factor_stays_in_its_range() -> None:
    found = fit(problem(lambda at: (100 * at["x"],), [figure(300, 1)], {"x": unknown(0.8, 1.25)}))

    assert found.factors["x"] == 1.25


def test_what_the_record_does_not_say_stays_at_one() -> None:
    """Only the product is seen: both take the same share of it, and a third that nothing depends on stays."""
    unknowns = {"a": unknown(), "b": unknown(), "idle": unknown()}

    found = fit(problem(lambda at: (100 * at["a"] * at["b"],), [figure(144, 1)], unknowns))

    assert found.factors == pytest.approx({"a": 1.2, "b": 1.2, "idle": 1.0}, rel=0.01)


def test_twice_the_same_problem_is_twice_the_same_fit() -> None:
    def once() -> dict[str, float]:
        figures = [figure(130, 3), figure(70, 5)]
        world = problem(
            lambda at: (100 * at["a"], 90 * at["a"] * at["b"]), figures, {"a": unknown(), "b": unknown()}, 0.1
        )
        return fit(world).factors

    assert once() == once()


def test_what_trades_off_is_named_and_what_is_not_told_too() -> None:
    unknowns = {"a": unknown(), "b": unknown(), "c": unknown()}
    made = problem(
        lambda at: (100 * at["a"] * at["b"], 50 * at["c"]), [figure(100, 1), figure(50, 1)], unknowns, noise=0.01
    )
    found = identify(fit(made).slopes, tuple(unknowns), made.ranges)

    assert [(first, second) for first, second, _ in found.traded] == [("a", "b")]
    assert found.traded[0][2] < -0.95
    assert [one.told for one in found.combinations] == [True, True, False]
    assert found.combinations[-1].named == pytest.approx({"a": 0.71, "b": -0.71}, abs=0.01)
    assert found.learned == pytest.approx([0.5, 0.5, 1.0], abs=0.01)
    assert found.errors[2] == pytest.approx(1 / 50, rel=0.1), "one half width of a figure that goes with it"


def test_noise_of_the_slopes_is_that_of_the_seeds() -> None:
    """One seed a tenth below the mean, the other a tenth above: the standard error of the mean is a tenth."""
    made = problem(lambda at: (100 * at["x"],), [figure(100, 1)], {"x": unknown()}, noise=0.1)

    slopes = made.slopes(np.zeros(1))

    rise = slopes.mean[0, 0]
    assert rise == pytest.approx(100 * np.expm1(0.1) / 0.1, rel=0.01)
    assert slopes.noise[0, 0] == pytest.approx(0.1 * rise)
