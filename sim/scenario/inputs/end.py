"""When a campaign is over before its last day."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from sim.scenario.inputs.common import Inputs
from sim.scenario.quantity import Hours

DAY_H = 24.0


def whole_days(hours: float) -> float:
    """The same time. Raises ValueError, in the user's words, if it is not in whole days, or none."""
    if hours < DAY_H or hours % DAY_H:
        raise ValueError("must be whole days, such as 7 d: the condition is looked at once a day")
    return hours


class Quiet(Inputs):
    """A measured condition: few live targets in the open, day after day."""

    threat_below: Annotated[float, Field(gt=0)]
    """Live mobile targets in the open, mean of a day; on each of the days it must be lower."""
    for_: Annotated[Hours, Field(alias="for"), AfterValidator(whole_days)]
    """So long in a row, in whole days."""


class Ends(Inputs):
    """The campaign ends on a condition, or at the end of its duration if that comes first."""

    when: Quiet
    """What must hold."""
