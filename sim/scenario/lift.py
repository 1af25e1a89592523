"""Values of the airlift that must agree: who carries, where it lands, and that somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.fault import Fault
from sim.scenario.node import Node, Path, children, find

GOES_TO_THE_BASE: tuple[Path, ...] = (("deploys",), ("spares", "depot"))
"""What of a unit needs airlift to its base, if it is written."""


def lifted(root: Node) -> list[Fault]:
    """Faults for airlift that cannot be."""
    return [*_airlifters(root), *_requests(root), *_bases(root), *_nobody_asks(root)]


def sold_to_fit(root: Node) -> list[Fault]:
    """Faults for weapons that one nation buys or borrows from another and none of its aircraft can carry.

    Passed over: what is ordered from industry, which may be for others, and a nation without aircraft in the scenario.
    """
    carried, nations = _carried(root), root.get("nations")
    faults = []
    for path, stock in find(root, ("stocks", "*")):
        nation, munition = _text(stock, "nation"), _text(stock, "munition")
        if nation not in carried or not munition or munition in carried[nation]:
            continue
        for below, order in _orders(stock):
            seller = _text(order, "from")
            if nations and seller in nations.map:
                message = f"no aircraft of {nation} carries `{munition}`: {seller} cannot help with it"
                faults.append(Fault(order.place, ".".join((*path, *below)), message))
    return faults


def _orders(stock: Node) -> Iterator[tuple[Path, Node]]:
    """The standing order and the dated deliveries of a stock."""
    reorder, deliveries = stock.get("reorder"), stock.get("deliveries")
    if reorder and reorder.value is not None:
        yield ("reorder",), reorder
    for number, delivery in children(deliveries) if deliveries else ():
        yield ("deliveries", number), delivery


def _carried(root: Node) -> dict[str, set[str]]:
    """The munitions that each nation's aircraft can carry."""
    carried: dict[str, set[str]] = {}
    for _, force in find(root, ("forces", "*")):
        nation, aircraft = _text(force, "nation"), _text(force, "aircraft")
        if nation and aircraft:
            loads = force.get("loads") or root.get("aircraft", aircraft, "loads")
            carried.setdefault(nation, set()).update(loads.map if loads else ())
    return carried


def _airlifters(root: Node) -> Iterator[Fault]:
    for path, unit in find(root, ("forces", "*")):
        roles, aircraft = unit.get("roles"), _text(unit, "aircraft")
        flown = root.get("aircraft", aircraft) if aircraft else None
        lifts = roles is not None and any(role.text == "airlift" for role in roles.elements)
        if roles and lifts and flown and not flown.get("airlift"):
            message = f"`{aircraft}` carries no cargo: it has no `airlift`"
            yield Fault(roles.origin, ".".join((*path, "roles")), message)


def _asked(root: Node) -> list[tuple[Path, Node]]:
    """The requests for airlift."""
    requests = find(root, ("phases", "[]", "tasking", "*"))
    return [(path, request) for path, request in requests if (_text(request, "mission") or path[-1]) == "airlift"]


def _requests(root: Node) -> Iterator[Fault]:
    if root.get("airlift") is None:
        for path, request in _asked(root)[:1]:
            yield Fault(request.place, ".".join(path), "needs the rules of the airlift: a section `airlift`")


def _needs(root: Node) -> Iterator[tuple[Path, Node, Node | None]]:
    """What needs airlift, and the base to which it goes."""
    for path, unit in find(root, ("forces", "*")):
        for below in GOES_TO_THE_BASE:
            if node := unit.get(*below):
                yield (*path, *below), node, unit.get("base")
    for path, stock in find(root, ("stocks", "*")):
        for below, order in _orders(stock):
            if depot := order.get("depot"):
                yield (*path, *below, "depot"), depot, stock.get("base")


def _bases(root: Node) -> Iterator[Fault]:
    for path, node, base in _needs(root):
        if base is None:
            if path[0] == "stocks":
                yield Fault(node.origin, ".".join(path), "the stock needs a `base`, where airlift brings what it gets")
            continue
        kind = _text(root.get("places", base.text) if base.text else None, "kind")
        if kind == "ship":
            yield Fault(node.origin, ".".join(path), f"no airlifter lands on a ship, and its base is `{base.text}`")


def _nobody_asks(root: Node) -> Iterator[Fault]:
    """Cargo that would wait for ever without a word."""
    if not _asked(root):
        for path, node, _ in _needs(root):
            yield Fault(node.origin, ".".join(path), "needs airlift, but no phase asks for `airlift`")


def _text(node: Node | None, key: str) -> str | None:
    child = node.get(key) if node else None
    return child.text if child else None
