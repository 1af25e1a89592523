"""Every line that was asked for ends in exactly one state."""

from __future__ import annotations

from collections import Counter

import pytest

from sim.campaign.campaign import fly
from sim.campaign.ledger import BrokenIdentity, Cause, State
from sim.campaign.missions.patrol import Patrol
from tests.campaign.worlds import asked, patrol, strike, tankers, told, unit, world

PATROL = Patrol.model_validate(patrol(per_day=1))


def test_a_line_ends_once() -> None:
    line = asked(PATROL, "coast", number=7, day=3)
    line.close(State.cancelled, Cause.no_aircraft)

    with pytest.raises(BrokenIdentity, match="line 7, day 3, patrol over coast ended twice: cancelled, effective"):
        line.close(State.effective, None)


def test_a_line_that_nobody_flew_has_no_unit_and_no_sorties() -> None:
    line = asked(PATROL, "coast", number=7, day=3)
    line.close(State.not_planned, Cause.caveat)

    assert line.row() == (7, 3, "patrol", "patrol", "coast", None, None, "not_planned", "caveat", ())


def test_as_many_lines_as_were_asked_for_each_ended_once() -> None:
    busy = world(
        forces={"falcons": unit("fighter", 5), "tankers": unit("tanker", 1)},
        aircraft={"fighter": {"p_break": 0.2, "p_ground_abort": 0.2, "p_air_abort": 0.3}},
        tasking={
            "patrol": patrol(per_day=5),
            "far": patrol(per_day=3, areas={"hills": 1}),
            "strike": strike(per_day=4, package=2),
            "tanker": tankers(),
        },
        duration="6 d",
    )

    lines = told(fly(busy, 3), "lines", "line_id", "role", "kind", "state")

    assert Counter(kind for _, role, kind, _ in lines if role != "tanker") == {"patrol": 30, "far": 18, "overwatch": 12}
    assert len({number for number, *_ in lines}) == len(lines)
    assert {state for *_, state in lines} == set(State)


def test_a_request_for_half_a_sortie_a_day_is_one_every_other_day() -> None:
    rare = world(forces={"falcons": unit("fighter", 2)}, tasking={"patrol": patrol(per_day=0.5)}, duration="6 d")

    assert told(fly(rare, 1), "lines", "day", "state") == [(day, "effective") for day in (1, 3, 5)]
