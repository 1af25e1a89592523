"""Pools: stocks and tanker fuel of which members may take up to their share.

A nation draws on its own shelf first, then on the pools that it is a member of, and only then turns to a substitute.
What fits its aircraft is said by their loads: a pool gives nobody a weapon that he cannot carry. The weapons stay
those of the stock's owner, whose shelf keeps the account; the member's account says how many of them it has taken.
"""

from __future__ import annotations

from itertools import chain
from math import floor
from typing import TYPE_CHECKING, NamedTuple

from sim.scenario.inputs import Pool, Stock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sim.campaign.stock import Shelf

ROUNDING = 1e-9
UNLIMITED = 1.0


class Account:
    """What one member has taken of one munition from one pool."""

    def __init__(self, name: str, share: float, shelves: list[Shelf]) -> None:
        self.name = name
        self.share = share
        self.shelves = shelves
        self._owners = frozenset(shelf.nation for shelf in shelves)
        self.taken = 0
        """Promised, aboard and expended."""

    @property
    def limit(self) -> int:
        """What it may have at most: its share of all that the pool has had, each weapon once."""
        return floor(self.share * sum([shelf.had_beside(self._owners) for shelf in self.shelves]) + ROUNDING)


class Claim(NamedTuple):
    """Weapons that a member may have from a pool."""

    shelf: Shelf
    account: Account


class Pools:
    """Every member's account in every pool of stocks."""

    def __init__(self, pools: dict[str, Pool], stocks: dict[str, Stock], shelves: dict[tuple[str, str], Shelf]) -> None:
        self._accounts: dict[tuple[str, str], list[Account]] = {}
        for name, pool in pools.items():
            held: dict[str, list[Shelf]] = {}
            for key in pool.of:
                stock = stocks[key]
                held.setdefault(stock.munition, []).append(shelves[stock.nation, stock.munition])
            for nation, share in pool.members.items():
                for munition, shared in held.items():
                    account = Account(f"{nation} in {name}", share, shared)
                    self._accounts.setdefault((nation, munition), []).append(account)

    def __bool__(self) -> bool:
        return bool(self._accounts)

    def claim(self, nation: str, munition: str, count: int) -> Claim | None:
        """So many of that weapon from the first pool that has them for this nation, set aside on its account."""
        for account in self._accounts.get((nation, munition), ()):
            if account.taken + count <= account.limit:
                for shelf in account.shelves:
                    if shelf.nation != nation and shelf.free >= count:
                        account.taken += count
                        return Claim(shelf, account)
        return None

    def accounts(self) -> Iterator[Account]:
        """Those of all members."""
        return chain.from_iterable(self._accounts.values())


def shared(pools: Iterable[Pool], stocks: dict[str, Stock]) -> Iterator[tuple[str, Stock]]:
    """Who may draw on whose stock through a pool: members that bring no such weapon themselves, too."""
    for pool in pools:
        for key in pool.of:
            for nation in pool.members:
                yield nation, stocks[key]


class FuelShares:
    """What each member has been promised of the fuel that a pool's tankers bring, and how much they bring."""

    def __init__(self, pool: Pool) -> None:
        self._shares = pool.members
        self._taken_t = dict.fromkeys(pool.members, 0.0)
        self._laid_t = 0.0

    def lay(self, fuel_t: float) -> None:
        """A tanker of the pool is planned, with so much to promise."""
        self._laid_t += fuel_t

    def allows(self, nation: str, fuel_t: float) -> bool:
        """Whether that nation's promises stay within its share; who is served by name has no limit."""
        share = self._shares.get(nation, UNLIMITED)
        return share >= UNLIMITED or self._taken_t[nation] + fuel_t <= share * self._laid_t + ROUNDING

    def take(self, nation: str, fuel_t: float) -> None:
        """So much is promised to it; less than nothing if a promise is withdrawn."""
        if nation in self._taken_t:
            self._taken_t[nation] += fuel_t


def served(serves: tuple[str, ...], pools: dict[str, Pool]) -> tuple[str, ...]:
    """The nations that a tanker serves, where pools stand for their members."""
    names = (nation for name in serves for nation in (pools[name].members if name in pools else (name,)))
    return tuple(dict.fromkeys(names))
