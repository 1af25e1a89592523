"""The scenario as written: maps, lists and single values, each knowing where it came from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sim.scenario.fault import Origin

Scalar = None | bool | int | float | str
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """One value and its place; `key` is the place of the key that it stands under."""

    value: Scalar | dict[str, Node] | list[Node]
    origin: Origin
    key: Origin | None = None

    @property
    def place(self) -> Origin:
        """Where to point for what a map lacks, or for what its name has wrong."""
        return self.key or self.origin

    @property
    def map(self) -> dict[str, Node]:
        """Its entries, none if it is no map."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def elements(self) -> list[Node]:
        """Its elements, none if it is no list."""
        return self.value if isinstance(self.value, list) else []

    @property
    def text(self) -> str | None:
        """Its text, if it is text."""
        return self.value if isinstance(self.value, str) else None

    def get(self, *path: str) -> Node | None:
        """What stands at the path below this node."""
        node: Node | None = self
        for step in path:
            node = child(node, step) if node else None
        return node

    def having(self, value: dict[str, Node] | list[Node]) -> Node:
        """The same place with other contents."""
        return Node(value, self.origin, self.key)


def children(node: Node) -> Iterator[tuple[str, Node]]:
    """Entries by key; elements of a list by their `name`, by number if they have none."""
    if isinstance(node.value, dict):
        yield from node.value.items()
    elif isinstance(node.value, list):
        for number, element in enumerate(node.value):
            yield label(element, number), element


def label(element: Node, number: int) -> str:
    """What an element of a list is called in a path."""
    name = element.map.get("name")
    return name.text if name and name.text else str(number)


def child(node: Node, step: str) -> Node | None:
    """The entry under a key, or the element of a list with that name or number."""
    if isinstance(node.value, list):
        number = position(node, step)
        return None if number is None else node.value[number]
    return node.map.get(step)


def position(node: Node, step: str) -> int | None:
    """Which element of a list is meant by its name, or by its number from 0."""
    elements = node.elements
    for number, element in enumerate(elements):
        if label(element, number) == step:
            return number
    return int(step) if step.isascii() and step.isdecimal() and int(step) < len(elements) else None


def find(node: Node, pattern: Path, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Everything that the pattern matches: `*` is any key or element, `[]` any element of a list."""
    for number, step in enumerate(pattern):
        if step in ("*", "[]"):
            if step == "*" or isinstance(node.value, list):
                for name, below in children(node):
                    yield from find(below, pattern[number + 1 :], (*path, name))
            return
        below_step = child(node, step)
        if below_step is None:
            return
        node, path = below_step, (*path, step)
    yield path, node


def plain(node: Node) -> object:
    """The bare maps, lists and values."""
    if isinstance(node.value, dict):
        return {key: plain(entry) for key, entry in node.value.items()}
    if isinstance(node.value, list):
        return [plain(element) for element in node.value]
    return node.value


def noted(node: Node, note: str) -> Node:
    """The same, every origin carrying a note such as `variant smart_defence`."""
    return _marked(node, lambda origin: origin._replace(note=note))


def renamed(node: Node, file: str) -> Node:
    """The same, every origin in a file of that name."""
    return _marked(node, lambda origin: origin._replace(file=file))


def _marked(node: Node, mark: Callable[[Origin], Origin]) -> Node:
    value = node.value
    if isinstance(value, dict):
        value = {key: _marked(entry, mark) for key, entry in value.items()}
    elif isinstance(value, list):
        value = [_marked(element, mark) for element in value]
    return Node(value, mark(node.origin), mark(node.key) if node.key else None)
