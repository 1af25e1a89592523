"""Lines that wait for a tail to come back."""

from __future__ import annotations

from collections.abc import Iterator

import simpy

from sim.theory.form import Check, Form, equal, long_run
from sim.theory.queues import erlang_c
from sim.theory.rigs.board import waits
from sim.theory.small import fleet


def checks(seed: int) -> Iterator[Check]:
    tails, per_h, repair_h = 3, 0.21, 10.0
    board = fleet(simpy.Environment(), tails, seed + 2, p_break=1, repair=f"{repair_h} h")
    waited = waits(board, per_h, 1e6, 40_000, seed)
    served = [wait_h for wait_h in waited if wait_h is not None]
    waiting = erlang_c(tails, per_h * repair_h)
    yield equal("lines served", len(served), len(waited))
    yield long_run("share that waits", [wait_h > 0 for wait_h in served], waiting)
    yield long_run("mean wait, h", served, waiting / (tails / repair_h - per_h), sharp=0.08)


FORM = Form(
    title="Wait for a tail",
    formula="Erlang C; mean wait = C(c, a) / (c / repair − rate)",
    mechanism="board of tails, `ask`",
    source="M/M/c, Gross and Harris, section 2.3",
    applies="requests are Poisson, served in order, and the board holds each tail for one exponential repair",
    misses="turn and flight, which are not exponential; launches that come in waves",
    broken="a repair took a tenth longer; tails that were ready again served nobody who waited",
    checks=checks,
)
