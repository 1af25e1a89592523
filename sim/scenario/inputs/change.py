"""What can be taken away, and where numbers come from."""

from __future__ import annotations

from typing import Literal

from sim.scenario.inputs.common import Inputs, OneOrMore, Role


class Removal(Inputs):
    """Which things an enabler is; all given conditions must hold."""

    of: Literal["forces", "staff", "resupply"] = "forces"
    """Units, people at the operations centre, or orders and deliveries of munitions from that nation."""
    nation: str | None = None
    """Only this nation's."""
    role: OneOrMore[Role] | None = None
    """Only units with one of these roles."""
    aircraft: OneOrMore[str] | None = None
    """Only units that fly this."""
    desk: str | None = None
    """Only staff at this desk."""


class Enabler(Inputs):
    """A named thing that can be taken away."""

    title: str
    """The name in tables and figures."""
    remove: OneOrMore[Removal]
    """What goes."""
    only_when_named: bool = False
    """Not among those that the main job takes away together, nor shared between by an attribution, unless named."""


class Source(Inputs):
    """Where a number comes from."""

    tier: Literal["published", "derived", "assumed", "calibrated"]
    """How far it can be trusted."""
    low: float | str | None = None
    """Lower end of its range, in the words of the field."""
    high: float | str | None = None
    """Upper end."""
    source: str
    """Document, or the reasoning."""
    used: str | None = None
    """For a calibrated number: the quantity of the record it was set to."""
