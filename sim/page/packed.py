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
    from collections.abc import Iterator

SAME = "$"
"""Key of a reference: `{"$": 12}` is the twelfth list or mapping of the first document."""
LEAST = 16
"""Characters from which on a reference is shorter than what it stands for."""


class Reference:
    """The document that others are told by."""

    def __init__(self, document: Any) -> None:
        self._numbers: dict[str, int] = {}
        for number, node in enumerate(_nodes(json.loads(text(document)))):
            self._numbers.setdefault(_key(node), number)

    def packed(self, document: Any) -> str:
        """Another document, deflated, in base 64."""
        return deflated(text(self.changes(json.loads(text(document)))))

    def changes(self, node: Any) -> Any:
        """A document with references in the place of what the first has too."""
        if not isinstance(node, (dict, list)):
            return node
        own = _key(node)
        if len(own) >= LEAST and own in self._numbers:
            return {SAME: self._numbers[own]}
        if isinstance(node, list):
            return [self.changes(one) for one in node]
        return {name: self.changes(one) for name, one in node.items()}


def deflated(long: str) -> str:
    """As a browser inflates it."""
    return base64.b64encode(zlib.compress(long.encode(), 9)).decode()


def text(document: Any) -> str:
    """As short JSON."""
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _key(node: Any) -> str:
    """The same for equal lists and mappings, whatever the order of their keys."""
    return json.dumps(node, separators=(",", ":"), sort_keys=True)


def _nodes(node: Any) -> Iterator[Any]:
    if isinstance(node, dict):
        yield node
        for name in sorted(node):
            yield from _nodes(node[name])
    elif isinstance(node, list):
        yield node
        for one in node:
            yield from _nodes(one)
