"""How much of the time a few aircraft keep one orbit."""

from __future__ import annotations

from math import ceil
from typing import cast

import pytest

from sim.campaign.campaign import fly
from tests.theory.small import aircraft, request, scenario, unit

STAY_H, OUT_H, TURN_H = 4, 3, 1.5
CYCLE_H = ceil(2 * OUT_H + STAY_H + TURN_H)
"""11.5 h, in whole hours: a tail that is ready within an hour is planned again from the next one."""


@pytest.mark.parametrize("tails", [1, 2, 3, 4])
def test_one_orbit_is_held_by_cycle_over_stay_aircraft(tails: int) -> None:
    """Coverage is 1 with n >= cycle / stay aircraft, else n x stay / cycle.

    Source: steady-state rotation, as in the closure formulas of AFPAM 10-1403; RAND counts aircraft for an orbit so.
    Applies because reliefs take off so as to arrive when the other leaves, and nothing breaks: each tail gives its time
    on station once a cycle, and spells do not overlap. The planner's diary rounds the cycle of 11.5 h up to 12 h, and
    looks for a gap every half stay (2 h), of which the numbers here are multiples. Exact: no luck.
    Would miss: breaks, late reliefs, a tail held back to relieve on time instead of flying when it is ready.
    Seen to fail when reliefs took off at the hour at which they should arrive.
    """
    orbit = request("uav", on_station=f"{STAY_H} h", orbits=1, areas=["area"])
    world = scenario(
        12,
        OUT_H * 500,
        {"isr": orbit},
        aircraft={"type": aircraft(turn=f"{TURN_H} h", sensors={"video": 1})},
        forces={"unit": unit(tails, "uav")},
    )
    record = fly(world, 1)
    spells = cast(
        "list[tuple[float, float]]",
        list(zip(record.column("coverage", "start_h"), record.column("coverage", "end_h"), strict=True)),
    )
    since_h, until_h = 2 * CYCLE_H, 20 * CYCLE_H
    covered_h = sum(max(0.0, min(end_h, until_h) - max(start_h, since_h)) for start_h, end_h in spells)
    assert covered_h / (until_h - since_h) == pytest.approx(min(1, tails * STAY_H / CYCLE_H))
