"""Who is seen before hiding, by an orbit that is never left."""

from __future__ import annotations

from collections.abc import Iterator

from sim.theory.form import Check, Form, long_run
from sim.theory.rigs.orbit import EXPOSURE_H, PER_H, regular


def checks(seed: int) -> Iterator[Check]:
    sights = regular(3, seed)
    either = PER_H + 1 / EXPOSURE_H
    yield long_run("share seen", [row.seen_h is not None for row in sights], PER_H / either)
    until_seen = [row.seen_h - row.appeared_h for row in sights if row.seen_h is not None]
    yield long_run("hours from appearance to sight", until_seen, 1 / either)


FORM = Form(
    title="Seen by a sensor that stays",
    formula="share = r / (r + 1/m), after 1 / (r + 1/m) on average",
    mechanism="orbit, coverage, watch, targets, whole campaign",
    source="the smaller of two exponential times, e.g. Ross, Stochastic Processes, section 1.6",
    applies="three aircraft hold the orbit without a gap, a sensor finds each target at rate r, and targets hide "
    "after an exponential time of mean m",
    misses="targets that move together, cloud, an operator who looks elsewhere",
    broken="a sensor that left was not taken off; the rate was a tenth higher",
    checks=checks,
)
