"""Tails in repair when mechanics are few: the machine repairman with c crews."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any

import numpy as np
import simpy

from sim.campaign.fleet import Fleet, Tail, TailState
from sim.theory.form import Check, Form, long_run
from sim.theory.queues import finite_source
from sim.theory.small import fleet, unit

TAILS, UP_H, REPAIR_H = 6, 12.0, 8.0
LOOK_H = 4.0
"""States are counted this often."""


def checks(seed: int) -> Iterator[Check]:
    for crews in (1, 2):
        seen = in_repair(crews, seed)
        exact = finite_source(TAILS, crews, UP_H, REPAIR_H)
        mean = sum(k * chance for k, chance in enumerate(exact))
        yield long_run(f"mean number of {TAILS} in repair, {crews} crews", seen, mean)
        for broken in range(1, TAILS + 1):
            if exact[broken] > 0.1:
                here = [count == broken for count in seen]
                yield long_run(f"chance of {broken} in repair, {crews} crews", here, exact[broken], sharp=0.05)


def in_repair(crews: int, seed: int) -> list[int]:
    """Tails in repair at looks evenly spaced; each flies for an exponential time, breaks, and flies as it is ready."""
    env = simpy.Environment()
    force = unit(TAILS, "strike", repair_crews=crews)
    board = fleet(env, TAILS, seed, force, p_break=1, repair=f"{REPAIR_H} h")
    luck = np.random.default_rng([8, crews, seed])
    seen: list[int] = []

    def fly(board: Fleet, tail: Tail) -> Generator[Any, Any, None]:
        while True:
            yield env.timeout(luck.exponential(UP_H))
            yield env.timeout(board.land(tail, tail.draw()))
            board.ready(tail)
            board.take(1)

    def look() -> Generator[Any, Any, None]:
        while True:
            yield env.timeout(LOOK_H)
            seen.append(board.counts()[TailState.repair])

    for tail in board.take(TAILS) or []:
        env.process(fly(board, tail))
    env.process(look())
    env.run(until=80_000)
    return seen


FORM = Form(
    title="Tails in repair, few mechanics",
    formula="M/M/c//N: P(k) ∝ Π (N − j + 1) (repair / up) / min(j, c), j from 1 to k",
    mechanism="board of tails with `repair_crews`",
    source="the machine repairman: Palm 1947; Gross and Harris, section 2.7; tabled in Peck and Hazelwood, "
    "Finite Queuing Tables, 1958",
    applies="a tail flies for an exponential time, breaks at every landing and turns in no time; repairs are "
    "exponential and booked in order on the crew that is free first",
    misses="shifts, mechanics of one trade who cannot help with another's job, repairs that need a part, turns "
    "(a tail is booked at landing, so one that fails at start waits for a repair that has not begun)",
    broken="there was one crew more",
    checks=checks,
)
