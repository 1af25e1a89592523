"""Sorties a day of tails that fly again the moment they are ready."""

from __future__ import annotations

from collections.abc import Iterator

from sim.theory.form import Check, Form, equal
from sim.theory.rigs.tempo import driven, launches


def checks(seed: int) -> Iterator[Check]:
    tails, cycle_h = 3, 2.001 + 3.3
    times = launches(driven(tails, 12, 10, turn="3.3 h"), seed)[tails : 40 * tails]
    gaps = [after - before for before, after in zip(times, times[tails:], strict=False)]
    yield equal("shortest time between a tail's take-offs, h", min(gaps), cycle_h)
    yield equal("longest, h", max(gaps), cycle_h)


FORM = Form(
    title="Rotation on the ramp",
    formula="sorties a day = 24 N / cycle, to the minute",
    mechanism="board of tails, whole campaign",
    source="steady-state rotation",
    applies="the planner does not bind: lines queue on the board, and the time between a tail's take-offs is its cycle",
    misses="a queue that is empty at times",
    broken="a tail was ready at landing, without its turn",
    checks=checks,
)
