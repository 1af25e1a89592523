"""The board of a unit's tails."""

from __future__ import annotations

from collections.abc import Generator
from functools import partial
from math import exp
from typing import Any

import pytest
import simpy

from sim.campaign.campaign import fly
from sim.campaign.clock import after
from sim.campaign.fleet import Fleet, TailState
from sim.campaign.luck import Luck
from tests.campaign.worlds import isr, patrol, told, unit, world

Log = list[tuple[float, str, int | None]]


def fleet(env: simpy.Environment, count: int, **aircraft: Any) -> Fleet:
    """A fleet that has arrived."""
    small = world(forces={"falcons": unit("fighter", count)}, aircraft={"fighter": aircraft})
    board = Fleet(env, "falcons", small.forces["falcons"], small.aircraft["fighter"], Luck(1))
    board.arrive()
    return board


def sortie(board: Fleet, log: Log, name: str, aircraft: int, *times: float) -> Generator[simpy.Event]:
    """Asks at the first hour, waits for the second at most, and keeps what it gets for the third."""
    start_h, wait_h, stay_h = times
    yield board.env.timeout(start_h)
    tails = board.take(aircraft) or (yield board.ask(aircraft, wait_h))
    log.append((board.env.now, name, len(tails) if tails else None))
    if tails:
        yield board.env.timeout(stay_h)
        for tail in tails:
            board.ready(tail)


def story(count: int, *sorties: tuple[str, int, float, float, float]) -> Log:
    """What sorties of (name, aircraft, start, patience, stay) get from a fleet of so many."""
    env = simpy.Environment()
    board, log = fleet(env, count), []
    for name, *terms in sorties:
        env.process(sortie(board, log, name, *terms))
    env.run()
    assert board.counts()[TailState.ready] == count
    return log


def test_a_package_is_granted_all_or_nothing_first_come_first_served() -> None:
    # four tails: b wants three when two are left, so c, who wants one, waits behind it although one is free
    assert story(4, ("a", 2, 0, 9, 5), ("b", 3, 1, 9, 2), ("c", 1, 2, 9, 1)) == [(0, "a", 2), (5, "b", 3), (5, "c", 1)]


def test_who_has_waited_long_enough_gets_nothing_and_those_behind_it_are_served() -> None:
    assert story(4, ("a", 2, 0, 9, 8), ("b", 3, 1, 3, 2), ("c", 1, 2, 9, 1)) == [
        (0, "a", 2),
        (4, "b", None),
        (4, "c", 1),
    ]


def test_one_that_gives_up_in_the_middle_of_the_queue_takes_no_aircraft_with_it() -> None:
    log = story(2, ("a", 2, 0, 9, 6), ("b", 2, 1, 9, 2), ("c", 1, 2, 1, 1), ("d", 2, 3, 9, 1))

    assert log == [(0, "a", 2), (3, "c", None), (6, "b", 2), (8, "d", 2)]


def test_two_packages_that_together_want_more_than_there_are_do_not_deadlock() -> None:
    assert story(4, ("a", 3, 0, 9, 1), ("b", 3, 0, 9, 1)) == [(0, "a", 3), (1, "b", 3)]


def test_whatever_comes_first_in_one_hour_a_grant_or_giving_up_no_aircraft_is_lost() -> None:
    grant = story(1, ("a", 1, 0, 9, 3), ("b", 1, 1, 2, 1), ("c", 1, 1, 9, 1))
    too_late = story(1, ("a", 1, 0, 9, 2), ("d", 1, 0.5, 9, 1), ("b", 1, 1, 2, 1), ("c", 1, 1, 9, 1))

    assert grant == [(0, "a", 1), (3, "b", 1), (4, "c", 1)]
    assert too_late == [(0, "a", 1), (2, "d", 1), (3, "b", None), (3, "c", 1)]


def test_a_package_larger_than_the_unit_waits_in_vain() -> None:
    assert story(2, ("a", 3, 0, 2, 1)) == [(2, "a", None)]


