"""The mission types: one module each, and the union that names them all."""

from typing import Annotated

from pydantic import Field

from sim.campaign.missions.airlift import Airlift
from sim.campaign.missions.base import Flights, Mission, Orbits
from sim.campaign.missions.control import Control
from sim.campaign.missions.helicopter import Helicopter
from sim.campaign.missions.isr import Isr
from sim.campaign.missions.maritime import Maritime
from sim.campaign.missions.patrol import Patrol
from sim.campaign.missions.recce import Recce
from sim.campaign.missions.rescue import Rescue
from sim.campaign.missions.sead import Sead
from sim.campaign.missions.strike import Strike
from sim.campaign.missions.tanker import Tanker

MissionRequest = Annotated[
    Strike | Helicopter | Sead | Patrol | Recce | Isr | Control | Maritime | Rescue | Tanker | Airlift,
    Field(discriminator="mission"),
]

__all__ = ["Flights", "Mission", "MissionRequest", "Orbits"]
