"""Areas that are shut or entered with an escort, what opens them, and aircraft that do not come back."""

from __future__ import annotations

from typing import Any

import pytest

from sim.campaign.campaign import Campaign
from sim.campaign.record import Record
from tests.campaign.worlds import isr, kind, merge, patrol, place, strike, tankers, told, unit, world

SUPPRESSION = {"suppression": {}}


def sams(level: float = 4, **changes: Any) -> dict[str, Any]:
    """Four systems over the coast: above one an escort is needed, above three nobody goes; they hit nobody."""
    shape = {"title": "-", "areas": {"coast": {"level": level}}, "degraded_by": {"suppression": 0.5}}
    return {"sams": merge({**shape, "escort_above": 1, "shut_above": 3, "loss": "0 /h"}, changes)}


def weasels(**changes: Any) -> dict[str, Any]:
    """A pair that suppresses the defences of the coast for two hours; by itself it takes three quarters away."""
    sead = {"roles": ["sead"], "priority": 1, "package": 2, "offers": SUPPRESSION}
    return patrol(**{**sead, "at": [9.5], **changes})


def story(tasking: dict[str, Any], threats: dict[str, Any], **changes: Any) -> list[Any]:
    """How the lines ended, with falcons for patrols and strikes, weasels and drones."""
    return told(flown(tasking, threats, **changes), "lines", "kind", "state", "cause")


def flown(tasking: dict[str, Any], threats: dict[str, Any], **changes: Any) -> Record:
    return campaign(tasking, threats, **changes)[1]


def campaign(tasking: dict[str, Any], threats: dict[str, Any], **changes: Any) -> tuple[Campaign, Record]:
    forces = {
        "falcons": unit("fighter", 8),
        "weasels": unit("fighter", 8, role="sead"),
        "drones": unit("drone", 4),
    }
    run = Campaign(world(**merge({"forces": forces, "tasking": tasking, "threats": threats}, changes)), seed=1)
    run.run()
    return run, run.record


# -- shut, suppressed, gone ------------------------------------------------------------------------------------------


def test_nobody_is_sent_where_the_threat_is_too_high() -> None:
    elsewhere = {"places": {"hills": place("area", 300)}}
    tasking = {"here": patrol(at=[10]), "there": patrol(at=[10], areas={"coast": None, "hills": 1})}

    assert story(merge(tasking, {"there": {"areas": {"coast": None}}}), sams(), **elsewhere) == [
        ("here", "not_planned", "threat"),
        ("there", "effective", None),
    ]


def test_those_who_suppress_it_go_in_and_open_it_while_they_are_there() -> None:
    tasking = {"sead": weasels(), "patrol": patrol(at=[10, 14])}

    assert story(tasking, sams()) == [
        ("sead", "effective", None),
        ("patrol", "effective", None),
        ("patrol", "not_planned", "threat"),
    ]


def test_suppression_lasts_as_long_as_the_threat_takes_to_recover() -> None:
    tasking = {"sead": weasels(), "patrol": patrol(at=[10, 14, 17])}

    ends = story(tasking, sams(recovers={"suppression": "4 h"}))

    assert [state for name, state, _ in ends if name == "patrol"] == ["effective", "effective", "not_planned"]


def test_jamming_comes_with_the_type_and_adds_to_suppression() -> None:
    """Of eight systems a pair of weasels leaves two; a jammer among the patrols before it leaves one."""
    jammer = {"aircraft": {"growler": kind(offers={"jamming": {"amount": 1}})}}
    forces = {"forces": {"growlers": unit("growler", 1, role="mpa")}}
    threat = sams(level=8, degraded_by={"jamming": 0.5})
    jam = patrol(at=[9.5], roles=["mpa"], priority=1, offers={"suppression": {"amount": 0.001}})
    tasking = {"sead": weasels(), "patrol": patrol(at=[10])}

    without, with_jammer = (story({**tasking, **more}, threat, **jammer, **forces) for more in ({}, {"jam": jam}))

    assert ("patrol", "not_planned", "threat") in without
    assert ("patrol", "effective", None) in with_jammer


def test_destroyed_sites_take_their_part_of_it_away_down_to_the_lowest() -> None:
    threat = sams(reduced_by={"depot": 1.5}, lowest=0.5)
    run, _ = campaign({}, threat, standing={"coast": {"depot": 4}, "hills": {"depot": 1}})
    danger, *_ = run.threats.over["coast"]
    sites = [target for target in run.targets if target.area == "coast"]
    log = [danger.standing(100, 100)]

    for day, target in enumerate(sites[:3]):
        target.destroyed = True
        log += [danger.standing(0, 101 + 24 * day), danger.standing(0, 124 + 24 * day)]

    # counted once a day: what is destroyed at 101 h counts from the next count on
    assert log == [4, 4, 2.5, 2.5, 1, 1, 0.5]


def test_it_is_quiet_until_a_day_and_gone_from_another() -> None:
    presence = {"areas": {"coast": {"quiet_until": "2030-01-01T12:00Z", "until": "2030-01-02T06:00Z"}}}

    ends = story({"patrol": patrol(at=[10, 14, 29, 31])}, sams(**presence))

    assert [state for _, state, _ in ends] == ["effective", "not_planned", "not_planned", "effective"]


