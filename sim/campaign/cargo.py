"""What is carried: goods on order or at a depot, and the load of one airlift sortie."""

from __future__ import annotations

from collections.abc import Callable
from math import floor
from typing import TYPE_CHECKING, NamedTuple

from sim.scenario.inputs import CargoKind

if TYPE_CHECKING:
    from sim.campaign.unit import Unit

ROUNDING_T = 1e-6
"""Tonnes that are no more than rounding."""
Rank = tuple[int, int]
"""How urgent: the kind's place in the order of kinds, then the number of the order."""


class Route(NamedTuple):
    """From where to where."""

    depot: str
    base: str


class Goods(NamedTuple):
    """What is sent."""

    kind: CargoKind
    what: str
    """Munition or unit."""
    nation: str
    tonnes: float
    piece_t: float = 0.0
    """Mass of one piece, which is not divided; 0 if it can be divided at will."""


class Cargo:
    """One order of goods on its way."""

    shipped_h: float | None = None
    """Its first part left the depot."""
    arrived_h: float | None = None
    """Its last part arrived."""
    promised_t = 0.0
    """Of what waits: promised to sorties."""
    aboard_t = 0.0
    arrived_t = 0.0

    def __init__(
        self, goods: Goods, route: Route | None, span: tuple[float, float], arrive: Callable[[Cargo], None]
    ) -> None:
        self.goods = goods
        self.route = route
        self.ordered_h, self.ready_h = span
        self.arrive = arrive
        """Called as each part has arrived."""
        self.waiting_t = goods.tonnes
        """On order or at the depot."""
        self.rank: Rank = (0, 0)

    @property
    def open_t(self) -> float:
        """What no sortie has promised to carry."""
        return self.waiting_t - self.promised_t

    def fits(self, room_t: float) -> float:
        """What a sortie with so much room takes of it, in whole pieces."""
        piece_t, take_t = self.goods.piece_t, min(room_t, self.open_t)
        return floor((take_t + ROUNDING_T) / piece_t) * piece_t if piece_t else take_t

    @property
    def pieces(self) -> int:
        """Whole pieces that have arrived."""
        return floor((self.arrived_t + ROUNDING_T) / self.goods.piece_t) if self.goods.piece_t else 0

    def balanced(self) -> bool:
        """Ordered = waiting + aboard + arrived."""
        held_t = self.waiting_t + self.aboard_t + self.arrived_t
        return abs(held_t - self.goods.tonnes) < ROUNDING_T and self.promised_t < self.waiting_t + ROUNDING_T

    def row(self) -> tuple[object, ...]:
        """As in the table of deliveries."""
        kind, what, nation, tonnes, _ = self.goods
        base = self.route.base if self.route else None
        return (what, kind, nation, tonnes, self.ordered_h, self.shipped_h, self.arrived_h, base, self.ready_h)


class Chalk:
    """The load of one airlift sortie: what it has promised to carry, and later what is aboard."""

    def __init__(self, route: Route, payload_t: float, serves: tuple[str, ...]) -> None:
        self.route = route
        self.payload_t = payload_t
        self.serves = serves
        self.parts: list[tuple[Cargo, float]] = []
        self.aboard = False

    @property
    def tonnes(self) -> float:
        """Promised or aboard."""
        return sum(part_t for _, part_t in self.parts)

    def carries(self, cargo: Cargo) -> bool:
        """Whether that nation's cargo, and a piece of it, may go in such a sortie."""
        return (not self.serves or cargo.goods.nation in self.serves) and cargo.goods.piece_t <= self.payload_t


def empty(unit: Unit, route: Route) -> Chalk:
    """An empty load of one of a unit's aircraft."""
    assert unit.kind.airlift is not None
    return Chalk(route, unit.kind.airlift.payload, unit.serves)
