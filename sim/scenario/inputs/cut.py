"""Savings: a share of what the forces cost, taken where each nation pleases, or where all agree."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sim.scenario.inputs.common import Inputs, Role
from sim.scenario.inputs.pool import Share

Roles = tuple[Role, ...]


class Cut(Inputs):
    """Nations save a share of what their units cost to fly; it is resolved into fewer aircraft before the campaign."""

    title: str
    """The name in tables and figures."""
    save: Share
    """Share of the cost that goes: a tail costs its type's hour cost, the same hours a year for all."""
    nations: Annotated[tuple[str, ...], Field(min_length=1)]
    """Who saves; keys of `nations`."""
    how: Literal["apart", "together"]
    """Each its share of its own cost, or all together the same money of the common cost."""
    first: Roles = ()
    """Roles that are given up first, in this order; the others last, all in proportion if there are none here."""
    by_nation: dict[str, Roles] = {}
    """For savings apart: another order for one nation."""
