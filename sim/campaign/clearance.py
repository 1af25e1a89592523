"""What must be given before a line is written, and again before its package goes in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.campaign.flight import Flight
    from sim.campaign.ledger import Cause
    from sim.campaign.line import Line


class Clearance:
    """The rules of one campaign. A noun that can forbid (a threat, the want of control) adds its own; one that
    the scenario does not use adds none, and costs nothing."""

    def __init__(self) -> None:
        self.to_write: list[Callable[[Line], Cause | None]] = []
        """Asked by the planner about every line, before it looks for a unit."""
        self.to_enter: list[Callable[[Flight], Cause | None]] = []
        """Asked when a package reaches its area: a cause sends it home."""
        self.written: list[Callable[[Line], None]] = []
        """Told of each line that has been given to a unit."""
        self.struck_out: list[Callable[[Line], None]] = []
        """Told of each line that is not planned in the end, whether or not it was written."""
        self.entered: list[Callable[[Flight], None]] = []
        """Told of each package that comes on station."""
        self.left: list[Callable[[Flight], None]] = []
        """Told of each package that goes off station."""

    def write(self, line: Line) -> Cause | None:
        """The first reason not to plan the line."""
        for rule in self.to_write:
            if cause := rule(line):
                return cause
        return None

    def enter(self, flight: Flight) -> Cause | None:
        """The first reason to turn back before the area."""
        for rule in self.to_enter:
            if cause := rule(flight):
                return cause
        return None
