"""The freight of a campaign: what waits at depots for a lift, what sorties have promised to carry, and ramp places.

Cargo that names a depot waits there from the day on which it is ready, and arrives when airlifters have flown it to
its base; cargo without one arrives when it is ready. Like fuel on a track, tonnes are promised to sorties when these
are planned; a sortie takes what it was promised, and more of the most urgent if there is room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from heapq import heappop, heappush
from math import inf
from operator import attrgetter
from typing import TYPE_CHECKING

import simpy

from sim.campaign.cargo import ROUNDING_T, Cargo, Chalk, Goods, Rank, Route, empty
from sim.campaign.clock import after
from sim.campaign.ramp import Ramp
from sim.scenario.inputs import Airlift, Place

if TYPE_CHECKING:
    from sim.campaign.unit import Unit


class Freight:
    """All cargo of a campaign."""

    def __init__(self, env: simpy.Environment, rules: Airlift | None, places: dict[str, Place]) -> None:
        self.env = env
        self.rules = rules
        self.cargo: list[Cargo] = []
        """Every order, in the order in which they went out."""
        self.chalks: dict[int, Chalk] = {}
        """Of sorties planned or flown and not yet ended, by the number of the line."""
        self.shipped_t = self.arrived_t = self.under_way_t = 0.0
        self._ramps = {name: Ramp(place.ramp) for name, place in places.items() if place.ramp}
        self._coming: dict[Route, list[tuple[float, int, Cargo]]] = {}
        self._open: dict[Route, list[tuple[int, int, Cargo]]] = {}
        self._worth_from: dict[Route, dict[str, float]] = {}
        """By route and unit, as long as what is open there does not change."""

    def send(self, goods: Goods, route: Route | None, delay_h: float, arrive: Callable[[Cargo], None]) -> Cargo:
        """Orders goods that are ready after so many hours; without a route they need no airlift."""
        now = self.env.now
        route = route if goods.tonnes else None
        cargo = Cargo(goods, route, (now, now + delay_h), arrive)
        self.cargo.append(cargo)
        number = len(self.cargo)
        if route is None:
            cargo.shipped_h = now
            if delay_h > 0:
                after(self.env, delay_h, lambda: self._arrived(cargo))
            else:
                self._arrived(cargo)
            return cargo
        first = self.rules.first if self.rules else ()
        cargo.rank = (first.index(goods.kind) if goods.kind in first else len(first), number)
        heappush(self._coming.setdefault(route, []), (cargo.ready_h, number, cargo))
        return cargo

    def _arrived(self, cargo: Cargo) -> None:
        """Goods that needed no airlift are there."""
        cargo.waiting_t, cargo.arrived_t, cargo.arrived_h = 0.0, cargo.goods.tonnes, self.env.now
        cargo.arrive(cargo)

    # -- planning -----------------------------------------------------------------------------------------

    def wanted(self, until_h: float) -> list[tuple[Rank, Route]]:
        """The routes on which cargo is ready by then and not promised to a sortie, with the most urgent's rank."""
        return [(rank, route) for route in self._coming if (rank := self.most_urgent(route, until_h))]

    def most_urgent(self, route: Route, until_h: float) -> Rank | None:
        """The rank of the most urgent cargo on a route that is ready by then and open; None if there is none."""
        coming, waiting = self._coming[route], self._open.setdefault(route, [])
        while coming and coming[0][0] <= until_h:
            cargo = heappop(coming)[2]
            heappush(waiting, (*cargo.rank, cargo))
            self._worth_from.pop(route, None)
        return waiting[0][:2] if waiting else None

    def worth(self, unit: Unit, route: Route, load_h: float) -> bool:
        """Whether a sortie of that unit that loads then is full enough, or carries what has waited long enough."""
        return load_h >= self.worth_from(unit, route)

    def worth_from(self, unit: Unit, route: Route) -> float:
        """The earliest hour at which loading is worth a sortie of that unit; infinite if it carries nothing of what is
        open. Worked out again only when that has changed: the planner asks every unit, half hour by half hour."""
        known = self._worth_from.setdefault(route, {})
        from_h = known.get(unit.name)
        if from_h is None:
            from_h = known[unit.name] = self._work_out(empty(unit, route))
        return from_h

    def _work_out(self, chalk: Chalk) -> float:
        assert self.rules is not None
        cargo = [cargo for _, _, cargo in self._open.get(chalk.route, ()) if chalk.carries(cargo) and cargo.open_t > 0]
        cargo.sort(key=attrgetter("ready_h"))
        open_t = 0.0
        for each in cargo:
            open_t += each.open_t
            if open_t >= self.rules.fill * chalk.payload_t:
                return min(each.ready_h, cargo[0].ready_h + self.rules.hold)
        return cargo[0].ready_h + self.rules.hold if cargo else inf

    def overdue(self, route: Route, at_h: float) -> bool:
        """Whether something has waited so long by then that any sortie would have done."""
        assert self.rules is not None
        hold_h = self.rules.hold
        return any(cargo.ready_h + hold_h <= at_h for _, _, cargo in self._open.get(route, ()))

    def promise(self, number: int, chalk: Chalk, load_h: float) -> None:
        """Sets the most urgent cargo aside for the sortie that flies that line."""
        self.chalks[number] = chalk
        for cargo, part_t in self._most_urgent_first(chalk, load_h):
            cargo.promised_t += part_t

    def _most_urgent_first(self, chalk: Chalk, load_h: float) -> Iterator[tuple[Cargo, float]]:
        """Fills the chalk's room with open cargo; whoever iterates takes each part in turn."""
        self._worth_from.pop(chalk.route, None)
        waiting, passed = self._open.get(chalk.route, []), []
        room_t = chalk.payload_t - chalk.tonnes
        while waiting and room_t > ROUNDING_T:
            cargo = heappop(waiting)[2]
            part_t = cargo.fits(room_t) if cargo.ready_h <= load_h and chalk.carries(cargo) else 0.0
            if part_t > ROUNDING_T:
                chalk.parts.append((cargo, part_t))
                room_t -= part_t
                yield cargo, part_t
            if cargo.open_t > ROUNDING_T:
                passed.append(cargo)
        for cargo in passed:
            heappush(waiting, (*cargo.rank, cargo))

    def _reopen(self, cargo: Cargo, before_t: float) -> None:
        """Cargo that was spoken for is open again."""
        assert cargo.route is not None
        if before_t <= ROUNDING_T < cargo.open_t:
            heappush(self._open[cargo.route], (*cargo.rank, cargo))

    def withdraw(self, number: int) -> None:
        """The sortie has ended, or will not fly: what it had promised waits for another."""
        chalk = self.chalks.pop(number)
        self._worth_from.pop(chalk.route, None)
        if chalk.aboard:
            self._put_down(chalk)
            return
        for cargo, part_t in chalk.parts:
            before_t = cargo.open_t
            cargo.promised_t -= part_t
            self._reopen(cargo, before_t)

    # -- ramp places --------------------------------------------------------------------------------------

    def slot(self, place: str, at_h: float, stay_h: float) -> float:
        """The earliest time from then on at which the plan leaves a ramp place free for so long."""
        ramp = self._ramps.get(place)
        return ramp.slot(at_h, stay_h)[0] if ramp else at_h

    def plan_ramp(self, place: str, at_h: float, stay_h: float) -> None:
        """A ramp place is planned for so long from then on, or from when one is free."""
        if ramp := self._ramps.get(place):
            ramp.plan(at_h, stay_h, self.env.now)

    def ramp_full(self, place: str) -> bool:
        """Whether an aircraft would wait longer for a place there than it is willing to."""
        ramp = self._ramps.get(place)
        return ramp is not None and self.rules is not None and ramp.wait_h(self.env.now) > self.rules.patience

    def busy_h(self, place: str, stay_h: float) -> float:
        """Books the ramp place that is free first; hours from now until the aircraft is done there."""
        ramp = self._ramps.get(place)
        return ramp.book(self.env.now, stay_h) - self.env.now if ramp else stay_h

    # -- carrying -----------------------------------------------------------------------------------------

    def load(self, chalk: Chalk, leaves_h: float) -> None:
        """What was promised goes aboard, and more of the most urgent if there is room."""
        for cargo, part_t in chalk.parts:
            cargo.promised_t -= part_t
            self._aboard(cargo, part_t, leaves_h)
        for cargo, part_t in self._most_urgent_first(chalk, self.env.now):
            self._aboard(cargo, part_t, leaves_h)
        chalk.aboard = True

    def _aboard(self, cargo: Cargo, part_t: float, leaves_h: float) -> None:
        cargo.waiting_t -= part_t
        cargo.aboard_t += part_t
        self.shipped_t += part_t
        self.under_way_t += part_t
        if cargo.shipped_h is None:
            cargo.shipped_h = leaves_h

    def _put_down(self, chalk: Chalk) -> None:
        """The cargo is back at the depot."""
        chalk.aboard = False
        for cargo, part_t in chalk.parts:
            before_t = cargo.open_t
            cargo.aboard_t -= part_t
            cargo.waiting_t += part_t
            self.shipped_t -= part_t
            self.under_way_t -= part_t
            self._reopen(cargo, before_t)
        chalk.parts = []

    def unload(self, chalk: Chalk) -> None:
        """The cargo is at its base."""
        parts, chalk.parts, chalk.aboard = chalk.parts, [], False
        for cargo, part_t in parts:
            cargo.aboard_t -= part_t
            cargo.arrived_t += part_t
            self.under_way_t -= part_t
            self.arrived_t += part_t
            if cargo.arrived_t > cargo.goods.tonnes - ROUNDING_T:
                cargo.arrived_h = self.env.now
            cargo.arrive(cargo)
