"""Air patrol: fighters that enforce the no-fly zone."""

from __future__ import annotations

from typing import Literal

from sim.campaign.missions.base import Flights


class Patrol(Flights):
    """Combat air patrol over an area."""

    mission: Literal["patrol"] = "patrol"
