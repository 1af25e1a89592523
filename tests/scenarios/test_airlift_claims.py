"""What officials said depended on airlift and on American bombs, held against the Libya campaign (claims of 2011)."""

from __future__ import annotations

from typing import Any

from sim.measures import measure, stockout_spells
from sim.scenario.load import Changes
from tests.campaign.worlds import told
from tests.scenarios import worlds

DAYS = 77
"""Eleven weeks: 31 March to 16 June 2011."""
SEEDS = (1,)
"""One campaign: eleven weeks are long."""


def flown(*without: str, seeds: tuple[int, ...] = SEEDS) -> tuple[Any, ...]:
    """Scenario and record under each seed."""
    changes = Changes(without=without, sets=(f"duration={DAYS} d",))
    return tuple((worlds.loaded(changes), worlds.flown(changes, seed)) for seed in seeds)


def late_h(world: tuple[Any, ...], kind: str) -> list[float]:
    """For each order that needs airlift and was ready two weeks before the end: from then until all of it was there,
    or until the end."""
    scenario, record = world
    end_h = scenario.duration
    rows = told(record, "deliveries", "kind", "base", "ready_h", "arrived_h")
    return [
        (end_h if arrived_h is None else arrived_h) - ready_h
        for its_kind, base, ready_h, arrived_h in rows
        if its_kind == kind and base and ready_h < end_h - 14 * 24
    ]


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


def test_with_american_airlift_lift_is_sufficient() -> None:
    for world in flown():
        assert mean(late_h(world, "deployment")) < 72
        assert mean(late_h(world, "munitions")) < 48


def test_without_american_airlift_units_and_supplies_come_late() -> None:
    """Rasmussen, 5 September 2011: the allies were particularly short of strategic airlift.

    Deployments come late, resupply takes longer, repairs wait for parts. That stockouts come earlier is not asserted:
    the first of them begins before any sale was agreed, and later ones depend on who has lifters of its own. Bombs are
    few loads in eleven weeks, so two campaigns are put together.
    """
    worlds_with, worlds_short = flown(seeds=(1, 2)), flown("us_airlift", seeds=(1, 2))
    for kind in ("deployment", "munitions", "spares"):
        there, late = ([h for world in them for h in late_h(world, kind)] for them in (worlds_with, worlds_short))
        assert mean(late) > 1.5 * mean(there), kind
    for world, short in zip(worlds_with, worlds_short, strict=True):
        with_all, without = (measure(record, scenario) for scenario, record in (world, short))
        assert without["parts_wait_h"] > with_all["parts_wait_h"]
        assert without["sorties"] < with_all["sorties"]
        causes = told(short[1], "lines", "role", "cause")
        assert causes.count(("airlift", "no_aircraft")) > told(world[1], "lines", "role", "cause").count(
            ("airlift", "no_aircraft")
        )


def test_without_american_bombs_several_nations_are_out_by_day_77() -> None:
    """Gates, 10 June 2011: many allies were short of munitions after eleven weeks; the U.S. made up the difference."""
    for (_, record), (_, alone) in zip(flown(), flown("us_munitions"), strict=True):
        still_out = {spell.nation for spell in stockout_spells(alone) if spell.end_h is None}
        helped = {spell.nation for spell in stockout_spells(record) if spell.end_h is None}
        assert len(still_out) >= 3
        assert len(still_out) > len(helped)
