"""The board of tails with crews and requests around it."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import numpy as np
import simpy

from sim.campaign.fleet import Fleet
from sim.theory.small import fleet

TURN_H, P_BREAK, REPAIR_H, FLIGHT_H = 3.0, 0.3, 10.0, 4.0


def fly_once(board: Fleet) -> Generator[Any, Any, None]:
    """One tail off the board, in the air, down, and ready again."""
    tails = board.take(1)
    assert tails is not None
    chance = tails[0].draw()
    yield board.env.timeout(FLIGHT_H)
    yield board.env.timeout(board.land(tails[0], chance))
    board.ready(tails[0])


def breaking(tails: int, seed: int) -> Fleet:
    """A unit whose landings break one tail in three or so."""
    return fleet(simpy.Environment(), tails, seed, turn=f"{TURN_H} h", p_break=P_BREAK, repair=f"{REPAIR_H} h")


def waits(board: Fleet, per_h: float, patience_h: float, count: int, seed: int) -> list[float | None]:
    """Poisson requests for one tail that wait on the board: hours until served, None for those that gave up.

    A tail that is served is broken at once, so that it is held for one exponential repair.
    """
    env = board.env
    gaps = np.random.default_rng([3, seed]).exponential(1 / per_h, count)
    waited: list[float | None] = [None] * count

    def line(number: int) -> Generator[Any, Any, None]:
        asked_h = env.now
        tails = board.take(1) or (yield board.ask(1, patience_h))
        if tails:
            waited[number] = env.now - asked_h
            yield env.timeout(board.land(tails[0], tails[0].draw()))
            board.ready(tails[0])

    def requests() -> Generator[Any, Any, None]:
        for number, gap_h in enumerate(gaps):
            yield env.timeout(gap_h)
            env.process(line(number))

    env.process(requests())
    env.run()
    return waited
