"""Values read off a scenario that is not checked yet: what cannot be read is None, for it has its own fault."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from sim.scenario.fault import Fault
from sim.scenario.node import Node, Path
from sim.scenario.quantity import moment, parse

T = TypeVar("T")


def date(node: Node | None) -> datetime | None:
    """The moment that it says."""
    return _read(node, moment)


def hours(node: Node | None) -> float | None:
    """The time that it says."""
    return _read(node, lambda text: parse(text, "h"))


def _read(node: Node | None, reader: Callable[[str], T]) -> T | None:
    if node is None or node.text is None:
        return None
    try:
        return reader(node.text)
    except ValueError:
        return None


def whole(node: Node | None) -> int | None:
    """The whole number that it is."""
    return node.value if node and isinstance(node.value, int) and not isinstance(node.value, bool) else None


def words(node: Node | None) -> tuple[str, ...]:
    """Its text, or the texts of the list that it is."""
    if node is None:
        return ()
    return (node.text,) if node.text else tuple(element.text for element in node.elements if element.text)


def contradiction(path: Path, node: Node, message: str) -> Fault:
    """A value that does not agree with another."""
    return Fault(node.origin, ".".join(path), message)
