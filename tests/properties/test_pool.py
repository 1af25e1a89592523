"""Random small worlds with pools: the accounts of stocks, members and fuel hold."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sim.campaign.campaign import fly
from tests.campaign.worlds import world
from tests.properties.laws import broken
from tests.properties.small_worlds import small_worlds
from tests.properties.test_always import CALM, SEEDS

SHARE = st.sampled_from([0.1, 0.5, 1])


@st.composite
def pooled(draw: st.DrawFn) -> dict[str, Any]:
    """A small world whose stocks are shared, and one of its tankers; every run is audited."""
    changes = draw(small_worlds())
    of = draw(st.lists(st.sampled_from(sorted(changes["stocks"])), min_size=1, max_size=3, unique=True))
    members = {nation: draw(SHARE) for nation in ("home", "friend")}
    changes["pools"] = {
        "weapons": {"title": "-", "of": of, "members": members},
        "fleet": {"title": "-", "members": {"home": draw(SHARE)}},
    }
    changes["forces"]["tanker-0"]["serves"] = draw(st.sampled_from([["fleet"], ["weapons"], ["fleet", "friend"]]))
    return changes


@settings(CALM, max_examples=80)
@given(pooled(), SEEDS)
def test_a_world_with_pools_keeps_all_laws(changes: dict[str, Any], seed: int) -> None:
    scenario = world(**changes)

    assert broken(scenario, fly(scenario, seed)) == {}


@settings(CALM, max_examples=25)
@given(small_worlds(), SEEDS)
def test_a_pool_of_what_its_only_member_owns_changes_nothing(changes: dict[str, Any], seed: int) -> None:
    own = {"own": {"title": "-", "of": ["home-bomb", "home-dart"], "members": {"home": 1}}}

    plain, pool = (fly(world(**changes, pools=pools), seed) for pools in ({}, own))

    assert vars(pool) == vars(plain)
