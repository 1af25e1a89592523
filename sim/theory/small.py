"""Campaigns so small that their outcome can be written down: one base, one area, one unit, no luck unless asked for."""

from __future__ import annotations

from math import degrees
from typing import Any

import simpy

from sim.campaign.fleet import Fleet
from sim.campaign.geography import EARTH_RADIUS_NMI
from sim.campaign.luck import Luck
from sim.scenario.inputs import AircraftType, Force
from sim.scenario.scenario import Scenario

NEVER_BREAKS = {"p_break": 0, "p_ground_abort": 0, "p_air_abort": 0, "repair": "0 h"}


def aircraft(**changes: Any) -> dict[str, Any]:
    """A type with fuel for any distance that never breaks: 500 kt, ready as it lands."""
    fuel = {"fuel": "100 t", "burn": "1 t/h", "reserve": "0 t", "endurance": "90 h"}
    return {"title": "-", "cruise": "500 kt", **fuel, "turn": "0 h", **NEVER_BREAKS, **changes}


def unit(count: int, role: str, **changes: Any) -> dict[str, Any]:
    """A unit whose nation offers more sorties than it can fly."""
    shape = {"count": count, "in_line": count, "offer": 100_000, "base": "base", "roles": [role]}
    return {"nation": "home", "aircraft": "type", **shape, **changes}


def request(role: str, **changes: Any) -> dict[str, Any]:
    """A request of one mission for that role over the one area."""
    return {"roles": [role], "priority": 1, "on_station": "1 h", "on_station_min": "1 min", **changes}


def places(area_nmi: float, track_nmi: float = 0) -> dict[str, Any]:
    """A base, an area so far south of it, and a track on the way; on one meridian distances are exact."""

    def south(nmi: float) -> dict[str, float]:
        return {"lat": 45 - degrees(nmi / EARTH_RADIUS_NMI), "lon": 15}

    return {
        "base": {"title": "-", "kind": "airfield", **south(0)},
        "area": {"title": "-", "kind": "area", **south(area_nmi)},
        "track": {"title": "-", "kind": "track", **south(track_nmi)},
    }


def scenario(days: float, area_nmi: float, tasking: dict[str, Any], appear: str = "", **parts: Any) -> Scenario:
    """A campaign of one phase, in which vehicles appear at that rate; `parts` are sections of a scenario file."""
    asked = {name: {"mission": name, **wish} for name, wish in tasking.items()}
    coming = {"area": {"vehicle": appear}} if appear else {}
    phase = {"name": "all", "from": "2030-01-01", "tasking": asked, "appear": coming}
    return Scenario.model_validate(
        {
            "format": 1,
            "name": "theory",
            "title": "-",
            "start": "2030-01-01T00:00Z",
            "duration": f"{days} d",
            "nations": {"home": {"title": "-"}},
            "places": places(area_nmi),
            "staff": {"planners": {"nation": "home", "desk": "planning", "people": 1000}},
            "planning": {
                "horizon": "12 h",
                "lines_per_person_day": 1000,
                "latest_launch": "0 h",
                "dawn": 0,
                "dusk": 24,
                "nearness": 0,
            },
            "refuelling": {"margin": 0, "spare": 1, "patience": "1 h"},
            "targeting": {
                "dynamic": {"people_per_desk": 1, "work": "1 h", "spread": 0, "strike": "1 h"},
                "deliberate": {"people_per_desk": 1, "work": "1 h", "spread": 0, "lead": "1 h", "p_restrained": 0},
                "assessment": {"patience": "1 h", "ease": 1},
            },
            "phases": [phase],
            **parts,
        }
    )


def fleet(env: simpy.Environment, tails: int, seed: int, force: dict[str, Any] | None = None, **changes: Any) -> Fleet:
    """A unit's board by itself, its tails ready; `changes` are those of its type."""
    there = Force.model_validate(force or unit(tails, "strike"))
    board = Fleet(env, "unit", there, AircraftType.model_validate(aircraft(**changes)), Luck(seed))
    board.arrive()
    return board
