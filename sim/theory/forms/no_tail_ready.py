"""Requests that find no tail ready and go away."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any

import numpy as np

from sim.campaign.fleet import TailState
from sim.theory.form import Check, Form, long_run
from sim.theory.queues import erlang_b
from sim.theory.rigs.board import FLIGHT_H, P_BREAK, REPAIR_H, TURN_H, breaking, fly_once


def checks(seed: int) -> Iterator[Check]:
    tails, per_h = 4, 0.25
    board = breaking(tails, seed + 1)
    env, lost = board.env, []
    gaps = np.random.default_rng([2, seed]).exponential(1 / per_h, 40_000)

    def requests() -> Generator[Any, Any, None]:
        for gap_h in gaps:
            yield env.timeout(gap_h)
            lost.append(not board.counts()[TailState.ready])
            if not lost[-1]:
                env.process(fly_once(board))

    env.process(requests())
    env.run()
    load = per_h * (FLIGHT_H + TURN_H + P_BREAK * REPAIR_H)
    yield long_run("share of requests without a tail", lost, erlang_b(tails, load))


FORM = Form(
    title="Requests without a tail",
    formula="Erlang B: (a^N / N!) / Σ a^k / k!, a = rate × (flight + turn + p repair)",
    mechanism="board of tails, `take`",
    source="Erlang 1917; insensitive to the law of the holding time (Sevastyanov 1957; Gross and Harris, section 2.5)",
    applies="a request that `take` cannot serve goes away, and a tail is held from take-off until it is ready",
    misses="lines that wait (next forms), packages of several tails, requests that come by schedule and not by chance",
    broken="a repair took half as long again",
    checks=checks,
)
