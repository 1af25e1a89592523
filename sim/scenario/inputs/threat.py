"""What the enemy's air defences do to those who fly near, in aggregate."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sim.scenario.inputs.common import Inputs, Role
from sim.scenario.quantity import Hours, Moment, PerHour, Probability

Level = Annotated[float, Field(ge=0, le=1_000_000)]


class Presence(Inputs):
    """How much of a threat one area holds."""

    level: Level
    """Systems that can engage aircraft over the area when nobody suppresses them."""
    quiet_until: Moment | None = None
    """Suppressed until then by what was flown before the campaign began."""
    until: Moment | None = None
    """Gone from that day on: the area has changed hands; it stays if absent."""


class Threat(Inputs):
    """A kind of air defence. Its level over an area falls with what suppresses it and with its destroyed sites."""

    title: str
    """The name in tables and figures."""
    areas: dict[str, Presence]
    """Area to how much of it is there."""
    degraded_by: dict[str, Probability] = {}
    """Service to the share of the level that each unit of it takes away; several multiply what is left."""
    recovers: dict[str, Hours] = {}
    """Service to how long its effect outlasts it; absent, the threat is back at once."""
    reduced_by: dict[str, Level] = {}
    """Target class to what each destroyed target of it in the area takes off the level."""
    lowest: Level = 0.0
    """What destroyed targets leave: systems that nobody finds."""
    escort_above: Level
    """Above this level a package goes in only with an escort of its own."""
    shut_above: Level
    """Above this level nobody goes in but those who suppress."""
    loss: PerHour
    """Rate at which one system shoots down one aircraft that is on station there."""
    emits: PerHour = 0.0
    """How often each system that can still engage switches its radar on while somebody who degrades it is on station
    over the area: what anti-radar missiles are shot at, one each time."""
    spares: tuple[Role, ...] = ()
    """Roles that it does not reach: they fly above it or stay off the coast."""
    risks: tuple[Role, ...] = ()
    """Roles that go in whatever the level: nobody is aboard."""


class Escort(Inputs):
    """Aircraft that a package takes with it where the threat calls for them: all go, or none."""

    by: str
    """The request of the same phase that they fly for; its roles, loads and services are theirs."""
    aircraft: Annotated[int, Field(ge=1)]
    """How many."""
