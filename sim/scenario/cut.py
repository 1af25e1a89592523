"""Cuts resolved into fewer aircraft: after variants, enablers and settings, before the scenario is checked.

A tail costs its type's `hour_cost`; how many hours a year it flies is taken to be the same for all, so that it drops
out. Tails go one by one, by the order of roles that the cut gives, within a role from the unit that has the largest
share of its own left, as long as the next brings the saving nearer to what is asked. A unit keeps its share of
aircraft in line and its offer an aircraft; one that could not fly a package any more goes whole. What is changed
says by its origin which cut it was.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import floor

from pydantic import ValidationError

from sim.scenario.fault import Fault, Origin, did_you_mean
from sim.scenario.inputs import Cut
from sim.scenario.merge import pruned
from sim.scenario.node import Node, find, plain
from sim.scenario.quantity import parse
from sim.scenario.value import whole, words


@dataclass
class Holding:
    """One unit: what it has left, and what one tail of it saves."""

    name: str
    nation: str
    roles: tuple[str, ...]
    count: int
    in_line: int
    package: int
    """Smallest package that is asked of its roles."""
    tail_cost: float
    left: int

    @property
    def cost(self) -> float:
        """Of all its tails."""
        return self.count * self.tail_cost

    def flown(self, left: int) -> int:
        """Aircraft in line of so many tails: their share stays what it was."""
        return floor(self.in_line * left / self.count + 0.5)

    @property
    def next(self) -> int:
        """Tails that go at once: one, or all that is left if the rest could not fly a package."""
        return 1 if self.flown(self.left - 1) >= self.package else self.left


def make_cuts(root: Node, faults: list[Fault]) -> Node:
    """The scenario after its cuts, without the section; if one is not written rightly it stays, for the check."""
    section = root.get("cuts")
    if section is None or not section.map:
        return root
    found = {name: (_read(node), node) for name, node in section.map.items() if node.value is not None}
    if any(cut is None for cut, _ in found.values()):
        return root
    for name, (cut, node) in found.items():
        if cut is not None and not (wrong := list(_unknown(root, name, cut, node))):
            root = _make(root, name, cut, node, faults)
        elif cut is not None:
            faults += wrong
    return root.having({key: entry for key, entry in root.map.items() if key != "cuts"})


def _read(node: Node) -> Cut | None:
    try:
        return Cut.model_validate_json(json.dumps(plain(pruned(node))), strict=True)
    except ValidationError:
        return None


def _unknown(root: Node, name: str, cut: Cut, node: Node) -> list[Fault]:
    """Faults for nations that are none, here or in the rules of one nation."""
    known = section.map if (section := root.get("nations")) else {}
    return [
        Fault(node.place, f"cuts.{name}", f"no nation is called `{nation}`{did_you_mean(nation, known)}")
        for nation in dict.fromkeys((*cut.nations, *cut.by_nation))
        if nation not in known
    ]


def _make(root: Node, name: str, cut: Cut, node: Node, faults: list[Fault]) -> Node:
    units = _holdings(root, name, cut, node, faults)
    if cut.how == "together":
        _save(units, cut.save, cut.first)
    else:
        for nation in cut.nations:
            _save([unit for unit in units if unit.nation == nation], cut.save, cut.by_nation.get(nation, cut.first))
    if not any(unit.left < unit.count for unit in units):
        faults.append(Fault(node.place, f"cuts.{name}", "saves nothing: no unit can be made smaller"))
    save = node.get("save") or node
    origin = save.origin._replace(note=f"cut {name}")
    forces = dict((root.get("forces") or root).map)
    for unit in units:
        if unit.left == 0:
            del forces[unit.name]
        elif unit.left < unit.count:
            forces[unit.name] = _smaller(forces[unit.name], unit, origin)
    section = root.get("forces") or root
    return root.having(root.map | {"forces": section.having(forces)})


def _holdings(root: Node, name: str, cut: Cut, node: Node, faults: list[Fault]) -> list[Holding]:
    """The nations' units; what cannot be read has a fault of its own."""
    found = []
    for unit, force in (section.map if (section := root.get("forces")) else {}).items():
        nation, flown, count = force.get("nation"), force.get("aircraft"), whole(force.get("count"))
        if nation is None or nation.text not in cut.nations or not flown or not flown.text or not count:
            continue
        cost = root.get("aircraft", flown.text, "hour_cost")
        if cost is None or cost.text is None:
            message = f"what {unit} saves is not known: `{flown.text}` has no `hour_cost`"
            faults.append(Fault(node.place, f"cuts.{name}", message))
            continue
        try:
            tail_cost = parse(cost.text, "EUR/h")
        except ValueError:
            continue
        roles, in_line = words(force.get("roles")), whole(force.get("in_line")) or 0
        package = _smallest_package(root, roles)
        found.append(Holding(unit, nation.text or "", roles, count, in_line, package, tail_cost, count))
    return found


def _smallest_package(root: Node, roles: tuple[str, ...]) -> int:
    """Of the requests that the roles may fly; 1 if none says."""
    requests = [request for _, request in find(root, ("phases", "*", "tasking", "*"))]
    asked = [request for request in requests if any(role in roles for role in words(request.get("roles")))]
    return min((whole(request.get("package")) or 1 for request in asked), default=1)


def _save(units: list[Holding], share: float, first: tuple[str, ...]) -> None:
    """Takes tails away until so much of the units' cost is saved, to the nearest tail."""
    budget = share * sum(unit.cost for unit in units)
    saved = 0.0
    open_units = [unit for unit in units if unit.left]
    while open_units:
        unit = min(open_units, key=lambda one: (_rank(one, first), -one.left / one.count))
        going = unit.next
        if saved + going * unit.tail_cost / 2 > budget:
            open_units.remove(unit)
            continue
        saved += going * unit.tail_cost
        unit.left -= going
        if not unit.left:
            open_units.remove(unit)


def _rank(unit: Holding, first: tuple[str, ...]) -> int:
    """How soon it is given up."""
    return min((first.index(role) for role in unit.roles if role in first), default=len(first))


def _smaller(force: Node, unit: Holding, origin: Origin) -> Node:
    entries = dict(force.map)
    entries["count"] = Node(unit.left, origin, force.map["count"].key)
    if "in_line" in entries:
        entries["in_line"] = Node(unit.flown(unit.left), origin, force.map["in_line"].key)
    offer = force.get("offer")
    if offer and isinstance(offer.value, (int, float)) and not isinstance(offer.value, bool):
        entries["offer"] = Node(round(offer.value * unit.left / unit.count, 6), origin, offer.key)
    return force.having(entries)
