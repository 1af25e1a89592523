"""What every mission type shares: who may fly it, how long it stays, who goes first."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sim.scenario.inputs import Inputs, PerDay, Role, Weight
from sim.scenario.quantity import Hours


class Mission(Inputs):
    """A request of the commander, as the phases of a scenario give it."""

    mission: str
    """Which mission type; the key of the request if absent."""
    roles: tuple[Role, ...]
    """Units with one of these roles may fly it."""
    priority: Annotated[int, Field(ge=1)]
    """1 is planned first, and drinks first."""
    on_station: Hours
    """Time on station asked for."""
    on_station_min: Hours
    """Shortest time on station that is still worth flying."""


class Flights(Mission):
    """So many sorties a day, spread over areas by weight."""

    per_day: PerDay
    """Sorties asked for a day."""
    areas: dict[str, Weight]
    """Area to its share, in any unit."""
    package: Annotated[int, Field(ge=1)]
    """Aircraft that fly together."""


class Orbits(Mission):
    """Something kept on station without a gap."""

    orbits: Annotated[float, Field(ge=0)]
    """How many at once; half an orbit is held half of each day."""
    areas: tuple[str, ...]
    """Where: the orbits are spread over these in turn, each day shifted by one."""
