"""The targeting desks: a queue of targets, the newest first, some of which hide before their turn."""

from __future__ import annotations

from math import exp
from typing import NamedTuple, cast

import numpy as np
import pytest
import simpy

from sim.campaign.campaign import fly
from sim.campaign.target import Target
from sim.campaign.targeting import Desk
from sim.scenario.inputs import TargetClass
from tests.theory.estimate import agrees, from_batches
from tests.theory.small import aircraft, request, scenario, unit

VEHICLE = TargetClass.model_validate(
    {"title": "-", "mobile": True, "exposure": "1 h", "aim_points": 1, "guidance": ["laser"], "seen_by": {}}
)
FOREVER = 1e12


class Worked(NamedTuple):
    """One target's way over the desk; both None if it was never worked on."""

    wait_h: float | None
    stay_h: float | None


def worked(desks: int, per_h: float, patience_h: float, count: int, *, newest_first: bool) -> list[Worked]:
    """Poisson targets, exponential work of mean 1 h, exponential hiding; in order of detection."""
    env = simpy.Environment()
    luck = np.random.default_rng([desks, count])
    gaps = luck.exponential(1 / per_h, count).tolist()
    works = luck.exponential(1, count).tolist()
    patience = (luck.exponential(1, count) * patience_h).tolist()
    seen_h, done_h = [0.0] * count, [0.0] * count

    def done(target: Target) -> None:
        done_h[int(target.name)] = env.now

    desk = Desk(env, newest_first=newest_first, done=done)
    desk.staff(desks)

    def detections() -> simpy.events.ProcessGenerator:
        for n in range(count):
            yield env.timeout(gaps[n])
            seen_h[n] = env.now
            target = Target(str(n), "area", "vehicle", VEHICLE, env.now)
            target.hides_h = env.now + patience[n]
            desk.submit(target, works[n])

    env.process(detections())
    env.run()
    return [
        Worked(max(0.0, end_h - start_h - work_h), end_h - start_h) if end_h else Worked(None, None)
        for start_h, end_h, work_h in zip(seen_h, done_h, works, strict=True)
    ]


@pytest.mark.parametrize("newest_first", [False, True], ids=["in order", "newest first"])
def test_targets_at_the_desk_do_not_depend_on_the_order(*, newest_first: bool) -> None:
    """M/M/1: mean time at the desk 1 / (mu - lambda) in either order, hence as many targets in the system.

    Source: Little's law and work conservation; Gross and Harris, Fundamentals of Queueing Theory, section 2.2.
    Applies because the desk is never idle while a target waits, finishes what it has begun, and does not know how long
    the work will take.
    Would miss: work that is put aside for something newer; people who share a target.
    Seen to fail when the desk took the shortest work first, and when it did not look into the queue as it became free.
    """
    stays = [one.stay_h for one in worked(1, 0.6, FOREVER, 60_000, newest_first=newest_first)]
    assert None not in stays
    agrees(from_batches(cast("list[float]", stays)), 1 / (1 - 0.6), sharp=0.05)


@pytest.mark.parametrize(("newest_first", "spread"), [(False, 1.0), (True, 2.0)], ids=["in order", "newest first"])
def test_order_shows_in_the_square_of_the_wait(*, newest_first: bool, spread: float) -> None:
    """Mean square of the wait = 2 rho / (mu - lambda)^2 in order; 1 / (1 - rho) times that with the newest first.

    Source: Takacs, Delay distributions for one line with Poisson input, general holding times, and various orders of
    service, Bell System Technical Journal 42 (1963) 487-503.
    Applies as above; the mean cannot tell the orders apart, the square can: the old wait very long.
    Would miss: an order by class or by value of the target.
    Seen to fail when both desks worked in the same order.
    """
    rho = 0.5
    waits = [one.wait_h for one in worked(1, rho, FOREVER, 150_000, newest_first=newest_first)]
    squares = [wait_h**2 for wait_h in waits if wait_h is not None]
    agrees(from_batches(squares), 2 * rho / (1 - rho) ** 2 * spread, sharp=0.08)


