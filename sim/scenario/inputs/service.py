"""What a mission gives to others while it is on station."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sim.scenario.inputs.common import Inputs
from sim.scenario.quantity import Nmi


class Offer(Inputs):
    """A service that each aircraft of a request gives while on station; who is affected says by how much."""

    amount: Annotated[float, Field(gt=0)] = 1.0
    """How much one aircraft gives: missions that it controls at once, for example."""
    reach: Nmi = 0.0
    """Areas this near to its station are served too; only its own place if absent."""
