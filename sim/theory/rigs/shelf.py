"""One shelf with aircraft that come for its bombs."""

from __future__ import annotations

from typing import Any

import simpy

from sim.campaign.airlift import Freight
from sim.campaign.record import Record
from sim.campaign.stock import Arsenal
from sim.scenario.inputs import Guidance, Munition, Stock

BOMB = Munition.model_validate({"title": "-", "mass": "0.2 t", "guidance": "laser", "p_hit": 1})


def shelf(on_hand: int, **rules: Any) -> Arsenal:
    """An arsenal of one nation with one kind of bomb."""
    stock = Stock.model_validate({"nation": "home", "munition": "bomb", "on_hand": on_hand, **rules})
    record = Record("theory", 1, 1)
    freight = Freight(simpy.Environment(), None, {})
    return Arsenal(freight, {"stock": stock}, {"bomb": BOMB}, record, lambda _: 0.0)


def wanted_one_at_a_time(arsenal: Arsenal) -> bool:
    """One aircraft wants one bomb and drops it at once; whether it got one."""
    load = arsenal.promise("home", {"bomb": 1}, 1, (Guidance.laser,))
    if load is None:
        return False
    arsenal.draw(load, "base")
    arsenal.close(load, 1, "base")
    return True
