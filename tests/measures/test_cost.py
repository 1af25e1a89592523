"""What a campaign cost, by hand."""

from __future__ import annotations

from typing import Any

import pytest

from sim.campaign.record import Record
from sim.measures import measure, measures_named
from sim.scenario.scenario import Scenario
from tests.records import fighter, flight, note, scenario

HOUR, BOMB = "10 kEUR/h", "20 kEUR"


def world(**changes: Any) -> Scenario:
    """Danish fighters and bombs that have their cost."""
    munition = {"title": "GBU-12", "mass": "0.23 t", "guidance": "laser", "p_hit": 0.8, "price": BOMB}
    costly = {
        "aircraft": {"f-16am": fighter(hour_cost=HOUR), "kc-135r": fighter()},
        "munitions": {"gbu-12": munition, "gbu-49": {**munition, "price": None}},
        "stocks": {"bombs": {"nation": "denmark", "munition": "gbu-12", "on_hand": 9}},
    }
    return scenario(**{**costly, **changes})


def flown(munition: str = "gbu-12", unit: str = "denmark-f16") -> Record:
    """Five hours, four bombs loaded and one brought back; over ten days."""
    record = Record("small", 1, 10)
    flight(record, "dk-1", 2.0, 7.0, unit=unit)
    note(record, "ending", end_h=240.0, reason="date")
    for change, reason in ((9, "opening"), (-4, "loaded"), (1, "returned"), (5, "received"), (-2, "lent")):
        note(record, "stocks", nation="denmark", munition=munition, change=change, reason=reason)
    return record


def costs(record: Record, scenario: Scenario) -> dict[str, float | None]:
    values = measure(record, scenario)
    names = {"all": "cost_eur", **{nation: f"nation.{nation}.cost_eur" for nation in scenario.nations}}
    return {short: values[name] for short, name in names.items()}


def test_hours_and_weapons_used() -> None:
    both = 5 * 10_000 + 3 * 20_000

    assert costs(flown(), world()) == {"all": both, "denmark": both, "us": 0, "france": 0}


@pytest.mark.parametrize("record", [flown(unit="us-kc135"), flown(munition="gbu-49")], ids=["hour", "bomb"])
def test_what_has_no_cost_leaves_the_whole_unknown(record: Record) -> None:
    stocks = {"bombs": {"nation": "denmark", "munition": "gbu-12", "on_hand": 9}}
    stocks |= {"others": {"nation": "denmark", "munition": "gbu-49", "on_hand": 9}}

    assert set(costs(record, world(stocks=stocks)).values()) == {None}


def test_a_programme_costs_its_part_of_the_campaign_and_its_payers_share_it() -> None:
    """Of 3,652.5 days the campaign has ten: 1/365.25 of the purchase, and ten days of running, flying included."""
    programme = {"title": "-", "life": "10 y", "purchase": "3.6525 MEUR", "running": "365.25 kEUR/y"}
    shared = {**programme, "units": ["denmark-f16"], "stocks": ["bombs"], "paid_by": {"us": 0.75, "france": 0.25}}

    found = costs(flown(), world(programmes={"common": shared}))

    whole = 10_000 + 10_000 + 3 * 20_000
    assert found == {
        "all": pytest.approx(whole),
        "denmark": 0,
        "us": pytest.approx(0.75 * whole),
        "france": pytest.approx(0.25 * whole),
    }


def test_without_running_cost_the_hours_are_paid_by_the_hour_by_those_who_pay_the_programme() -> None:
    common = {"title": "-", "life": "10 y", "units": ["denmark-f16"], "paid_by": {"us": 1}}

    found = costs(flown(), world(programmes={"common": common}))

    assert (found["us"], found["denmark"]) == (50_000, 60_000)


def test_the_cost_of_a_nation_has_a_name() -> None:
    found = measures_named(["nation.denmark.cost_eur"], world())["nation.denmark.cost_eur"]

    assert found.unit == "EUR"
    assert found.function(flown(), world()) == 110_000
