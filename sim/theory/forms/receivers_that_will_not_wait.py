"""Receivers that go home when the boom is not free in time."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.inputs import System
from sim.theory.form import Check, Form, long_run
from sim.theory.queues import barrer
from sim.theory.rigs.boom import CONTACT_H, exponential_fuel, on_track, tanker, waits


def checks(seed: int) -> Iterator[Check]:
    rho, patience_h = 1.2, 0.15
    tracks = on_track([tanker(0, 1, System.boom)], patience_h)
    waited = waits(tracks, rho / CONTACT_H, exponential_fuel(100 * seed), seed)
    yield long_run("share that goes home", [wait_h < 0 for wait_h in waited], barrer(rho, patience_h / CONTACT_H))


FORM = Form(
    title="Receivers that will not wait",
    formula="share = (1 − ρ) ρ e / (1 − ρ² e), e = exp(−(1 − ρ) patience / contact)",
    mechanism="patience at the track",
    source="Barrer, Operations Research 5 (1957) 650-656",
    applies="a receiver goes home when the boom is not free within the patience of the scenario; that it knows "
    "this at once instead of waiting in vain does not change who is served",
    misses="patience set by the receiver's own fuel, which is another for each",
    broken="the patience was not heeded; it was half as long",
    checks=checks,
)
