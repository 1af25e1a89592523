"""A campaign of one ISR orbit over an area where targets come and go, with nobody who could strike what is found."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple, cast

from sim.campaign.campaign import fly
from sim.theory.small import aircraft, request, scenario, unit

PER_H, EXPOSURE_H = 0.2, 5.0
"""Rate at which one sensor finds a target, and the mean time that one stands."""
PER_DAY = 80
"""Targets that appear."""
STAY_H, OUT_H, CYCLE_H = 4.0, 3.0, 12.0
"""Three aircraft hold the orbit; one is there four hours of twelve, from hour 3 on."""
DAYS = 250
FIRST_H, LAST_H = 2 * CYCLE_H + OUT_H, (24 * DAYS // CYCLE_H - 10) * CYCLE_H + OUT_H
"""Whole cycles, after the first sensor came and long enough before the end for every target to hide."""


class Sight(NamedTuple):
    """What became of one target."""

    appeared_h: float
    seen_h: float | None
    hidden_h: float | None


@lru_cache(maxsize=2)
def flown(tails: int, seed: int) -> list[Sight]:
    """Every target of the campaign, flown with so many aircraft."""
    orbit = request("uav", on_station=f"{STAY_H} h", orbits=1, areas=["area"])
    vehicle = {"title": "-", "mobile": True, "exposure": f"{EXPOSURE_H} h", "aim_points": 1, "guidance": ["laser"]}
    world = scenario(
        DAYS,
        OUT_H * 500,
        {"isr": orbit},
        f"{PER_DAY} /d",
        aircraft={"type": aircraft(turn="1.5 h", sensors={"video": 1})},
        forces={"unit": unit(tails, "uav")},
        target_classes={"vehicle": vehicle | {"seen_by": {"video": f"{PER_H} /h"}}},
    )
    record = fly(world, seed)
    columns = [record.column("targets", name) for name in ("appeared_h", "detected_h", "ended_h")]
    rows = cast("list[Sight]", [Sight._make(row) for row in zip(*columns, strict=True)])
    return [row for row in rows if row.appeared_h < LAST_H]


def regular(tails: int, seed: int) -> list[Sight]:
    """Those that appeared while the orbit was held in its steady rhythm."""
    return [row for row in flown(tails, seed) if row.appeared_h >= FIRST_H]
