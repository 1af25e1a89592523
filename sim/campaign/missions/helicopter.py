"""Attack helicopters: armed overwatch by night, close to the ship or field that they fly from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from sim.campaign.missions.overwatch import FLEETING, Overwatch
from sim.scenario.inputs import Guidance
from sim.scenario.quantity import Nmi

if TYPE_CHECKING:
    from sim.campaign.campaign import Campaign
    from sim.campaign.line import Line
    from sim.campaign.order import Order
    from sim.campaign.unit import Unit


class Helicopter(Overwatch):
    """They strike what is found while they are on station; all of that time is planned in the dark."""

    mission: Literal["helicopter"] = "helicopter"
    radius: Annotated[Nmi, Field(gt=0)]
    """No unit is sent to an area farther than this from its base."""

    def lines(self, order: Order) -> Iterator[Line]:
        """Spread over the hours of darkness; none if these are shorter than the time on station."""
        planning = order.world.scenario.planning
        room_h = planning.night_h - self.on_station
        if room_h < 0:
            return
        dusk_h = order.start_h + (planning.dusk - order.world.hour_of_day(order.start_h)) % 24
        count = order.spread.whole(order.name, self.per_day / self.package)
        for n in range(count):
            at_h = dusk_h + room_h * (n + order.chance()) / count
            yield self.line(order, order.spread.next(order.name, self.areas), at_h)

    def pools(self, units: list[Unit], line: Line, world: Campaign) -> list[list[Unit]]:
        """Units whose base is near enough."""
        return [[unit for unit in units if world.routes.way(unit, line.area, None).base_area <= self.radius]]

    def arms(self, line: Line) -> tuple[tuple[Guidance, ...], bool]:
        """What can hit anything fleeting, wire-guided missiles among it; not without."""
        return (*FLEETING, Guidance.wire), True
