"""Weapons: types, national stocks, orders and deliveries."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sim.scenario.inputs.common import Count, Guidance, Inputs
from sim.scenario.quantity import Euros, Hours, Moment, Probability, Tonnes


class Munition(Inputs):
    title: str
    """The name in tables and figures."""
    mass: Tonnes
    """Of one weapon; what airlift carries."""
    guidance: Guidance
    """How it finds its aim point."""
    p_hit: Probability
    """A released weapon hits its aim point."""
    price: Euros | None = None
    """Of one weapon; for the measure `cost_eur`."""


class Reorder(Inputs):
    """A standing order: when the stock falls to `at`, order so many."""

    at: Count
    """Weapons on hand and on order at or below which the order goes out."""
    order: Annotated[int, Field(gt=0)]
    """Weapons in one order."""
    from_: Annotated[str, Field(alias="from")]
    """The nation that sells (drawn from its stock of that munition, if the scenario gives it one) or `industry`."""
    lead: Hours
    """From order to weapons at the base, or at the depot if one is given."""
    depot: str | None = None
    """Where they wait for a lift; a key of `places`. Absent: the lead is all, they need none."""
    first: Moment | None = None
    """No order before this date: the sale has to be agreed first."""


class Delivery(Inputs):
    """Weapons that arrive on a date."""

    on: Moment
    """Day of arrival."""
    count: Annotated[int, Field(gt=0)]
    """Weapons."""
    from_: Annotated[str, Field(alias="from")]
    """The nation that lends or gives them (drawn from its stock of that munition, if the scenario gives it one) or
    `industry`."""
    depot: str | None = None
    """Where they wait for a lift from that day on; a key of `places`. Absent: they need none."""
    back: Moment | None = None
    """A loan: on this day what came goes back to the lender's stock, as far as it is on the shelf and not promised."""


class Stock(Inputs):
    """What a nation has of one munition in theatre."""

    nation: str
    """Whose it is; a key of `nations`."""
    munition: str
    """A key of `munitions`."""
    on_hand: Count
    """Weapons at the start."""
    base: str | None = None
    """Where it lies; a key of `places`. Needed if something comes by airlift."""
    reorder: Reorder | None = None
    """The standing order, if there is one."""
    deliveries: tuple[Delivery, ...] = ()
    """Dated deliveries."""
