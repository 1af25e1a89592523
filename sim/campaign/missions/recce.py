"""Reconnaissance: a camera over a list of places, once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sim.campaign.ledger import Cause
from sim.campaign.missions.base import Flights

if TYPE_CHECKING:
    from sim.campaign.flight import Flight


class Recce(Flights):
    """Tactical reconnaissance: its sensors look at the area while it is there."""

    mission: Literal["recce"] = "recce"

    def shortfall(self, flight: Flight) -> Cause | None:
        """Nothing seen, if weather hid the ground from all its sensors all the time."""
        return super().shortfall(flight) or (Cause.weather if flight.saw_nothing else None)
