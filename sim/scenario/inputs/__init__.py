"""What a scenario is made of, below the phases: places, types, forces, stocks, staff, targets.

Each field's help stands under it; the reference page and the JSON Schema are made from there.
Quantities are floats in h, nmi, t, kt, t/h and 1/h once read.
"""

from sim.scenario.inputs.airlift import Airlift, AirliftFit, CargoKind, Deployment, Kit
from sim.scenario.inputs.centre import Assessment, Deliberate, Dynamic, Planning, Refuelling, Staff, Targeting
from sim.scenario.inputs.change import Enabler, Removal, Source
from sim.scenario.inputs.commitment import Commitment, Draw
from sim.scenario.inputs.common import Count, Guidance, Inputs, OneOrMore, PerDay, Role, System, Weight
from sim.scenario.inputs.cut import Cut
from sim.scenario.inputs.end import Ends, Quiet
from sim.scenario.inputs.force import AircraftType, Caveat, Force, Nation, Place, TankerFit
from sim.scenario.inputs.lesson import Guess, Lesson, Pull, Shown
from sim.scenario.inputs.munition import Delivery, Munition, Reorder, Stock
from sim.scenario.inputs.pool import Pool
from sim.scenario.inputs.programme import Programme
from sim.scenario.inputs.rescue import Recovery
from sim.scenario.inputs.service import Offer
from sim.scenario.inputs.target import TargetClass
from sim.scenario.inputs.threat import Escort, Presence, Threat
from sim.scenario.inputs.unknown import Unknown

__all__ = [
    "AircraftType",
    "Airlift",
    "AirliftFit",
    "Assessment",
    "CargoKind",
    "Caveat",
    "Commitment",
    "Count",
    "Cut",
    "Deliberate",
    "Delivery",
    "Deployment",
    "Draw",
    "Dynamic",
    "Enabler",
    "Ends",
    "Escort",
    "Force",
    "Guess",
    "Guidance",
    "Inputs",
    "Kit",
    "Lesson",
    "Munition",
    "Nation",
    "Offer",
    "OneOrMore",
    "PerDay",
    "Place",
    "Planning",
    "Pool",
    "Presence",
    "Programme",
    "Pull",
    "Quiet",
    "Recovery",
    "Refuelling",
    "Removal",
    "Reorder",
    "Role",
    "Shown",
    "Source",
    "Staff",
    "Stock",
    "System",
    "TankerFit",
    "TargetClass",
    "Targeting",
    "Threat",
    "Unknown",
    "Weight",
]
