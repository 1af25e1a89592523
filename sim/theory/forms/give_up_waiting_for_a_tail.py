"""Lines that are cancelled because no tail came in time."""

from __future__ import annotations

from collections.abc import Iterator

import simpy

from sim.theory.form import Check, Form, long_run
from sim.theory.queues import barrer
from sim.theory.rigs.board import waits
from sim.theory.small import fleet


def checks(seed: int) -> Iterator[Check]:
    per_h, repair_h, patience_h = 0.11, 10.0, 12.0
    board = fleet(simpy.Environment(), 1, seed + 3, p_break=1, repair=f"{repair_h} h")
    waited = waits(board, per_h, patience_h, 40_000, seed)
    exact = barrer(per_h * repair_h, patience_h / repair_h)
    yield long_run("share cancelled", [wait_h is None for wait_h in waited], exact)


FORM = Form(
    title="Lines cancelled at the latest launch",
    formula="share = (1 − ρ) ρ e / (1 − ρ² e), e = exp(−(1 − ρ) patience / repair)",
    mechanism="board of tails, `ask` with the latest launch",
    source="Barrer, Queuing with impatient customers and ordered service, Operations Research 5 (1957) 650-656",
    applies="lines wait in order for the latest launch that the planning rules allow, the same for all, and then "
    "are cancelled",
    misses="patience that differs from line to line",
    broken="patience was half as long",
    checks=checks,
)
