"""Weather: how much of the time it closes the view of the ground, for how long, and what cannot do without."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sim.scenario.inputs.common import Guidance, Inputs
from sim.scenario.quantity import Hours, Probability


class Year(Inputs):
    """A share of the time for each month."""

    jan: Probability
    feb: Probability
    mar: Probability
    apr: Probability
    may: Probability
    jun: Probability
    jul: Probability
    aug: Probability
    sep: Probability
    oct: Probability
    nov: Probability
    dec: Probability


class Spells(Inputs):
    """One kind of weather that closes the view: low cloud, blown sand."""

    spell: Annotated[Hours, Field(gt=0)]
    """Mean length of a spell, exponential."""
    share: Year
    """Share of the hours of each month in which the view is closed by this."""


class Sight(Inputs):
    """What needs to see the ground: this is said here, once, of the sensors and weapons, not of the weather."""

    sensors: tuple[str, ...] = ()
    """Sensors that see nothing while the view is closed; the names are those of `seen_by` of targets."""
    guidance: tuple[Guidance, ...] = ()
    """Weapons that are not released while the view is closed."""
    falls_back: dict[Guidance, Guidance] = {}
    """Guidance of weapons that have another way: what is left of them while the view is closed."""


class Weather(Inputs):
    """Which areas have weather. A place that is not named is always clear."""

    sight: Sight = Sight()
    """What needs to see the ground."""
    areas: dict[str, str] = {}
    """Area to its climate, a key of `climates`."""
