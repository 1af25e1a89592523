"""Another theatre draws tails away, and gives them back."""

from __future__ import annotations

from typing import Any

import pytest
import simpy

from sim.campaign.campaign import fly
from sim.campaign.commitment import Absence, absences
from sim.campaign.fleet import Fleet
from sim.campaign.luck import Luck
from sim.measures import measure
from sim.scenario.inputs import AircraftType, Force
from tests.campaign.worlds import kind, patrol, tankers, told, unit, world

SECOND_DAY = {"title": "-", "from": "2030-01-02", "until": "2030-01-03"}


def elsewhere(span: dict[str, Any] = SECOND_DAY, **draws: Any) -> dict[str, Any]:
    """A commitment of that name."""
    return {"elsewhere": {**span, "draws": draws}}


def test_a_fleet_gives_ready_tails_at_once_and_others_as_they_land() -> None:
    env = simpy.Environment()
    force = Force.model_validate(unit("fighter", 3))
    fleet = Fleet(env, "falcons", force, AircraftType.model_validate(kind()), Luck(1))
    fleet.arrive()
    flying = fleet.take(2)
    assert flying is not None
    log = [fleet.counts()]

    fleet.draw(2)
    log.append(fleet.counts())
    for tail in flying:
        fleet.ready(tail)
    log.append(fleet.counts())
    fleet.give_back(2)
    log.append(fleet.counts())

    states = ("ready", "airborne", "away")
    assert [tuple(counts[state] for state in states) for counts in log] == [(1, 2, 0), (0, 2, 1), (1, 0, 2), (3, 0, 0)]


def test_tails_that_had_not_left_yet_stay() -> None:
    fleet = Fleet(
        simpy.Environment(),
        "falcons",
        Force.model_validate(unit("fighter", 1)),
        AircraftType.model_validate(kind()),
        Luck(1),
    )
    fleet.arrive()
    flying = fleet.take(1)
    assert flying is not None

    fleet.draw(1)
    fleet.give_back(1)
    fleet.ready(flying[0])

    assert fleet.counts()["ready"] == 1


def test_lines_of_the_day_are_lost_to_it() -> None:
    """Two patrols at ten o'clock each day; one of the two fighters is elsewhere on the second."""
    record = fly(
        world(
            forces={"falcons": unit("fighter", 2)},
            tasking={"patrol": patrol(at=[10, 10, 34, 34, 58, 58])},
            commitments=elsewhere(one={"unit": "falcons", "count": 1}),
            duration="3 d",
        ),
        1,
    )

    assert told(record, "lines", "day", "state", "cause") == [
        (0, "effective", None),
        (0, "effective", None),
        (1, "effective", None),
        (1, "not_planned", "other_commitments"),
        (2, "effective", None),
        (2, "effective", None),
    ]


def test_lines_beyond_what_all_tails_could_have_flown_are_not_lost_to_it() -> None:
    record = fly(
        world(
            forces={"falcons": unit("fighter", 2)},
            tasking={"patrol": patrol(at=[34, 34, 34])},
            commitments=elsewhere(one={"unit": "falcons", "count": 1}),
        ),
        1,
    )

    assert told(record, "lines", "cause") == [None, "other_commitments", "no_aircraft"]


def test_the_offer_shrinks_in_proportion() -> None:
    """Four of six tails away: two of six sorties are offered, and the four are what is lost to it."""
    record = fly(
        world(
            forces={"falcons": unit("fighter", 6, offer=6)},
            tasking={"patrol": patrol(at=[24 + 3 * n for n in range(8)])},
            commitments=elsewhere({**SECOND_DAY, "from": "2030-01-01"}, four={"unit": "falcons", "count": 4}),
        ),
        1,
    )

    causes = told(record, "lines", "cause")
    assert (causes.count(None), causes.count("other_commitments")) == (4, 4)


def test_what_a_drawn_tanker_would_have_fuelled_is_lost_to_it() -> None:
    hills = {"forces": {"falcons": unit("fighter", 2), "tankers": unit("tanker", 4)}}
    hills |= {
        "tasking": {"patrol": patrol(at=[12, 36], areas={"hills": 1}, on_station_min="1.5 h"), "tanker": tankers()}
    }

    record = fly(world(**hills, commitments=elsewhere(all={"role": "tanker", "count": 4})), 1)
    never_there = fly(world(**{**hills, "forces": {"falcons": unit("fighter", 2)}}), 1)

    causes = told(record, "lines", "role", "cause")
    assert [cause for role, cause in causes if role == "patrol_at"] == [None, "other_commitments"]
    assert told(never_there, "lines", "cause") == ["no_tanker_fuel", "no_tanker_fuel"]


def test_a_draw_is_shared_over_the_units_that_it_may_take_from() -> None:
    scenario = world(
        forces={
            "many": unit("tanker", 6),
            "few": unit("tanker", 2),
            "gone": unit("tanker", 4, until="2030-01-02"),
            "theirs": unit("tanker", 4, nation="friend"),
            "fighters": unit("fighter", 4),
        },
        commitments=elsewhere(four={"nation": "home", "role": ["tanker", "uav"], "count": 4}),
    )

    assert absences(scenario) == [Absence("many", 3, 24, 48), Absence("few", 1, 24, 48)]


def test_a_commitment_that_was_over_before_the_campaign_draws_nobody() -> None:
    """From a unit that was there then. Seen to fail: a traceback of a valid file."""
    tasking = {"patrol": patrol(at=[10, 10])}
    there = {"falcons": unit("fighter", 2, **{"from": "2029-11-01"})}
    month = {"title": "-", "from": "2029-12-01", "until": "2029-12-20"}

    over = world(forces=there, tasking=tasking, commitments=elsewhere(month, two={"unit": "falcons", "count": 2}))

    assert absences(over) == []
    assert vars(fly(over, 1)) == vars(fly(world(forces=there, tasking=tasking), 1))


def test_commitments_at_the_same_time_take_no_tail_twice() -> None:
    three = {"aircraft": "tanker", "count": 3}
    commitments = {name: {**SECOND_DAY, "draws": {"three": three}} for name in ("one", "other")}

    scenario = world(forces={"tankers": unit("tanker", 4)}, commitments=commitments)

    assert [absence.tails for absence in absences(scenario)] == [3, 1]


@pytest.mark.parametrize(("tails", "in_line"), [(1, 3), (2, 3), (3, 2), (4, 1), (5, 1), (6, 0)])
def test_the_share_in_line_stays_what_it_was(tails: int, in_line: int) -> None:
    """Four of six in line; so many patrols at once can be flown when so many tails are elsewhere."""
    record = fly(
        world(
            forces={"falcons": unit("fighter", 6, in_line=4)},
            tasking={"patrol": patrol(at=[34] * 6)},
            commitments=elsewhere(some={"unit": "falcons", "count": tails}),
        ),
        1,
    )

    assert told(record, "lines", "state").count("effective") == in_line


def test_tails_elsewhere_are_not_counted_as_in_theatre() -> None:
    scenario = world(
        forces={"falcons": unit("fighter", 2)},
        tasking={"patrol": patrol(at=[10, 20, 44])},
        commitments=elsewhere(one={"unit": "falcons", "count": 1}),
    )

    assert measure(fly(scenario, 1), scenario)["sorties_per_aircraft_day"] == 3 / (2 + 2 - 1)
