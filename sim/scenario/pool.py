"""Pools that can be: something to share, and names that mean one thing."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.fault import Fault, did_you_mean
from sim.scenario.node import Node, find
from sim.scenario.value import contradiction, words


def pool_faults(root: Node, *, some_gone: bool) -> Iterator[Fault]:
    """Faults of pools and of what tankers serve. Where enablers took units away, a pool may be left with nothing."""
    pools, nations = (section.map if (section := root.get(name)) else {} for name in ("pools", "nations"))
    known = (*nations, *pools)
    for path, nation in find(root, ("forces", "*", "serves", "[]")):
        if nation.text and nation.text not in known:
            message = f"no nation or pool is called `{nation.text}`{did_you_mean(nation.text, known)}"
            yield contradiction(path, nation, message)
    for path, serves in find(root, ("forces", "*", "serves")):
        if sum(name in pools for name in words(serves)) > 1:
            yield contradiction(path, serves, "a tanker serves one pool at most")
    served = {nation.text for _, nation in find(root, ("forces", "*", "serves", "[]"))}
    for name, pool in pools.items():
        if name in nations:
            yield Fault(pool.place, f"pools.{name}", "is the name of a nation too")
        if not words(pool.get("of")) and name not in served and not some_gone:
            yield Fault(pool.place, f"pools.{name}", "holds nothing: it has no stocks in `of`, and no tanker serves it")
