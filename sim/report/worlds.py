"""What the figures are drawn from: one run, or one beside another."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from sim.campaign.record import Record
    from sim.scenario.scenario import Scenario

Columns = dict[str, list[Any]]
"""A table by columns; what a figure draws, and its CSV."""


@dataclass(frozen=True)
class Worlds:
    """The records that a figure compares, by their titles in legends; the first was flown with everything."""

    scenario: Scenario
    records: dict[str, Record]
    record_daily: Path | None = None
    """Historical sorties by date, to be drawn over the simulated ones."""

    def moment(self, hour: float) -> datetime:
        """The date and time of an hour of the campaign."""
        from datetime import timedelta

        return self.scenario.start + timedelta(hours=hour)

    def nation(self, key: str) -> str:
        """A nation's name in figures."""
        return self.scenario.nations[key].title

    def munition(self, key: str) -> str:
        """A munition's name in figures."""
        return self.scenario.munitions[key].title

    def place(self, key: str) -> str:
        """A place's name in figures."""
        return self.scenario.places[key].title
