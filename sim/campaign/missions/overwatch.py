"""Armed overwatch: on call for fleeting targets from arrival until it leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.campaign.ledger import Cause
from sim.campaign.missions.base import Flights
from sim.scenario.inputs import Guidance

if TYPE_CHECKING:
    from sim.campaign.flight import Flight
    from sim.campaign.line import Line


FLEETING = (Guidance.laser, Guidance.dual, Guidance.imaging)
"""Weapons that can be brought on a target found in the last minutes; a coordinate alone is soon stale."""


class Overwatch(Flights):
    """Takes off with weapons and no target, and is told on station what to strike."""

    def arms(self, line: Line) -> tuple[tuple[Guidance, ...], bool]:
        """What can hit anything fleeting; it does not fly without."""
        return FLEETING, True

    def waits(self, line: Line) -> bool:
        return not line.targets

    def arrived(self, flight: Flight) -> None:
        flight.world.cell.on_call(flight)

    def departs(self, flight: Flight) -> None:
        flight.world.cell.off_call(flight)

    def shortfall(self, flight: Flight) -> Cause | None:
        """Nothing struck: it missed, the weather hid it, nobody was looking, nobody had time to approve, or there was
        nothing."""
        if flight.struck:
            return None
        if flight.struck_again:
            return Cause.no_coverage
        if flight.line.load and flight.weapons < flight.line.load.weapons:
            return Cause.missed
        if flight.weathered:
            return Cause.weather
        if flight.cause:
            return flight.cause
        if flight.hampered:
            return Cause.weather
        if not flight.covered:
            return Cause.no_coverage
        queued = flight.world.cell.dynamic.queued
        return Cause.no_planning_staff if queued.get(flight.line.area) else Cause.no_target
