"""The operations centre: its people, and the rules by which it plans, refuels and targets."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sim.scenario.inputs.common import Count, Inputs, PerDay
from sim.scenario.quantity import Hours, Moment, Probability


class Staff(Inputs):
    """People of one nation at the operations centre."""

    nation: str
    """Whose they are; a key of `nations`."""
    desk: Literal["dynamic", "deliberate", "planning"]
    """What they work on: fleeting targets, deliberate targets, or the air tasking order."""
    people: Count
    """Over all shifts."""
    from_: Annotated[Moment | None, Field(alias="from")] = None
    """First day at work; from the start if absent."""
    until: Moment | None = None
    """Leaves on that day; stays if absent."""


class Planning(Inputs):
    """How the air tasking order is made."""

    horizon: Hours
    """The order is complete this long before its day begins."""
    lines_per_person_day: PerDay
    """Lines one member of the planning staff writes a day."""
    latest_launch: Hours
    """A line waits this long past its take-off time for aircraft, then it is cancelled."""
    dawn: Annotated[float, Field(ge=0, le=24)]
    """Hour of the day, UTC, at which daylight begins."""
    dusk: Annotated[float, Field(ge=0, le=24)]
    """Hour of the day, UTC, at which it ends; before dawn where midnight UTC falls in daylight."""
    slip: Hours = 0.0
    """How far the time of a line may be moved so that it fits a tanker; orbits, alerts and escorted packages stay."""
    nearness: Annotated[float, Field(ge=0)]
    """Days of open offer that an hour less to the area is worth when planners choose a unit; 0: only offers count."""

    def by_day(self, hour: float) -> bool:
        """Whether the sun is up at that hour of the day, UTC."""
        if self.dawn <= self.dusk:
            return self.dawn <= hour < self.dusk
        return hour >= self.dawn or hour < self.dusk

    @property
    def night_h(self) -> float:
        """Hours of darkness; all 24 where dawn is dusk, none from dawn at 0 to dusk at 24."""
        return 24 - (self.dusk - self.dawn) if self.dawn <= self.dusk else self.dawn - self.dusk


class Refuelling(Inputs):
    """Rules of the tanker tracks."""

    margin: Probability
    """Share of each tanker's give-away fuel that the planner does not promise."""
    spare: Annotated[float, Field(ge=1)]
    """Give-away laid on over the fuel that the lines ask for."""
    patience: Hours
    """How long a receiver waits at the track before it goes home."""


class Dynamic(Inputs):
    """Fleeting targets: from detection to a weapon on its way."""

    people_per_desk: Annotated[int, Field(gt=0)]
    """Staff that keep one desk manned round the clock."""
    work: Hours
    """Median time of one desk to identify, estimate collateral damage and approve; lognormal."""
    spread: Annotated[float, Field(ge=0)]
    """Standard deviation of the logarithm of that time."""
    strike: Hours
    """Median time from approval to weapon for aircraft on station; lognormal, same spread."""


class Deliberate(Inputs):
    """Targets developed over hours to days."""

    people_per_desk: Annotated[int, Field(gt=0)]
    """Staff that keep one desk manned round the clock."""
    work: Hours
    """Median time of one desk to develop one target; lognormal."""
    spread: Annotated[float, Field(ge=0)]
    """Standard deviation of the logarithm of that time."""
    lead: Hours
    """Approval and coordination after development, no desk busy."""
    p_restrained: Probability
    """Share of developed targets that are not cleared for attack."""


class Assessment(Inputs):
    """Whether a fixed target that was hit is known to be destroyed."""

    patience: Hours
    """A target whose damage nobody has seen by then is nominated again."""
    ease: Annotated[float, Field(gt=0)]
    """A known place is looked at this many times as readily as an unknown one is found."""


class Targeting(Inputs):
    """The targeting cell."""

    dynamic: Dynamic
    deliberate: Deliberate
    assessment: Assessment
