"""Munitions: what each nation has of each type, what it has promised to lines, and what it has on order.

A plan promises weapons; loading draws them; a weapon that comes home goes back on the shelf. A stockout
begins when a planned load cannot be met from the stock that the unit would have chosen first, and ends
when a planned load is met again or weapons arrive.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from functools import partial
from typing import NamedTuple

from sim.campaign.airlift import Freight
from sim.campaign.cargo import Cargo, Goods, Route
from sim.campaign.clock import after
from sim.campaign.pool import Account, Pools, shared
from sim.campaign.record import Record
from sim.scenario.inputs import CargoKind, Delivery, Guidance, Munition, Reorder, Stock
from sim.scenario.scenario import Scenario

INDUSTRY = "industry"


class Load(NamedTuple):
    """Weapons promised to one line: one munition, so many for the whole package."""

    shelf: Shelf
    weapons: int
    substitute: bool
    """A munition that the unit would rather have taken was short."""
    account: Account | None = None
    """Of the pool that they come from, if it is not the nation's own shelf."""


class Shipment:
    """Weapons on their way to a shelf."""

    def __init__(self, shelf: Shelf, count: int, lender: Shelf | None, seller: str) -> None:
        self.shelf = shelf
        self.count = count
        self.lender = lender
        """The shelf from which they were taken, if the seller has one."""
        self.seller = seller
        self.comes_home = False
        """The shelf had lent them."""
        self.arrived = 0

    def part(self, cargo: Cargo) -> int:
        """Weapons that have come since it was asked last."""
        came = (self.count if cargo.arrived_h is not None else cargo.pieces) - self.arrived
        self.arrived += came
        return came


class _Return(NamedTuple):
    """A loan on its way home, at once and without a lift."""

    from_: str
    depot: None = None


class Shelf:
    """One nation's stock of one munition."""

    def __init__(self, stock: Stock, munition: Munition) -> None:
        self.nation = stock.nation
        self.name = stock.munition
        self.munition = munition
        self.base = stock.base
        self.reorder = stock.reorder
        self.opening = self.on_hand = stock.on_hand
        self.promised = self.aboard = self.expended = 0
        self.on_order = self.received = self.borrowed = self.lent = 0
        self.loans: dict[str, int] = {}
        """Weapons lent in, by lender; not those of its own that came home."""
        self.had = stock.on_hand > 0
        """There are, or once were, such weapons here."""
        self.behind: list[Shelf] = []
        """Shelves of others that it may draw on through pools."""
        self.out = False

    @property
    def free(self) -> int:
        """On hand and not yet promised to a line."""
        return self.on_hand - self.promised

    @property
    def known(self) -> bool:
        """There are, or once were, such weapons to draw. Before that nobody plans with them, nor can they run out."""
        return self.had or any(other.had for other in self.behind)

    def balanced(self) -> bool:
        """Start + received + lent in = expended + on hand + aboard + lent out."""
        came = self.opening + self.received + self.borrowed
        return came == self.expended + self.on_hand + self.aboard + self.lent

    def had_beside(self, lenders: Collection[str]) -> int:
        """All it has ever had, without what came from these lenders, or came home after it had lent it."""
        return self.opening + self.received + sum([n for lender, n in self.loans.items() if lender not in lenders])


