"""Munitions: what each nation has of each type, what it has promised to lines, and what it has on order.

A plan promises weapons; loading draws them; a weapon that comes home goes back on the shelf. A stockout
begins when a planned load cannot be met from the stock that the unit would have chosen first, and ends
when a planned load is met again or weapons arrive.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import NamedTuple

import simpy

from sim.campaign.clock import after
from sim.campaign.pool import Account, Pools, members_without
from sim.campaign.record import Record
from sim.scenario.inputs import Delivery, Guidance, Munition, Reorder, Stock
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
    """Weapons on their way."""

    def __init__(self, shelf: Shelf, count: int, ordered_h: float) -> None:
        self.shelf = shelf
        self.count = count
        self.ordered_h = ordered_h
        self.arrived_h: float | None = None

    def row(self) -> tuple[object, ...]:
        """As in the table of deliveries."""
        shelf = self.shelf
        tonnes = self.count * shelf.munition.mass
        return (shelf.name, "munitions", shelf.nation, tonnes, self.ordered_h, self.ordered_h, self.arrived_h)


class Shelf:
    """One nation's stock of one munition."""

    def __init__(self, stock: Stock, munition: Munition) -> None:
        self.nation = stock.nation
        self.name = stock.munition
        self.munition = munition
        self.reorder = stock.reorder
        self.opening = self.on_hand = stock.on_hand
        self.promised = self.aboard = self.expended = 0
        self.on_order = self.received = self.lent = 0
        self.out = False

    @property
    def free(self) -> int:
        """On hand and not yet promised to a line."""
        return self.on_hand - self.promised

    def balanced(self) -> bool:
        """Start + received = expended + on hand + aboard + lent out."""
        return self.opening + self.received == self.expended + self.on_hand + self.aboard + self.lent


class Arsenal:
    """Every shelf of the campaign, and the orders that fill them."""

    def __init__(
        self,
        env: simpy.Environment,
        stocks: dict[str, Stock],
        munitions: dict[str, Munition],
        record: Record,
        hours: Callable[[datetime], float],
    ) -> None:
        self.env = env
        self.record = record
        self._hours = hours
        self.shipments: list[Shipment] = []
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
        for stock in members_without(scenario.pools.values(), stocks):
            self.shelves[stock.nation, stock.munition] = Shelf(stock, scenario.munitions[stock.munition])
        self.pools = Pools(scenario.pools, stocks, self.shelves)

    def promise(self, nation: str, loads: dict[str, int], aircraft: int, suits: tuple[Guidance, ...]) -> Load | None:
        """Weapons for a package, of the first type in order of preference that suits and is in stock."""
        substitute = False
        for name, each in loads.items():
            shelf = self.shelves.get((nation, name))
            if shelf is None or shelf.munition.guidance not in suits:
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
        count = self._sold(rule, shelf)
        if count:
            shipment = self._ship(shelf, count)
            after(self.env, rule.lead, lambda: self._receive(shipment, rule.from_))

    def _sold(self, rule: Reorder, shelf: Shelf) -> int:
        """Weapons that the seller can part with, off its shelf if the scenario gives it one."""
        seller = self.shelves.get((rule.from_, shelf.name))
        return rule.order if seller is None else self._lend(seller, rule.order)

    def _lend(self, seller: Shelf, wanted: int) -> int:
        count = max(0, min(wanted, seller.free))
        if count:
            seller.on_hand -= count
            seller.lent += count
            self._note(seller, "", -count, "lent")
            self._reorder(seller)
        return count

    def _deliver(self, shelf: Shelf, delivery: Delivery) -> None:
        seller = self.shelves.get((delivery.from_, shelf.name))
        count = delivery.count if seller is None else self._lend(seller, delivery.count)
        if count:
            self._receive(self._ship(shelf, count), delivery.from_)

    def _ship(self, shelf: Shelf, count: int) -> Shipment:
        shipment = Shipment(shelf, count, self.env.now)
        self.shipments.append(shipment)
        shelf.on_order += count
        return shipment

    def _receive(self, shipment: Shipment, seller: str) -> None:
        shelf, count = shipment.shelf, shipment.count
        shipment.arrived_h = self.env.now
        shelf.on_order -= count
        shelf.received += count
        shelf.on_hand += count
        self._note(shelf, "", count, "received" if seller == INDUSTRY else "borrowed")
        if shelf.out:
            self._restore(shelf)
        self._reorder(shelf)

    def _restore(self, shelf: Shelf) -> None:
        shelf.out = False
        self._note(shelf, "", 0, "restored")

    def _note(self, shelf: Shelf, base: str, change: int, reason: str) -> None:
        self.record.stocks.append((self.env.now, shelf.nation, shelf.name, base, change, shelf.on_hand, reason))
