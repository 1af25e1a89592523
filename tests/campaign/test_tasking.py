"""The daily order: offers, caveats, staff, priorities, and what is dropped when fuel is short."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any

import pytest

from sim.campaign.campaign import fly
from sim.campaign.ledger import Cause, State
from sim.campaign.record import Record
from tests.campaign.worlds import isr, kind, patrol, place, tankers, told, unit, world

FLOWN = (State.effective, None)


def ends(record: Record, request: str = "patrol") -> list[Any]:
    """State and cause of every line of one request."""
    return [row[1:] for row in told(record, "lines", "kind", "state", "cause") if row[0] == request]


def units(record: Record) -> Counter[str]:
    return Counter(told(record, "sorties", "unit"))


def flown(**changes: Any) -> Record:
    return fly(world(**changes), 1)


# -- offers ------------------------------------------------------------------------------------------------------------


def test_a_nation_flies_no_more_than_it_offers() -> None:
    record = flown(
        forces={"falcons": unit("fighter", 9, offer=2)},
        tasking={"patrol": patrol(at=[10, 11, 12, 34, 35, 36])},
    )

    refused = (State.not_planned, Cause.no_aircraft)
    assert ends(record) == [FLOWN, FLOWN, refused, FLOWN, FLOWN, refused]


def test_an_offer_not_asked_for_is_open_for_two_days_and_no_longer() -> None:
    record = flown(
        forces={"falcons": unit("fighter", 20, offer=3)},
        tasking={"patrol": patrol(at=[96 + n / 10 for n in range(9)])},
        duration="5 d",
    )

    assert ends(record).count(FLOWN) == 6


def test_half_a_sortie_a_day_is_one_every_other_day() -> None:
    record = flown(
        forces={"falcons": unit("fighter", 9, offer=0.5)},
        tasking={"patrol": patrol(at=[24 * day + 12 for day in range(8)])},
        duration="8 d",
    )

    assert 4 <= ends(record).count(FLOWN) <= 5  # the first on credit


def test_the_request_is_spread_over_the_offers() -> None:
    record = flown(
        forces={name: unit("fighter", 20, offer=offer) for name, offer in (("few", 4), ("many", 12), ("none", 0))},
        tasking={"patrol": patrol(per_day=8)},
        duration="6 d",
    )

    assert units(record) == {"few": 12, "many": 36}


def test_who_is_near_goes_first_as_far_as_it_is_worth() -> None:
    """An hour nearer is worth nothing, half a day's offer, or more than all that is ever open."""
    forces = {"near": unit("fighter", 20, offer=8), "far": unit("fighter", 20, offer=8, base="rear")}

    def near(nearness: float) -> int:
        record = flown(
            forces=forces,
            places={"rear": place("airfield", -300)},
            planning={"nearness": nearness},
            tasking={"patrol": patrol(per_day=8)},
            duration="4 d",
        )
        assert len(record.sorties) == 32
        return units(record)["near"]

    assert (near(0), near(0.5), near(3)) == (16, 21, 32)


def test_no_more_aircraft_are_planned_than_are_in_line() -> None:
    record = flown(
        forces={"falcons": unit("fighter", 9, in_line=2)},
        tasking={"patrol": patrol(at=[12, 12.2, 12.4, 20])},
    )

    assert ends(record) == [FLOWN, FLOWN, (State.not_planned, Cause.no_aircraft), FLOWN]


def test_a_unit_without_the_role_is_not_asked() -> None:
    record = flown(forces={"falcons": unit("fighter", 9, "strike")}, tasking={"patrol": patrol(at=[12])})

    assert ends(record) == [(State.not_planned, Cause.no_aircraft)]


# -- caveats -----------------------------------------------------------------------------------------------------------

HOURS = [3, 9, 15, 21]
"""On station an hour after take-off: two by night and two by day, dawn being at 6 and dusk at 18."""


def with_caveat(planning: dict[str, Any] | None = None, **caveat: Any) -> list[Any]:
    """How the four lines of the first day, and two of the second over the hills, end."""
    return ends(
        flown(
            planning=planning or {},
            forces={"falcons": unit("fighter", 9, caveats=[caveat])},
            tasking={"patrol": patrol(at=[*HOURS, *(24 + at_h for at_h in HOURS)])},
        )
    )


def test_by_day_only() -> None:
    refused = (State.not_planned, Cause.caveat)

    assert with_caveat(only="day") == [refused, FLOWN, FLOWN, refused] * 2
    assert with_caveat(only="night") == [FLOWN, refused, refused, FLOWN] * 2


