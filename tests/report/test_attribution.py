"""Figures of an attribution written by hand: what is drawn, and that nothing is cut off."""

from __future__ import annotations

import csv
import warnings
from pathlib import Path
from typing import Any

import pytest

from sim.report import draw_attribution
from sim.report.draw import Look


def number(mean: float, half: float | None = 1.0) -> dict[str, float | None]:
    return {"mean": mean, "low": None if half is None else mean - half, "high": None if half is None else mean + half}


def study(half: float | None = 1.0, sign: float = 1.0) -> dict[str, Any]:
    """Tankers and drones, worth 60 and 40 of 100; 20 of it together."""
    values = {"tankers": 60 * sign, "drones": 40 * sign}
    return {
        "title": "A story",
        "method": "exact",
        "permutations": None,
        "enablers": {"drones": "Drones and intelligence aircraft of the ally", "tankers": "Tankers"},
        "about": {"targets_struck": {"title": "targets struck", "unit": "", "better": "higher"}},
        "attribution": {
            "targets_struck": {
                "all": number(150, half),
                "none": number(150 - 100 * sign, half),
                "worth": number(100 * sign, half),
                "shapley": {
                    name: number(value, half) | {"share": value / sign / 100} for name, value in values.items()
                },
                "alone": {name: number(value - 10 * sign, half) for name, value in values.items()},
                "last": {name: number(value + 10 * sign, half) for name, value in values.items()},
                "least": {name: value - 10 for name, value in values.items()},
                "most": {name: value + 10 for name, value in values.items()},
                "interactions": [{"pair": ["drones", "tankers"], **number(20 * sign, half)}],
                "waterfall": {
                    "order": ["drones", "tankers"],
                    "steps": [
                        {"enabler": "drones", **number(50 * sign, half)},
                        {"enabler": "tankers", **number(50 * sign, half)},
                    ],
                },
            }
        },
    }


def rows(path: Path) -> list[list[str]]:
    with path.open() as file:
        return list(csv.reader(file))


@pytest.mark.usefixtures("sketched")
def test_the_tables_are_what_is_drawn_the_largest_first(tmp_path: Path) -> None:
    draw_attribution(study(), "targets_struck", tmp_path)

    assert rows(tmp_path / "attribution_targets_struck.csv") == [
        ["enabler", "mean", "low", "high", "share"],
        ["Tankers", "60.0", "59.0", "61.0", "0.6"],
        ["Drones and intelligence aircraft of the ally", "40.0", "39.0", "41.0", "0.4"],
    ]
    assert [row[1:] for row in rows(tmp_path / "waterfall_targets_struck.csv")[1:]] == [
        ["0.0", "150"],
        ["150", "100.0"],
        ["100.0", "50.0"],
        ["0.0", "50.0"],
    ]


@pytest.mark.parametrize("half", [1.0, None])
@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_every_figure_is_drawn_without_a_warning(tmp_path: Path, half: float | None, sign: float) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawn = draw_attribution(study(half, sign), "targets_struck", tmp_path, Look(forms=("png",)))

    assert sorted(path.name for path in drawn if path.suffix == ".png") == [
        "alone_and_last_targets_struck.png",
        "attribution_targets_struck.png",
        "interactions_targets_struck.png",
    ]


@pytest.mark.usefixtures("sketched")
@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_two_that_lower_what_should_be_lowered_do_more_together(tmp_path: Path, sign: float) -> None:
    draw_attribution(study(sign=sign), "targets_struck", tmp_path)

    header, *pairs = rows(tmp_path / "interactions_targets_struck.csv")
    assert [row[header.index("more_together")] for row in pairs] == ["20.0", "20.0"]


@pytest.mark.usefixtures("sketched")
def test_drawn_orders_have_no_pairs(tmp_path: Path) -> None:
    sampled = study()
    sampled["attribution"]["targets_struck"]["interactions"] = None
    sampled |= {"method": "permutations", "permutations": 64}

    names = [path.name for path in draw_attribution(sampled, "targets_struck", tmp_path)]
    assert "interactions_targets_struck.png" not in names


def test_same_study_same_bytes(tmp_path: Path) -> None:
    one, two = (draw_attribution(study(), "targets_struck", tmp_path / name) for name in "ab")

    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