class Arsenal:
    """Every shelf of the campaign, and the orders that fill them."""

    def __init__(
        self,
        freight: Freight,
        stocks: dict[str, Stock],
        munitions: dict[str, Munition],
        record: Record,
        hours: Callable[[datetime], float],
    ) -> None:
        self.env = env = freight.env
        self.freight = freight
        self.record = record
        self._hours = hours
        self.shipments: list[Shipment] = []
        """All that was ever sent."""
        self.shelves = {(s.nation, s.munition): Shelf(s, munitions[s.munition]) for s in stocks.values()}
        self.pools: Pools | None = None
        for shelf, stock in zip(self.shelves.values(), stocks.values(), strict=True):
            self._note(shelf, "", shelf.on_hand, "opening")
            for delivery in stock.deliveries:
                after(env, max(0.0, hours(delivery.on) - env.now), partial(self._deliver, shelf, delivery))
            if stock.reorder:
                first_h = hours(stock.reorder.first) if stock.reorder.first else 0.0
                after(env, max(0.0, first_h - env.now), partial(self._reorder, shelf))

    def share(self, scenario: Scenario) -> None:
        """Opens the pools to their members."""
        stocks = scenario.stocks
        for nation, owner in shared(scenario.pools.values(), stocks):
            key = nation, owner.munition
            if key not in self.shelves:
                empty = Stock(nation=nation, munition=owner.munition, on_hand=0)
                self.shelves[key] = Shelf(empty, scenario.munitions[owner.munition])
            self.shelves[key].behind.append(self.shelves[owner.nation, owner.munition])
        self.pools = Pools(scenario.pools, stocks, self.shelves)

    def promise(self, nation: str, loads: dict[str, int], aircraft: int, suits: tuple[Guidance, ...]) -> Load | None:
        """Weapons for a package, of the first type in order of preference that suits and is in stock."""
        substitute = False
        for name, each in loads.items():
            shelf = self.shelves.get((nation, name))
            if shelf is None or not shelf.known or shelf.munition.guidance not in suits:
                continue
            count = each * aircraft
            claim = None
            if self.pools and shelf.on_hand - shelf.promised < count:
                claim = self.pools.claim(nation, name, count)
            if claim or shelf.on_hand - shelf.promised >= count:
                source = claim.shelf if claim else shelf
                source.promised += count
                if shelf.out:
                    self._restore(shelf)
                return Load(source, count, substitute, claim.account if claim else None)
            substitute = True
            if not shelf.out:
                shelf.out = True
                self._note(shelf, "", 0, "stockout")
                self._reorder(shelf)
        return None

    def release(self, load: Load) -> None:
        """The line will not fly: its promise is void."""
        load.shelf.promised -= load.weapons
        if load.account:
            load.account.taken -= load.weapons

    def draw(self, load: Load, base: str) -> None:
        """The promised weapons are loaded."""
        shelf, count, substitute, _ = load
        shelf.promised -= count
        shelf.on_hand -= count
        shelf.aboard += count
        self._note(shelf, base, -count, "substituted" if substitute else "loaded")

    def close(self, load: Load, released: int, base: str) -> None:
        """The aircraft are down: what was released is gone, the rest goes back on the shelf."""
        shelf, count, _, account = load
        shelf.aboard -= count
        shelf.expended += released
        back = count - released
        if back:
            shelf.on_hand += back
            self._note(shelf, base, back, "returned")
            if account:
                account.taken -= back
        self._reorder(shelf)

    def _reorder(self, shelf: Shelf) -> None:
        rule = shelf.reorder
        if rule is None or shelf.on_hand + shelf.aboard + shelf.on_order > rule.at:
            return
        if rule.first is not None and self.env.now < self._hours(rule.first):
            return
        self._order(shelf, rule, rule.order, rule.lead)

    def _deliver(self, shelf: Shelf, delivery: Delivery) -> None:
        shipment = self._order(shelf, delivery, delivery.count, 0.0)
        if shipment and delivery.back:
            after(self.env, self._hours(delivery.back) - self.env.now, partial(self._give_back, shipment))

    def _give_back(self, loan: Shipment) -> None:
        """A loan is over: what came of it goes home, as far as it is there."""
        if loan.lender and loan.arrived:
            self._order(loan.lender, _Return(loan.shelf.nation), loan.arrived, 0.0)

    def _order(self, shelf: Shelf, order: Reorder | Delivery | _Return, wanted: int, lead_h: float) -> Shipment | None:
        """Weapons are on their way, off the seller's shelf if the scenario gives it one; as many as it can spare."""
        lender = self.shelves.get((order.from_, shelf.name))
        count = wanted if lender is None else self._lend(lender, wanted)
        if not count:
            return None
        shelf.on_order += count
        shipment = Shipment(shelf, count, lender, order.from_)
        shipment.comes_home = isinstance(order, _Return)
        self.shipments.append(shipment)
        mass_t = shelf.munition.mass
        goods = Goods(CargoKind.munitions, shelf.name, shelf.nation, count * mass_t, mass_t)
        route = Route(order.depot, shelf.base) if order.depot and shelf.base else None
        self.freight.send(goods, route, lead_h, partial(self._receive, shipment))
        return shipment

    def _lend(self, seller: Shelf, wanted: int) -> int:
        count = max(0, min(wanted, seller.free))
        if count:
            seller.on_hand -= count
            seller.lent += count
            self._note(seller, "", -count, "lent")
            self._reorder(seller)
        return count

    def _receive(self, shipment: Shipment, cargo: Cargo) -> None:
        shelf, count = shipment.shelf, shipment.part(cargo)
        if not count:
            return
        shelf.on_order -= count
        if shipment.lender:
            shelf.borrowed += count
            if not shipment.comes_home:
                shelf.loans[shipment.seller] = shelf.loans.get(shipment.seller, 0) + count
        else:
            shelf.received += count
        shelf.on_hand += count
        shelf.had = True
        self._note(shelf, "", count, "received" if shipment.seller == INDUSTRY else "borrowed")
        if shelf.out:
            self._restore(shelf)
        self._reorder(shelf)

    def _restore(self, shelf: Shelf) -> None:
        shelf.out = False
        self._note(shelf, "", 0, "restored")

    def _note(self, shelf: Shelf, base: str, change: int, reason: str) -> None:
        self.record.stocks.append((self.env.now, shelf.nation, shelf.name, base, change, shelf.on_hand, reason))
