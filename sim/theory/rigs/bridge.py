"""An air bridge: a depot where cargo never ends, its airlifters, and a base; out full, home empty."""

from __future__ import annotations

from typing import Any

from sim.campaign.campaign import fly
from sim.scenario.scenario import Scenario
from sim.theory.small import aircraft, places, scenario, unit

PAYLOAD_T, GROUND_H = 40.0, 2.25
"""C-17: planning payload before 2018 (recalled), ground time of an expedited offload (AFPAM 10-1403, 2018)."""
LEG_NMI, LEG_H = 1000.0, 2.0
WITHOUT_END_T = 1e6


def bridge(days: float, lifters: int, ramp: int | None = None, **changes: Any) -> Scenario:
    """So many airlifters at the depot, so many ramp places at the base; `changes` are of their type."""
    fit = {"airlift": {"payload": f"{PAYLOAD_T} t", "ground_time": f"{GROUND_H} h"}}
    ends = places(LEG_NMI)
    base = {**ends["area"], "kind": "airfield", **({"ramp": ramp} if ramp else {})}
    cargo = {"tonnes": f"{WITHOUT_END_T} t", "depot": "depot", "notice": "0 h"}
    return scenario(
        days,
        LEG_NMI,
        {"airlift": {"roles": ["airlift"], "priority": 1}},
        places={"home": ends["base"], "depot": {**ends["base"], "kind": "depot"}, "base": base},
        aircraft={"type": aircraft(**{**fit, **changes}), "other": aircraft()},
        airlift={"first": ["deployment"], "fill": 1, "hold": "1000 d", "patience": "1 h"},
        forces={
            "lifters": unit(lifters, "airlift", base="home"),
            "cargo": unit(1, "cap", aircraft="other", deploys=cargo),
        },
    )


def unloaded_h(world: Scenario, seed: int) -> list[float]:
    """When each sortie had unloaded, in order; those that brought their cargo."""
    record = fly(world, seed)
    rows = zip(record.column("sorties", "landed_h"), record.column("sorties", "outcome"), strict=True)
    return sorted(float(str(landed)) - LEG_H for landed, outcome in rows if outcome == "effective")
