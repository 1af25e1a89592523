"""Tonnes a day through the ramp of a base."""

from __future__ import annotations

from collections.abc import Iterator

from sim.theory.form import Check, Form, equal, long_run
from sim.theory.rigs.bridge import GROUND_H, PAYLOAD_T, bridge, unloaded_h

WARM_UP_H = 48.0
P_AIR_ABORT = 0.05


def checks(seed: int) -> Iterator[Check]:
    for ramp in (1, 2, 3):
        times = [h for h in unloaded_h(bridge(10, 40, ramp), seed) if h > WARM_UP_H]
        sorties = ramp * (len(times) // ramp - 1)
        span_h = times[sorties] - times[0]
        yield equal(f"t/day, {ramp} places", PAYLOAD_T * sorties * 24 / span_h, ramp * PAYLOAD_T * 24 / GROUND_H)
    world = bridge(400, 14, 1, p_ground_abort=0.05, p_air_abort=P_AIR_ABORT)
    times = [h for h in unloaded_h(world, seed) if h > WARM_UP_H]
    days = int((times[-1] - WARM_UP_H) / 24)
    busy = [0.0] * days
    for h in times:
        day = int((h - WARM_UP_H) / 24)
        if day < days:
            busy[day] += GROUND_H / 24
    yield long_run("share of the ramp in use where airlifters fail", busy, 1 - P_AIR_ABORT)


FORM = Form(
    title="Throughput of an airfield",
    formula="MOG × payload × 24 / ground time, t/day; where a share p of the airlifters turns back, × (1 − p)",
    mechanism="airlift: planned slots, ramp places, whole campaign",
    source="AFPAM 10-1403 (2018), formula 9.0, without its queueing efficiency of 0.85; independent trials for p",
    applies="more airlifters stand by than the ramp takes, cargo never ends and each arrival has a slot: no "
    "place is empty; one that fails on the ground is replaced by a spare, one that turns back leaves its slot empty",
    misses="opening hours, several types on one ramp, what else the 0.85 holds: winds, customs, crews, loaders",
    broken="planned spells were counted in whole hours; a place was in fact busy for a tenth longer than planned",
    checks=checks,
)
