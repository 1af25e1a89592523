"""The way in: a scenario file becomes a frozen Scenario, or a list of everything that is wrong with it.

    load("scenarios/libya_2011.yaml", Changes(without=("us_tankers",)))

Files are merged in this order: what a file extends, what it uses, itself, then variants, enablers taken away,
unknowns multiplied in, single values set; last, each phase is completed by the one before it. Then it is checked once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sim.scenario.commitment import commitment_faults
from sim.scenario.consistent import contradictions
from sim.scenario.fault import Fault, ScenarioError, in_order
from sim.scenario.files import gather
from sim.scenario.lift import sold_to_fit
from sim.scenario.node import Node
from sim.scenario.pool import pool_faults
from sim.scenario.programme import programme_faults
from sim.scenario.reference import references
from sim.scenario.resolve import Changes, Resolved, change
from sim.scenario.scenario import Scenario
from sim.scenario.schema import schema
from sim.scenario.source import dangling
from sim.scenario.threat import misplaced
from sim.scenario.validate import validate

__all__ = ["Changes", "Fault", "Resolved", "ScenarioError", "check", "load", "load_each", "resolve", "schema"]

AS_WRITTEN = Changes()


def load(path: str | Path, changes: Changes = AS_WRITTEN, model: type[Scenario] = Scenario) -> Scenario:
    """The scenario that a file gives, with changes. Raises ScenarioError with every fault.

    `model` may be a subclass that knows more mission types.
    """
    faults: list[Fault] = []
    root = gather(str(path), model, faults)
    scenario = _judge(root, changes, model, faults)
    if faults or scenario is None:
        raise ScenarioError(faults)
    return scenario


def load_each(path: str | Path, changes: Iterable[Changes], model: type[Scenario] = Scenario) -> Iterator[Scenario]:
    """`load` with each of these changes; the files are read once. Raises ScenarioError at the first that is faulty."""
    found: list[Fault] = []
    root = gather(str(path), model, found)
    for change_ in changes:
        faults = list(found)
        scenario = _judge(root, change_, model, faults)
        if faults or scenario is None:
            raise ScenarioError(faults)
        yield scenario


def resolve(path: str | Path, changes: Changes = AS_WRITTEN, model: type[Scenario] = Scenario) -> Resolved:
    """The merged scenario with the origin of every value. Raises ScenarioError if it cannot be merged."""
    faults: list[Fault] = []
    resolved = change(gather(str(path), model, faults), changes, model, faults)
    if faults:
        raise ScenarioError(faults)
    return resolved


def check(path: str | Path, model: type[Scenario] = Scenario) -> list[Fault]:
    """Everything that is wrong with a file, with each of its variants, and without each of its enablers."""
    faults: list[Fault] = []
    try:
        root = gather(str(path), model, faults)
    except ScenarioError as error:
        return list(error.faults)
    every = [
        AS_WRITTEN,
        *(Changes(variants=(name,)) for name in _names(root, "variants")),
        *(Changes(without=(name,)) for name in _names(root, "enablers")),
    ]
    for changes in every:
        _judge(root, changes, model, faults)
    return list(in_order(faults))


def _judge(root: Node, changes: Changes, model: type[Scenario], faults: list[Fault]) -> Scenario | None:
    """The scenario with changes; what is wrong with it is added to `faults`."""
    full = change(root, changes, model, faults).full
    scenario, found = validate(full, model)
    faults += found
    faults += references(full, model)
    faults += contradictions(full)
    faults += commitment_faults(full, some_gone=bool(changes.without))
    faults += pool_faults(full, some_gone=bool(changes.without))
    faults += programme_faults(full, some_gone=bool(changes.without))
    if not changes.without:  # a nation whose aircraft are gone keeps its orders
        faults += sold_to_fit(full)
    faults += misplaced(full)
    if scenario is not None and not changes:
        faults += dangling(full)
    return scenario


def _names(root: Node, section: str) -> list[str]:
    entries = root.get(section)
    return [name for name, entry in entries.map.items() if entry.value is not None] if entries else []
