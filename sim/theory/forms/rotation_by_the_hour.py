"""Sorties a day of a unit that the planner flies as hard as its diary allows."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from sim.theory.form import Check, Form, equal
from sim.theory.rigs.tempo import launches
from sim.theory.small import aircraft, request, scenario, unit


def checks(seed: int) -> Iterator[Check]:
    for tails, turn_h in ((1, 2.75), (4, 2.75), (3, 4.75)):
        cycle_h = ceil(2 * 1 + 1 + turn_h)
        patrol = request("cap", per_day=480, areas={"area": 1}, package=1)
        world = scenario(
            10,
            500,
            {"patrol": patrol},
            aircraft={"type": aircraft(turn=f"{turn_h} h")},
            forces={"unit": unit(tails, "cap")},
        )
        whole = [h for h in launches(world, seed) if h < 24 * 8]
        yield equal(f"sorties a day, {tails} tails, turn {turn_h} h", len(whole) / 8, 24 * tails / cycle_h)


FORM = Form(
    title="Rotation by the planner's hours",
    formula="sorties a day = 24 N / cycle, the cycle rounded up to whole hours",
    mechanism="planner's diary, whole campaign",
    source="steady-state rotation: each tail takes off once a cycle (out, on station, back, turn)",
    applies="480 sorties a day are asked of a few tails that never break; the diary counts whole hours, and a "
    "tail that is ready within an hour can be planned again from the next one, so that 5.75 h count as 6 "
    "h",
    misses="what a real cycle loses or gains within the hour, breaks, waiting for a runway",
    broken="the diary ended at landing instead of at the end of the turn; lines that waited for the unit to "
    "arrive were not served",
    checks=checks,
)