def test_a_tail_is_in_one_state_and_all_states_add_up() -> None:
    env = simpy.Environment()
    board = fleet(env, 4, p_break=0.5)
    one, other = board.take(2) or []
    seen = [dict(board.counts())]
    board.land(one, (1, 1, 0.49, 0.5))
    board.land(other, (1, 1, 0.51, 0.5))
    seen.append(dict(board.counts()))
    board.ready(one)
    board.ready(other)
    board.leave()
    seen.append(dict(board.counts()))

    none = dict.fromkeys(TailState, 0)
    assert seen == [
        {**none, TailState.ready: 2, TailState.airborne: 2},
        {**none, TailState.ready: 2, TailState.repair: 1, TailState.turning: 1},
        {**none, TailState.away: 4},
    ]


def test_hours_until_ready_are_the_turn_and_the_repair_by_the_tails_own_draw() -> None:
    board = fleet(simpy.Environment(), 1, p_break=0.5, turn="2 h", repair="10 h")
    (tail,) = board.take(1) or []
    median_h = 10 * 0.6931471805599453  # the median of an exponential of mean 10 h

    assert board.land(tail, (1, 1, 0.5, 0.5)) == 2
    assert board.land(tail, (1, 1, 0.4, 0.5)) == pytest.approx(2 + median_h)
    assert board.fail(tail, (0, 1, 1, 0.5)) == pytest.approx(median_h)


def test_with_two_crews_the_third_broken_tail_waits_for_the_crew_that_is_free_first() -> None:
    env = simpy.Environment()
    small = world(
        forces={"falcons": {**unit("fighter", 4), "repair_crews": 2}},
        aircraft={"fighter": {"p_break": 1, "turn": "2 h", "repair": "10 h"}},
    )
    board = Fleet(env, "falcons", small.forces["falcons"], small.aircraft["fighter"], Luck(1))
    board.arrive()
    tails = board.take(4) or []
    long, short = 1 - exp(-1), 1 - exp(-0.5)  # repairs of 10 h and of 5 h

    first, second, third = (
        board.land(tail, (1, 1, 0, draw)) for tail, draw in zip(tails, (long, short, short), strict=False)
    )
    env.run(until=13)

    assert [first, second, third] == pytest.approx([2 + 10, 2 + 5, 7 + 5])
    assert board.land(tails[3], (1, 1, 0, long)) == pytest.approx(2 + 10), "both crews are free again"


def test_a_spare_is_one_that_nobody_waits_for() -> None:
    env = simpy.Environment()
    board = fleet(env, 3)
    board.take(1)
    first = board.spare()
    board.ask(2, 5)

    assert first is not None
    assert first.state is TailState.airborne
    assert board.spare() is None


def test_a_unit_that_leaves_takes_the_ready_tails_at_once_and_the_others_as_they_come_back() -> None:
    env = simpy.Environment()
    board, log = fleet(env, 3), []
    env.process(sortie(board, [], "a", 1, 0, 0, 5))
    after(env, 2, board.leave)
    for at_h in (1, 3, 6):
        after(env, at_h, partial(lambda: log.append((env.now, board.counts()[TailState.away], board.take(1)))))
    env.run()

    assert [(at_h, away, tails is None) for at_h, away, tails in log] == [(1, 0, False), (3, 1, True), (6, 2, True)]


def test_a_unit_flies_from_its_first_day_to_its_last() -> None:
    stay = {"from": "2030-01-02", "until": "2030-01-03"}
    there = world(
        forces={"falcons": unit("fighter", 9, **stay)},
        tasking={"patrol": patrol(at=[12, 23.5, 26, 40, 44, 60])},
        duration="3 d",
    )

    lines = told(fly(there, 1), "lines", "state", "cause")

    # the line at 44 h would turn round after the unit has left at 48 h
    flown, missing = ("effective", None), ("not_planned", "no_aircraft")
    assert lines == [missing, missing, flown, flown, missing, missing]


