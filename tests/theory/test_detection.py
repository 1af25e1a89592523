"""Who is seen before hiding: sensors flown over an area where targets come and go."""

from __future__ import annotations

from functools import cache
from math import exp
from typing import NamedTuple, cast

import numpy as np

from sim.campaign.campaign import fly
from tests.theory.estimate import agrees, from_batches
from tests.theory.small import aircraft, request, scenario, unit

PER_H, EXPOSURE_H = 0.2, 5.0
"""Rate at which one sensor finds a target, and the mean time that one stands."""
PER_DAY = 80
"""Targets that appear."""
STAY_H, OUT_H, CYCLE_H = 4.0, 3.0, 12.0
"""As in the story of one orbit: three aircraft hold it, one is there four hours of twelve, from hour 3 on."""
DAYS = 250
FIRST_H, LAST_H = 2 * CYCLE_H + OUT_H, (24 * DAYS // CYCLE_H - 10) * CYCLE_H + OUT_H
"""Whole cycles, after the first sensor came and long enough before the end for every target to hide."""


class Sight(NamedTuple):
    """What became of one target."""

    appeared_h: float
    seen_h: float | None
    hidden_h: float | None


@cache
def flown(tails: int) -> list[Sight]:
    """A campaign of one ISR orbit, with nobody who could strike what is found."""
    orbit = request("uav", on_station=f"{STAY_H} h", orbits=1, areas=["area"])
    vehicle = {"title": "-", "mobile": True, "exposure": f"{EXPOSURE_H} h", "aim_points": 1, "guidance": ["laser"]}
    world = scenario(
        DAYS,
        OUT_H * 500,
        {"isr": orbit},
        f"{PER_DAY} /d",
        aircraft={"type": aircraft(turn="1.5 h", sensors={"video": 1})},
        forces={"unit": unit(tails, "uav")},
        target_classes={"vehicle": vehicle | {"seen_by": {"video": f"{PER_H} /h"}}},
    )
    record = fly(world, 1)
    columns = [record.column("targets", name) for name in ("appeared_h", "detected_h", "ended_h")]
    rows = cast("list[Sight]", [Sight._make(row) for row in zip(*columns, strict=True)])
    return [row for row in rows if row.appeared_h < LAST_H]


def regular(tails: int) -> list[Sight]:
    """Those that appeared while the orbit was held in its steady rhythm."""
    return [row for row in flown(tails) if row.appeared_h >= FIRST_H]


def test_share_seen_by_a_sensor_that_never_leaves() -> None:
    """r / (r + 1 / m), and those seen are seen after 1 / (r + 1 / m) on average.

    Source: the smaller of two exponential times, e.g. Ross, Stochastic Processes, section 1.6.
    Applies because the orbit is held without a gap by three aircraft, a sensor finds each target at rate r, and
    targets hide after an exponential time of mean m.
    Would miss: targets that move together, cloud, an operator who looks elsewhere.
    Seen to fail when a sensor that left was not taken off, and when the rate was a tenth higher.
    """
    sights = regular(3)
    either = PER_H + 1 / EXPOSURE_H
    agrees(from_batches([row.seen_h is not None for row in sights]), PER_H / either)
    agrees(from_batches([row.seen_h - row.appeared_h for row in sights if row.seen_h is not None]), 1 / either)


def test_share_seen_by_a_sensor_that_comes_and_goes() -> None:
    """One aircraft, on for A and off for B hours in turn; the share seen is the mean of these over the cycle:

    seen with x hours of sight left     S(x) = k (1 - exp(-s x)) + exp(-s x) exp(-B / m) S(A)
    seen with y hours of blindness left exp(-y / m) S(A)
    where s = r + 1 / m, k = r / s, hence S(A) = k (1 - exp(-s A)) / (1 - exp(-s A - B / m)).

    Source: the hazard of an inhomogeneous Poisson process, integrated piece by piece; Daley and Vere-Jones, An
    Introduction to the Theory of Point Processes, section 7.4.
    Applies because targets appear evenly over the cycle, and neither the rate nor the hiding has a memory.
    Would miss: targets that come out when the sensor has gone.
    Seen to fail when a target that appeared unwatched was never looked for, and when the sensor never left.
    """
    rest = 1 / EXPOSURE_H
    both = PER_H + rest
    gap_h = CYCLE_H - STAY_H
    at_best = PER_H / both
    decay = exp(-both * STAY_H)
    fresh = at_best * (1 - decay) / (1 - decay * exp(-rest * gap_h))
    seen_on = at_best * STAY_H + (exp(-rest * gap_h) * fresh - at_best) * (1 - decay) / both
    seen_off = fresh * (1 - exp(-rest * gap_h)) / rest
    agrees(from_batches([row.seen_h is not None for row in regular(1)]), (seen_on + seen_off) / CYCLE_H)


def test_live_targets_are_poisson() -> None:
    """Live targets are Poisson with mean rate x exposure, whatever is seen of them: the M/M/infinity queue.

    Source: Takacs, Introduction to the Theory of Queues, chapter 3; with no strikes every target has its own server.
    Applies because targets appear as a Poisson process and nobody strikes them; their hours of life are the
    threat-hours by which a campaign is measured. The variance of a Poisson number is its mean.
    Would miss: targets that come in columns, exposure that changes with the phase.
    Seen to fail when targets appeared evenly, and when half of them stood for twice as long.
    """
    exact = PER_DAY / 24 * EXPOSURE_H
    looks = np.arange(10 * EXPOSURE_H, LAST_H, 1.0)
    appeared = np.sort([row.appeared_h for row in flown(3)])
    hidden = np.sort([row.hidden_h for row in flown(3) if row.hidden_h is not None])
    live = np.searchsorted(appeared, looks) - np.searchsorted(hidden, looks)
    agrees(from_batches(live.tolist()), exact)
    agrees(from_batches(((live - exact) ** 2).tolist()), exact, sharp=0.05)
