"""Airlifters that find every ramp place taken."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sim.campaign.ramp import Ramp
from sim.theory.form import Check, Form, long_run
from sim.theory.queues import erlang_b, erlang_c

PLACES, PER_H, GROUND_H = 3, 0.8, 3.0
COMING = 60_000


def checks(seed: int) -> Iterator[Check]:
    load = PER_H * GROUND_H
    for law in ("exponential", "equal"):
        turned = [wait_h > 0 for wait_h in waits(seed, law, patient=False)]
        yield long_run(f"share turned away, {law} ground times", turned, erlang_b(PLACES, load))
    waited = waits(seed, "exponential", patient=True)
    waiting = erlang_c(PLACES, load)
    yield long_run("share that waits, if all wait", [wait_h > 1e-9 for wait_h in waited], waiting)
    yield long_run("mean wait then, h", waited, waiting / (PLACES / GROUND_H - PER_H), sharp=0.08)


def waits(seed: int, law: str, *, patient: bool) -> list[float]:
    """Hours that each airlifter would have to wait for a place as it comes; without patience it goes at once."""
    luck, ramp, now = np.random.default_rng([9, seed]), Ramp(PLACES), 0.0
    gaps = luck.exponential(1 / PER_H, COMING).tolist()
    stays = luck.exponential(GROUND_H, COMING).tolist() if law == "exponential" else [GROUND_H] * COMING
    found: list[float] = []
    for gap_h, stay_h in zip(gaps, stays, strict=True):
        now += gap_h
        found.append(ramp.wait_h(now))
        if patient or not found[-1]:
            ramp.book(now, stay_h)
    return found


FORM = Form(
    title="Ramp places",
    formula="turned away: Erlang B; if all wait: Erlang C, mean wait = C(c, a) / (c / ground time − rate)",
    mechanism="ramp of a base: places booked as airlifters come",
    source="Erlang 1917; the loss formula is insensitive to the law of the ground time (Sevastyanov 1957)",
    applies="airlifters come at random, each takes one place for its ground time, and goes away with its cargo when "
    "none is free (no patience), or waits in order",
    misses="a plan that spreads arrivals over the day, patience between none and for ever, the size of the "
    "aircraft, loading crews",
    broken="there was one place more",
    checks=checks,
)