def test_a_unit_that_is_there_from_the_start_flies_in_the_first_hour() -> None:
    first = world(forces={"drones": unit("drone", 2)}, tasking={"isr": isr()}, duration="8 h")

    assert told(fly(first, 1), "sorties", "tail", "launched_h")[0] == ("drones-1", 0)


def test_a_spare_takes_the_place_of_an_aircraft_that_fails_on_the_ground() -> None:
    spares = world(
        forces={"falcons": unit("fighter", 8, in_line=2)},
        aircraft={"fighter": {"p_ground_abort": 0.5, "repair": "1000 h"}},
        tasking={"patrol": patrol(at=[10], package=2)},
    )

    tails = [told(fly(spares, seed), "sorties", "tail") for seed in range(20)]

    assert all(len(pair) in (0, 2) for pair in tails)
    assert sum(len(pair) == 2 for pair in tails) > 15  # all but 9 of 256 worlds have two sound tails of eight
    assert any(pair != ["falcons-1", "falcons-2"] for pair in tails if pair)


def test_without_a_spare_the_whole_package_stays() -> None:
    none = world(
        forces={"falcons": unit("fighter", 2)},
        aircraft={"fighter": {"p_ground_abort": 1}},
        tasking={"patrol": patrol(at=[10], package=2)},
    )

    record = fly(none, 1)

    assert told(record, "lines", "state", "cause") == [("cancelled", "breakdown")]
    assert record.sorties == []


def test_a_line_that_finds_no_aircraft_in_time_is_cancelled() -> None:
    late = world(
        forces={"falcons": unit("fighter", 1)},
        aircraft={"fighter": {"p_break": 1, "repair": "1000 h"}},
        tasking={"patrol": patrol(at=[10, 20])},
    )

    assert told(fly(late, 1), "lines", "state", "cause") == [("effective", None), ("cancelled", "no_aircraft")]


def test_a_tail_that_turns_back_did_not_patrol() -> None:
    faulty = world(
        forces={"falcons": unit("fighter", 1)},
        aircraft={"fighter": {"p_air_abort": 1}},
        tasking={"patrol": patrol(at=[10])},
    )

    record = fly(faulty, 1)

    assert told(record, "lines", "state", "cause") == [("air_abort", "breakdown")]
    assert told(record, "sorties", "launched_h", "landed_h", "on_station_h") == [(9, 10, 0)]


def test_tails_that_are_turned_cost_an_event_only_if_a_line_waits_for_them() -> None:
    """One lands at 0 h and is ready at 2 h. Seen to fail when every tail on the ground sets a timer."""
    env = simpy.Environment()
    board, log = fleet(env, 1, p_break=0, turn="2 h"), Log()
    (tail,) = board.take(1) or []
    board.rest([(board.land(tail, (1, 1, 1, 1)), tail)])
    assert env.peek() == float("inf")
    env.process(sortie(board, log, "a", 1, 1, 9, 1))
    env.run()
    assert (log, board.counts()[TailState.ready]) == ([(2, "a", 1)], 1)


def test_who_launches_as_a_tail_is_ready_has_it_a_moment_later() -> None:
    env = simpy.Environment()
    board, log = fleet(env, 1, p_break=0, turn="2 h"), Log()
    (tail,) = board.take(1) or []
    board.rest([(board.land(tail, (1, 1, 1, 1)), tail)])
    env.process(sortie(board, log, "a", 1, 2, 9, 1))
    env.run()
    assert log == [(2, "a", 1)]


def test_a_line_is_served_by_the_tail_that_is_ready_first_though_it_came_down_last() -> None:
    env = simpy.Environment()
    board, log = fleet(env, 2), Log()
    early, late = board.take(2) or []
    board.rest([(8.0, late)])
    env.process(sortie(board, log, "a", 1, 1, 9, 1))
    after(env, 2, lambda: board.rest([(1.0, early)]))
    env.run()
    assert log == [(3, "a", 1)]
