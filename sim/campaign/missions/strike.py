"""Strike: deliberate attacks on nominated targets, and armed overwatch for fleeting ones."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sim.campaign.missions.base import Flights
from sim.scenario.inputs import Count, Probability
from sim.scenario.quantity import Hours


class Strike(Flights):
    """Sorties meant to attack. A line with no nominated target to plan on flies armed overwatch."""

    mission: Literal["strike"] = "strike"
    p_deliberate: Probability
    """Share of the lines that are planned on nominated fixed targets, when there are any."""
    deliberate_on_station: Hours
    """Time on station of a deliberate line."""
    targets_per_line: Annotated[int, Field(ge=1)]
    """Fixed targets that one package is given at most."""
