"""Every cause of the ledger is loosened by settings that a scenario takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.campaign.ledger import Cause
from sim.scenario.load import Changes, Gathered, gathered
from sim.scenario.relaxation import RELAXATIONS, settings

LIBYA = Path(__file__).parents[2] / "scenarios/libya_2011.yaml"


@pytest.fixture(scope="module")
def tiny() -> Gathered:
    return gathered(Path(__file__).parent / "tiny.yaml")


def test_a_cause_has_a_way_or_nothing_in_the_model_has_it() -> None:
    assert set(Cause) - set(RELAXATIONS) == {Cause.no_crew}


def test_libya_takes_every_one_and_all_at_once() -> None:
    """It has everything but another theatre, which is a variant."""
    changes, libya = Changes(variants=("second_theatre",)), gathered(LIBYA)
    full = libya.resolve(changes).full
    found = {cause: settings(full, cause) for cause in RELAXATIONS}

    assert [cause for cause, sets in found.items() if not sets] == []
    for sets in found.values():
        libya.load(Changes(changes.variants, sets=sets))
    everything = libya.load(Changes(changes.variants, sets=tuple(one for sets in found.values() for one in sets)))
    assert everything.control is None
    assert everything.commitments == {}
    assert {force.caveats for force in everything.forces.values()} == {()}
    assert {presence.level for threat in everything.threats.values() for presence in threat.areas.values()} == {0}


def test_aircraft_and_tankers_are_loosened_apart(tiny: Gathered) -> None:
    full = tiny.resolve().full

    assert {one.split(".")[1] for one in settings(full, Cause.no_aircraft)} == {"no-f16", "us-mq1"}
    assert settings(full, Cause.no_tanker_fuel) == (
        "forces.us-kc135.count=40",
        "forces.us-kc135.in_line=30",
        "forces.us-kc135.offer=60",
        "refuelling.spare=12.0",
    )


@pytest.mark.parametrize(
    ("cause", "path", "before", "after"),
    [
        (Cause.no_munition, "stocks.us-gbu12.on_hand", "0", "100"),
        (Cause.no_munition, "stocks.us-gbu12.on_hand", "20", "2000"),
        (Cause.no_planning_staff, "staff.no-planning.people", "0", "100"),
        (Cause.no_tanker_contact, "aircraft.kc-135r.tanker.drogue_points", "0", "0"),
        (Cause.no_tanker_contact, "aircraft.kc-135r.tanker.drogue_points", "2", "20"),
    ],
)
def test_plenty_comes_of_nothing_but_not_another_refuelling_system(
    tiny: Gathered, cause: Cause, path: str, before: str, after: str
) -> None:
    full = tiny.resolve(Changes(sets=(f"{path}={before}",))).full

    assert f"{path}={after}" in settings(full, cause)


def test_what_a_scenario_does_not_have_is_not_loosened(tiny: Gathered) -> None:
    full = tiny.resolve().full

    assert [cause for cause in RELAXATIONS if not settings(full, cause)] == [
        Cause.no_control,
        Cause.no_rescue,
        Cause.threat,
        Cause.weather,
        Cause.caveat,
        Cause.attrition,
        Cause.base_full,
        Cause.other_commitments,
    ]