@pytest.mark.parametrize(("dawn", "dusk"), [(18, 6), (21, 7), (13.5, 7.5)])
def test_where_midnight_utc_falls_in_daylight(dawn: float, dusk: float) -> None:
    """The same hours turned round: take-off at 2, 8, 14 and 20. Seen to fail: it was night all day."""
    flown_by_day = [launch_h >= dawn or launch_h < dusk for launch_h in (2, 8, 14, 20)]

    assert len(set(flown_by_day)) == 2
    only_day = with_caveat(only="day", planning={"dawn": dawn, "dusk": dusk})
    assert only_day == [FLOWN if day else (State.not_planned, Cause.caveat) for day in flown_by_day] * 2


def test_the_length_of_the_night() -> None:
    """From dusk to dawn over midnight, within the day, never, and always."""
    hours = [(6, 18), (18, 6), (20, 8.5), (5, 17.5), (0, 24), (12, 12)]
    nights = [world(planning={"dawn": dawn, "dusk": dusk}).planning.night_h for dawn, dusk in hours]

    assert nights == [12, 12, 11.5, 11.5, 0, 24]


def test_a_caveat_that_is_lifted() -> None:
    refused = (State.not_planned, Cause.caveat)

    assert with_caveat(only="day", until="2030-01-01T12:00Z") == [refused] + [FLOWN] * 7


def test_a_mission_or_an_area_is_refused() -> None:
    refused = [(State.not_planned, Cause.caveat)] * 8

    assert with_caveat(refuse=["patrol_at"]) == refused
    assert with_caveat(refuse=["coast"]) == refused
    assert with_caveat(refuse=["strike", "hills"]) == [FLOWN] * 8


def test_a_caveat_from_a_date_on() -> None:
    refused = (State.not_planned, Cause.caveat)

    assert with_caveat(refuse=["coast"], **{"from": "2030-01-02"}) == [FLOWN] * 4 + [refused] * 4
    assert with_caveat(only="night", **{"from": "2030-01-01T12:00Z", "until": "2030-01-02"}) == [
        *[FLOWN] * 2,
        refused,
        *[FLOWN] * 5,
    ]


def test_only_these_areas() -> None:
    assert with_caveat(areas=["hills"]) == [(State.not_planned, Cause.caveat)] * 8
    assert with_caveat(areas=["hills", "coast"]) == [FLOWN] * 8


def test_a_line_that_one_nation_refuses_goes_to_another() -> None:
    record = flown(
        forces={
            "falcons": unit("fighter", 9, caveats=[{"refuse": ["coast"]}]),
            "eagles": unit("fighter", 9, nation="friend"),
        },
        tasking={"patrol": patrol(at=HOURS)},
    )

    assert units(record) == {"eagles": 4}


# -- staff -------------------------------------------------------------------------------------------------------------


def test_the_planning_staff_write_so_many_lines_a_day() -> None:
    record = flown(
        forces={"falcons": unit("fighter", 40)},
        staff={"planners": {"people": 1}},
        planning={"lines_per_person_day": 3},
        tasking={"patrol": patrol(per_day=5)},
    )

    unwritten = (State.not_planned, Cause.no_planning_staff)
    assert ends(record) == ([FLOWN] * 3 + [unwritten] * 2) * 2


def test_the_first_in_priority_is_written_first() -> None:
    record = flown(
        forces={"falcons": unit("fighter", 40)},
        staff={"planners": {"people": 1}},
        planning={"lines_per_person_day": 3},
        tasking={"later": patrol(at=[10, 11], priority=2), "first": patrol(at=[12, 13], priority=1)},
    )

    assert ends(record, "first") == [FLOWN] * 2
    assert ends(record, "later") == [FLOWN, (State.not_planned, Cause.no_planning_staff)]


def test_planners_that_leave_write_no_more() -> None:
    record = flown(
        forces={"falcons": unit("fighter", 40)},
        staff={"planners": {"until": "2030-01-02"}},
        tasking={"patrol": patrol(per_day=3)},
    )

    assert ends(record) == [FLOWN] * 3 + [(State.not_planned, Cause.no_planning_staff)] * 3


def test_the_order_is_complete_before_its_day() -> None:
    # at the horizon of six hours the second day's order is written at 18 h: its first line can launch from then on
    record = flown(
        forces={"falcons": unit("fighter", 9)}, planning={"horizon": "6 h"}, tasking={"patrol": patrol(at=[24, 26])}
    )

    assert told(record, "sorties", "launched_h") == [23, 25]


# -- phases ------------------------------------------------------------------------------------------------------------


def test_a_new_phase_asks_for_something_else() -> None:
    first = {"name": "quiet", "from": "2030-01-01", "tasking": {"patrol": patrol(per_day=1)}}
    then = {"name": "loud", "from": "2030-01-03", "tasking": {"patrol": patrol(per_day=4)}}

    record = flown(forces={"falcons": unit("fighter", 20)}, phases=[first, then], duration="4 d")

    assert Counter(told(record, "lines", "day")) == {0: 1, 1: 1, 2: 4, 3: 4}


