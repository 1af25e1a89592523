"""What capabilities cost beside flying hours and weapons, and who pays."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sim.scenario.inputs.common import Inputs
from sim.scenario.inputs.pool import Share
from sim.scenario.quantity import Euros, EurosPerHour, Hours


class Programme(Inputs):
    """A purchase, national or common; a campaign bears the part of its cost that falls into its time."""

    title: str
    """The name in tables and figures."""
    purchase: Euros = 0.0
    """Price of all of it."""
    life: Annotated[Hours, Field(gt=0)]
    """Over which the purchase is spread evenly."""
    running: EurosPerHour | None = None
    """All that it costs to run, flying included; without it the hours of its units cost what the type costs."""
    units: tuple[str, ...] = ()
    """Units whose flying it pays; keys of `forces`."""
    stocks: tuple[str, ...] = ()
    """Stocks whose weapons it pays, when they are used; keys of `stocks`."""
    paid_by: Annotated[dict[str, Share], Field(min_length=1)]
    """Nation to its share of the cost; the shares add up to one."""
