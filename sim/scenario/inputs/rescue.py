"""What becomes of crews that come down, and where nobody is sent unless somebody can fetch them."""

from __future__ import annotations

from sim.scenario.inputs.common import Inputs, Role
from sim.scenario.quantity import Hours


class Recovery(Inputs):
    """Combat rescue."""

    needed: tuple[str, ...] = ()
    """Areas to which aircraft are sent only while a rescue alert is within reach: the service `rescue`."""
    spares: tuple[Role, ...] = ()
    """Roles that go there without: nobody is aboard, or they stay high above or off the coast."""
    evasion: Hours
    """Mean time for which a crew on the ground stays free, exponential."""
    search: Hours
    """From arrival over the area to the crew aboard."""
