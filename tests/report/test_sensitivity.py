"""Figures of sensitivity studies written by hand."""

from __future__ import annotations

import csv
import warnings
from pathlib import Path
from typing import Any

import pytest

from sim.report import draw_sensitivity
from sim.report.draw import Look


def number(mean: float, half: float | None) -> dict[str, float | None]:
    return {"mean": mean, "low": None if half is None else mean - half, "high": None if half is None else mean + half}


def study(design: str, half: float | None = 1.0) -> dict[str, Any]:
    names = [f"staff.desk-{n}.people" for n in range(30)]
    tornado = [
        {"name": name, "low": number(-5.0 + n, half), "high": None if n == 3 else number(9.0, half), "sure": n < 25}
        for n, name in enumerate(names)
    ]
    luck = None if half is None else 0.2
    rows: dict[str, list[dict[str, Any]]] = {
        "morris": [
            {"name": name, "mu": 1.0, "mu_star": 30.0 - n, "mu_star_half": 1.0, "sigma": 2.0, "luck": luck}
            for n, name in enumerate(names)
        ],
        "hypercube": [{"name": name, "rank": 0.5, "low": 0.2, "high": 0.8} for name in names],
        "sobol": [
            {
                "name": name,
                "first": 0.1,
                "first_low": None if n else 0.0,
                "first_high": None if n else 0.2,
                "total": 0.2,
                "total_low": None if n else 0.1,
                "total_high": None if n else 0.3,
            }
            for n, name in enumerate(names)
        ],
    }
    turn = {
        "name": names[0],
        "end": "high",
        "first": "tankers",
        "second": "drones",
        "base": number(3.0, half),
        "there": number(-3.0, half),
        "holds_together": True,
    }
    return {
        "kind": "sensitivity",
        "design": design,
        "title": "A story",
        "about": {"targets_struck": {"title": "targets struck", "unit": "", "better": "higher"}},
        "enablers": {"tankers": "Tankers", "drones": "Drones"},
        "assumptions": [{"name": name, "value": "4", "low": "2", "high": "8"} for name in names],
        "tornado": {"targets_struck": {"base": number(100.0, half), "assumptions": tornado}},
        "ranking": {"targets_struck": {"turns": [turn]}},
        **{name: {"targets_struck": {"assumptions": found}} for name, found in rows.items()},
    }


@pytest.mark.parametrize("half", [1.0, None])
@pytest.mark.parametrize("design", ["tornado", "morris", "sobol", "hypercube"])
def test_every_design_is_drawn_without_a_warning(tmp_path: Path, design: str, half: float | None) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawn = draw_sensitivity(study(design, half), "targets_struck", tmp_path, Look(forms=("png",)))

    assert sorted(path.name for path in drawn if path.suffix == ".png") == sorted(
        [f"{design}_targets_struck.png", "ranking_targets_struck.png"]
    )


@pytest.mark.parametrize("design", ["tornado", "sobol"])
def test_where_nothing_is_moved_the_figure_says_so(tmp_path: Path, design: str) -> None:
    empty = study(design) | {design: {"targets_struck": {"assumptions": []}}}
    empty["ranking"]["targets_struck"]["turns"] = []

    assert draw_sensitivity(empty, "targets_struck", tmp_path)


@pytest.mark.usefixtures("sketched")
def test_the_tornado_draws_the_twenty_largest_that_are_sure(tmp_path: Path) -> None:
    draw_sensitivity(study("tornado"), "targets_struck", tmp_path)

    with (tmp_path / "tornado_targets_struck.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 20
    assert rows[3] == {
        "assumption": "staff.desk-3.people",
        "range_low": "2",
        "range_high": "8",
        "low_mean": "-2.0",
        "low_low": "-3.0",
        "low_high": "-1.0",
        "high_mean": "",
        "high_low": "",
        "high_high": "",
    }


@pytest.mark.usefixtures("sketched")
def test_a_turn_is_drawn_with_both_leads(tmp_path: Path) -> None:
    draw_sensitivity(study("tornado"), "targets_struck", tmp_path)

    with (tmp_path / "ranking_targets_struck.csv").open() as file:
        (row,) = csv.DictReader(file)
    assert (row["assumption"], row["first"], row["second"]) == ("staff.desk-0.people = 8", "Tankers", "Drones")
    assert (row["base_mean"], row["there_mean"], row["holds_together"]) == ("3.0", "-3.0", "True")
