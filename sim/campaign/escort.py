"""Escorts: a package that goes in with aircraft of another request, all of them or none.

The escort is a line of its own, for aircraft of two types start from two bases at two times. The planner writes both or
neither; who has not started yet when the other is called off stays on the ground; and a package whose escort is not on
station turns back before the area. The escort never waits for the package, so the two cannot block each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.campaign.ledger import Cause, State
from sim.campaign.line import Line, Station

if TYPE_CHECKING:
    from sim.campaign.flight import Flight
    from sim.scenario.scenario import Phase

ESCORT = "escort"
"""The kind of its line."""
LEAD_H = 0.25
"""The escort is on station this much before the package. Assumed (0.1 to 0.5 h)."""


class Pair:
    """A package and its escort."""

    __slots__ = ("escort", "escort_flight", "package")

    def __init__(self, package: Line, escort: Line) -> None:
        self.package = package
        self.escort = escort
        self.escort_flight: Flight | None = None
        """The escort, once it is in the air."""
        package.pair = escort.pair = self

    def there(self, line: Line) -> bool:
        """Whether the package has its escort on station; the escort needs nobody."""
        flight = self.escort_flight
        return line is self.escort or (flight is not None and flight.on_station)

    def off(self, line: Line) -> Cause | None:
        """Why one of them does not start: the other was called off. A package without its escort: the threat."""
        other = self.other(line)
        if other.state is not State.cancelled:
            return None
        return Cause.threat if line is self.package else other.cause

    def other(self, line: Line) -> Line:
        """The other one of the two."""
        return self.package if line is self.escort else self.escort

    def part(self) -> None:
        """It does not come to that."""
        self.package.pair = self.escort.pair = None


def escort_for(package: Line, phase: Phase) -> Line:
    """The line of its escort, as long on station as the package and a little earlier."""
    escort = package.request.escort
    assert escort is not None
    station = Station(package.area, package.at_h - LEAD_H, package.stay_h + LEAD_H)
    line = Line(phase.tasking[escort.by], ESCORT, station, escort.aircraft)
    line.day = package.day
    return line
