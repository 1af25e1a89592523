"""A document told as another with changes: small enough that a page can hold sixty of them.

Whatever list or mapping a document has in common with the first one is replaced by its number there; the rest is
deflated. The page's script numbers the first document in the same way (`nodes` in `pull.js`): from the outside in,
keys in alphabetical order.
"""

from __future__ import annotations

import base64
import json
import zlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Node = dict[str, Any] | list[Any]

SAME = "$"
"""Key of a reference: `{"$": 12}` is the twelfth list or mapping of the first document."""
LEAST = 16
"""Characters from which on a reference is shorter than what it stands for."""
NESTED = (dict, list)
NESTED_TYPES = frozenset(NESTED)


class Reference:
    """The document that others are told by."""

    def __init__(self, document: Any) -> None:
        self._known: dict[str, int] = {}
        self._many = 0
        self._learn(json.loads(text(document)))

    def packed(self, document: Any) -> str:
        """Another document, deflated, in base 64."""
        return deflated(text(self.changes(json.loads(text(document)))))

    def changes(self, node: Any) -> Any:
        """A document with references in the place of what the first has too."""
        return self._told(node)[0] if isinstance(node, NESTED) else node

    def _learn(self, node: Node) -> int:
        """The number of the first list or mapping that is equal to this one, which has one of its own, too."""
        own, self._many = self._many, self._many + 1
        numbers = {name: self._learn(one) for name, one in _nested(node)}
        return self._known.setdefault(_key(node, numbers), own)

    def _told(self, node: Node) -> tuple[Any, int | None]:
        """A list or mapping with references in it, or as one, and its number if the first document has it.

        It has it if it has all that is in it, so that nothing is looked up twice.
        """
        inside = {name: self._told(one) for name, one in _nested(node)}
        numbers = {name: number for name, (_, number) in inside.items() if number is not None}
        own = _key(node, numbers) if len(numbers) == len(inside) else ""
        number = self._known.get(own)
        if number is not None and (inside or len(own) >= LEAST):
            return {SAME: number}, number
        return _having(node, {name: one for name, (one, _) in inside.items()}), number


def deflated(long: str) -> str:
    """As a browser inflates it."""
    return base64.b64encode(zlib.compress(long.encode(), 9)).decode()


def text(document: Any) -> str:
    """As short JSON."""
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _key(node: Node, numbers: Mapping[Any, int]) -> str:
    """The same for equal lists and mappings, whatever the order of their keys; what is in them stands by its number."""
    short = _having(node, {name: {SAME: number} for name, number in numbers.items()})
    return json.dumps(short, separators=(",", ":"), sort_keys=True)


def _nested(node: Node) -> list[tuple[Any, Node]]:
    """The lists and mappings right inside of one, by name or place, names in alphabetical order."""
    if isinstance(node, dict):
        pairs: Iterable[tuple[Any, Any]] = sorted(node.items())
    elif isinstance(node, list) and not NESTED_TYPES.isdisjoint(map(type, node)):
        pairs = enumerate(node)
    else:
        return []  # as nearly all: a column of a table
    return [(name, one) for name, one in pairs if isinstance(one, NESTED)]


def _having(node: Node, inside: dict[Any, Any]) -> Any:
    """The node with other things in the place of some."""
    if not inside:
        return node
    if isinstance(node, dict):
        return node | inside
    return [inside.get(at, one) for at, one in enumerate(node)]
