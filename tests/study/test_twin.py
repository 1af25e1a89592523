"""The fluid twin: what capacity alone says of a scenario."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.scenario.load import Changes, load
from sim.scenario.scenario import Scenario
from sim.study.twin import SERIES, flow
from sim.theory.small import aircraft, request, scenario, unit

NOBODY = ("staff.home-dynamic=null", "staff.home-deliberate=null")
QUICKSTART = Path(__file__).parents[2] / "scenarios/quickstart.yaml"


def totals(world: Scenario) -> dict[str, float]:
    return {name: sum(days) for name, days in flow(world).items()}


def test_a_request_within_the_offer_is_flown() -> None:
    world = scenario(
        10,
        500,
        {"patrol": request("cap", per_day=6, areas={"area": 1}, package=1)},
        aircraft={"type": aircraft()},
        forces={"unit": unit(4, "cap", offer=8)},
    )

    assert flow(world)["sorties"] == pytest.approx([6] * 10)


def test_the_offer_binds() -> None:
    world = scenario(
        10,
        500,
        {"patrol": request("cap", per_day=60, areas={"area": 1}, package=1)},
        aircraft={"type": aircraft()},
        forces={"unit": unit(4, "cap", offer=8)},
    )

    assert flow(world)["sorties"] == pytest.approx([8] * 10)


@pytest.mark.parametrize("enabler", ["tankers", "drones"])
def test_nothing_taken_away_helps(enabler: str) -> None:
    base, without = (totals(load(QUICKSTART, Changes(without=names))) for names in ((), (enabler,)))

    assert all(without[name] <= base[name] + 1e-9 for name in SERIES)
    assert without["sorties"] < base["sorties"]


def test_no_target_is_struck_twice_nor_a_weapon_released_that_is_not_there() -> None:
    world = load(QUICKSTART)
    phase = world.phases[0]
    standing = sum(sum(kinds.values()) for kinds in world.standing.values())
    coming = sum(24 * rate for kinds in phase.appear.values() for rate in kinds.values()) * 10
    supply = sum(stock.on_hand + (stock.reorder.order * 10 if stock.reorder else 0) for stock in world.stocks.values())

    assert totals(world)["targets_struck"] <= standing + coming
    assert totals(world)["weapons"] <= supply


def test_without_desks_nothing_is_struck() -> None:
    assert totals(load(QUICKSTART, Changes(sets=NOBODY)))["targets_struck"] == 0
