"""Airborne control: the air picture from an orbit off the coast."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sim.campaign.missions.base import Orbits

if TYPE_CHECKING:
    from sim.campaign.flight import Flight


class Control(Orbits):
    """Airborne early warning and control on station."""

    mission: Literal["control"] = "control"

    def departs(self, flight: Flight) -> None:
        line = flight.line
        flight.world.coverage.note("control", line.area, flight.sortie_ids[0], flight.since_h)
