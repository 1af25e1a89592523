"""Documents told as another with changes."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sim.page.packed import SAME, Reference

LEAVES = st.none() | st.booleans() | st.integers(-5, 5) | st.text("abz$é", max_size=3)
DOCUMENTS = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcé", min_size=1, max_size=3), inner),
    max_leaves=30,
)


def unpacked(text: str, first: Any) -> Any:
    """As the page's script does it."""
    nodes = list(numbered(json.loads(json.dumps(first))))

    def whole(node: Any) -> Any:
        if isinstance(node, dict):
            return nodes[node[SAME]] if SAME in node else {name: whole(one) for name, one in node.items()}
        return [whole(one) for one in node] if isinstance(node, list) else node

    return whole(json.loads(zlib.decompress(base64.b64decode(text))))


def numbered(node: Any) -> Iterator[Any]:
    if isinstance(node, (dict, list)):
        yield node
        for one in [node[name] for name in sorted(node)] if isinstance(node, dict) else node:
            yield from numbered(one)


@given(first=DOCUMENTS, second=DOCUMENTS)
def test_what_is_packed_comes_out_the_same(first: Any, second: Any) -> None:
    both = {"first": first, "again": second}
    assert unpacked(Reference(first).packed(both), first) == both


def test_what_both_have_is_there_once_and_columns_keep_their_order() -> None:
    shared = list(range(1000, 1020))
    first = {"table": {"zulu": shared, "alpha": [1, 2]}}
    changes = Reference(first).changes({"table": {"zulu": shared, "alpha": [3, 4]}})
    assert list(changes["table"]) == ["zulu", "alpha"]
    # From the outside in, keys in order: the document 0, the table 1, alpha 2, zulu 3.
    assert changes == {"table": {"zulu": {SAME: 3}, "alpha": [3, 4]}}
