"""Fuel that a tanker can pass, and what it comes home with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

from sim.campaign.campaign import fly
from sim.campaign.missions.tanker import Tanker
from sim.campaign.profile import give_away
from sim.scenario.inputs import AircraftType
from sim.scenario.scenario import Scenario
from sim.theory.form import Check, Form, equal
from sim.theory.small import aircraft, places, request, scenario, unit

FIT = {"boom_points": 1, "drogue_points": 0, "contact": "0 h", "rate": "600 t/h"}
STRATOTANKER = {"cruise": "440 kt", "fuel": "81.6 t", "burn": "4.6 t/h", "reserve": "6 t", "tanker": FIT}


def checks(seed: int) -> Iterator[Check]:
    kind = AircraftType.model_validate(aircraft(**STRATOTANKER))
    for radius_nmi in (500, 1000, 1500):
        left_t = give_away(kind, radius_nmi / kind.cruise, 2.0)
        yield equal(f"give-away at {radius_nmi} nmi, t", left_t, 81.6 - 4.6 * (2 * radius_nmi / 440 + 2) - 6)
    shares, residues = landings(seed)
    yield equal("largest error of a tanker's fuel at landing, t", max(map(abs, residues)), 0)
    yield equal("tankers that passed more than they could", sum(share > 1 + 1e-9 for share in shares), 0)
    yield equal("one passed nine tenths of it or more", max(shares) > 0.9, 1)


def thirsty(track_nmi: float) -> Scenario:
    """A few tankers far from home, and fighters beside their track that want more than they bring."""
    fighter = aircraft(fuel="6 t", burn="2 t/h", reserve="0.5 t", receives=["boom"])
    on_track = {"on_station": "2 h", "on_station_min": "1 h", "tracks": ["track"]}
    chart = places(track_nmi + 200, track_nmi)
    return scenario(
        10,
        track_nmi + 200,
        {
            "patrol": request("cap", per_day=120, areas={"area": 1}, package=1, on_station="3 h"),
            "tanker": {"roles": ["tanker"], "priority": 2, **on_track},
        },
        places={**chart, "strip": {**chart["track"], "kind": "airfield"}},
        aircraft={"type": fighter, "stratotanker": aircraft(**STRATOTANKER)},
        forces={"unit": unit(200, "cap", base="strip"), "tankers": unit(4, "tanker", aircraft="stratotanker")},
    )


def landings(seed: int) -> tuple[list[float], list[float]]:
    """Of each tanker that landed: the share of its give-away that it passed, and the error of its account in tonnes."""
    landed: dict[str, Any] = {}
    with patch.object(Tanker, "ended", lambda _, flight: landed.update({flight.sortie_ids[0]: flight})):
        record = fly(thirsty(1000), seed)
    passed: Counter[str] = Counter()
    rows: list[Any] = record.rows("refuellings")
    for _, _, tanker_sortie, _, _, fuel_t, _ in rows:
        passed[tanker_sortie] += fuel_t
    assert len(landed) > 20
    shares, residues = [], []
    for sortie_id, flight in landed.items():
        could_t = give_away(flight.kind, 1000 / flight.kind.cruise, flight.stayed_h)
        residues.append(flight.fuel_t - (flight.kind.reserve + could_t - passed[sortie_id]))
        shares.append(passed[sortie_id] / could_t)
    return shares, residues


FORM = Form(
    title="Give-away fuel",
    formula="fuel − burn (2 R / V + stay) − reserve; at landing reserve + give-away − passed",
    mechanism="profile of a tanker; tanker sorties in a whole campaign",
    source="planning rule of AFPAM 10-1403; KC-135R with 81.6 t, 4.6 t/h, 440 kt, 6 t, two hours on station",
    applies="the model burns by the hour, at one rate, and keeps one account of burn and offload; receivers want "
    "more than there is",
    misses="climb, weight, wind, waiting, and that tankers loiter more cheaply than they cruise",
    broken="only one way was burned; the reserve was not kept; the fuel passed was not taken from the tanker's "
    "own; a tanker gave half as much again",
    checks=checks,
)
