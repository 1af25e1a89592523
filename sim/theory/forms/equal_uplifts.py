"""Receivers that all take the same fuel, at one boom and at one hose."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.inputs import System
from sim.theory.form import Check, Form, long_run
from sim.theory.rigs.boom import CONTACT_H, equal_fuel, on_track, tanker, waits


def checks(seed: int) -> Iterator[Check]:
    for name, system, rho in (("boom", System.boom, 0.7), ("hose", System.probe, 0.5)):
        waited = waits(on_track([tanker(0, 1, system)]), rho / CONTACT_H, equal_fuel(), seed)
        yield long_run(f"share that waits for one {name}", [wait_h > 1e-9 for wait_h in waited], rho)
        yield long_run(f"mean wait for one {name}, h", waited, rho * CONTACT_H / (2 * (1 - rho)))


FORM = Form(
    title="Equal uplifts at one boom or hose",
    formula="M/D/1: mean wait = ρ contact / (2 (1 − ρ)), half of that of exponential contacts; a share ρ waits",
    mechanism="contacts booked on the point that is free first",
    source="Pollaczek 1930, Khinchine 1932; Gross and Harris, section 5.1",
    applies="every receiver takes the same fuel from one boom, or one hose, and comes by chance",
    misses="what uneven uplifts add (the square of their coefficient of variation); packages, which come together",
    broken="the boom was busy for a fixed time of nearly that length",
    checks=checks,
)
