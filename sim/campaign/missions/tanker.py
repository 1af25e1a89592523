"""Tankers: sorties laid over the day's tracks to meet the fuel that the other lines ask for."""

from __future__ import annotations

from typing import Literal

from sim.campaign.missions.base import Mission


class Tanker(Mission):
    """Refuelling on tracks. Its lines follow the demand of the day's other lines."""

    mission: Literal["tanker"] = "tanker"
    tracks: tuple[str, ...]
    """Where tankers wait."""
