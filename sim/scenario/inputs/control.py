"""Airborne control: who needs it, and how much."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sim.scenario.inputs.common import Inputs


class Control(Inputs):
    """Who needs airborne control, and how much. What there is comes from requests that offer `control`."""

    needed_by: Annotated[tuple[str, ...], Field(min_length=1)]
    """Mission types whose packages need it while they are on station."""
    per_package: Annotated[float, Field(gt=0)]
    """Of what is offered, how much one package takes."""
    without: Annotated[float, Field(ge=0)]
    """Procedural control, by times and heights agreed beforehand: what there is when less than that is on station."""
    regions: dict[str, tuple[str, ...]] = {}
    """Areas that are controlled together, by name; those that no region names are one."""
