"""RAND's sortie rate, once on the board without luck, once as a campaign with exponential repair."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from math import exp
from typing import Any

import simpy

from sim.campaign.campaign import fly
from sim.theory.form import Check, Form, equal, trials
from sim.theory.rigs.tempo import driven
from sim.theory.small import fleet

TAT_H, MT_H, MT_PER_FT = 3.0, 3.4, 0.68
"""RAND's turnaround and maintenance; the split is recalled, its sum at a flight of 2 h (7.76 h) is printed."""
RAND_A_DAY = 2.46
"""Printed for 500 nmi at 500 kt."""
WARM_UP_H = 20 * 24
"""By then so many lines wait that none of the tails is ever idle."""


def checks(seed: int) -> Iterator[Check]:
    flight_h = 2 * 500 / 500
    repair_h = MT_H + MT_PER_FT * flight_h
    a_day = on_the_board(flight_h, repair_h)
    yield equal("sorties a day on the board", a_day, 24 / (flight_h + TAT_H + repair_h))
    yield equal("rounded as printed", round(a_day, 2), RAND_A_DAY)
    flight_h += 0.001
    repair_h = MT_H + MT_PER_FT * flight_h
    yield trials("a tail's cycle in a campaign, h", cycles(repair_h, seed), flight_h + TAT_H + repair_h)


def on_the_board(flight_h: float, repair_h: float) -> float:
    """Sorties a day of one tail; the draw 1 - 1/e makes an exponential repair last exactly its mean."""
    env = simpy.Environment()
    board = fleet(env, 1, 1, turn=f"{TAT_H} h", p_break=1, repair=f"{repair_h} h")
    down: list[float] = []

    def fly_on() -> Generator[Any, Any, None]:
        while True:
            tails = board.take(1)
            assert tails is not None
            yield env.timeout(flight_h)
            down.append(env.now)
            yield env.timeout(board.land(tails[0], (1.0, 1.0, 0.0, 1 - exp(-1))))
            board.ready(tails[0])

    env.process(fly_on())
    env.run(until=100 * 24)
    return (len(down) - 1) / (down[-1] - down[0]) * 24


def cycles(repair_h: float, seed: int) -> list[float]:
    """Hours between take-offs, of one tail after the other: the rate of a tail is one over their mean."""
    record = fly(driven(5, 4, 400, turn=f"{TAT_H} h", p_break=1, repair=f"{repair_h} h"), seed)
    by_tail: dict[object, list[float]] = {}
    for tail, at_h in zip(record.column("sorties", "tail"), record.column("sorties", "launched_h"), strict=True):
        assert isinstance(at_h, float)
        if at_h > WARM_UP_H:
            by_tail.setdefault(tail, []).append(at_h)
    return [b - a for times in by_tail.values() for a, b in zip(sorted(times), sorted(times)[1:], strict=False)]


FORM = Form(
    title="RAND's sortie rate",
    formula="SR = 24 / (FT + TAT + MT), TAT 3.0 h, MT 3.4 h + 0.68 FT: 2.46 a day at 500 nmi and 500 kt",
    mechanism="turn and repair on the board; also as a whole campaign with exponential repair",
    source="Stillion and Orletsky, Airbase Vulnerability to Conventional Cruise-Missile and Ballistic-Missile "
    "Attacks (RAND MR-1028, 1999), appendix B; the split of 7.76 h is recalled",
    applies="turnaround is the model's turn and maintenance its repair, and every landing breaks the aircraft; "
    "with random repair by the renewal theorem, since lines always wait",
    misses="maintenance that can be put off, a flying window shorter than the day, mechanics who are busy elsewhere",
    broken="repair ran beside the turn instead of after it; half of the landings broke nothing",
    checks=checks,
)
