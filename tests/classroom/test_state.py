"""A state as a link carries it, and links that nobody should believe."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.classroom.limits import Refused
from sim.classroom.state import Desk, State
from sim.scenario.load import Changes


@st.composite
def states(draw: st.DrawFn, desk: Desk) -> State:
    state = desk.pulled(desk.untouched(), draw(st.sets(st.sampled_from(list(desk.scenario.enablers)))))
    state = desk.varied(state, draw(st.sets(st.sampled_from(list(desk.scenario.variants)))))
    state = desk.repeated(state, draw(st.integers(1, desk.limits.reps)))
    for name in draw(st.sets(st.sampled_from(list(desk.knobs)))):
        knob = desk.knobs[name]
        state = desk.moved(state, name, draw(st.integers(int(knob.low), int(knob.high))))
    return state


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_link_brings_back_the_state(desk: Desk, data: st.DataObject) -> None:
    state = data.draw(states(desk))
    assert desk.read(parse_qsl(state.query(), keep_blank_values=True)) == state


def test_a_link_is_read_aloud(desk: Desk) -> None:
    state = desk.moved(desk.pulled(desk.untouched(), ["tankers"]), "uav.home", 3)
    assert state.query() == "without=tankers&move=uav.home:3&reps=20"
    assert desk.told(state) == "without The friend's tankers; Home: drones 6 → 3 aircraft"
    assert desk.changes(state) == Changes(
        without=("tankers",), sets=("forces.drones.count=3", "forces.drones.in_line=3", "forces.drones.offer=3")
    )


def test_a_number_back_where_it_was_is_no_change(desk: Desk) -> None:
    state = desk.moved(desk.moved(desk.untouched(), "uav.home", 3), "uav.home", 6)
    assert state == desk.untouched()
    assert not state.changed


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ([("without", "nobody")], "no such enabler"),
        ([("variant", "<script>")], "no such variant"),
        ([("move", "forces.tankers.count:3")], "no such number"),
        ([("move", "uav.home:99")], "must be 0 to 12 aircraft, not 99"),
        ([("move", "uav.home:nan")], "A number in the link is none"),
        ([("move", "uav.home:1e999")], "A number in the link is none"),
        ([("move", "uav.home")], "A number in the link is none"),
        ([("reps", "41")], "whole number from 1 to 40, not 41"),
        ([("reps", "0")], "not 0"),
        ([("reps", "2.5")], "not 2.5"),
        ([("reps", "-1e300")], "from 1 to 40"),
        ([("without", "x" * 5000)], "too long"),
    ],
)
def test_what_a_link_may_not_say(desk: Desk, query: list[tuple[str, str]], message: str) -> None:
    with pytest.raises(Refused, match=message):
        desk.read(query)


KEYS = st.sampled_from(["without", "variant", "move", "reps", "x"])


@given(st.lists(st.tuples(KEYS, st.text(max_size=30)), max_size=5))
@settings(max_examples=200, deadline=None)
def test_any_link_is_a_state_or_refused(desk: Desk, query: list[tuple[str, str]]) -> None:
    try:
        state = desk.read(query)
    except Refused:
        return
    assert set(state.without) <= set(desk.scenario.enablers)
    assert 1 <= state.reps <= desk.limits.reps


def test_a_number_of_what_is_pulled_too_counts_for_nothing(desk: Desk) -> None:
    """Three of the tankers, and then none: the class is not told that it may not."""
    state = desk.pulled(desk.moved(desk.untouched(), "tanker.friend", 3), ["tankers"])
    assert desk.changes(state) == Changes(without=("tankers",))
    assert desk.changes(desk.pulled(state, [])).sets[0] == "forces.tankers.count=3"
