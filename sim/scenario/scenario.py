"""The root of a scenario: everything a campaign needs to be flown, frozen and checked."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from sim.campaign.missions import MissionRequest
from sim.scenario.inputs import (
    AircraftType,
    Airlift,
    Commitment,
    Count,
    Cut,
    Enabler,
    Ends,
    Force,
    Inputs,
    Lesson,
    Munition,
    Nation,
    Place,
    Planning,
    Pool,
    Programme,
    Recovery,
    Refuelling,
    Source,
    Staff,
    Stock,
    TargetClass,
    Targeting,
    Threat,
    Unknown,
)
from sim.scenario.inputs.control import Control
from sim.scenario.inputs.weather import Spells, Weather
from sim.scenario.quantity import Hours, Moment, PerHour


class Phase(Inputs):
    """What the commander asks for from a date on. A phase starts from the one before it and says what changes."""

    name: str
    """The name in tables and figures."""
    from_: Annotated[Moment, Field(alias="from")]
    """First day."""
    tasking: dict[str, MissionRequest]
    """Requests by name; the name is the mission type unless `mission` says otherwise."""
    appear: dict[str, dict[str, PerHour]] = {}
    """Area to target class to the rate at which such targets appear there (mobile) or become known to exist (fixed)."""


class Scenario(Inputs):
    """One campaign: who brings what, what is asked of them, and what they meet."""

    format: Literal[1]
    """Version of this language."""
    name: Annotated[str, Field(pattern="^[A-Za-z0-9_-]+$")]
    """Short name; the folder of the results."""
    title: str
    """One line for tables and figures."""
    start: Moment
    """The clock's zero."""
    duration: Hours
    """Length of the campaign."""
    ends: Ends | None = None
    """A condition on which it ends earlier."""
    nations: dict[str, Nation]
    places: dict[str, Place]
    aircraft: dict[str, AircraftType]
    munitions: dict[str, Munition] = {}
    basing: dict[str, str] = {}
    """Base or depot that forces and stocks name, or `*` for any base that is no place here, to the place here."""
    forces: dict[str, Force]
    stocks: dict[str, Stock] = {}
    pools: dict[str, Pool] = {}
    """What nations share: stocks, and tankers by their `serves`."""
    cuts: dict[str, Cut] = {}
    """Savings; a scenario that is resolved has made them, and has none left."""
    unknowns: dict[str, Unknown] = {}
    """Factors on numbers that nobody published; a scenario that is resolved has them multiplied in, and none left."""
    programmes: dict[str, Programme] = {}
    """What was bought, and who pays; for the measure `cost_eur`."""
    staff: dict[str, Staff] = {}
    target_classes: dict[str, TargetClass] = {}
    standing: dict[str, dict[str, Count]] = {}
    """Area to target class to the number of fixed targets that are there from the start."""
    climates: dict[str, dict[str, Spells]] = {}
    """Climate to kind of weather (cloud, sand) to how often it closes the view of the ground, and for how long."""
    weather: Weather = Weather()
    """Which areas have which climate, and what needs sight; always clear if absent."""
    control: Control | None = None
    """Who needs airborne control; nobody if absent."""
    threats: dict[str, Threat] = {}
    """Kinds of air defence, and the areas that hold them."""
    rescue: Recovery | None = None
    """What becomes of crews that come down; absent, nobody looks for them."""
    planning: Planning
    refuelling: Refuelling
    targeting: Targeting
    commitments: dict[str, Commitment] = {}
    """Other theatres that draw on the same forces for some weeks."""
    airlift: Airlift | None = None
    """Rules of the airlift; needed if a phase asks for it."""
    phases: Annotated[tuple[Phase, ...], Field(min_length=1)]
    enablers: dict[str, Enabler] = {}
    variants: dict[str, dict[str, Any]] = {}
    """Named changes, merged over the file when asked for; each may have a `title`."""
    lesson: Lesson | None = None
    """What it teaches, for a scenario that is meant for a classroom."""
    sources: dict[str, Source] = {}
    """Dotted path of a number (with `*` for any name) to where it comes from."""

    @property
    def enablers_together(self) -> tuple[str, ...]:
        """The enablers that are taken away together when none is named."""
        return tuple(name for name, enabler in self.enablers.items() if not enabler.only_when_named)
