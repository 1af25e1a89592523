"""What the tankers gave."""
# ruff: noqa: ARG001  a measure takes the record and the scenario, needed or not: all are called alike

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from sim.measures.columns import cells

if TYPE_CHECKING:
    from sim.campaign.record import Record
    from sim.scenario.scenario import Scenario


def fuel_passed_t(record: Record, scenario: Scenario) -> float:
    """Fuel passed in the air, in tonnes."""
    return fsum(cells(record, "refuellings", "fuel_t"))


def receivers(record: Record, scenario: Scenario) -> float:
    """Contacts of a receiver with a tanker; a receiver that comes twice counts twice."""
    return float(len(record.refuellings))


def givers(record: Record, what: str = "nation") -> list[str]:
    """The nation, or another column, of the tanker that gave, contact by contact."""
    of = dict(cells(record, "sorties", "sortie_id", what))
    return [of[tanker] for tanker in cells(record, "refuellings", "tanker_sortie")]
