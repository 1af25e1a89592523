"""A line of the air tasking order: what was asked for, what was planned, how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sim.campaign.ledger import BrokenIdentity, Cause, State

if TYPE_CHECKING:
    from sim.campaign.escort import Pair
    from sim.campaign.missions.base import Mission
    from sim.campaign.profile import Profile
    from sim.campaign.stock import Load
    from sim.campaign.tanker_sortie import Promise
    from sim.campaign.target import Target
    from sim.campaign.unit import Unit


class Station(NamedTuple):
    """Where and when a line is asked to be."""

    area: str
    at_h: float
    """On station, hours since the start."""
    stay_h: float
    """Hours on station."""


class Line:
    """One package of one mission, from the request to its last state."""

    __slots__ = (
        "again",
        "aircraft",
        "area",
        "at_h",
        "cause",
        "day",
        "kind",
        "launch_h",
        "least_h",
        "load",
        "mission",
        "number",
        "pair",
        "profile",
        "promises",
        "request",
        "sorties",
        "state",
        "stay_h",
        "targets",
        "unit",
    )

    def __init__(self, request: Mission, kind: str, station: Station, aircraft: int) -> None:
        self.request = request
        self.mission = request.mission
        self.kind = kind
        self.area, self.at_h, self.stay_h = station
        self.least_h = min(self.stay_h, request.on_station_min)
        """Shortest time on station that is worth flying."""
        self.aircraft = aircraft
        self.again = False
        """A second try at what an earlier line was asked for: if it fails too, it was no line asked for."""
        self.number = 0
        self.day = 0
        self.unit: Unit | None = None
        self.profile: Profile | None = None
        self.launch_h = 0.0
        self.load: Load | None = None
        self.promises: list[Promise] = []
        self.targets: list[Target] = []
        self.pair: Pair | None = None
        """The package and its escort, if it goes in with one or is one."""
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
            self.mission,
            self.kind,
            self.area,
            unit.nation if unit else None,
            unit.name if unit else None,
            self.state,
            self.cause,
            self.sorties,
        )
