"""The kernel takes events in SimPy's order, and leaves out those that nobody waits for."""

from __future__ import annotations

import pytest
import simpy
from hypothesis import given
from hypothesis import strategies as st

from sim.campaign.clock import after
from sim.campaign.kernel import Kernel, Story

Log = list[tuple[float, str]]
HOURS = st.integers(0, 3)
STORIES = st.lists(st.tuples(HOURS, st.lists(HOURS, max_size=3)), max_size=5)


def teller(env: simpy.Environment, log: Log, name: str, naps: list[int]) -> Story:
    """Tells when it wakes, and at each of its naps leaves a thing to be done an hour later."""
    log.append((env.now, name))
    for hours in naps:
        after(env, 1, lambda: log.append((env.now, f"{name} later")))
        yield env.timeout(hours)
        log.append((env.now, name))


@given(STORIES)
def test_events_come_in_the_order_of_simpy(stories: list[tuple[int, list[int]]]) -> None:
    """Many at one moment. Seen to fail when the last scheduled comes first, and when a start is not urgent."""
    theirs, ours = simpy.Environment(), Kernel()
    told: tuple[Log, Log] = ([], [])

    for number, (delay, naps) in enumerate(stories):
        if delay == 0:
            theirs.process(teller(theirs, told[0], str(number), naps))
            ours.begin(teller(ours, told[1], str(number), naps))
        else:
            after(theirs, delay, lambda n=number, s=naps: theirs.process(teller(theirs, told[0], str(n), s)))
            after(ours, delay, lambda n=number, s=naps: ours.begin(teller(ours, told[1], str(n), s)))
    theirs.run()
    ours.run()
    assert told[0] == told[1]


def test_a_process_costs_an_event_to_start_and_none_to_end() -> None:
    env, log, taken = Kernel(), Log(), 0
    env.begin(teller(env, log, "early", []))
    env.begin(teller(env, log, "late", []), 2.0)
    while env.peek() < float("inf"):
        env.step()
        taken += 1
    assert (log, taken) == ([(0, "early"), (2.0, "late")], 2)


def test_a_run_stops_short_of_its_end() -> None:
    env, log = Kernel(), Log()
    after(env, 1.0, lambda: log.append((env.now, "in")))
    after(env, 2.0, lambda: log.append((env.now, "out")))
    env.run(until=2.0)
    assert (env.now, log) == (2.0, [(1.0, "in")])


def test_a_fault_in_a_process_comes_through() -> None:
    def story() -> Story:
        yield env.timeout(1.0)
        raise ValueError("it broke")

    env = Kernel()
    env.begin(story())
    with pytest.raises(ValueError, match="it broke"):
        env.run()


def test_nothing_happens_in_the_past() -> None:
    with pytest.raises(ValueError, match="negative delay -1"):
        Kernel().timeout(-1)
