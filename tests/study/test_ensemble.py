"""What many runs say by day, by hand."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest

from sim.measures import Spell
from sim.study.ensemble import bands, stockout_risk, wilson
from sim.study.replication import Replication
from tests.study.worlds import world


def days(*sorties: float) -> pa.Table:
    many = len(sorties)
    dates = [date(2030, 1, 1 + n) for n in range(many)]
    return pa.table({"day": list(range(many)), "date": dates, "sorties": list(sorties)})


def test_bands_are_quantiles_over_the_runs_day_by_day() -> None:
    found = bands([days(10 + n, 100 - n) for n in range(21)]).to_pylist()

    assert [row["day"] for row in found] == [0, 1]
    assert found[0] == {
        "measure": "sorties",
        "day": 0,
        "date": date(2030, 1, 1),
        "mean": 20,
        "p5": 11,
        "p25": 15,
        "p50": 20,
        "p75": 25,
        "p95": 29,
    }
    assert (found[1]["p5"], found[1]["p95"]) == (81, 99)


def test_bands_are_over_the_runs_that_had_the_day() -> None:
    """One of three campaigns met its condition a day before the others."""
    found = bands([days(1, 10), days(2), days(6, 20)]).to_pylist()

    assert [(row["day"], row["mean"], row["p50"]) for row in found] == [(0, 3, 2), (1, 15, 15)]


def flown(*spells: Spell, days: float = 5) -> Replication:
    return Replication(1, {"days": days}, spells)


def test_the_risk_of_a_stockout_by_day() -> None:
    # Two of four runs run out: one on day 1, restored at the very end of day 2, one on day 3 for good. The rest never.
    runs = [flown(Spell("dk", "gbu", 30.0, 72.0)), flown(Spell("dk", "gbu", 80.0, None)), flown(), flown()]

    found = stockout_risk(runs, world(5)).to_pylist()

    assert [row["p_out"] for row in found] == [0, 0.25, 0.25, 0.25, 0.25]
    assert [row["p_out_by"] for row in found] == [0, 0.25, 0.25, 0.5, 0.5]
    assert [(row["low"], row["high"]) for row in found[:1]] == [wilson(0, 4)]


def test_nothing_is_out_when_the_campaign_is_over() -> None:
    """Out for good on day 1, of a campaign that met its condition at the end of day 2; the other flew its five days."""
    found = stockout_risk([flown(Spell("dk", "gbu", 30.0, None), days=3), flown()], world(5)).to_pylist()

    assert [row["p_out"] for row in found] == [0, 0.5, 0.5, 0, 0]
    assert [row["p_out_by"] for row in found] == [0, 0.5, 0.5, 0.5, 0.5]


def test_a_spell_of_no_length_counts_on_its_day() -> None:
    found = stockout_risk([flown(Spell("dk", "gbu", 24.0, 24.0), days=3)], world(3)).to_pylist()

    assert [row["p_out"] for row in found] == [0, 1, 0]


def test_nothing_ran_out() -> None:
    assert stockout_risk([flown(), flown()], world(3)).num_rows == 0


def test_wilson_by_hand() -> None:
    # 3 of 10, printed in many books: 0.108 to 0.603.
    assert wilson(0.3, 10) == pytest.approx((0.1078, 0.6032), abs=1e-4)
    assert wilson(0.0, 10)[0] == 0.0
    assert wilson(0.0, 10)[1] > 0.2
