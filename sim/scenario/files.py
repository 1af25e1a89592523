"""The files of one scenario: what it extends, what it uses, then itself, merged in this order."""

from __future__ import annotations

from collections.abc import Callable
from os.path import dirname, join, normpath
from typing import NamedTuple

from sim.scenario.document import read
from sim.scenario.fault import Fault, Origin, ScenarioError, did_you_mean
from sim.scenario.merge import deletes_nothing, merge
from sim.scenario.node import Node, Path
from sim.scenario.scenario import Scenario
from sim.scenario.unknown import SECTION, of_sections

Reader = Callable[[str, list[Fault]], Node]
"""The map that the file of a name holds, as `document.read`: from the disk, or from wherever names lead."""

MAX_CHAIN = 20
"""Files that may name each other in a row."""


class Named(NamedTuple):
    """A file that another builds on."""

    file: Node
    only: tuple[Node, ...] = ()
    """The sections that are taken from it, with their sources; all of it if empty."""


def gather(path: str, model: type[Scenario], faults: list[Fault], reader: Reader = read) -> Node:
    """The map that a file and all that it names give. Each file is merged once, where it is first named.

    Raises ScenarioError if a file cannot be read; what is wrong in readable ones is added to `faults`.
    """
    gathering = _Gathering(model, faults, reader)
    merged = gathering.add(None, path, ())
    if gathering.unread or merged is None:
        raise ScenarioError([*faults, *gathering.unread])
    return merged


class _Gathering:
    def __init__(self, model: type[Scenario], faults: list[Fault], reader: Reader) -> None:
        self.model = model
        self.faults = faults
        self.read = reader
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
            root = self.read(path, self.faults)
        except ScenarioError as error:
            self.unread += [_from_naming(fault, naming) for fault in error.faults]
            return base
        self.faults += dotted_keys(root)
        for name, only in self.names(root):
            file = normpath(join(dirname(path), name.text or ""))
            if only:
                base = self.borrow(base, file, (*chain, path), Named(name, only))
            else:
                base = self.add(base, file, (*chain, path), name.origin)
        own = root.having({key: entry for key, entry in root.map.items() if key not in ("extends", "use")})
        self.faults += deletes_nothing(base, own, self.model)
        return merge(base, own, self.faults)

    def borrow(self, base: Node | None, path: str, chain: Path, named: Named) -> Node | None:
        """`base` with some sections of another scenario laid over it, and their sources and unknowns."""
        other = _Gathering(self.model, self.faults, self.read)
        whole = other.add(None, path, chain, named.file.origin)
        self.unread += other.unread
        if whole is None:
            return base
        for section in named.only:
            if section.text not in whole.map:
                hint = did_you_mean(section.text or "", whole.map)
                self.faults.append(Fault(section.origin, "use", f"{path} has no `{section.text}`{hint}"))
        wanted = {section.text or "" for section in named.only}
        sources = whole.get("sources")
        taken = {key: entry for key, entry in whole.map.items() if key in wanted}
        if sources:
            about = {key: entry for key, entry in sources.map.items() if key.split(".")[0] in wanted}
            taken["sources"] = sources.having(about)
        unknowns = whole.get(SECTION)
        if unknowns and SECTION not in taken and (here := of_sections(unknowns, wanted)).map:
            taken[SECTION] = here
        return merge(base, whole.having(taken), self.faults)

    def names(self, root: Node) -> list[Named]:
        """The files that this one builds on, in the order of merging."""
        extends, use = root.map.get("extends"), root.map.get("use")
        if extends and extends.value is not None and not extends.text:
            self.faults.append(Fault(extends.origin, "extends", "must be the name of one file"))
        uses = [_named(entry) for entry in use.elements] if use else []
        if use and use.value is not None and (not isinstance(use.value, list) or None in uses):
            self.faults.append(Fault(use.origin, "use", "must be a list of files, or of `{file: …, only: [sections]}`"))
        first = [Named(extends)] if extends and extends.text else []
        return first + [named for named in uses if named]


def _named(entry: Node) -> Named | None:
    """A file, or some sections of one; None if it is written in another way."""
    if entry.text:
        return Named(entry)
    file, only = entry.get("file"), entry.get("only")
    if entry.map.keys() != {"file", "only"} or not file or not file.text or not only or not only.elements:
        return None
    return Named(file, tuple(only.elements)) if all(section.text for section in only.elements) else None


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
