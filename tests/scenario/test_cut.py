"""Savings become fewer aircraft, and say so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from sim.scenario.load import Changes, load, resolve

TINY = Path(__file__).with_name("tiny.yaml")
COSTS = {"f-16am": {"hour_cost": "10 kEUR/h"}, "kc-135r": {"hour_cost": "20 kEUR/h"}, "mq-1": {"hour_cost": "5 kEUR/h"}}
BOTH = ["no", "us"]


def tails(tmp_path: Path, units: dict[str, Any] | None = None, **cut: Any) -> dict[str, tuple[int, int, float]]:
    """Count, in line and offer of the units of a scenario with that cut. As written: six, four and two tails."""
    rule = {"title": "-", "save": 0.5, "how": "apart", "nations": BOTH, **cut}
    document = {"extends": str(TINY), "aircraft": COSTS, "forces": units or {}, "cuts": {"all": rule}}
    document["enablers"] = dict.fromkeys(("us_tankers", "us_drones"))
    path = tmp_path / "cut.yaml"
    path.write_text(yaml.safe_dump(document), encoding="utf-8")
    forces = load(path).forces
    return {name: (force.count, force.in_line, force.offer) for name, force in forces.items()}


def test_each_saves_its_share_of_its_own(tmp_path: Path) -> None:
    """Norway half of 60, three jets; the U.S. half of 90: their drones, 10, and two tankers of 20."""
    found = tails(tmp_path, first=["uav", "tanker"])

    assert found == {"no-f16": (3, 2, 3), "us-kc135": (2, 2, 3)}


def test_together_the_same_money_goes_where_all_agree(tmp_path: Path) -> None:
    """0.48 of 150 is 72: all drones and three of four tankers are 70, and another jet would be 80."""
    found = tails(tmp_path, how="together", save=0.48, first=["uav", "tanker"])

    assert found == {"no-f16": (6, 4, 6), "us-kc135": (1, 1, 1.5)}


def test_a_nation_may_have_an_order_of_its_own(tmp_path: Path) -> None:
    """Half of 90 is 45: two tankers are 40, and what is left to save is a drone."""
    found = tails(tmp_path, first=["uav"], by_nation={"us": ["tanker"]})

    assert (found["us-kc135"], found["us-mq1"]) == ((2, 2, 3), (1, 1, 1))


def test_without_an_order_all_give_in_proportion(tmp_path: Path) -> None:
    found = tails(tmp_path, how="together", save=1 / 2)

    assert {name: count for name, (count, _, _) in found.items()} == {"no-f16": 3, "us-kc135": 2, "us-mq1": 1}


def test_a_unit_that_could_fly_no_package_any_more_goes_whole(tmp_path: Path) -> None:
    """Strikes are flown in pairs: of two jets none is left rather than one."""
    found = tails(tmp_path, {"no-f16": {"count": 2, "in_line": 2}}, nations=["no"], save=0.6)

    assert "no-f16" not in found


def test_what_was_cut_says_so_and_the_dump_is_not_cut_twice(tmp_path: Path) -> None:
    libya = Path(__file__).parents[2] / "scenarios" / "libya_2011.yaml"
    resolved = resolve(libya, Changes(variants=("us_cut_low",)))
    origins = {path: origin for path, _, origin in resolved.origins()}
    dumped = tmp_path / "dumped.yaml"
    dumped.write_text(resolved.dump(), encoding="utf-8")

    assert origins["forces.us-kc-10.count"].endswith("(cut us)")
    assert "(cut us)" not in origins["forces.uk-vc10.count"]
    assert load(dumped).forces == load(libya, Changes(variants=("us_cut_low",))).forces


@pytest.mark.parametrize("variant", ["cuts_apart", "cuts_together"])
def test_both_ways_save_the_same_money(variant: str) -> None:
    """A fifth of what the thirteen have, to within a hundredth of the whole."""
    libya = Path(__file__).parents[2] / "scenarios" / "libya_2011.yaml"
    plain, cut = load(libya), load(libya, Changes(variants=(variant,)))

    def cost(scenario: Any) -> float:
        units = [u for u in scenario.forces.values() if u.nation not in ("us", "uae", "qatar", "jordan", "pool")]
        return sum(unit.count * scenario.aircraft[unit.aircraft].hour_cost for unit in units)

    assert cost(cut) / cost(plain) == pytest.approx(0.8, abs=0.01)


def test_a_null_for_what_a_cut_may_leave_out_changes_nothing(tmp_path: Path) -> None:
    assert tails(tmp_path, first=["uav"], by_nation=None) == tails(tmp_path, first=["uav"])
