"""A new mission type needs no change of the scenario language."""

from __future__ import annotations

from typing import Annotated, Literal

import pytest
from pydantic import Field

from sim.campaign.missions.base import Flights
from sim.campaign.missions.strike import Strike
from sim.scenario.load import ScenarioError, load
from sim.scenario.scenario import Phase, Scenario


class Leaflets(Flights):
    """Paper over a town."""

    mission: Literal["leaflets"] = "leaflets"
    tonnes_of_paper: Annotated[float, Field(ge=0)]


class ToyPhase(Phase):
    tasking: dict[str, Annotated[Strike | Leaflets, Field(discriminator="mission")]]


class Toy(Scenario):
    phases: tuple[ToyPhase, ...]


PHASES = """
extends: tiny.yaml
phases:
  - name: only
    from: 2011-04-01
    tasking:
      leaflets: {{roles: [cap], priority: 1, on_station: 1 h, on_station_min: 1 h, per_day: 1, areas: {{coast: 1}},
        package: 1, {field}: 2}}
forces: {{no-f16: {{caveats: [{{refuse: [leaflets]}}]}}}}
sources: {{phases.*.tasking.strike.per_day: null}}
"""


def test_a_toy_mission_is_read(write):
    found = load(write(PHASES.format(field="tonnes_of_paper")), model=Toy)
    assert isinstance(found.phases[0].tasking["leaflets"], Leaflets)


def test_a_slip_in_it_is_told_like_any_other(write):
    with pytest.raises(
        ScenarioError, match=r"leaflets\.tonnes_of_papper: unknown key \(did you mean `tonnes_of_paper`"
    ):
        load(write(PHASES.format(field="tonnes_of_papper")), model=Toy)
