"""Airborne control: packages beyond what the controllers can handle are not planned, or turn back."""

from __future__ import annotations

from typing import Any

from sim.campaign.campaign import Campaign, fly
from sim.campaign.record import Record
from tests.campaign.worlds import Document, asked, kind, merge, patrol, place, told, unit, world

FLOWN = ("effective", None)
UNPLANNED = ("not_planned", "no_control")
BACK = ("air_abort", "no_control")


def control(orbits: int, **changes: Any) -> Document:
    """Controllers over the coast, each for two packages."""
    offers = {"control": {"amount": 2, "reach": "400 nmi"}}
    shape = {"mission": "control", "roles": ["aew"], "priority": 1, "orbits": orbits, "areas": ["coast"]}
    return {**shape, "on_station": "3 h", "on_station_min": "3 h", "offers": offers, **changes}


def flown(at: list[float], orbits: int = 1, **changes: Any) -> Record:
    """Falcons patrol the coast for two hours from each hour of `at`; as many eyes as orbits control from 1 h to 4 h."""
    base = {
        "aircraft": {"eye": kind(turn="90 h")},
        "forces": {"falcons": unit("fighter", 20), "eyes": unit("eye", 9, role="aew", in_line=max(1, orbits))},
        "control": {"needed_by": ["patrol_at"], "per_package": 1, "without": 0},
        "tasking": {"control": control(orbits), "patrol": patrol(at=at)},
    }
    return fly(world(**merge(base, changes)), seed=1)


def ends(record: Record, request: str = "patrol") -> list[Any]:
    return [row[1:] for row in told(record, "lines", "kind", "state", "cause") if row[0] == request]


def test_the_eyes_of_these_stories_are_there_from_one_to_four() -> None:
    spans = told(flown(at=[]), "coverage", "service", "start_h", "end_h")

    assert [(round(a, 6), round(b, 6)) for service, a, b in spans if service == "control"] == [(1, 4)]


def test_a_controller_handles_so_many_packages_at_once() -> None:
    assert ends(flown(at=[1.1, 1.5, 2, 3.6])) == [FLOWN, FLOWN, UNPLANNED, UNPLANNED]
    assert ends(flown(at=[1.1, 1.5], control={"per_package": 2})) == [FLOWN, UNPLANNED]


def test_two_controllers_handle_twice_as_many_together() -> None:
    second = {
        "forces": {"others": unit("eye", 1, role="gmti")},
        "tasking": {"second": control(1, roles=["gmti"])},
    }

    assert ends(flown(at=[2] * 5, **second)) == [FLOWN] * 4 + [UNPLANNED]


def test_short_of_controllers_procedures_must_do() -> None:
    by_procedure = {"control": {"without": 1}}

    assert ends(flown(at=[2, 2], orbits=0)) == [UNPLANNED] * 2
    assert ends(flown(at=[2, 2], orbits=0, **by_procedure)) == [FLOWN, UNPLANNED]
    assert ends(flown(at=[2, 2, 2], **by_procedure)) == [FLOWN, FLOWN, UNPLANNED]  # not on top of the controllers


def test_all_areas_of_a_region_share_its_controllers() -> None:
    hour = {"on_station": "1 h", "on_station_min": "0.5 h"}
    far = {"tasking": {"far": patrol(at=[2.5, 2.5], areas={"hills": 1}, priority=3, **hour)}}
    regions = {"control": {"regions": {"north": ["hills"]}}}

    together, apart = (flown(at=[2, 2], **merge(far, more)) for more in ({}, regions))
    assert (ends(together), ends(together, "far")) == ([FLOWN] * 2, [UNPLANNED] * 2)
    assert (ends(apart), ends(apart, "far")) == ([FLOWN] * 2, [FLOWN] * 2)


def test_a_controller_out_of_reach_is_none() -> None:
    away = {"places": {"away": {**place("area", 300), "lon": 12}}, "aircraft": {"eye": {"fuel": "30 t"}}}

    assert ends(flown(at=[3], **away)) == [FLOWN]
    assert ends(flown(at=[3], **away, tasking={"control": {"areas": ["away"]}})) == [UNPLANNED]


def test_who_needs_none_is_neither_stopped_nor_counted() -> None:
    assert ends(flown(at=[2] * 3, control={"needed_by": ["strike_at"]})) == [FLOWN] * 3


def test_a_package_that_finds_the_controller_gone_turns_back() -> None:
    """The planner counts whole hours: at half past four it still counted on the one that left at four."""
    assert ends(flown(at=[4.5])) == [BACK]
    assert ends(flown(at=[4.5], control={"without": 1})) == [FLOWN]


def test_a_line_that_is_struck_out_leaves_its_place_to_others() -> None:
    base = {"control": {"needed_by": ["patrol_at"], "per_package": 1, "without": 1}}
    campaign = Campaign(world(**base, forces={"falcons": unit("fighter", 9)}, tasking={"patrol": patrol(at=[])}), 1)
    first, other = (asked(campaign.scenario.phases[0].tasking["patrol"], "coast", number, day=0) for number in (1, 2))
    first.unit = campaign.units[0]
    first.profile = campaign.routes.options(first.unit, "coast", 2.0, 1.0)[0]

    log = [campaign.clearance.write(other)]
    for steps in (campaign.clearance.written, campaign.clearance.struck_out, campaign.clearance.struck_out):
        for tell in steps:
            tell(first)
        log.append(campaign.clearance.write(other))

    assert log == [None, "no_control", None, None]


def test_a_scenario_without_control_asks_nobody() -> None:
    record = flown(at=[2] * 9, orbits=0, control=None)

    assert ends(record) == [FLOWN] * 9
