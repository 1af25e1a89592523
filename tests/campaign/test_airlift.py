"""Airlift: cargo that waits, sorties that load what is most urgent, ramp places, units and parts that come late.

The depot lies 600 nmi south of the base, where the airlifters are at home too: two hours out, two to load, two to
unload, two back. They carry ten tonnes.
"""

from __future__ import annotations

from typing import Any

import pytest

from sim.campaign.audit import audit
from sim.campaign.campaign import Campaign, fly
from sim.campaign.ledger import BrokenIdentity
from sim.campaign.record import Record
from tests.campaign.worlds import kind, merge, patrol, place, told, unit, world

RULES = {"first": ["deployment", "munitions", "spares"], "fill": 0.5, "hold": "12 h", "patience": "3 h"}


def lifted(lifters: int = 2, **changes: Any) -> Any:
    """A depot, a fleet of airlifters beside it, and a request that they fly what waits."""
    base = {
        "duration": "4 d",
        "places": {"depot": place("depot", -600), "far": place("airfield", -600)},
        "aircraft": {
            "lifter": kind(fuel="30 t", endurance="20 h", airlift={"payload": "10 t", "ground_time": "2 h"}),
            "small": kind(fuel="30 t", endurance="20 h", airlift={"payload": "2 t", "ground_time": "2 h"}),
        },
        "airlift": RULES,
        "forces": {"lifters": unit("lifter", lifters, "airlift", base="far")},
        "tasking": {"airlift": {"mission": "airlift", "roles": ["airlift"], "priority": 3}},
    }
    return world(**merge(base, changes))


def coming(name: str, tonnes: float, **changes: Any) -> dict[str, Any]:
    """A unit of four fighters that must be flown in."""
    cargo = {"tonnes": f"{tonnes} t", "depot": "depot", "notice": "0 h"}
    return {name: merge(unit("fighter", 4, deploys=cargo), changes)}


def orders(on_hand: int, **changes: Any) -> dict[str, Any]:
    """A stock that orders forty bombs (ten tonnes) from industry as it falls to half, by way of the depot."""
    rule = {"at": on_hand, "order": 40, "from": "industry", "lead": "10 h", "depot": "depot"}
    return {"home-bomb": merge({"on_hand": on_hand, "base": "base", "reorder": rule}, changes)}


def deliveries(record: Record) -> list[Any]:
    return told(record, "deliveries", "cargo", "tonnes", "ready_h", "shipped_h", "arrived_h")


def trips(record: Record) -> list[Any]:
    """Where each airlifter took off, when, and when it was back, as what."""
    rows = told(record, "sorties", "role", "unit", "launched_h", "landed_h", "outcome", "cause")
    return [row[1:] for row in rows if row[0] == "airlift"]


def test_a_unit_is_there_when_the_last_of_its_cargo_is() -> None:
    record = fly(lifted(forces=coming("falcons", 25), tasking={"patrol": patrol(at=[8, 30])}), 1)

    assert deliveries(record) == [("falcons", 25, 0, 2, 17)]  # the third load leaves as the first aircraft has turned
    assert trips(record) == [
        ("lifters", 0, 8, "effective", None),
        ("lifters", 0, 8, "effective", None),
        ("lifters", 11, 19, "effective", None),
    ]
    assert told(record, "lines", "role", "area", "state", "cause") == [
        ("patrol_at", "coast", "not_planned", "no_aircraft"),
        ("airlift", "base", "effective", None),
        ("airlift", "base", "effective", None),
        ("airlift", "base", "effective", None),
        ("patrol_at", "coast", "not_planned", "no_aircraft"),  # the order of the second day was written at hour 12
    ]


def test_until_then_its_tails_are_away() -> None:
    campaign = Campaign(lifted(lifters=0, forces=coming("falcons", 25)), 1)
    campaign.run()

    assert [unit.fleet.counts()["away"] for unit in campaign.units] == [0, 4]
    assert deliveries(campaign.record) == [("falcons", 25, 0, None, None)]
    assert told(campaign.record, "lines", "role", "state", "cause") == [("airlift", "not_planned", "no_aircraft")] * 4


def test_cargo_in_good_time_brings_a_unit_no_earlier_than_its_first_day() -> None:
    falcons = coming("falcons", 5, **{"from": "2030-01-03", "deploys": {"notice": "30 h"}})
    record = fly(lifted(forces=falcons, tasking={"patrol": patrol(at=[44, 51])}), 1)

    assert deliveries(record) == [("falcons", 5, 18, 20, 24)]
    assert told(record, "sorties", "role", "launched_h") == [("airlift", 18), ("patrol_at", 50)]


def both(**rules: Any) -> list[Any]:
    """Bombs are ready at hour 10, a unit at hour 20, both planned on the second day; one airlifter flies."""
    falcons = coming("falcons", 10, **{"from": "2030-01-01T20:00Z"})
    return deliveries(fly(lifted(lifters=1, stocks=orders(10), forces=falcons, airlift=rules), 1))


def test_what_is_most_urgent_goes_first_whoever_ordered_first() -> None:
    assert both() == [("falcons", 10, 20, 22, 26), ("bomb", 10, 10, 33, 37)]


