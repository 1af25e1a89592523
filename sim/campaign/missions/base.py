"""What every mission type shares: who may fly it, how long it stays, who goes first, and the story it flies.

A mission type overrides what is special about it. It meets the others in three ways only: it *takes* shared
things, *offers* services while on station (`offers`, `arrived`, `departs`), and *answers* demands (a nominated target).
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Generator, Iterator
from math import ceil, inf
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import Field

from sim.campaign.line import Station
from sim.scenario.inputs import Escort, Guidance, Inputs, Offer, PerDay, Role, Weight
from sim.scenario.quantity import Hours

if TYPE_CHECKING:
    from sim.campaign.campaign import Campaign
    from sim.campaign.flight import Flight
    from sim.campaign.ledger import Cause
    from sim.campaign.line import Line
    from sim.campaign.order import Order
    from sim.campaign.profile import Profile
    from sim.campaign.unit import Unit


DAY_H = 24.0


class Mission(Inputs):
    """A request of the commander, as the phases of a scenario give it."""

    follows: ClassVar[bool] = False
    """Planned after the others, from what they ask for."""
    movable: ClassVar[bool] = False
    """Planners may move the time of a line so that it fits a tanker."""
    on_alert: ClassVar[bool] = False
    """Its aircraft stand ready at their base and fly only when they are called."""

    mission: str
    """Which mission type; the key of the request if absent."""
    roles: tuple[Role, ...]
    """Units with one of these roles may fly it."""
    priority: Annotated[int, Field(ge=1)]
    """1 is planned first, and drinks first."""
    on_station: Annotated[Hours, Field(gt=0)]
    """Time on station asked for."""
    on_station_min: Hours
    """Shortest time on station that is still worth flying."""
    offers: dict[str, Offer] = {}
    """Services that its aircraft give while on station, by name: control, jamming, a rescue alert."""
    escort: Escort | None = None
    """Who goes in with its packages where the threat calls for it; without, they do not go there."""

    @abstractmethod
    def lines(self, order: Order) -> Iterator[Line]:
        """The lines it asks for on one day; each is assigned before the next is asked for."""

    def pools(self, units: list[Unit], line: Line, world: Campaign) -> list[list[Unit]]:
        """Units with the right role that can fly such a line, those asked first in the first list."""
        return [units]

    def options(self, unit: Unit, line: Line, world: Campaign) -> tuple[Profile, ...]:
        """The profiles by which a unit can fly such a line, best first; none if it cannot."""
        return world.routes.options(unit, line.area, line.stay_h, line.least_h)

    def accepts(self, unit: Unit, line: Line, world: Campaign) -> bool:
        """Whether a unit of the pools fits this very line."""
        return True

    def arms(self, line: Line) -> tuple[tuple[Guidance, ...], bool]:
        """Guidance of the weapons it loads (none if empty), and whether it does not fly without."""
        return (), False

    def waits(self, line: Line) -> bool:
        """Whether it takes off to strike what will be nominated while it is on station."""
        return False

    def fly(self, flight: Flight) -> Generator[Any, Any, None]:
        """The story from take-off until it turns for home."""
        yield from flight.outbound()
        yield from flight.hold()

    def arrived(self, flight: Flight) -> None:
        """On station: services begin."""

    def departs(self, flight: Flight) -> None:
        """Off station: services end."""

    def ended(self, flight: Flight) -> None:
        """Landed, whatever happened."""

    def called_off(self, flight: Flight) -> None:
        """Cancelled before launch."""

    def idle(self, line: Line, world: Campaign) -> bool:
        """Whether nobody needs it, now that the day is planned: it is struck off, and was no line asked for."""
        return False

    def dropped(self, line: Line, world: Campaign) -> None:
        """Not planned."""

    def shortfall(self, flight: Flight) -> Cause | None:
        """Why a line that was on station had no effect; None if it had. Being there is the effect, unless
        it had to leave before the shortest time that is worth flying."""
        return flight.cause if flight.stayed_h < self.on_station_min else None


class Flights(Mission):
    """So many sorties a day, spread over areas by weight."""

    movable: ClassVar[bool] = True

    per_day: PerDay
    """Sorties asked for a day."""
    areas: dict[str, Weight]
    """Area to its share, in any unit."""
    package: Annotated[int, Field(ge=1)]
    """Aircraft that fly together."""

    def lines(self, order: Order) -> Iterator[Line]:
        count = order.spread.whole(order.name, self.per_day / self.package)
        for n, area in enumerate(order.dealt(order.name, self.areas, count)):
            yield self.line(order, area, order.start_h + 24 * (n + order.chance()) / count)

    def line(self, order: Order, area: str, at_h: float) -> Line:
        """One line over that area at that time."""
        return order.line(self, order.name, Station(area, at_h, self.on_station), self.package)


class Orbits(Mission):
    """Something kept on station without a gap: each relief takes off early enough to arrive as the other leaves."""

    orbits: Annotated[float, Field(ge=0)]
    """How many at once; half an orbit is held half of the time, in whole stays from the beginning of the day."""
    areas: Annotated[tuple[str, ...], Field(min_length=1)]
    """Where: the orbits are spread over these in turn, each day shifted by one."""

    def lines(self, order: Order) -> Iterator[Line]:
        for n in range(ceil(self.orbits)):
            orbit, share = str(n), min(1.0, self.orbits - n)
            at_h, until_h = max(order.start_h, order.covered_h(orbit)), order.start_h + DAY_H
            owed_h = inf if share == 1 else order.owed_h(orbit, share * DAY_H)
            lost_h = 0.0
            while at_h < until_h and owed_h >= self.on_station / 2:
                area = self.areas[(n + order.day) % len(self.areas)]
                line = order.line(self, order.name, Station(area, at_h, self.on_station), 1)
                line.again = lost_h > 0
                yield line
                if line.profile is not None:
                    held_h = line.launch_h + line.profile.out_h + line.profile.on_station_h - at_h
                    lost_h = 0.0
                else:
                    held_h = max(self.on_station_min, self.on_station / 2)
                    lost_h = lost_h + held_h if lost_h + held_h < self.on_station else 0.0
                at_h += held_h
                if share < 1:
                    owed_h = order.owed_h(orbit, -held_h)
            order.cover(orbit, at_h)
