"""Crews that came down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.measures.columns import cells

if TYPE_CHECKING:
    from sim.campaign.record import Record
    from sim.scenario.scenario import Scenario


def crews_down(record: Record, scenario: Scenario) -> float | None:
    """Crews of aircraft that were lost; None where the scenario has no combat rescue."""
    return float(len(record.crews)) if scenario.rescue else None


def crews_recovered(record: Record, scenario: Scenario) -> float | None:
    """Those that were fetched."""
    return float(list(cells(record, "crews", "outcome")).count("recovered")) if scenario.rescue else None
