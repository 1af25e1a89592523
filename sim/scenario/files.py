"""The files of one scenario: what it extends, what it uses, then itself, merged in this order."""

from __future__ import annotations

from os.path import dirname, join, normpath

from sim.scenario.document import read
from sim.scenario.fault import Fault, Origin, ScenarioError
from sim.scenario.merge import merge
from sim.scenario.node import Node

MAX_CHAIN = 20
"""Files that may name each other in a row."""


def gather(path: str, faults: list[Fault]) -> Node:
    """The map that a file and all that it names give. Each file is merged once, where it is first named."""
    merged = _Gathering(faults).add(None, path, None, ())
    assert merged is not None  # the first file is always merged
    return merged


class _Gathering:
    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        self.seen: set[str] = set()

    def add(self, base: Node | None, path: str, naming: Origin | None, chain: tuple[str, ...]) -> Node | None:
        """`base` with a file and all that it names laid over it."""
        if path in chain or len(chain) == MAX_CHAIN:
            raise _named(naming, f"the files name each other in a circle: {' -> '.join((*chain, path))}")
        if path in self.seen:
            return base
        self.seen.add(path)
        root = _read(path, naming, self.faults)
        self.faults.extend(dotted_keys(root))
        for name in self.names(root):
            base = self.add(base, normpath(join(dirname(path), name.text or "")), name.origin, (*chain, path))
        own = {key: child for key, child in root.map.items() if key not in ("extends", "use")}
        return merge(base, root.having(own), self.faults)

    def names(self, root: Node) -> list[Node]:
        """The files that this one builds on, in the order of merging."""
        extends, use = root.map.get("extends"), root.map.get("use")
        if extends and extends.value is not None and not extends.text:
            self.faults.append(Fault(extends.origin, "extends", "must be the name of one file"))
        if use and use.value is not None and not (isinstance(use.value, list) and all(name.text for name in use.value)):
            self.faults.append(Fault(use.origin, "use", "must be a list of files"))
        return [name for name in [extends, *(use.list if use else [])] if name and name.text]


def _read(path: str, naming: Origin | None, faults: list[Fault]) -> Node:
    try:
        return read(path, faults)
    except ScenarioError as error:
        if naming is None or error.faults[0].origin.line:
            raise
        raise _named(naming, f"{path}: {error.faults[0].message}") from error


def _named(naming: Origin | None, message: str) -> ScenarioError:
    return ScenarioError([Fault(naming or Origin(""), "", message)])


def dotted_keys(root: Node) -> list[Fault]:
    """Faults for keys with a dot, which no path could name. Only `sources` has them: its keys are paths."""
    return _dotted(root, ())


def _dotted(node: Node, path: tuple[str, ...]) -> list[Fault]:
    if path[-1:] == ("sources",) and (len(path) == 1 or (len(path) == 3 and path[0] == "variants")):
        return []
    faults = []
    for key, child in node.map.items():
        if "." in key:
            faults.append(Fault(child.place, ".".join((*path, key)), "a key may not hold a dot"))
        faults.extend(_dotted(child, (*path, key)))
    for number, element in enumerate(node.list):
        faults.extend(_dotted(element, (*path, str(number))))
    return faults
