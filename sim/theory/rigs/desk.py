"""A targeting desk with targets that come by chance, and hide."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, NamedTuple

import numpy as np
import simpy

from sim.campaign.desk import Desk
from sim.campaign.target import Target
from sim.scenario.inputs import TargetClass

VEHICLE = TargetClass.model_validate(
    {"title": "-", "mobile": True, "exposure": "1 h", "aim_points": 1, "guidance": ["laser"], "seen_by": {}}
)
FOREVER = 1e12


class Worked(NamedTuple):
    """One target's way over the desk; both None if it was never worked on."""

    wait_h: float | None
    stay_h: float | None


class Stream(NamedTuple):
    """Targets as they come: how many an hour, how long one stands, how many in all, and the seed."""

    per_h: float
    patience_h: float
    targets: int
    seed: int


def worked(desks: int, targets: Stream, *, newest_first: bool) -> list[Worked]:
    """Poisson targets, exponential work of mean 1 h, exponential hiding; in order of detection."""
    env, count = simpy.Environment(), targets.targets
    luck = np.random.default_rng([desks, count, targets.seed])
    gaps = luck.exponential(1 / targets.per_h, count).tolist()
    works = luck.exponential(1, count).tolist()
    patience = (luck.exponential(1, count) * targets.patience_h).tolist()
    seen_h, done_h = [0.0] * count, [0.0] * count

    def done(target: Target) -> None:
        done_h[int(target.name)] = env.now

    desk = Desk(env, newest_first=newest_first, done=done)
    desk.staff(desks)

    def detections() -> Generator[Any, Any, None]:
        for n in range(count):
            yield env.timeout(gaps[n])
            seen_h[n] = env.now
            target = Target(str(n), "area", "vehicle", VEHICLE, env.now)
            target.hides_h = env.now + patience[n]
            desk.submit(target, works[n])

    env.process(detections())
    env.run()
    return [
        Worked(max(0.0, end_h - start_h - work_h), end_h - start_h) if end_h else Worked(None, None)
        for start_h, end_h, work_h in zip(seen_h, done_h, works, strict=True)
    ]
