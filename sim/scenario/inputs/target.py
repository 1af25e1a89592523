"""Kinds of targets, in aggregate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from sim.scenario.inputs.common import Guidance, Inputs
from sim.scenario.quantity import Hours, PerHour

POD = "pod"
"""A strike aircraft's own targeting pod: it looks where its fighter attacks, and is no ISR."""


class TargetClass(Inputs):
    """A kind of target, in aggregate."""

    title: str
    """The name in tables and figures."""
    mobile: bool
    """A mobile target appears, stands exposed for a time and hides; a fixed one stays."""
    exposure: Hours | None = None
    """Mean time a mobile target stands before it hides, exponential; absent for fixed ones."""
    aim_points: Annotated[int, Field(ge=1)]
    """Hits that it takes."""
    priority: Annotated[int, Field(ge=1)] = 1
    """1 is worked on, and put into the order, before 2; among equals the order of arrival counts."""
    guidance: tuple[Guidance, ...]
    """Weapon guidance that can hit it."""
    seen_by: dict[str, PerHour]
    """Rate at which one sensor on station finds one such target in its area, by sensor."""


def watching(classes: Mapping[str, TargetClass]) -> frozenset[str]:
    """Sensors that watch an area: those that find targets of some class, so none that looks at ships or aircraft, and
    no pod."""
    return frozenset(sensor for kind in classes.values() for sensor, rate in kind.seen_by.items() if rate) - {POD}
