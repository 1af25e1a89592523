"""The day on which a stock runs out."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import simpy
from scipy.stats import gamma

from sim.campaign.record import Record
from sim.campaign.stock import Arsenal
from sim.scenario.inputs import Guidance, Munition, Stock
from tests.theory.estimate import agrees, from_replications

BOMBS, A_DAY = 100, 6
REPLICATIONS = 1500


@cache
def days_out() -> tuple[list[float], list[float]]:
    """Over many replications: the day on which the shelf is empty, and that on which the stockout is noted."""
    luck = np.random.default_rng(5)
    bomb = Munition.model_validate({"title": "-", "mass": "0.2 t", "guidance": "laser", "p_hit": 1})
    stock = Stock.model_validate({"nation": "home", "munition": "bomb", "on_hand": BOMBS})
    empty, noted = [], []
    for _ in range(REPLICATIONS):
        env = simpy.Environment()
        record = Record("theory", 1, 1)
        arsenal = Arsenal(env, {"stock": stock}, {"bomb": bomb}, record, lambda _: 0.0)
        env.process(demand(env, arsenal, luck.exponential(24 / A_DAY, BOMBS + 30).tolist()))
        env.run()
        rows = zip(*(record.column("stocks", name) for name in ("time_h", "level", "reason")), strict=True)
        story = [(at_h, level, reason) for at_h, level, reason in rows if isinstance(at_h, float)]
        empty.append(next(at_h for at_h, level, _ in story if level == 0) / 24)
        noted.append(next(at_h for at_h, _, reason in story if reason == "stockout") / 24)
    return empty, noted


def demand(env: simpy.Environment, arsenal: Arsenal, gaps: list[float]) -> simpy.events.ProcessGenerator:
    """Aircraft that come one at a time, each wants one bomb and drops it."""
    for gap_h in gaps:
        yield env.timeout(gap_h)
        load = arsenal.promise("home", {"bomb": 1}, 1, (Guidance.laser,))
        if load:
            arsenal.draw(load, "base")
            arsenal.close(load, 1, "base")


@pytest.mark.parametrize(("share", "day"), [(0.05, 14.02), (0.5, 16.61), (0.95, 19.50)])
def test_stockout_day_is_gamma(share: float, day: float) -> None:
    """100 bombs at 6 a day are gone on day 14.02, 16.61, 19.50 with 5, 50, 95 %: quantiles of Gamma(100, 6 a day).

    Source: the time of the n-th event of a Poisson process, e.g. Ross, Stochastic Processes, section 2.2.
    Applies because each demand takes one bomb and nothing comes back or in: the shelf is empty at the hundredth. The
    stockout is noted by the first who asks in vain, at the hundred and first: Gamma(101, 6 a day).
    Would miss: demand in salvoes and by plan, weapons brought home, deliveries.
    Seen to fail when one flight in ten brought a bomb home too many, and when the last bomb was never given.
    """
    assert gamma.ppf(share, BOMBS, scale=1 / A_DAY) == pytest.approx(day, abs=0.005)
    empty, noted = days_out()
    first_in_vain = gamma.ppf(share, BOMBS + 1, scale=1 / A_DAY)
    agrees(from_replications([at <= gamma.ppf(share, BOMBS, scale=1 / A_DAY) for at in empty]), share, sharp=0.2)
    agrees(from_replications([at <= first_in_vain for at in noted]), share, sharp=0.2)


def test_mean_stockout_day() -> None:
    """100 bombs at 6 a day last 100 / 6 days on average; the first demand in vain comes a sixth of a day later.

    Source, reason and limits as above; the mean is sharper than the quantiles.
    Seen to fail when the first demand in vain was not noted half of the time.
    """
    empty, noted = days_out()
    agrees(from_replications(empty), BOMBS / A_DAY, sharp=0.005)
    agrees(from_replications([b - a for a, b in zip(empty, noted, strict=True)]), 1 / A_DAY, sharp=0.05)
