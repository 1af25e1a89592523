"""Who is seen before hiding, by an orbit that is never left, in weather that comes and goes."""

from __future__ import annotations

from collections.abc import Iterator

from sim.campaign.campaign import fly
from sim.campaign.weather import MONTHS
from sim.scenario.scenario import Scenario
from sim.theory.form import Check, Form, long_run
from sim.theory.rigs.orbit import EXPOSURE_H, OUT_H, PER_H, STAY_H
from sim.theory.small import aircraft, request, scenario, unit

SHARE, SPELL_H, PER_DAY, DAYS = 0.4, 6.0, 20, 900


def checks(seed: int) -> Iterator[Check]:
    record = fly(world(), seed)
    rows = zip(record.column("targets", "appeared_h"), record.column("targets", "detected_h"), strict=True)
    seen = [seen_h is not None for at_h, seen_h in rows if isinstance(at_h, float) and 24 < at_h < 24 * (DAYS - 5)]
    hides, clears, closes = 1 / EXPOSURE_H, 1 / SPELL_H, SHARE / ((1 - SHARE) * SPELL_H)
    in_clear = PER_H / (PER_H + hides + closes * hides / (clears + hides))
    exact = (1 - SHARE) * in_clear + SHARE * in_clear * clears / (clears + hides)
    yield long_run("share seen", seen, exact)


def world() -> Scenario:
    """Three aircraft hold an orbit over one area with weather, and their sensor needs sight."""
    vehicle = {"title": "-", "mobile": True, "exposure": f"{EXPOSURE_H} h", "aim_points": 1, "guidance": ["laser"]}
    return scenario(
        DAYS,
        OUT_H * 500,
        {"isr": request("uav", on_station=f"{STAY_H} h", orbits=1, areas=["area"])},
        f"{PER_DAY} /d",
        aircraft={"type": aircraft(turn="1.5 h", sensors={"video": 1})},
        forces={"unit": unit(3, "uav")},
        target_classes={"vehicle": vehicle | {"seen_by": {"video": f"{PER_H} /h"}}},
        climates={"mild": {"cloud": {"spell": f"{SPELL_H} h", "share": dict.fromkeys(MONTHS, SHARE)}}},
        weather={"sight": {"sensors": ["video"]}, "areas": {"area": "mild"}},
    )


FORM = Form(
    title="Seen between clouds",
    formula="in the clear S = r / (r + h + a h / (b + h)), under cloud S b / (b + h); h = 1/m, clouds end at b = 1/L "
    "and come at a = p b / (1 − p)",
    mechanism="weather, orbit, coverage, watch, targets, whole campaign",
    source="first-step analysis of a chain in continuous time, e.g. Norris, Markov Chains, section 3.3",
    applies="the orbit is held without a gap, the sensor needs sight, and targets appear whatever the weather",
    misses="targets that move under cloud because it is there, sensors that fly below it",
    broken="a sensor saw through cloud; clouds came at the rate p / L",
    checks=checks,
)
