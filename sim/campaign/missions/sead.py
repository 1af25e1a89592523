"""Suppression of enemy air defences: anti-radar aircraft on call, counted as strike sorties."""

from __future__ import annotations

from typing import Literal

from sim.campaign.missions.base import Flights


class Sead(Flights):
    """Aircraft with anti-radar missiles or jammers on station over an area."""

    mission: Literal["sead"] = "sead"