def test_the_commander_may_turn_that_round() -> None:
    assert both(first=["munitions"]) == [("falcons", 10, 20, 33, 37), ("bomb", 10, 10, 22, 26)]


def test_small_cargo_waits_for_more_and_at_last_goes_alone() -> None:
    record = fly(lifted(forces=coming("falcons", 3)), 1)

    assert deliveries(record) == [("falcons", 3, 0, 14, 18)]  # held for twelve hours, loaded in two


def test_a_small_aircraft_takes_small_cargo_at_once() -> None:
    record = fly(lifted(forces={**coming("falcons", 3), "small": unit("small", 1, "airlift", base="far")}), 1)

    assert [trip[0] for trip in trips(record)] == ["small", "small"]
    assert deliveries(record) == [("falcons", 3, 0, 2, 17)]


def test_bombs_come_whole_as_they_are_flown_in() -> None:
    small = {"lifters": None, "small": unit("small", 1, "airlift", base="far")}
    record = fly(
        lifted(
            stocks=orders(4, reorder={"order": 9}), forces=small, aircraft={"small": {"airlift": {"payload": "1.4 t"}}}
        ),
        1,
    )

    assert told(record, "stocks", "time_h", "change", "level", "reason") == [
        (0, 4, 4, "opening"),
        (26, 5, 9, "received"),  # 1.25 t of 1.4: a bomb is not cut in half
        (37, 4, 13, "received"),
    ]
    assert deliveries(record) == [("bomb", 2.25, 10, 22, 37)]


def test_an_airlifter_serves_whom_it_serves() -> None:
    forces = {
        **coming("falcons", 10),
        **coming("eagles", 10, nation="friend"),
        "lifters": unit("lifter", 4, "airlift", base="far", serves=["friend"]),
    }
    record = fly(lifted(forces=forces), 1)

    assert deliveries(record) == [("falcons", 10, 0, None, None), ("eagles", 10, 0, 2, 6)]


def test_one_ramp_place_takes_one_airlifter_at_a_time() -> None:
    record = fly(lifted(lifters=4, places={"base": {"ramp": 1}}, forces=coming("falcons", 40), airlift={"fill": 1}), 1)

    assert [launched_h for _, launched_h, *_ in trips(record)] == [0, 2, 4, 6]
    assert deliveries(record) == [("falcons", 40, 0, 2, 12)]


def test_a_full_ramp_is_in_the_ledger() -> None:
    record = fly(lifted(lifters=40, places={"base": {"ramp": 1}}, forces=coming("falcons", 400), duration="2 d"), 1)
    ends = told(record, "lines", "day", "state", "cause")

    assert [end for end in ends if end[2]] == [(0, "not_planned", "base_full"), (1, "not_planned", "base_full")]
    assert len([end for end in ends if end[2] is None]) == 22  # from hour 4 to hour 48, one each two hours


def test_cargo_comes_back_with_an_airlifter_that_turns_back() -> None:
    failing = {"lifter": {"p_air_abort": 1}}
    record = fly(lifted(lifters=1, forces=coming("falcons", 10), aircraft=failing, duration="1 d"), 1)

    assert trips(record) == [("lifters", 0, 4, "air_abort", "breakdown")]  # out for an hour and back, after loading
    assert deliveries(record) == [("falcons", 10, 0, 2, None)]


def test_a_repair_waits_for_a_part() -> None:
    kit = {"parts": 1, "mass": "1 t", "lead": "6 h", "depot": "depot"}
    falcons = {"falcons": unit("fighter", 2, spares=kit)}
    record = fly(lifted(forces=falcons, aircraft={"fighter": {"p_break": 1}}, tasking={"patrol": patrol(at=[2, 3])}), 1)

    assert told(record, "deliveries", "cargo", "kind", "ordered_h", "ready_h", "shipped_h", "arrived_h") == [
        ("falcons", "spares", 5, 11, 25, 29),  # held for twelve hours, since it is not much
        ("falcons", "spares", 6, 12, 25, 29),
    ]
    assert told(record, "parts", "tail", "since_h", "part_h") == [("falcons-2", 6, 29)]


def test_a_base_that_needs_no_airlift_gets_its_parts_after_the_lead() -> None:
    kit = {"parts": 0, "mass": "1 t", "lead": "6 h"}
    falcons = {"falcons": unit("fighter", 1, spares=kit)}
    record = fly(lifted(forces=falcons, aircraft={"fighter": {"p_break": 1}}, tasking={"patrol": patrol(at=[2])}), 1)

    assert told(record, "parts", "tail", "since_h", "part_h") == [("falcons-1", 5, 11)]
    assert trips(record) == []


def test_no_leg_is_longer_than_the_fuel() -> None:
    short = {"lifter": {"fuel": "2.5 t"}}
    record = fly(lifted(forces=coming("falcons", 10), aircraft=short), 1)

    assert trips(record) == []


def test_the_audit_sees_cargo_that_is_lost() -> None:
    campaign = Campaign(lifted(forces=coming("falcons", 25)), 1)
    campaign.run()
    campaign.freight.cargo[0].arrived_t -= 1

    with pytest.raises(BrokenIdentity, match="cargo does not add up"):
        audit(campaign)
