"""The targeting desk as one queue: the order of work does not move the mean."""

from __future__ import annotations

from collections.abc import Iterator

from sim.theory.form import Check, Form, long_run
from sim.theory.rigs.desk import FOREVER, Stream, worked

RHO = 0.6


def checks(seed: int) -> Iterator[Check]:
    for name, newest_first in (("in order", False), ("newest first", True)):
        targets = worked(1, Stream(RHO, FOREVER, 60_000, seed), newest_first=newest_first)
        stays = [one.stay_h for one in targets if one.stay_h is not None]
        yield long_run(f"hours at the desk, {name}", stays, 1 / (1 - RHO), sharp=0.05)


FORM = Form(
    title="Time at the desk",
    formula="1 / (μ − λ), in either order",
    mechanism="desks",
    source="Little's law and work conservation; Gross and Harris, section 2.2",
    applies="the desk is never idle while a target waits, finishes what it has begun, and does not know how long "
    "the work will take",
    misses="work that is put aside for something newer; people who share a target",
    broken="the desk took the shortest work first; it did not look into the queue as it became free",
    checks=checks,
)
