"""Random small worlds with other commitments: the accounts hold, and tails that are elsewhere do not fly."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sim.campaign.campaign import fly
from sim.campaign.commitment import absences
from sim.campaign.record import Record
from sim.scenario.scenario import Scenario
from tests.campaign.worlds import told, world
from tests.properties.laws import broken
from tests.properties.small_worlds import small_worlds
from tests.properties.test_always import CALM, SEEDS

DRAWS = st.fixed_dictionaries({"role": st.sampled_from(["strike", "uav", "tanker"]), "count": st.integers(1, 8)})


@st.composite
def commitments(draw: st.DrawFn) -> dict[str, Any]:
    """One or two, that may overlap."""
    return {
        name: {
            "title": "-",
            "from": f"2030-01-0{draw(st.integers(1, 3))}T{draw(st.integers(0, 23)):02}:00Z",
            "until": f"2030-01-0{draw(st.integers(4, 9))}",
            "draws": {"some": draw(DRAWS)},
        }
        for name in ("one", "other")[: draw(st.integers(1, 2))]
    }


def flown_by_tails_elsewhere(scenario: Scenario, record: Record) -> list[Any]:
    """A tail that launches while others are elsewhere is one of those that stayed, and so is whoever is up with it."""
    stray = []
    for unit, force in scenario.forces.items():
        spans = [a for a in absences(scenario) if a.unit == unit]
        rows = told(record, "sorties", "unit", "launched_h", "landed_h")
        flights = [(launched_h, landed_h) for name, launched_h, landed_h in rows if name == unit]
        for launched_h, _ in flights:
            away = sum(a.tails for a in spans if a.from_h < launched_h < a.until_h)
            up = sum(begins_h <= launched_h < ends_h for begins_h, ends_h in flights)
            if away and up > force.count - away:
                stray.append((unit, launched_h, up, away))
    return stray


@settings(CALM, max_examples=60)
@given(small_worlds(), commitments(), SEEDS)
def test_a_world_with_other_commitments_keeps_all_laws(
    changes: dict[str, Any], elsewhere: dict[str, Any], seed: int
) -> None:
    scenario = world(**changes, commitments=elsewhere)
    record = fly(scenario, seed)

    assert broken(scenario, record) == {}
    assert flown_by_tails_elsewhere(scenario, record) == []


@settings(CALM, max_examples=25)
@given(small_worlds(), commitments(), SEEDS)
def test_without_commitments_no_line_is_lost_to_them(
    changes: dict[str, Any], elsewhere: dict[str, Any], seed: int
) -> None:
    later = {name: {**one, "from": "2040-01-01", "until": "2040-01-02"} for name, one in elsewhere.items()}

    plain, committed = (fly(world(**changes, commitments=what), seed) for what in ({}, later))

    assert "other_commitments" not in told(plain, "lines", "cause")
    assert vars(committed) == vars(plain)
