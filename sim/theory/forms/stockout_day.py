"""The day on which a stock runs out."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any

import numpy as np
from scipy.special import gammaincinv  # scipy.stats takes a second to import

from sim.theory.form import Check, Form, equal, trials
from sim.theory.rigs.shelf import shelf, wanted_one_at_a_time

BOMBS, A_DAY = 100, 6
REPLICATIONS = 1500
QUANTILES = ((0.05, 14.02), (0.5, 16.61), (0.95, 19.50))
"""As the design of this project has them."""


def checks(seed: int) -> Iterator[Check]:
    empty, noted = days_out(seed)
    for share, day in QUANTILES:
        emptied, in_vain = (float(gammaincinv(n, share)) / A_DAY for n in (BOMBS, BOMBS + 1))
        yield equal(f"quantile {share:.0%} of the form, day", round(emptied, 2), day)
        yield trials(f"share empty by day {day}", [at <= emptied for at in empty], share, sharp=0.2)
        yield trials(f"share noted by day {in_vain:.2f}", [at <= in_vain for at in noted], share, sharp=0.2)
    yield trials("mean day on which the shelf is empty", empty, BOMBS / A_DAY, sharp=0.005)
    later = [after - before for before, after in zip(empty, noted, strict=True)]
    yield trials("days from then to the first demand in vain", later, 1 / A_DAY, sharp=0.05)


def days_out(seed: int) -> tuple[list[float], list[float]]:
    """Over many replications: the day on which the shelf is empty, and that on which the stockout is noted."""
    luck = np.random.default_rng([5, seed])
    empty, noted = [], []
    for _ in range(REPLICATIONS):
        arsenal = shelf(BOMBS)
        gaps = luck.exponential(24 / A_DAY, BOMBS + 30).tolist()
        arsenal.env.process(demand(arsenal, gaps))
        arsenal.env.run()
        story: list[Any] = arsenal.record.rows("stocks")
        empty.append(next(row[0] for row in story if row[5] == 0) / 24)
        noted.append(next(row[0] for row in story if row[6] == "stockout") / 24)
    return empty, noted


def demand(arsenal: Any, gaps: list[float]) -> Generator[Any, Any, None]:
    """Aircraft that come one at a time, each wants one bomb and drops it."""
    for gap_h in gaps:
        yield arsenal.env.timeout(gap_h)
        wanted_one_at_a_time(arsenal)


FORM = Form(
    title="The day of a stockout",
    formula="Gamma(100, 6 a day): 5, 50, 95 % on day 14.02, 16.61, 19.50; first in vain Gamma(101, 6 a day)",
    mechanism="shelves: promise, load, expend",
    source="the time of the n-th event of a Poisson process, e.g. Ross, Stochastic Processes, section 2.2",
    applies="each demand takes one bomb and nothing comes back or in: the shelf is empty at the hundredth, and "
    "the stockout is noted by the first who asks in vain",
    misses="demand in salvoes and by plan, weapons brought home, deliveries",
    broken="one flight in ten brought a bomb home too many; the last bomb was never given; the first demand in "
    "vain was not noted half of the time",
    checks=checks,
)