# -- fuel --------------------------------------------------------------------------------------------------------------


def crowd(count: int, **changes: Any) -> Record:
    """Ten aircraft want six hours over the coast, where they stay three dry; so many tankers stand by."""
    return flown(
        forces={"falcons": unit("fighter", 30), **({"tankers": unit("tanker", count)} if count else {})},
        aircraft={"tanker": {"fuel": "30 t"}},
        tasking={
            "patrol": patrol(at=[12.1 + n / 4 for n in range(10)], on_station="6 h", on_station_min="1 h"),
            "tanker": tankers(),
        },
        **changes,
    )


def test_short_of_fuel_the_planners_shorten_the_stay_before_they_drop_the_line() -> None:
    stays = {}
    for count in (0, 1, 2, 3, 6):
        record = crowd(count)
        assert ends(record) == [FLOWN] * 10
        stays[count] = [
            round(row[1], 3) for row in told(record, "sorties", "unit", "on_station_h") if row[0] == "falcons"
        ]

    totals = [sum(hours) for hours in stays.values()]
    assert stays[0] == [3] * 10
    assert totals == sorted(totals)
    assert totals[0] < totals[-1]
    assert sum(hours > 5 for hours in stays[6]) > 7


def test_distant_areas_are_lost_first_without_tankers() -> None:
    # dry it stays three hours over the coast, one over the hills, and does not come to the desert and back
    asked = {
        area: patrol(at=[12, 36], areas={area: 1}, on_station_min="1.5 h") for area in ("coast", "hills", "desert")
    }
    places = {"desert": place("area", 800)}
    forces = {"falcons": unit("fighter", 9), "tankers": unit("tanker", 9)}

    with_tankers = flown(forces=forces, places=places, tasking={**asked, "tanker": tankers()})
    without = flown(forces={"falcons": unit("fighter", 9)}, places=places, tasking={**asked, "tanker": tankers()})

    dropped = [(State.not_planned, Cause.no_tanker_fuel)] * 2
    assert [ends(without, area) for area in asked] == [[FLOWN] * 2, dropped, dropped]
    assert [ends(with_tankers, area) for area in ("coast", "hills")] == [[FLOWN] * 2] * 2


def test_a_line_short_of_fuel_moves_to_a_unit_that_needs_none() -> None:
    near = {"near": place("airfield", 400)}
    record = flown(
        forces={"falcons": unit("fighter", 9, offer=200), "locals": unit("fighter", 9, base="near", offer=1)},
        places=near,
        tasking={"patrol": patrol(at=[12], areas={"hills": 1}, on_station_min="1.5 h"), "tanker": tankers()},
    )

    assert ends(record) == [FLOWN]
    assert units(record) == {"locals": 1}


# -- laying tankers ----------------------------------------------------------------------------------------------------


def laid(receivers: int, **changes: Any) -> list[str]:
    """The tanker sorties of a day on which so many aircraft want fuel at noon."""
    base: dict[str, Any] = {
        "forces": {"falcons": unit("fighter", 30), "tankers": unit("tanker", 9)},
        "tasking": {
            "patrol": patrol(at=[12] * receivers, areas={"hills": 1}, on_station_min="1.5 h"),
            "tanker": tankers(),
        },
        "duration": "1 d",
    }
    record = flown(**{**base, **changes})
    return [row[1] for row in told(record, "lines", "role", "state") if row[0] == "tanker"]


def test_no_tankers_are_laid_for_nobody() -> None:
    assert laid(0) == []


def test_one_for_one_receiver_and_more_for_more() -> None:
    one, many = laid(1), laid(20)

    assert one == ["effective"]  # for the way out and for the way home
    assert len(many) > 2


def test_a_tanker_of_two_systems_is_kept_for_where_both_are_wanted() -> None:
    both = {"boom_points": 1, "drogue_points": 2, "contact": "6 min", "rate": "60 t/h"}
    forces = {"falcons": unit("fighter", 9), "both": unit("both", 9, "tanker"), "booms": unit("tanker", 9)}
    record = flown(
        forces=forces,
        aircraft={"both": kind(fuel="60 t", tanker=both)},
        tasking={"patrol": patrol(at=[12], areas={"hills": 1}, on_station_min="1.5 h"), "tanker": tankers()},
    )

    assert units(record)["booms"] == 1
    assert units(record)["both"] == 0


