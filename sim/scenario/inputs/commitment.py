"""What other theatres ask of the same forces."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sim.scenario.inputs.common import Inputs, OneOrMore, Role
from sim.scenario.quantity import Moment


class Draw(Inputs):
    """Aircraft that another commitment takes; all given conditions must hold, shared over the units that meet them."""

    unit: str | None = None
    """Only this unit's; a key of `forces`."""
    nation: str | None = None
    """Only this nation's."""
    role: OneOrMore[Role] | None = None
    """Only of units with one of these roles."""
    aircraft: OneOrMore[str] | None = None
    """Only of units that fly this."""
    count: Annotated[int, Field(gt=0)]
    """Tails."""


class Commitment(Inputs):
    """Another theatre that draws aircraft away for some weeks, and gives them back."""

    title: str
    """The name in tables and figures."""
    from_: Annotated[Moment, Field(alias="from")]
    """Tails are taken from then on, as they become ready."""
    until: Moment
    """All of them are back, and ready."""
    draws: Annotated[dict[str, Draw], Field(min_length=1)]
    """What it takes, by a name of your own."""
