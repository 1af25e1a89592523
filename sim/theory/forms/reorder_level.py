"""A stock that is ordered up when it falls to a level: the (s, S) policy with demand in single weapons."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any

import numpy as np
from scipy.special import gammaln, xlogy  # scipy.stats takes a second to import

from sim.campaign.stock import Arsenal
from sim.theory.form import Check, Form, long_run
from sim.theory.rigs.shelf import shelf, wanted_one_at_a_time

A_DAY, LEAD_D = 4.0, 5.0
AT, ORDER = 20, 60
"""s, and S − s: demand of one at a time never steps over s, so ordering up to S is ordering a fixed lot."""
DEMANDS = 80_000


def checks(seed: int) -> Iterator[Check]:
    met, levels = run(seed)
    short = lost_a_cycle()
    cycle_d = (ORDER + short) / A_DAY
    yield long_run("share of demand met", met, ORDER / (ORDER + short), sharp=0.005)
    yield long_run("mean on hand when somebody asks", levels, on_hand(cycle_d), sharp=0.03)


def lost_a_cycle() -> float:
    """Mean demand beyond s in one lead time: E[(D − s)+], D Poisson."""
    during = A_DAY * LEAD_D
    return float(sum((d - AT) * poisson(d, during) for d in range(AT + 1, AT + 200)))


def poisson(d: int, mean: float) -> float:
    """The chance of just `d` in a time in which `mean` are expected."""
    return float(np.exp(xlogy(d, mean) - mean - gammaln(d + 1)))


def on_hand(cycle_d: float) -> float:
    """Time average of the stock over a cycle, in weapons.

    In the lead time after the order it is E[(s − D(t))+]; before that it falls by one at a time from its level at the
    delivery, X + lot, to s, and spends 1 / rate on each level, X = (s − D(lead))+.
    """
    steps = np.linspace(0, LEAD_D, 201)
    left = [sum((AT - d) * poisson(d, A_DAY * t) for d in range(AT + 1)) for t in steps]
    waiting = float(np.trapezoid(left, steps))
    chance = {AT - d: poisson(d, A_DAY * LEAD_D) for d in range(AT)}
    chance[0] = 1 - sum(chance.values())
    falling = sum(p * sum(range(AT + 1, x + ORDER + 1)) for x, p in chance.items()) / A_DAY
    return (waiting + falling) / cycle_d


def run(seed: int) -> tuple[list[bool], list[int]]:
    """Demand by demand: whether it was met, and what was on hand just before."""
    rule = {"at": AT, "order": ORDER, "from": "industry", "lead": f"{LEAD_D} d"}
    arsenal = shelf(AT + ORDER, reorder=rule)
    gaps = np.random.default_rng([6, seed]).exponential(24 / A_DAY, DEMANDS).tolist()
    met: list[bool] = []
    levels: list[int] = []

    def demand(arsenal: Arsenal) -> Generator[Any, Any, None]:
        stock = arsenal.shelves["home", "bomb"]
        for gap_h in gaps:
            yield arsenal.env.timeout(gap_h)
            levels.append(stock.on_hand)
            met.append(wanted_one_at_a_time(arsenal))

    arsenal.env.process(demand(arsenal))
    arsenal.env.run()
    return met, levels


FORM = Form(
    title="A stock with a reorder level",
    formula="(s, S), lost demand: share met = Q / (Q + E[(D − s)⁺]), Q = S − s, D Poisson over the lead time; the "
    "mean on hand by integration over the cycle",
    mechanism="shelves with `reorder`: order, lead time, delivery",
    source="Hadley and Whitin, Analysis of Inventory Systems, 1963, chapter 4 (lost sales, one order "
    "outstanding); by renewal reward over the cycle",
    applies="demand is Poisson, one weapon at a time, what is not there is not waited for, the lead time is "
    "fixed, and a lot is larger than s, so that at most one order is out; who asks at random sees the "
    "time average (PASTA)",
    misses="loads of several weapons, which step over s; weapons aboard that come back; airlift that takes the "
    "lead time's place",
    broken="lots were ten weapons smaller",
    checks=checks,
)
