"""Airlift: what carries, what is carried, and the rules by which it goes."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from sim.scenario.inputs.common import Count, Inputs
from sim.scenario.quantity import Hours, Probability, Tonnes


class CargoKind(StrEnum):
    """What is carried."""

    deployment = "deployment"
    munitions = "munitions"
    spares = "spares"


class AirliftFit(Inputs):
    """What makes an aircraft an airlifter."""

    payload: Annotated[Tonnes, Field(gt=0)]
    """Cargo of one sortie, as planners reckon it; the most it can lift is more."""
    ground_time: Annotated[Hours, Field(gt=0)]
    """On a ramp place at each stop, to load or to unload, refuel and go."""


class Deployment(Inputs):
    """What must be flown in before a unit can fight."""

    tonnes: Tonnes
    """People, ground equipment, first spares."""
    depot: str
    """Where it waits for a lift; a key of `places`."""
    notice: Hours
    """It is ready there this long before the unit's first day, or at the start if that is later."""


class Kit(Inputs):
    """A unit's kit of spare parts: each repair takes one, and each taken is ordered again, one for one."""

    parts: Count
    """In the kit when it is full."""
    mass: Tonnes
    """Of one part with its packing."""
    lead: Hours
    """From the order until the part waits for a lift; until it is at the base if no `depot` is given."""
    depot: str | None = None
    """Where it waits for a lift; a key of `places`. Absent: it needs none."""


class Airlift(Inputs):
    """Rules of the airlift."""

    first: tuple[CargoKind, ...]
    """Kinds of cargo, the most urgent first; those not named come last."""
    fill: Probability
    """Share of its payload from which a sortie is worth flying."""
    hold: Hours
    """Cargo that has waited so long goes in a sortie that is less full."""
    patience: Hours
    """How long an airlifter waits for a ramp place before it takes its cargo back."""
