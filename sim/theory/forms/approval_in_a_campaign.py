"""From detection to nomination in a whole campaign, with lognormal work."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp
from typing import cast

from sim.campaign.campaign import fly
from sim.scenario.scenario import Scenario
from sim.theory.form import Check, Form, long_run
from sim.theory.small import aircraft, request, scenario, unit

WORK_H, SPREAD, A_DAY, DAYS = 1.0, 0.6, 12.0, 1200


def checks(seed: int) -> Iterator[Check]:
    record = fly(world(), seed)
    rows = zip(record.column("targets", "detected_h"), record.column("targets", "nominated_h"), strict=True)
    spans = sorted(cast("list[tuple[float, float]]", [row for row in rows if None not in row]))
    delays = [nominated_h - detected_h for detected_h, nominated_h in spans]
    mean_h, square = WORK_H * exp(SPREAD**2 / 2), WORK_H**2 * exp(2 * SPREAD**2)
    per_h = A_DAY / 24
    exact = per_h * square / (2 * (1 - per_h * mean_h)) + mean_h
    yield long_run("hours from detection to nomination", delays, exact, sharp=0.05)


def world() -> Scenario:
    """One desk; targets that stand for ever under a sensor that never leaves."""
    vehicle = {"title": "-", "mobile": True, "exposure": "100000000 h", "aim_points": 1, "guidance": ["laser"]}
    return scenario(
        DAYS,
        1500,
        {"isr": request("uav", on_station="20 h", orbits=1, areas=["area"])},
        f"{A_DAY} /d",
        aircraft={"type": aircraft(sensors={"video": 1})},
        forces={"unit": unit(4, "uav")},
        staff={
            "planners": {"nation": "home", "desk": "planning", "people": 10},
            "desk": {"nation": "home", "desk": "dynamic", "people": 9},
        },
        target_classes={"vehicle": vehicle | {"seen_by": {"video": "0.5 /h"}}},
        targeting={
            "dynamic": {"people_per_desk": 5, "work": f"{WORK_H} h", "spread": SPREAD, "strike": "1 h"},
            "deliberate": {"people_per_desk": 1, "work": "1 h", "spread": 0, "lead": "1 h", "p_restrained": 0},
            "assessment": {"patience": "1 h", "ease": 1},
        },
    )


FORM = Form(
    title="Detection to nomination",
    formula="M/G/1: λ E[S²] / (2 (1 − ρ)) + E[S], S lognormal: E[S] = w exp(s²/2), E[S²] = w² exp(2 s²)",
    mechanism="detection, cell and desk, whole campaign",
    source="Pollaczek 1930, Khinchine 1932; Gross and Harris, section 5.1; the mean does not depend on the order",
    applies="targets that stand for months appear as a Poisson process, a sensor that never leaves finds each "
    "after an exponential time of its own, so that detections are Poisson (the output of M/M/∞), and one "
    "desk is manned",
    misses="desks that change with the staff, detections that come in bursts as a sensor arrives",
    broken="all work took the median time; a second desk was manned",
    checks=checks,
)
