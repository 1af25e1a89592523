"""Repairs that wait for a part."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any

import numpy as np
import simpy

from sim.campaign.clock import after
from sim.campaign.kit import Kit
from sim.theory.form import Check, Form, long_run
from sim.theory.queues import backorders

LEAD_H = 96.0
DEMANDS = 60_000


def checks(seed: int) -> Iterator[Check]:
    for parts, pipeline in ((1, 1.0), (2, 2.0), (3, 2.5)):
        a_hour = pipeline / LEAD_H
        waits = waited(parts, a_hour, seed)
        short, share = backorders(parts, pipeline)
        yield long_run(f"mean wait, kit of {parts}, {pipeline} on order, h", waits, short / a_hour)
        yield long_run(f"share that waits, kit of {parts}", [wait > 0 for wait in waits], share)


def waited(parts: int, a_hour: float, seed: int) -> list[float]:
    """How long each repair waited for its part, of a Poisson stream of repairs."""
    env = simpy.Environment()
    luck = np.random.default_rng([11, seed])
    waits: dict[str, float] = {}

    def note(tail: str, since_h: float, part_h: float | None) -> None:
        if part_h is not None:
            waits[tail] = part_h - since_h

    kit = Kit(env, parts, lambda: after(env, LEAD_H, kit.receive), note)

    def breaks() -> Generator[Any, Any, None]:
        for number, gap_h in enumerate(luck.exponential(1 / a_hour, DEMANDS)):
            yield env.timeout(gap_h)
            kit.draw(str(number), _fixed)

    env.process(breaks())
    env.run()
    return [waits.get(str(number), 0.0) for number in range(DEMANDS)]


def _fixed() -> None:
    """Nothing more happens to it."""


FORM = Form(
    title="Repairs that wait for a part",
    formula="(S − 1, S): backorders = Σ (x − S) p(x) over x > S, p Poisson with mean demand × lead; mean wait = "
    "backorders / demand",
    mechanism="kit of spares",
    source="Palm's theorem; Sherbrooke, METRIC, Operations Research 16 (1968); Little's law",
    applies="repairs come by chance, each part is ordered again as it is taken and takes the same time to come",
    misses="lift that comes by the sortie, so that parts arrive together; several kinds of parts, repair of parts",
    broken="a part was ordered again only for a repair that waited",
    checks=checks,
)
