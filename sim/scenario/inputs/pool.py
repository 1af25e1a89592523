"""What nations share: stocks and tankers of which each member may take so much."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sim.scenario.inputs.common import Inputs

Share = Annotated[float, Field(gt=0, le=1)]


class Pool(Inputs):
    """Nations that share stocks of munitions, or the tankers whose `serves` names the pool.

    Shares may add up to more than one: not everybody needs everything at once.
    """

    title: str
    """The name in tables and figures."""
    of: tuple[str, ...] = ()
    """The stocks on which members may draw when their own is short; keys of `stocks`."""
    members: Annotated[dict[str, Share], Field(min_length=1)]
    """Nation to the share of what the pool has had that it may take at most; 1 is no limit."""
