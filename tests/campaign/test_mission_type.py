"""The promise of the design: a new mission type is one class, its name in one union, and YAML; sim/ is not touched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from sim.campaign.campaign import fly
from sim.campaign.ledger import Cause
from sim.campaign.line import Line, Station
from sim.campaign.missions import Mission, MissionRequest
from sim.campaign.order import Order
from sim.campaign.sortie import Flight
from sim.scenario.load import Changes, load
from sim.scenario.quantity import Hours
from sim.scenario.scenario import Phase, Scenario
from tests.campaign.worlds import told

TINY = Path(__file__).parents[1] / "scenario" / "tiny.yaml"


class Leaflet(Mission):
    """Drops leaflets over one place at a fixed hour of each day; without effect if it comes too late."""

    mission: Literal["leaflet"] = "leaflet"
    place: str
    """Where."""
    hour: Hours
    """Hour of the day at which it is to be there."""

    def lines(self, order: Order) -> Iterator[Line]:
        yield order.line(self, "leaflet", Station(self.place, order.start_h + self.hour, self.on_station), 1)

    def departs(self, flight: Flight) -> None:
        flight.world.coverage.note("leaflets", flight.line.area, flight.sortie_ids[0], flight.since_h)

    def shortfall(self, flight: Flight) -> Cause | None:
        return Cause.missed if flight.since_h > flight.line.at_h + 1e-6 else None


class ToyPhase(Phase):
    tasking: dict[str, MissionRequest | Annotated[Leaflet, Field(discriminator="mission")]]


class ToyScenario(Scenario):
    phases: Annotated[tuple[ToyPhase, ...], Field(min_length=1)]


YAML = f"""
extends: {TINY}
name: toy
phases:
  - name: opening
    from: 2011-04-01
    tasking:
      paper:
        {{mission: leaflet, roles: [cap], priority: 1, on_station: 30 min, on_station_min: 30 min, place: coast,
          hour: 9 h}}
      tanker: {{roles: [tanker], priority: 1, on_station: 5 h, on_station_min: 2 h, tracks: [central]}}
      strike:
        roles: [strike]
        priority: 2
        on_station: 1 h
        on_station_min: 1 h
        per_day: 2
        areas: {{coast: 1}}
        package: 1
        p_deliberate: 0
        deliberate_on_station: 30 min
        targets_per_line: 1
  - name: later
    from: 2011-04-03
    tasking:
      paper: {{hour: 20 h}}
"""


def test_a_mission_type_of_the_tests_own_flies_from_yaml(tmp_path: Path) -> None:
    path = tmp_path / "toy.yaml"
    path.write_text(YAML)
    faults = ("p_break", "p_ground_abort", "p_air_abort")
    certain = [f"aircraft.{aircraft}.{fault}=0" for aircraft in ("f-16am", "kc-135r") for fault in faults]

    record = fly(load(path, Changes(sets=("duration=4 d", *certain)), model=ToyScenario), seed=1)

    lines = told(record, "lines", "role", "day", "area", "unit", "state", "cause")
    assert [line[1:] for line in lines if line[0] == "leaflet"] == [
        (day, "coast", "no-f16", "effective", None) for day in range(4)
    ]
    shown = told(record, "coverage", "service", "place", "start_h")
    assert [(place, round(at_h)) for service, place, at_h in shown if service == "leaflets"] == [
        ("coast", at_h) for at_h in (9, 33, 68, 92)
    ]
    assert {role for role, *_ in lines} == {"leaflet", "strike", "tanker"}
