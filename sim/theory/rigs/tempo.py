"""Campaigns in which more is asked of a unit than it can fly."""

from __future__ import annotations

from typing import Any

from sim.campaign.campaign import fly
from sim.scenario.scenario import Scenario
from sim.theory.small import aircraft, request, scenario, unit


def launches(world: Scenario, seed: int) -> list[float]:
    """Take-off times of a flown campaign, in order."""
    hours: list[Any] = fly(world, seed).column("sorties", "launched_h")
    return sorted(hours)


def driven(tails: int, asked: float, days: float, **kind: object) -> Scenario:
    """A unit whose planner believes it has no end of aircraft: every tail flies again the moment it is ready.

    More sorties are asked of each tail a day than it can fly, and lines wait on the fleet's board, so the ramp alone
    sets the tempo and the hours of the diary do not matter.
    """
    moment = {"on_station": "0.001 h", "on_station_min": "0.001 h"}
    patrol = request("cap", per_day=asked * tails, areas={"area": 1}, package=1, **moment)
    return scenario(
        days,
        500,
        {"patrol": patrol},
        aircraft={"type": aircraft(**kind)},
        forces={"unit": unit(tails, "cap", in_line=10_000)},
        planning={
            "horizon": "12 h",
            "lines_per_person_day": 1000,
            "latest_launch": f"{days} d",
            "dawn": 0,
            "dusk": 24,
            "nearness": 0,
        },
    )
