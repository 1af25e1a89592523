"""ISR orbit: sensors kept over areas; an armed one may also strike what is nominated there."""

from __future__ import annotations

from typing import Literal

from sim.campaign.missions.base import Orbits


class Isr(Orbits):
    """Intelligence, surveillance and reconnaissance on station."""

    mission: Literal["isr"] = "isr"
    armed: bool = False
    """Loads weapons and answers nominations, and then counts as a strike sortie, as NATO counted."""