def test_a_tanker_that_serves_one_nation_is_not_sent_for_another() -> None:
    forces = {"falcons": unit("fighter", 9), "theirs": unit("tanker", 9, nation="friend", serves=["friend"])}
    asked = {"patrol": patrol(at=[12, 12.5, 13, 13.5], areas={"hills": 1}, on_station_min="1.5 h"), "tanker": tankers()}

    strangers = flown(forces=forces, tasking=asked)
    served = flown(forces={**forces, "falcons": unit("fighter", 9, nation="friend")}, tasking=asked)

    assert ends(strangers) == [(State.not_planned, Cause.no_tanker_fuel)] * 4
    assert units(strangers) == {}
    assert ends(served) == [FLOWN] * 4


def test_tankers_on_another_track_do_not_help_when_it_is_too_far() -> None:
    forces = {"falcons": unit("fighter", 9), "tankers": unit("tanker", 9)}
    asked = {"areas": {"hills": 1}, "on_station_min": "1.5 h"}
    record = flown(
        forces=forces,
        places={"away": {**place("track", 150), "lon": 40}},
        tasking={"patrol": patrol(at=[12], **asked), "tanker": tankers(tracks=["away"])},
    )

    assert ends(record) == [(State.not_planned, Cause.no_tanker_fuel)]


# -- orbits ------------------------------------------------------------------------------------------------------------


def spells(record: Record, place_name: str = "coast") -> list[tuple[float, float]]:
    rows = told(record, "coverage", "service", "place", "start_h", "end_h")
    return sorted(row[2:] for row in rows if row[0] == "camera" and row[1] == place_name)


def test_reliefs_arrive_as_the_other_leaves() -> None:
    record = flown(forces={"drones": unit("drone", 4)}, tasking={"isr": isr()}, duration="4 d")

    watched = spells(record)
    gaps = [round(then[0] - now[1], 9) for now, then in pairwise(watched)]
    assert round(watched[0][0], 9) == 1  # the first arrives an hour after the start
    assert set(gaps) == {0}
    assert watched[-1][1] >= 96


def test_too_few_aircraft_leave_gaps() -> None:
    # one drone: ten hours in the air, two on the ground: eight of every twelve at most
    record = flown(forces={"drones": unit("drone", 1)}, tasking={"isr": isr()}, duration="10 d")

    watched_h = sum(end_h - start_h for start_h, end_h in spells(record))
    assert 0.4 * 240 < watched_h <= 8 / 12 * 240 + 8


def test_two_orbits_are_two_drones_at_once_and_half_an_orbit_half_of_the_time() -> None:
    """In stays of eight hours: one and two a day in turn. Seen to fail when the last stay of a day was not set off."""
    totals = {}
    for orbits in (0.5, 1, 2):
        record = flown(forces={"drones": unit("drone", 9)}, tasking={"isr": isr(orbits=orbits)}, duration="6 d")
        totals[orbits] = sum(end_h - start_h for start_h, end_h in spells(record))

    assert totals[2] == 2 * totals[1]
    assert abs(totals[0.5] - 0.5 * totals[1]) <= 8


def test_an_orbit_that_nobody_flies_was_asked_for_as_often_as_one_that_is_flown() -> None:
    """Seen to fail when each second try was a line of its own: twice as many."""
    asked = {}
    for drones in (0, 4):
        forces = {"falcons": unit("fighter", 1), **({"drones": unit("drone", drones)} if drones else {})}
        asked[drones] = ends(flown(forces=forces, tasking={"isr": isr()}, duration="6 d"), "isr")

    assert len(asked[0]) == len(asked[4]) == 6 * 24 / 8
    assert set(asked[0]) == {(State.not_planned, Cause.no_aircraft)}


def test_no_area_has_hours_of_its_own() -> None:
    """Seen to fail when areas were dealt in step with the hours: the coast was flown in the first and third quarter."""
    tasking = {"patrol": patrol(per_day=4, areas={"coast": 1, "hills": 1}, on_station_min="0.5 h")}
    record = flown(forces={"falcons": unit("fighter", 30)}, tasking=tasking, duration="24 d")

    quarters = Counter(
        int(at_h % 24 // 6) for area, at_h in told(record, "sorties", "area", "launched_h") if area == "coast"
    )
    assert sum(quarters.values()) == 48
    assert all(5 <= quarters[quarter] <= 19 for quarter in range(4))


def test_an_orbit_visits_its_areas_in_turn_each_day_shifted_by_one() -> None:
    record = flown(
        forces={"drones": unit("drone", 9)},
        tasking={"isr": isr(areas=["coast", "hills"], on_station="6 h")},
        aircraft={"drone": {"endurance": "40 h"}},
        duration="4 d",
    )

    watched = [(start_h, area) for area in ("coast", "hills") for start_h, _ in spells(record, area)]
    assert [area for start_h, area in sorted(watched) if start_h > 3] == [
        *["coast"] * 3,
        *["hills"] * 4,
        *["coast"] * 4,
        *["hills"] * 4,
    ]
