"""A line of the air tasking order: what was asked for, what was planned, how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.campaign.ledger import BrokenIdentity, Cause, State
from sim.campaign.missions.base import Mission

if TYPE_CHECKING:
    from sim.campaign.profile import Profile
    from sim.campaign.stock import Load
    from sim.campaign.tanker_sortie import Promise
    from sim.campaign.target import Target
    from sim.campaign.unit import Unit


class Line:
    """One package of one mission, from the request to its last state."""

    __slots__ = (
        "aircraft",
        "area",
        "at_h",
        "cause",
        "day",
        "kind",
        "launch_h",
        "load",
        "number",
        "profile",
        "promises",
        "request",
        "sorties",
        "state",
        "stay_h",
        "targets",
        "unit",
    )

    def __init__(self, number: int, day: int, request: Mission, kind: str, area: str, aircraft: int) -> None:
        self.number = number
        self.day = day
        self.request = request
        self.kind = kind
        self.area = area
        self.aircraft = aircraft
        self.at_h = 0.0
        """Time on station asked for, hours since the start."""
        self.stay_h = 0.0
        """Hours on station asked for."""
        self.unit: Unit | None = None
        self.profile: Profile | None = None
        self.launch_h = 0.0
        self.load: Load | None = None
        self.promises: list[Promise] = []
        self.targets: list[Target] = []
        self.state: State | None = None
        self.cause: Cause | None = None
        self.sorties: tuple[str, ...] = ()

    def close(self, state: State, cause: Cause | None) -> None:
        """The line has ended; it can end only once."""
        if self.state is not None:
            raise BrokenIdentity(f"{self} ended twice: {self.state}, {state}")
        self.state = state
        self.cause = cause

    def __str__(self) -> str:
        return f"line {self.number}, day {self.day}, {self.kind} over {self.area}"

    def row(self) -> tuple[object, ...]:
        """As in the table of lines."""
        unit = self.unit
        return (
            self.number,
            self.day,
            self.request.mission,
            self.kind,
            self.area,
            unit.nation if unit else None,
            unit.name if unit else None,
            self.state,
            self.cause,
            self.sorties,
        )
