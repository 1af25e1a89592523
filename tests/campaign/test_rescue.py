"""Alerts that stand ready, crews that are down, and areas that are not entered without."""

from __future__ import annotations

from typing import Any

import pytest

from sim.campaign.campaign import Campaign
from tests.campaign.worlds import alert, kind, merge, patrol, place, told, unit, world

RULES = {"rescue": {"evasion": "1000 h", "search": "0.5 h"}}
DEADLY = {
    "threats": {
        "sams": {
            "title": "-",
            "areas": {"coast": {"level": 1}},
            "loss": "100 /h",
            "escort_above": 1,
            "shut_above": 1,
            "risks": ["uav"],
        }
    }
}


def story(tasking: dict[str, Any], **changes: Any) -> Campaign:
    """Falcons, and helicopters of half their speed."""
    base = {
        "forces": {"falcons": unit("fighter", 8), "pedros": unit("helicopter", 4, role="csar")},
        "aircraft": {"helicopter": kind(cruise="150 kt")},
        "tasking": tasking,
        "duration": "1 d",
    }
    run = Campaign(world(**merge(merge(base, RULES), changes)), seed=1)
    run.run()
    return run


def ends(run: Campaign) -> list[Any]:
    return told(run.record, "lines", "kind", "state", "cause")


def crews(run: Campaign) -> list[Any]:
    return told(run.record, "crews", "crew", "area", "cause", "outcome", "rescuer")


def test_an_alert_that_is_not_called_flies_nothing_and_is_relieved() -> None:
    run = story({"alert": alert()})

    assert ends(run) == [("alert", "effective", None)] * 2
    assert run.record.sorties == []
    assert run.units[1].fleet.counts()["ready"] == 4


def test_the_alert_goes_for_a_crew_and_brings_it_home() -> None:
    run = story({"alert": alert(), "patrol": patrol(at=[6])}, **DEADLY)

    assert crews(run) == [("falcons-1.1", "coast", "attrition", "recovered", "pedros-1.1")]
    down_h, recovered_h = told(run.record, "crews", "down_h", "recovered_h")[0]
    assert recovered_h - down_h == pytest.approx(0.25 + 300 / 150 + 0.5)  # response, transit, search
    flown = told(run.record, "sorties", "role", "area", "outcome", "on_station_h")
    assert [row for row in flown if row[0] == "rescue"] == [("rescue", "coast", "effective", pytest.approx(0.5))] * 2
    landed_h = told(run.record, "sorties", "landed_h")
    assert landed_h[-1] - recovered_h == pytest.approx(2)


def test_a_technical_loss_leaves_a_crew_too_and_a_drone_leaves_none() -> None:
    mishap = {"aircraft": {"fighter": {"mishap": "100 /h"}}}
    drone = {"aircraft": {"fighter": {"mishap": "100 /h", "uncrewed": True}}}
    tasking = {"alert": alert(), "patrol": patrol(at=[6])}

    assert crews(story(tasking, **mishap)) == [("falcons-1.1", "coast", "breakdown", "recovered", "pedros-1.1")]
    assert crews(story(tasking, **drone)) == []


@pytest.mark.parametrize(
    ("why", "changes"),
    [
        ("it stands too far off", {"places": {"coast": place("area", 360)}}),
        ("it has not the fuel", {"aircraft": {"helicopter": {"fuel": "4.5 t"}}}),
        ("its aircraft fail on the ground", {"aircraft": {"helicopter": {"p_ground_abort": 1}}}),
        ("its aircraft turn back", {"aircraft": {"helicopter": {"p_air_abort": 1}}}),
        ("nobody stands alert", {"forces": {"pedros": None}}),
    ],
)
def test_a_crew_is_left_behind_because(why: str, changes: dict[str, Any]) -> None:
    tasking = {"alert": alert(), "patrol": patrol(at=[6])}

    assert [row[3] for row in crews(story(tasking, **merge(DEADLY, changes)))] == ["missing"], why


def test_a_crew_that_was_captured_meanwhile_is_not_there_any_more() -> None:
    run = story({"alert": alert(), "patrol": patrol(at=[6])}, **merge(DEADLY, {"rescue": {"evasion": "0.01 h"}}))

    assert [row[3] for row in crews(run)] == ["captured"]
    assert ("alert", "ineffective", "no_target") in ends(run)


def test_nobody_goes_again_for_a_crew_that_was_captured_meanwhile() -> None:
    """Two pairs stand alert, two more from noon, and all turn back half-way. Seen to fail: the second went, too."""

    def called(evasion: str) -> int:
        places = {"pads": place("airfield", 10)}
        forces = {"jollys": unit("helicopter", 4, role="csar", base="pads")}
        abort = {"rescue": {"evasion": evasion}, "aircraft": {"helicopter": {"p_air_abort": 1}}}
        changes = merge(DEADLY, {**abort, "places": places, "forces": forces})
        run = story({"alert": alert(places=["base", "pads"]), "patrol": patrol(at=[6])}, **changes)
        assert [row[3] for row in crews(run)] == ["captured" if evasion == "0.01 h" else "missing"]
        return sum(row[1] == "air_abort" for row in ends(run))

    assert (called("0.01 h"), called("1000 h")) == (1, 4)


def test_a_crew_waits_for_the_next_alert_when_all_are_out() -> None:
    """Two fall at the same hour; one pair stands alert, the next comes on at noon and goes for the second."""
    run = story({"alert": alert(), "patrol": patrol(at=[6, 6])}, **DEADLY)

    times = told(run.record, "crews", "down_h", "recovered_h")
    assert [row[3] for row in crews(run)] == ["recovered", "recovered"]
    assert [round(recovered_h, 2) for _, recovered_h in times] == [8.76, 14.75]


# -- areas that are not entered without ------------------------------------------------------------------------------

NEEDED = {"rescue": {"needed": ["coast"], "spares": ["uav"]}}


def test_areas_that_need_an_alert_are_not_entered_without_one() -> None:
    near = {"places": {"hills": place("area", 300)}}
    there = patrol(at=[6], areas={"hills": 1})
    there["areas"].pop("coast", None)
    tasking = {"patrol": patrol(at=[6]), "there": there}

    with_alert, without = (
        story({"alert": alert(), **tasking}, **merge(merge(NEEDED, near), more))
        for more in ({}, {"forces": {"pedros": None}})
    )

    assert [row for row in ends(with_alert) if row[0] != "alert"] == [
        ("patrol", "effective", None),
        ("there", "effective", None),
    ]
    assert [row for row in ends(without) if row[0] != "alert"] == [
        ("patrol", "not_planned", "no_rescue"),
        ("there", "effective", None),
    ]


def test_while_the_alert_is_out_nobody_goes_in() -> None:
    """The first patrol falls at six; the second arrives when the only alert has gone for its crew."""
    run = story({"alert": alert(), "patrol": patrol(at=[6, 7])}, **merge(DEADLY, NEEDED))

    assert [row for row in ends(run) if row[0] == "patrol"] == [
        ("patrol", "ineffective", "attrition"),
        ("patrol", "air_abort", "no_rescue"),
    ]
