"""Airborne control: the air picture from an orbit off the coast."""

from __future__ import annotations

from typing import Literal

from sim.campaign.missions.base import Orbits


class Control(Orbits):
    """Airborne early warning and control on station; what it `offers` is `control`."""

    mission: Literal["control"] = "control"