def test_drones_go_in_whatever_the_level_and_some_fly_out_of_its_reach() -> None:
    threat = sams(loss="100 /h", risks=["uav"], spares=["cap"])
    tasking = {"isr": isr(on_station="8 h"), "patrol": patrol(at=[10])}

    record = flown(tasking, threat, duration="1 d")

    assert ("patrol", "effective", None) in told(record, "lines", "kind", "state", "cause")
    drones = [row[1:] for row in told(record, "sorties", "role", "outcome", "cause") if row[0] == "isr"]
    assert drones == [("lost", "attrition")] * 3  # a day at eight hours each


def test_a_package_whose_suppression_does_not_come_is_turned_back() -> None:
    """The weasels were planned and broke on the way; the patrol has nobody to suppress for it."""
    broken = {"aircraft": {"weasel": kind(p_air_abort=1)}, "forces": {"weasels": {"aircraft": "weasel"}}}

    assert story({"sead": weasels(), "patrol": patrol(at=[10])}, sams(), **broken) == [
        ("sead", "air_abort", "breakdown"),
        ("patrol", "air_abort", "threat"),
    ]


# -- escorts ---------------------------------------------------------------------------------------------------------

ESCORTED = {
    "sead": weasels(at=[]),
    "strike": strike(at=[10], escort={"by": "sead", "aircraft": 2}),
}


def test_a_package_takes_an_escort_where_it_needs_one() -> None:
    record = flown(ESCORTED, sams(level=2))

    assert told(record, "lines", "kind", "state", "cause") == [
        ("escort", "effective", None),
        ("overwatch", "ineffective", "no_coverage"),
    ]
    spells = {row[0]: row[1:] for row in told(record, "coverage", "service", "start_h", "end_h")}
    assert spells["suppression"] == pytest.approx((9.75, 12))  # a little before the package, and as long


@pytest.mark.parametrize(
    ("why", "level", "changes"),
    [
        ("nobody suppresses", 2, {"forces": {"weasels": None}}),
        ("too few for an escort", 2, {"forces": {"weasels": {"in_line": 1}}}),
        ("shut even with an escort", 20, {}),
    ],
)
def test_without_its_escort_a_package_is_not_planned_and_the_escort_neither(
    why: str, level: float, changes: dict[str, Any]
) -> None:
    assert story(ESCORTED, sams(level=level), **changes) == [("overwatch", "not_planned", "threat")], why


def test_no_escort_flies_where_the_threat_is_low_or_suppressed_by_others() -> None:
    low = story(ESCORTED, sams(level=1))
    suppressed = story({**ESCORTED, "sead": weasels(at=[9.5])}, sams(level=2))

    assert [name for name, *_ in low] == ["overwatch"]
    assert [name for name, *_ in suppressed] == ["sead", "overwatch"]


def test_a_package_whose_escort_did_not_get_off_the_ground_stays_there_too() -> None:
    broken = {"aircraft": {"weasel": kind(p_ground_abort=1)}, "forces": {"weasels": {"aircraft": "weasel"}}}

    assert story(ESCORTED, sams(level=2), **broken) == [
        ("escort", "cancelled", "breakdown"),
        ("overwatch", "cancelled", "threat"),
    ]


def test_an_escort_whose_package_did_not_get_off_the_ground_stays_there_too() -> None:
    """The weasels stand nearer, so they start later."""
    near = {"places": {"near": place("airfield", 250)}, "forces": {"weasels": {"base": "near"}}}
    broken = {"aircraft": {"fighter": {"p_ground_abort": 1}, "weasel": kind()}}

    ends = story(ESCORTED, sams(level=2), **merge(merge(near, broken), {"forces": {"weasels": {"aircraft": "weasel"}}}))
    assert ends == [("escort", "cancelled", "breakdown"), ("overwatch", "cancelled", "breakdown")]


def test_a_package_waits_short_of_the_area_for_an_escort_that_is_a_little_late() -> None:
    late = world(
        forces={"falcons": unit("fighter", 1), "weasels": unit("fighter", 2, role="sead")},
        tasking=ESCORTED,
        threats=sams(level=2),
    )
    run = Campaign(late, seed=1)
    fleet = next(unit.fleet for unit in run.units if unit.name == "weasels")
    held: list[Any] = []
    run.env.timeout(8).callbacks.append(lambda _: held.extend(fleet.take(1) or []))
    run.env.timeout(9.2).callbacks.append(lambda _: fleet.ready(held[0]))  # they should start at 8.75
    run.run()

    rows = told(run.record, "sorties", "role", "launched_h", "landed_h", "on_station_h", "outcome")
    assert [row for row in rows if row[0] == "strike_at"] == [
        ("strike_at", 9, pytest.approx(13.2, abs=0.01), pytest.approx(2), "ineffective")
    ]


