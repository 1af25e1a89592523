"""Units and cargo of another theatre put where they stand in this one."""

from __future__ import annotations

from sim.scenario.fault import Fault, did_you_mean
from sim.scenario.node import Node

ANY = "*"
"""Stands for every base that is no place of this scenario and has no line of its own."""
STANDS = ("base", "depot")
"""Keys under which units and stocks name the place where they, or their cargo, stand."""


def base_here(root: Node, faults: list[Fault]) -> Node:
    """The scenario with every unit, stock and cargo where `basing` says; `basing` itself is done with."""
    basing, places = root.get("basing"), root.get("places")
    if basing is None or not isinstance(basing.value, dict):
        return root
    mover = _Mover(basing.map, set(places.map) if places else set())
    moved = {key: mover.move(root.map[key]) for key in ("forces", "stocks") if key in root.map}
    for name, base in basing.map.items():
        if name != ANY and name not in mover.met:
            hint = did_you_mean(name, sorted(mover.met))
            faults.append(Fault(base.place, f"basing.{name}", f"nothing stands there{hint}"))
    return root.having({key: section for key, section in (root.map | moved).items() if key != "basing"})


class _Mover:
    def __init__(self, basing: dict[str, Node], here: set[str]) -> None:
        self.basing = basing
        self.here = here
        self.met: set[str] = set()

    def move(self, node: Node) -> Node:
        """The node with the places in it changed, at every depth."""
        if isinstance(node.value, list):
            return node.having([self.move(element) for element in node.value])
        entries = {
            key: self.place(key, entry) if key in STANDS else self.move(entry) for key, entry in node.map.items()
        }
        return node.having(entries) if isinstance(node.value, dict) else node

    def place(self, key: str, node: Node) -> Node:
        """Where what stood there stands here; the same for what names no place, but for what is in it."""
        if key not in STANDS or node.text is None:
            return self.move(node)
        self.met.add(node.text)
        anywhere = self.basing.get(ANY) if key == "base" and node.text not in self.here else None
        return self.basing.get(node.text) or anywhere or node
