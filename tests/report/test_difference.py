"""The difference by day is drawn as it stands in its table."""

from __future__ import annotations

import csv
import warnings
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from sim.report import draw_difference


def table(half: float | None, *means: float) -> pa.Table:
    days = [date(2030, 5, 1 + day) for day in range(len(means))]
    rows = [
        {
            "measure": name,
            "day": day,
            "date": days[day],
            "mean": sign * mean,
            "low": None if half is None else sign * mean - half,
            "high": None if half is None else sign * mean + half,
            "p5": sign * mean,
            "p50": sign * mean,
            "p95": sign * mean,
        }
        for name, sign in (("isr_coverage", 1), ("sorties", 0), ("threat_hours", 1), ("targets_struck", -1))
        for day, mean in enumerate(means)
    ]
    return pa.Table.from_pylist(rows)


@pytest.mark.parametrize("half", [1.0, None])
def test_a_panel_for_each_measure_that_differs(tmp_path: Path, half: float | None) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        draw_difference(table(half, 3.0, 4.0), ("A story", "without drones"), tmp_path)

    with (tmp_path / "difference_by_day.csv").open() as file:
        rows = [(row["measure"], row["date"], row["mean"]) for row in csv.DictReader(file)]
    assert rows == [
        ("targets_struck", "2030-05-01", "-3.0"),
        ("targets_struck", "2030-05-02", "-4.0"),
        ("threat_hours", "2030-05-01", "3.0"),
        ("threat_hours", "2030-05-02", "4.0"),
    ]


def test_worlds_that_are_alike_are_said_to_be(tmp_path: Path) -> None:
    drawn = draw_difference(table(0.0, 0.0, 0.0), ("A story", "variant same"), tmp_path)

    assert [path.suffix for path in drawn] == [".csv", ".svg", ".png"]
