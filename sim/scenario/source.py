"""The paths in `sources`: each says where some number of the scenario comes from."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.fault import Fault, did_you_mean
from sim.scenario.node import Node, children, find


def dangling(root: Node) -> Iterator[Fault]:
    """Faults for the sources of numbers that are not there."""
    for key, source in _sources(root).items():
        steps = tuple(key.split("."))
        if not _leads(root, key):
            good = next(number for number in range(len(steps)) if not any(find(root, steps[: number + 1])))
            known = {name for _, node in find(root, steps[:good]) for name, _ in children(node)}
            hint = did_you_mean(steps[good], sorted(known))
            yield Fault(source.place, f"sources.{key}", f"there is no such number: no `{steps[good]}`{hint}")


def without_dangling(full: Node) -> Node:
    """The same without the sources of what an enabler or a variant took away."""
    sources = full.get("sources")
    if sources is None:
        return full
    kept = {key: source for key, source in sources.map.items() if _leads(full, key)}
    return full.having(full.map | {"sources": sources.having(kept)})


def _sources(root: Node) -> dict[str, Node]:
    sources = root.get("sources")
    return sources.map if sources else {}


def _leads(root: Node, key: str) -> bool:
    return any(True for _ in find(root, tuple(key.split("."))))