@pytest.mark.parametrize(("desks", "per_h"), [(1, 1.5), (3, 3.5)])
def test_targets_that_hide_before_their_turn_follow_palm(desks: int, per_h: float) -> None:
    """Share lost = theta E[waiting] / lambda, from the birth-death chain with deaths min(n, c) mu + (n - c)+ theta.

    Source: Palm 1957, the Erlang A model; Garnett, Mandelbaum and Reiman, Designing a call center with impatient
    customers, Manufacturing and Service Operations Management 4 (2002) 208-227.
    Applies because a target that hides while it waits is dropped unworked and one that is being worked on is finished,
    and the time it still stands has no memory, so that neither the order nor the wait so far matters.
    Would miss: targets that are approved but hide before the weapon comes, which the cell drops later.
    Seen to fail when hidden targets were worked on all the same.
    """
    theta = 0.5
    weights = [1.0]
    for n in range(1, 200):
        weights.append(weights[-1] * per_h / (min(n, desks) + max(0, n - desks) * theta))
    waiting = sum(max(0, n - desks) * weight for n, weight in enumerate(weights)) / sum(weights)
    fates = worked(desks, per_h, 1 / theta, 60_000, newest_first=True)
    agrees(from_batches([one.stay_h is None for one in fates]), theta * waiting / per_h)


def test_approval_in_a_campaign_takes_pollaczek_khinchine() -> None:
    """M/G/1: detection to nomination = lambda E[S^2] / (2 (1 - rho)) + E[S], S lognormal of median w and spread s:

    E[S] = w exp(s^2 / 2), E[S^2] = w^2 exp(2 s^2).

    Source: Pollaczek 1930, Khinchine 1932; Gross and Harris, section 5.1; the mean does not depend on the order.
    Applies because targets that stand for months appear as a Poisson process, a sensor that never leaves finds each
    after an exponential time of its own, so that detections are Poisson (the M/M/infinity queue's output), and one desk
    is manned.
    Would miss: desks that change with the staff, detections that come in bursts as a sensor arrives.
    Seen to fail when all work took the median time, and when a second desk was manned.
    """
    work_h, spread, a_day, days = 1.0, 0.6, 12.0, 1200
    vehicle = {"title": "-", "mobile": True, "exposure": "100000000 h", "aim_points": 1, "guidance": ["laser"]}
    world = scenario(
        days,
        1500,
        {"isr": request("uav", on_station="20 h", orbits=1, areas=["area"])},
        f"{a_day} /d",
        aircraft={"type": aircraft(sensors={"video": 1})},
        forces={"unit": unit(4, "uav")},
        staff={
            "planners": {"nation": "home", "desk": "planning", "people": 10},
            "desk": {"nation": "home", "desk": "dynamic", "people": 9},
        },
        target_classes={"vehicle": vehicle | {"seen_by": {"video": "0.5 /h"}}},
        targeting={
            "dynamic": {"people_per_desk": 5, "work": f"{work_h} h", "spread": spread, "strike": "1 h"},
            "deliberate": {"people_per_desk": 1, "work": "1 h", "spread": 0, "lead": "1 h", "p_restrained": 0},
            "assessment": {"patience": "1 h", "ease": 1},
        },
    )
    record = fly(world, 1)
    rows = zip(record.column("targets", "detected_h"), record.column("targets", "nominated_h"), strict=True)
    spans = sorted(cast("list[tuple[float, float]]", [row for row in rows if None not in row]))
    delays = [nominated_h - detected_h for detected_h, nominated_h in spans]
    mean_h, square = work_h * exp(spread**2 / 2), work_h**2 * exp(2 * spread**2)
    per_h = a_day / 24
    agrees(from_batches(delays), per_h * square / (2 * (1 - per_h * mean_h)) + mean_h, sharp=0.05)
