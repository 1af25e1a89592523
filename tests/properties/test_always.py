"""The accounts of random small worlds: each passes the audit, and the laws of `laws.py`, read from its tables alone."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.campaign.campaign import fly
from tests.campaign.worlds import merge, told, world
from tests.properties.laws import broken
from tests.properties.small_worlds import flown_in, small_worlds

SEEDS = st.integers(0, 1000)
CALM = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@settings(CALM, max_examples=100)
@given(small_worlds(), SEEDS)
def test_a_random_world_keeps_all_laws(changes: dict[str, Any], seed: int) -> None:
    scenario = world(**changes)

    assert broken(scenario, fly(scenario, seed)) == {}


@settings(CALM, max_examples=40)
@given(small_worlds(), flown_in(), SEEDS)
def test_a_random_world_that_lives_on_airlift_keeps_all_laws(
    changes: dict[str, Any], lift: dict[str, Any], seed: int
) -> None:
    scenario = world(**merge(changes, lift))

    assert broken(scenario, fly(scenario, seed)) == {}


@settings(CALM, max_examples=40)
@given(small_worlds(), SEEDS)
def test_the_same_scenario_and_seed_are_the_same_record(changes: dict[str, Any], seed: int) -> None:
    one, other = (fly(world(**changes), seed) for _ in range(2))

    assert vars(one) == vars(other)


@settings(CALM, max_examples=40)
@given(small_worlds(), SEEDS, st.sampled_from(["fighter", "drone", "tanker"]))
def test_targets_appear_and_hide_whoever_is_there_and_are_struck_in_between(
    changes: dict[str, Any], seed: int, taken_away: str
) -> None:
    fewer = {name: force for name, force in changes["forces"].items() if not name.startswith(taken_away)}
    full, reduced, empty = (
        fly(world(**{**changes, "forces": forces}), seed) for forces in (changes["forces"], fewer, {})
    )

    stands = {row[0]: row[1:] for row in told(empty, "targets", "target_id", "appeared_h", "ended_h")}
    for record in (full, reduced):
        rows = told(record, "targets", "target_id", "appeared_h", "struck_h")
        assert {name: appeared_h for name, appeared_h, _ in rows} == {name: stands[name][0] for name in stands}
        struck = [(struck_h, *stands[name]) for name, _, struck_h in rows if struck_h is not None]
        assert [row for row in struck if not row[1] <= row[0] <= (row[2] or row[0])] == []
