"""Who is seen before hiding, by one aircraft that is on for A hours and off for B hours in turn.

Seen with x hours of sight left: S(x) = k (1 − exp(−s x)) + exp(−s x) exp(−B/m) S(A); with y hours of blindness left:
exp(−y/m) S(A), where s = r + 1/m, k = r/s. Hence S(A) = k (1 − exp(−s A)) / (1 − exp(−s A − B/m)); the share seen is
the mean of both over the cycle.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import exp

from sim.theory.form import Check, Form, long_run
from sim.theory.rigs.orbit import CYCLE_H, EXPOSURE_H, PER_H, STAY_H, regular


def checks(seed: int) -> Iterator[Check]:
    rest = 1 / EXPOSURE_H
    both = PER_H + rest
    gap_h = CYCLE_H - STAY_H
    at_best = PER_H / both
    decay = exp(-both * STAY_H)
    fresh = at_best * (1 - decay) / (1 - decay * exp(-rest * gap_h))
    seen_on = at_best * STAY_H + (exp(-rest * gap_h) * fresh - at_best) * (1 - decay) / both
    seen_off = fresh * (1 - exp(-rest * gap_h)) / rest
    seen = [row.seen_h is not None for row in regular(1, seed)]
    yield long_run("share seen", seen, (seen_on + seen_off) / CYCLE_H)


FORM = Form(
    title="Seen by a sensor that comes and goes",
    formula="mean over the cycle of S(x) with sight and exp(−y/m) S(A) without, S as in the module",
    mechanism="orbit, coverage, watch, targets, whole campaign, one aircraft",
    source="the hazard of an inhomogeneous Poisson process, integrated piece by piece; Daley and Vere-Jones, An "
    "Introduction to the Theory of Point Processes, section 7.4",
    applies="targets appear evenly over the cycle, and neither the rate nor the hiding has a memory",
    misses="targets that come out when the sensor has gone",
    broken="a target that appeared unwatched was never looked for; the sensor never left",
    checks=checks,
)
