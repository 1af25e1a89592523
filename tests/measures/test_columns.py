"""Time cut into days, and intervals joined."""

from __future__ import annotations

import numpy as np

from sim.measures.columns import by_day, hours_by_day, union


def test_hours_by_day() -> None:
    starts, ends = np.array([0.0, 20.0, 30.0]), np.array([12.0, 52.0, 31.0])
    assert hours_by_day(starts, ends, 3).tolist() == [16.0, 25.0, 4.0]


def test_union() -> None:
    """A long interval that holds short ones is not cut by their ends."""
    starts, ends = union(np.array([10.0, 0.0, 2.0, 8.0, 12.0]), np.array([11.0, 9.0, 3.0, 9.5, 13.0]))
    assert (starts.tolist(), ends.tolist()) == ([0.0, 10.0, 12.0], [9.5, 11.0, 13.0])


def test_the_end_belongs_to_the_last_day() -> None:
    assert by_day(np.array([0.0, 23.9, 24.0, 48.0]), 2) == [2.0, 2.0]
