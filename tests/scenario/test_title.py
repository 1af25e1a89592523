"""Worlds in legends."""

from __future__ import annotations

import pytest

from sim.scenario.scenario import Scenario
from sim.scenario.title import world_title


@pytest.fixture(scope="module")
def libya() -> Scenario:
    from pathlib import Path

    from sim.scenario.load import load

    return load(Path(__file__).parents[2] / "scenarios" / "libya_2011.yaml")


@pytest.mark.parametrize(
    ("world", "title"),
    [
        ("base", "base"),
        ("without us_tankers", "without U.S. tankers"),
        ("without us_tankers,us_airlift", "without U.S. tankers and U.S. airlift"),
        (
            "without us_tankers,us_airlift,us_sead,us_rescue",
            "without U.S. tankers, U.S. airlift and 2 more enablers",
        ),
        ("variant pooled_drones", "Five pooled Global Hawks"),
        ("variant unheard_of", "variant unheard_of"),
    ],
)
def test_a_world_is_called_by_its_titles(libya: Scenario, world: str, title: str) -> None:
    assert world_title(world, libya) == title
