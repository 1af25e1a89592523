"""Receivers that wait for a boom or hose: contacts are booked on the point that is free first."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.inputs import System
from sim.theory.form import Check, Form, long_run
from sim.theory.queues import erlang_c
from sim.theory.rigs.boom import CONTACT_H, exponential_fuel, on_track, tanker, waits

CASES = (
    ("one boom", System.boom, 1, 1, 0.7),
    ("two hoses", System.probe, 1, 2, 1.5),
    ("three hoses", System.probe, 1, 3, 2.1),
    ("two tankers with a boom each", System.boom, 2, 1, 1.5),
)
"""Name, system, tankers, points of each, load in erlang."""


def checks(seed: int) -> Iterator[Check]:
    for name, system, tankers, points, load in CASES:
        servers, per_h = tankers * points, load / CONTACT_H
        there = [tanker(n, points, system) for n in range(tankers)]
        waited = waits(on_track(there), per_h, exponential_fuel(100 * seed + servers), seed)
        waiting = erlang_c(servers, load)
        yield long_run(f"share that waits, {name}", [wait_h > 1e-9 for wait_h in waited], waiting)
        yield long_run(f"mean wait, {name}, h", waited, waiting / (servers / CONTACT_H - per_h), sharp=0.08)


FORM = Form(
    title="Wait at the boom",
    formula="Erlang C; mean wait = C(c, a) / (c / contact − rate); for one boom M/M/1",
    mechanism="contacts booked on the point that is free first",
    source="Erlang 1917; Gross and Harris, section 2.3",
    applies="receivers come at random, contacts are exponential (uplifts are, and hooking up takes no time), and "
    "booking in order of arrival on the point that is free first is the FIFO queue of c servers; "
    "receivers go to the tanker that is free first, so two tankers with a boom each are one queue for two "
    "booms",
    misses="receivers sent at times that the planner spreads out, packages that come together, hook-up times",
    broken="contacts were booked on the first point only; receivers took the first tanker there",
    checks=checks,
)
