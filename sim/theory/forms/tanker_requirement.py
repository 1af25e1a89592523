"""Tankers that a demand for fuel requires."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum
from typing import Any

from sim.campaign.campaign import fly
from sim.campaign.profile import give_away
from sim.scenario.inputs import AircraftType
from sim.scenario.scenario import Scenario
from sim.theory.form import Check, Form, equal
from sim.theory.small import aircraft, places, request, scenario, unit

CAPABLE = 0.75
"""Mission-capable rate: tails in line over tails."""
A_DAY = 1.6
"""Sorties a day of a tanker in line, as offered."""
STAY_H, OUT_H = 2.5, 1.0
UPLIFT_T = 2.0
"""What one receiver takes: the hour from its base to the track."""
ORBITS = 12
"""Each wants one receiver on station, so one uplift every 2.5 h."""
SINCE_D, UNTIL_D = 5, 20
TANKER = aircraft(
    fuel="52.5 t",
    burn="5 t/h",
    reserve="6 t",
    tanker={"boom_points": 4, "drogue_points": 0, "contact": "0 h", "rate": "6000 t/h"},
)


def checks(seed: int) -> Iterator[Check]:
    each_t = give_away(AircraftType.model_validate(TANKER), OUT_H, STAY_H)
    wanted_t = ORBITS * 24 / STAY_H * UPLIFT_T
    required = wanted_t / (each_t * A_DAY * CAPABLE)
    yield equal("give-away of a sortie, t", each_t, 24)
    yield equal("tankers required", required, 8)
    for tails in (4, 8, 12):
        exact = wanted_t * min(1.0, tails / required)
        yield equal(f"fuel passed by {tails} tankers, t a day", passed_t_a_day(tails, seed), exact)


def world(tails: int) -> Scenario:
    """Orbits at the end of a track, an hour from home, that nobody holds without one uplift a sortie."""
    fighter = aircraft(fuel="8 t", burn="2 t/h", receives=["boom"])
    whole = {"on_station": f"{STAY_H} h", "on_station_min": f"{STAY_H} h"}
    return scenario(
        UNTIL_D + 5,
        500 * OUT_H,
        {
            "isr": request("uav", orbits=ORBITS, areas=["area"], **whole),
            "tanker": {"roles": ["tanker"], "priority": 2, "tracks": ["track"], **whole},
        },
        places=places(500 * OUT_H, 500 * OUT_H),
        aircraft={"type": fighter, "tanker": TANKER},
        forces={
            "unit": unit(500, "uav"),
            "tankers": unit(
                tails, "tanker", aircraft="tanker", in_line=int(tails * CAPABLE), offer=tails * CAPABLE * A_DAY
            ),
        },
    )


def passed_t_a_day(tails: int, seed: int) -> float:
    """Over fifteen days of a steady campaign."""
    rows: list[Any] = fly(world(tails), seed).rows("refuellings")
    steady = [fuel_t for time_h, *_, fuel_t, _ in rows if 24 * SINCE_D <= time_h < 24 * UNTIL_D]
    return fsum(steady) / (UNTIL_D - SINCE_D)


FORM = Form(
    title="Tankers required",
    formula="tankers = fuel demand a day / (give-away × sorties a day × mission-capable rate); with fewer, that "
    "share is met",
    mechanism="demand, laying of tankers, promises and contacts, whole campaign",
    source="planning factor of AFPAM 10-1403 (offload required over offload available, sorties a day, "
    "mission-capable rate)",
    applies="every receiver takes the same fuel, wants it evenly over the day, and does not fly without; "
    "a tanker stays as long as a receiver, and its give-away is twelve uplifts, which is what a window "
    "wants, so that nothing is lost to whole sorties; spare and margin are off",
    misses="the loss to whole sorties, windows, systems and places: over Libya tankers bring home 44 % of what "
    "they could give; breaks, which the rate stands for here",
    broken="a tanker gave a tenth less than it could",
    checks=checks,
)
