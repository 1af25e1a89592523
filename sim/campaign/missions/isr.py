"""ISR orbit: sensors kept over areas; an armed one may also strike what is nominated there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sim.campaign.ledger import Cause
from sim.campaign.missions.base import Orbits
from sim.campaign.missions.overwatch import FLEETING
from sim.scenario.inputs import Guidance
from sim.scenario.quantity import Probability

if TYPE_CHECKING:
    from sim.campaign.flight import Flight
    from sim.campaign.line import Line


class Isr(Orbits):
    """Intelligence, surveillance and reconnaissance on station."""

    mission: Literal["isr"] = "isr"
    armed: bool = False
    """Loads weapons and answers nominations, and then counts as a strike sortie, as NATO counted."""
    p_cleared: Probability = 1.0
    """Share of the fleeting targets that it is cleared to strike itself; the others wait for strike aircraft."""

    def arms(self, line: Line) -> tuple[tuple[Guidance, ...], bool]:
        """Weapons if it is to be armed and the stock has some; it looks all the same without."""
        return (FLEETING if self.armed else ()), False

    def arrived(self, flight: Flight) -> None:
        if flight.weapons:
            flight.p_cleared = self.p_cleared
            flight.world.cell.last_resort(flight)

    def departs(self, flight: Flight) -> None:
        flight.world.cell.off_call(flight)

    def shortfall(self, flight: Flight) -> Cause | None:
        """Nothing seen, if weather hid the ground from all its sensors all the time."""
        return super().shortfall(flight) or (Cause.weather if flight.saw_nothing else None)
