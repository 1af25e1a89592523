"""Rescue alert: aircraft that stand ready on the ground or on a ship, and fly only when a crew is down."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Field

from sim.campaign.ledger import Cause
from sim.campaign.line import Station
from sim.campaign.missions.base import Mission
from sim.scenario.quantity import Hours

if TYPE_CHECKING:
    from sim.campaign.campaign import Campaign
    from sim.campaign.flight import Flight
    from sim.campaign.line import Line
    from sim.campaign.order import Order
    from sim.campaign.unit import Unit


class Rescue(Mission):
    """An alert kept at each of some bases. What it offers reaches as far from there as `reach` says."""

    on_alert: ClassVar[bool] = True

    mission: Literal["rescue"] = "rescue"
    places: Annotated[tuple[str, ...], Field(min_length=1)]
    """Airfields and ships where the alert stands; units there may stand it. One alert after the other, each
    `on_station` long."""
    package: Annotated[int, Field(ge=1)]
    """Aircraft that stand ready and go together."""
    response: Hours
    """From the call to take-off."""

    def lines(self, order: Order) -> Iterator[Line]:
        for place in self.places:
            at_h = max(order.start_h, order.covered_h(place))
            while at_h < order.start_h + 24:
                yield order.line(self, order.name, Station(place, at_h, self.on_station), self.package)
                at_h += self.on_station
            order.cover(place, at_h)

    def accepts(self, unit: Unit, line: Line, world: Campaign) -> bool:
        """It stands where its aircraft are."""
        return unit.base == line.area

    def fly(self, flight: Flight) -> Generator[Any, Any, None]:
        """There, search, and home with the crew if it is still free. Nobody turns it back."""
        rescue = flight.world.rescue
        assert rescue is not None
        crew = rescue.called[flight.line.number]
        try:
            yield from flight.outbound()
        finally:
            if flight.aborts:
                rescue.call_again(crew)
        yield from flight.search(rescue.rules.search)
        rescue.found(crew, flight.sortie_ids[0])

    def called_off(self, flight: Flight) -> None:
        """It never left the ground: somebody else has to go."""
        rescue = flight.world.rescue
        assert rescue is not None
        rescue.call_again(rescue.called[flight.line.number])

    def shortfall(self, flight: Flight) -> Cause | None:
        """The crew was not there any more."""
        rescue = flight.world.rescue
        assert rescue is not None
        return None if rescue.called[flight.line.number].recovered_h is not None else Cause.no_target
