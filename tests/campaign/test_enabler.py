"""Taking something away: what it was good for is lost, and no luck is changed that it does not touch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sim.campaign.campaign import fly
from sim.campaign.record import Record
from sim.scenario.load import Changes, load
from tests.campaign.worlds import isr, merge, patrol, strike, tankers, told, unit, world

ROOT = Path(__file__).parents[2]
TINY = ROOT / "tests" / "scenario" / "tiny.yaml"


def small(**changes: Any) -> Record:
    """Fighters, drones and tankers, and aircraft that fail now and then."""
    faults = {"p_break": 0.2, "p_ground_abort": 0.1, "p_air_abort": 0.1}
    base: dict[str, Any] = {
        "forces": {"falcons": unit("fighter", 8), "drones": unit("drone", 4), "tankers": unit("tanker", 4)},
        "aircraft": {"fighter": {**faults, "sensors": {"pod": 1}}, "drone": faults, "tanker": faults},
        "appear": {"coast": {"vehicle": "1 /h"}},
        "target_classes": {"vehicle": {"exposure": "8 h", "seen_by": {"camera": "1 /h", "pod": "0.05 /h"}}},
        "standing": {"coast": {"depot": 5}},
        "tasking": {
            "strike": strike(per_day=8, on_station="4 h", p_deliberate=0.3),
            "far": patrol(per_day=3, areas={"hills": 1}),
            "isr": isr(),
            "tanker": tankers(),
        },
        "duration": "5 d",
    }
    return fly(world(**merge(base, changes)), 1)


def mobile_struck(record: Record) -> int:
    return told(record, "targets", "class", "outcome").count(("vehicle", "struck"))


def test_sensors_matter() -> None:
    pods_only = {"forces": {"drones": None}}
    blind = {"forces": {"drones": None}, "aircraft": {"fighter": {"sensors": {"pod": None}}}}
    unseeable = {"target_classes": {"vehicle": {"seen_by": {"camera": "0 /h", "pod": "0 /h"}}}}

    struck = [mobile_struck(small(**changes)) for changes in ({}, pods_only, blind, unseeable)]

    assert struck[0] > struck[1] > struck[2] == struck[3] == 0


@pytest.mark.parametrize("path", [TINY, ROOT / "scenarios" / "quickstart.yaml"], ids=lambda path: path.stem)
def test_without_a_sensor_no_mobile_target_of_a_scenario_is_struck(path: Path) -> None:
    scenario = load(path)
    mobile = {name for name, kind in scenario.target_classes.items() if kind.mobile}
    unseen = [
        f"target_classes.{name}.seen_by.{sensor}=0 /h"
        for name in mobile
        for sensor in scenario.target_classes[name].seen_by
    ]

    records = [fly(load(path, Changes(sets=tuple(sets))), 1) for sets in ([], unseen)]

    struck = [
        [outcome for of, outcome in told(record, "targets", "class", "outcome") if of in mobile].count("struck")
        for record in records
    ]
    assert struck[0] > 0
    assert struck[1] == 0
    assert all(at_h is None for of, at_h in told(records[1], "targets", "class", "detected_h") if of in mobile)


@pytest.mark.parametrize(
    "changes",
    [
        {"forces": {"tankers": None}},
        {"forces": {"drones": None}},
        {"staff": {"targeteers": None}},
        {"stocks": {"home-bomb": {"on_hand": 3}}},
        {"forces": {"eagles": unit("fighter", 5, nation="friend")}},
    ],
    ids=["tankers", "drones", "staff", "bombs", "more fighters"],
)
def test_the_same_targets_stand_whatever_is_taken_away(changes: dict[str, Any]) -> None:
    def population(record: Record) -> list[Any]:
        return told(record, "targets", "target_id", "class", "area", "appeared_h")

    assert population(small(**changes)) == population(small())


def hidden(record: Record) -> dict[str, float]:
    rows = told(record, "targets", "target_id", "outcome", "ended_h")
    return {name: at_h for name, outcome, at_h in rows if outcome == "escaped"}


def test_a_target_that_escapes_in_both_worlds_hides_in_the_same_hour() -> None:
    base, other = hidden(small()), hidden(small(forces={"drones": None}))
    both = set(base) & set(other)

    assert len(both) > 20
    assert {name: base[name] for name in both} == {name: other[name] for name in both}


def turned_back(record: Record) -> dict[str, bool]:
    """Sortie n of a tail to whether a fault turned it back; one is told of a package, so packages are of one."""
    return {name: cause == "breakdown" for name, cause in told(record, "sorties", "sortie_id", "cause")}


def test_the_same_sorties_of_a_tail_fail_with_and_without_tankers() -> None:
    base, other = turned_back(small()), turned_back(small(forces={"tankers": None}))
    both = {name for name in base if name in other and name.startswith("falcons")}

    assert len(both) > 20
    assert any(base[name] for name in both)
    assert {name: base[name] for name in both} == {name: other[name] for name in both}


def test_the_same_is_asked_for_with_and_without_tankers() -> None:
    def asked(record: Record) -> list[Any]:
        return [row for row in told(record, "lines", "day", "role", "area") if row[1] != "tanker" and row[1] != "isr"]

    assert asked(small(forces={"tankers": None})) == asked(small())
