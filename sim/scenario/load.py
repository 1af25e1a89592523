"""The way in: a scenario file becomes a frozen Scenario, or a list of everything that is wrong with it.

    load("scenarios/libya_2011.yaml", Changes(without=("us_tankers",)))

Files are merged in this order: what a file extends, what it uses, itself, then variants, enablers taken away,
unknowns multiplied in, single values set; last, each phase is completed by the one before it. Then it is checked once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sim.scenario.begun import Begun, begin
from sim.scenario.document import read
from sim.scenario.fault import Fault, ScenarioError, in_order
from sim.scenario.files import Reader, gather
from sim.scenario.node import Node
from sim.scenario.resolve import Changes, Resolved, change
from sim.scenario.scenario import Scenario
from sim.scenario.schema import schema

__all__ = [
    "Begun",
    "Changes",
    "Fault",
    "Gathered",
    "Resolved",
    "ScenarioError",
    "check",
    "gathered",
    "load",
    "load_each",
    "resolve",
    "schema",
]

AS_WRITTEN = Changes()


@dataclass(frozen=True)
class Gathered:
    """The files of one scenario, read and merged once, to be loaded with any changes."""

    root: Node
    faults: tuple[Fault, ...] = ()
    """What is wrong with the files themselves."""
    model: type[Scenario] = Scenario

    def load(self, changes: Changes = AS_WRITTEN) -> Scenario:
        """The scenario with changes, checked. Raises ScenarioError with every fault."""
        return self.begun(changes).load()

    def begun(self, changes: Changes = AS_WRITTEN) -> Begun:
        """The same before it is checked, for worlds that differ by some values more."""
        return begin(self.root, changes, self.model, self.faults)

    def resolve(self, changes: Changes = AS_WRITTEN) -> Resolved:
        """The merged scenario with the origin of every value. Raises ScenarioError if it cannot be merged."""
        faults = list(self.faults)
        resolved = change(self.root, changes, self.model, faults)
        if faults:
            raise ScenarioError(faults)
        return resolved

    def check(self) -> list[Fault]:
        """Everything that is wrong with it, with each of its variants, and without each of its enablers."""
        faults = list(self.faults)
        every = [
            AS_WRITTEN,
            *(Changes(variants=(name,)) for name in _names(self.root, "variants")),
            *(Changes(without=(name,)) for name in _names(self.root, "enablers")),
        ]
        for changes in every:
            faults += begin(self.root, changes, self.model).judged()[1]
        return list(in_order(faults))


def gathered(path: str | Path, model: type[Scenario] = Scenario, reader: Reader = read) -> Gathered:
    """The files that a scenario is made of. Raises ScenarioError if one cannot be read."""
    faults: list[Fault] = []
    root = gather(str(path), model, faults, reader)
    return Gathered(root, tuple(faults), model)


def load(path: str | Path, changes: Changes = AS_WRITTEN, model: type[Scenario] = Scenario) -> Scenario:
    """The scenario that a file gives, with changes. Raises ScenarioError with every fault.

    `model` may be a subclass that knows more mission types.
    """
    return gathered(path, model).load(changes)


def load_each(path: str | Path, changes: Iterable[Changes], model: type[Scenario] = Scenario) -> Iterator[Scenario]:
    """`load` with each of these changes; the files are read once. Raises ScenarioError at the first that is faulty."""
    files = gathered(path, model)
    for change_ in changes:
        yield files.load(change_)


def resolve(path: str | Path, changes: Changes = AS_WRITTEN, model: type[Scenario] = Scenario) -> Resolved:
    """The merged scenario with the origin of every value. Raises ScenarioError if it cannot be merged."""
    return gathered(path, model).resolve(changes)


def check(path: str | Path, model: type[Scenario] = Scenario) -> list[Fault]:
    """Everything that is wrong with a file, with each of its variants, and without each of its enablers."""
    try:
        return gathered(path, model).check()
    except ScenarioError as error:
        return list(error.faults)


def _names(root: Node, section: str) -> list[str]:
    entries = root.get(section)
    return [name for name, entry in entries.map.items() if entry.value is not None] if entries else []
