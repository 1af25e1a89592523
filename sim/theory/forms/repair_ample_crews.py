"""Tails in repair when each has its own mechanics."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from math import comb
from typing import Any

import numpy as np

from sim.campaign.fleet import TailState
from sim.theory.form import Check, Form, long_run
from sim.theory.rigs.board import FLIGHT_H, P_BREAK, REPAIR_H, TURN_H, breaking, fly_once

TAILS, IDLE_H = 6, 5.0
LOOK_H = 3.0
"""States are counted this often."""


def checks(seed: int) -> Iterator[Check]:
    seen = broken_tails(seed)
    q = P_BREAK * (TURN_H + REPAIR_H) / (IDLE_H + FLIGHT_H + TURN_H + P_BREAK * REPAIR_H)
    for broken in range(4):
        exact = comb(TAILS, broken) * q**broken * (1 - q) ** (TAILS - broken)
        yield long_run(f"chance of {broken} of {TAILS} in repair", [n == broken for n in seen], exact, sharp=0.05)


def broken_tails(seed: int) -> list[int]:
    """Tails in repair at looks evenly spaced; each tail has a crew that flies it again after an exponential rest."""
    board = breaking(TAILS, seed)
    env, luck = board.env, np.random.default_rng([1, seed])
    seen: list[int] = []

    def crew() -> Generator[Any, Any, None]:
        while True:
            yield env.timeout(luck.exponential(IDLE_H))
            yield from fly_once(board)

    def look() -> Generator[Any, Any, None]:
        while True:
            yield env.timeout(LOOK_H)
            seen.append(board.counts()[TailState.repair])

    for _ in range(TAILS):
        env.process(crew())
    env.process(look())
    env.run(until=60_000)
    return seen


FORM = Form(
    title="Tails in repair, ample mechanics",
    formula="P(k of N in repair) = C(N, k) q^k (1 − q)^(N − k), q = p (turn + repair) / (idle + flight + turn + p "
    "repair)",
    mechanism="board of tails",
    source="finite-source (machine repair) model with ample crews, product form and insensitive to the laws of "
    "the times: Gross and Harris, Fundamentals of Queueing Theory, section 2.7; each factor by renewal "
    "reward (Ross, Stochastic Processes, section 3.6)",
    applies="each of N crews keeps one tail busy, and each repair has its own mechanics; a broken tail is turned "
    "and then repaired, all of it in the state of repair",
    misses="too few mechanics (next form) or spares, several breaks on one sortie, damage that keeps a tail for weeks",
    broken="a repair took half as long again; a broken tail was ready after its turn alone",
    checks=checks,
)
