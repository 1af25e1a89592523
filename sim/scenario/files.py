"""The files of one scenario: what it extends, what it uses, then itself, merged in this order."""

from __future__ import annotations

from os.path import dirname, join, normpath

from sim.scenario.document import read
from sim.scenario.fault import Fault, Origin, ScenarioError
from sim.scenario.merge import deletes_nothing, merge
from sim.scenario.node import Node, Path
from sim.scenario.scenario import Scenario

MAX_CHAIN = 20
"""Files that may name each other in a row."""


def gather(path: str, model: type[Scenario], faults: list[Fault]) -> Node:
    """The map that a file and all that it names give. Each file is merged once, where it is first named.

    Raises ScenarioError if a file cannot be read; what is wrong in readable ones is added to `faults`.
    """
    gathering = _Gathering(model, faults)
    merged = gathering.add(None, path, ())
    if gathering.unread or merged is None:
        raise ScenarioError([*faults, *gathering.unread])
    return merged


class _Gathering:
    def __init__(self, model: type[Scenario], faults: list[Fault]) -> None:
        self.model = model
        self.faults = faults
        self.unread: list[Fault] = []
        self.seen: set[str] = set()

    def add(self, base: Node | None, path: str, chain: Path, naming: Origin | None = None) -> Node | None:
        """`base` with a file and all that it names laid over it."""
        if path in chain or len(chain) == MAX_CHAIN:
            self.unread.append(
                Fault(naming or Origin(path), "", f"files name each other in a circle: {' -> '.join((*chain, path))}")
            )
            return base
        if path in self.seen:
            return base
        self.seen.add(path)
        try:
            root = read(path, self.faults)
        except ScenarioError as error:
            self.unread += [_from_naming(fault, naming) for fault in error.faults]
            return base
        self.faults += dotted_keys(root)
        for name in self.names(root):
            base = self.add(base, normpath(join(dirname(path), name.text or "")), (*chain, path), name.origin)
        own = root.having({key: entry for key, entry in root.map.items() if key not in ("extends", "use")})
        self.faults += deletes_nothing(base, own, self.model)
        return merge(base, own, self.faults)

    def names(self, root: Node) -> list[Node]:
        """The files that this one builds on, in the order of merging."""
        extends, use = root.map.get("extends"), root.map.get("use")
        if extends and extends.value is not None and not extends.text:
            self.faults.append(Fault(extends.origin, "extends", "must be the name of one file"))
        if use and use.value is not None and not (isinstance(use.value, list) and all(name.text for name in use.value)):
            self.faults.append(Fault(use.origin, "use", "must be a list of files"))
        return [name for name in [extends, *(use.elements if use else [])] if name and name.text]


def _from_naming(fault: Fault, naming: Origin | None) -> Fault:
    """A file that is not there is the fault of the line that names it."""
    if naming is None or fault.origin.line:
        return fault
    return Fault(naming, "", f"{fault.origin.file}: {fault.message}")


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
    for number, element in enumerate(node.elements):
        faults.extend(_dotted(element, (*path, str(number))))
    return faults