def test_two_packages_that_share_aircraft_do_not_wait_for_each_other_for_ever() -> None:
    """Two strikes want the same two weasels, at the same hour and of the same unit as the strikes: nobody hangs."""
    both = {"falcons": unit("fighter", 4, role=None, roles=["strike", "sead"]), "weasels": None}
    tasking = merge(ESCORTED, {"strike": {"at": [10, 10, 10], "package": 2}})

    ends = story(tasking, sams(level=2), forces=both)

    assert ends == [
        ("escort", "effective", None),
        ("overwatch", "ineffective", "no_coverage"),
        ("overwatch", "not_planned", "no_aircraft"),
        ("overwatch", "not_planned", "no_aircraft"),
    ]


def test_a_package_that_gets_no_fuel_leaves_its_escort_at_home() -> None:
    """Fuel for one package; the second is dropped when promises are made, and its escort with it."""
    far = {"places": {"coast": place("area", 560)}, "aircraft": {"weasel": kind(fuel="30 t", endurance="20 h")}}
    forces = {"weasels": {"aircraft": "weasel"}, "tankers": unit("tanker", 1, in_line=1)}
    small = {"aircraft": {"tanker": {"fuel": "7.8 t", "reserve": "1 t", "burn": "0.5 t/h"}}}
    asked = {"at": [10, 13], "on_station_min": "1.5 h", "package": 3}
    twice = merge(ESCORTED, {"strike": asked, "tanker": tankers(on_station="8 h", on_station_min="4 h")})

    ends = story(twice, sams(level=2), **merge(merge(far, small), {"forces": forces}))

    assert [end for end in ends if end[0] != "boom"] == [
        ("escort", "effective", None),
        ("overwatch", "ineffective", "no_coverage"),
        ("overwatch", "not_planned", "no_tanker_fuel"),  # and an escort that is not flown was no line asked for
    ]


# -- losses ----------------------------------------------------------------------------------------------------------


def test_an_aircraft_is_lost_and_the_other_one_goes_home() -> None:
    deadly = sams(level=0.9, loss="1 /h")
    run, record = campaign({"strike": strike(at=[10], package=2)}, deadly)

    rows = told(record, "sorties", "tail", "outcome", "cause", "landed_h", "weapons_loaded", "weapons_released")
    lost, home = sorted(rows, key=lambda row: row[1], reverse=True)
    counts = next(unit.fleet.counts() for unit in run.units if unit.name == "falcons")
    assert (lost[1:3], home[1:3]) == (("lost", "attrition"), ("ineffective", "attrition"))
    assert home[3] - lost[3] == pytest.approx(1)  # an hour from the coast to the base
    assert (counts["lost"], counts["ready"]) == (1, 7)
    shelf = run.arsenal.shelves["home", "bomb"]
    assert (shelf.expended, shelf.on_hand) == (2, 998)  # the lost aircraft's two bombs are gone


def test_a_unit_that_loses_aircraft_is_planned_with_what_is_left() -> None:
    """One of two falls on the first day; pairs cannot be planned any more."""
    deadly = sams(level=0.9, loss="3 /h")
    pair = {"forces": {"falcons": {"count": 2, "in_line": 2}}}

    ends = story({"patrol": patrol(at=[10, 50], package=2)}, deadly, duration="3 d", **pair)

    assert ends == [("patrol", "ineffective", "attrition"), ("patrol", "not_planned", "no_aircraft")]


def test_a_technical_loss_is_a_breakdown() -> None:
    record = flown({"patrol": patrol(at=[10])}, {}, aircraft={"fighter": {"mishap": "100 /h"}})

    assert told(record, "sorties", "outcome", "cause") == [("lost", "breakdown")]


def hit(threats: dict[str, Any], **changes: Any) -> tuple[set[str], set[str]]:
    """Sorties lost and sorties flown of the falcons, over ten days of dangerous patrols."""
    always = weasels(at=list(range(2, 240, 2)))
    tasking = {"sead": always, "patrol": patrol(per_day=40)}
    faults = {"aircraft": {"fighter": {"p_break": 0.2, "p_ground_abort": 0.1}}}
    many = {"forces": {"falcons": {"count": 40, "in_line": 40}, "weasels": {"count": 20, "in_line": 20}}}
    record = flown(tasking, threats, duration="10 d", **merge(merge(many, faults), changes))
    rows = [row for row in told(record, "sorties", "sortie_id", "outcome", "unit") if row[2] == "falcons"]
    return {name for name, outcome, _ in rows if outcome == "lost"}, {name for name, *_ in rows}


def test_suppression_saves_aircraft_and_costs_none() -> None:
    """The same take-off is lost in both worlds, or only where nobody suppresses: the draw is its own."""
    deadly = sams(level=4, loss="0.003 /h", escort_above=9, shut_above=9)
    lost, _ = hit(deadly)
    lost_alone, flew_alone = hit(deadly, forces={"weasels": None})

    assert len(lost_alone) > len(lost) > 0
    assert (lost & flew_alone) <= lost_alone


def test_a_threat_moves_no_other_draw() -> None:
    """Who breaks down on the ground, and when, is the same with a threat that hits nobody as with none."""
    harmless = sams(level=4, escort_above=9, shut_above=9)

    assert hit(harmless) == hit({})
