"""Suppression of enemy air defences: anti-radar aircraft on call, counted as strike sorties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sim.campaign.missions.base import Flights
from sim.scenario.inputs import Guidance

if TYPE_CHECKING:
    from sim.campaign.flight import Flight
    from sim.campaign.line import Line


class Sead(Flights):
    """Aircraft with anti-radar missiles or jammers on station over an area."""

    mission: Literal["sead"] = "sead"

    def arms(self, line: Line) -> tuple[tuple[Guidance, ...], bool]:
        """Anti-radar missiles if the stock has some; it threatens and jams all the same without."""
        return (Guidance.radar,), False

    def departs(self, flight: Flight) -> None:
        """The spell is over: radars that came up in it were shot at."""
        if flight.world.radars:
            flight.world.radars.shot_at(flight)
