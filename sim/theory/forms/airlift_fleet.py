"""Tonnes a day that a fleet of airlifters brings."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from sim.theory.form import Check, Form, equal
from sim.theory.rigs.bridge import GROUND_H, LEG_H, PAYLOAD_T, bridge, unloaded_h


def checks(seed: int) -> Iterator[Check]:
    for lifters, turn_h in ((1, 1.0), (3, 1.0), (2, 3.0)):
        cycle_h = ceil(2 * GROUND_H + 2 * LEG_H + turn_h)
        times = unloaded_h(bridge(32, lifters, turn=f"{turn_h} h"), seed)[4 * lifters :]
        sorties = lifters * (len(times) // lifters - 1)
        a_day = PAYLOAD_T * sorties * 24 / (times[sorties] - times[0])
        yield equal(f"t/day, {lifters} airlifters, turn {turn_h} h", a_day, lifters * PAYLOAD_T * 24 / cycle_h)


FORM = Form(
    title="Capacity of an airlift fleet",
    formula="N × payload × 24 / cycle, t/day; cycle = two ground times, two legs and the turn, in whole hours",
    mechanism="airlift: planner's diary, loading, whole campaign",
    source="fleet capacity, as in the closure formulas of AFPAM 10-1403 (recalled), by cycle instead of use rate",
    applies="no ramp limits, cargo never ends, each sortie is full, nothing fails; the diary counts whole hours",
    misses="crews, stops on the way, cargo that fills the hold before the payload",
    broken="a sortie was planned and loaded in no time",
    checks=checks,
)
