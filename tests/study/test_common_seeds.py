"""Common random numbers earn their keep: the same luck in both worlds makes a difference sure sooner."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from sim.scenario.load import Changes, load
from sim.study.compare import column, compare
from sim.study.crew import crew_of
from sim.study.replicate import Means, replicate
from sim.study.replication import Replication
from sim.study.store import Store

QUICKSTART = Path(__file__).parents[2] / "scenarios/quickstart.yaml"
PAIRS = 30


def spread(base: list[Replication], other: list[Replication]) -> float:
    """Variance of the difference in threat-hours."""
    a, b = (np.array(column(runs, "threat_hours"), dtype=float) for runs in (base, other))
    return float(np.var(b - a, ddof=1))


def test_pairs_under_the_same_seed_differ_three_times_less_than_strangers(tmp_path: Path) -> None:
    """The aim is three; measured with 100 pairs it is 12. The ratio that `compare` reports is that of pairs that have
    nothing in common, here made by pairing each run with the next seed's of the other world, within the error of two
    variances of 30 pairs: a factor of 1 + 4 sqrt(4 / 29). Seen to fail, at 1.1, when the
    key of a random stream held how many had been made before it, which hangs on what is there."""
    worlds = {"base": load(QUICKSTART), "other": load(QUICKSTART, Changes(without=("drones",)))}
    flown = replicate(worlds, range(1, PAIRS + 1), Means(Store(tmp_path), crew_of(1)))
    base, other = flown["base"], flown["other"]

    strangers = spread(base, [*other[1:], other[0]])
    reported = compare(base, other)["threat_hours"].variance_ratio

    assert strangers > 3 * spread(base, other)
    assert reported is not None
    assert 1 / (1 + 4 * (4 / 29) ** 0.5) < strangers / spread(base, other) / reported < 1 + 4 * (4 / 29) ** 0.5
