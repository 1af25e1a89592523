"""Figures of a calibration: a row an unknown, a panel a pair."""

from __future__ import annotations

from sim.report.calibration import draw_factors, draw_pairs
from sim.report.style import sheet


def test_a_row_for_every_unknown_and_its_correlations() -> None:
    figure = sheet("-", "-")
    numbers = {"value": [1.1, 0.9], "low": [0.5, 0.5], "high": [2, 2], "lower": [1.0, 0.8], "upper": [1.2, 1.0]}
    data = {
        "calibration": {"title": ["First", "Second"], **numbers},
        "calibration_correlations": {"title": ["First", "Second"], "First": [1.0, -0.8], "Second": [-0.8, 1.0]},
    }

    draw_factors(figure, data)

    left, right = figure.axes[:2]
    assert [text.get_text() for text in left.get_yticklabels()] == ["First  1", "Second  2"]
    assert [text.get_text() for text in right.texts] == ["-0.8", "-0.8"]


def test_a_panel_for_every_pair_as_wide_as_its_errors() -> None:
    figure = sheet("-", "-")
    sides = {"value": [1.0, 1.0], "low": [0.5, 0.5], "high": [2, 2], "error": [0.1, 0.2], "correlation": [-0.9, -0.9]}

    draw_pairs(figure, {"calibration_pairs": {"title": ["First", "Second"], **sides}})

    (axes,) = figure.axes
    two_errors = axes.patches[0].get_path().vertices  # type: ignore[union-attr]
    assert round(two_errors[:, 0].max(), 2) == 1.22  # exp(2 * 0.1)
    assert round(two_errors[:, 1].max(), 2) == 1.49  # exp(2 * 0.2)
    assert axes.get_title(loc="left") + axes.get_title() == "-0.90"
