"""Reconnaissance: a camera over a list of places, once."""

from __future__ import annotations

from typing import Literal

from sim.campaign.missions.base import Flights


class Recce(Flights):
    """Tactical reconnaissance: its sensors look at the area while it is there."""

    mission: Literal["recce"] = "recce"
