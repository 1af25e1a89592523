"""Maritime patrol: the arms embargo from the air."""

from __future__ import annotations

from typing import Literal

from sim.campaign.missions.base import Orbits


class Maritime(Orbits):
    """Maritime patrol aircraft on station."""

    mission: Literal["maritime"] = "maritime"
