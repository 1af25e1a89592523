"""How much of the time a few aircraft keep one orbit."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import cast

from sim.campaign.campaign import fly
from sim.theory.form import Check, Form, equal
from sim.theory.small import aircraft, request, scenario, unit

STAY_H, OUT_H, TURN_H = 4, 3, 1.5
CYCLE_H = ceil(2 * OUT_H + STAY_H + TURN_H)
"""11.5 h, in whole hours: a tail that is ready within an hour is planned again from the next one."""


def checks(seed: int) -> Iterator[Check]:
    for tails in (1, 2, 3, 4):
        yield equal(f"share of the time held by {tails}", coverage(tails, seed), min(1, tails * STAY_H / CYCLE_H))


def coverage(tails: int, seed: int) -> float:
    """Share of eighteen cycles in which somebody was on station."""
    orbit = request("uav", on_station=f"{STAY_H} h", orbits=1, areas=["area"])
    world = scenario(
        12,
        OUT_H * 500,
        {"isr": orbit},
        aircraft={"type": aircraft(turn=f"{TURN_H} h", sensors={"video": 1})},
        forces={"unit": unit(tails, "uav")},
    )
    record = fly(world, seed)
    columns = (record.column("coverage", name) for name in ("start_h", "end_h"))
    spells = cast("list[tuple[float, float]]", list(zip(*columns, strict=True)))
    since_h, until_h = 2 * CYCLE_H, 20 * CYCLE_H
    covered_h = sum(max(0.0, min(end_h, until_h) - max(start_h, since_h)) for start_h, end_h in spells)
    return covered_h / (until_h - since_h)


FORM = Form(
    title="One orbit held by n aircraft",
    formula="coverage = min(1, n × stay / cycle)",
    mechanism="reliefs of an ISR orbit, whole campaign",
    source="steady-state rotation, as in the closure formulas of AFPAM 10-1403; RAND counts aircraft for an orbit so",
    applies="reliefs take off so as to arrive when the other leaves, and nothing breaks: each tail gives its time "
    "on station once a cycle, and spells do not overlap; the diary rounds the cycle of 11.5 h up to 12 h "
    "and looks for a gap every half stay, of which the numbers here are multiples",
    misses="breaks, late reliefs, a tail held back to relieve on time instead of flying when it is ready",
    broken="reliefs took off at the hour at which they should arrive",
    checks=checks,
)
