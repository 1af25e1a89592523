"""A scenario with its changes made, to be checked; more values can be set in it at the cost of these alone.

For a study of many worlds that differ by some numbers: files, variants, enablers and unknowns are merged once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sim.scenario.commitment import commitment_faults
from sim.scenario.consistent import contradictions
from sim.scenario.fault import Fault, ScenarioError
from sim.scenario.lift import sold_to_fit
from sim.scenario.node import Node
from sim.scenario.override import set_values
from sim.scenario.pool import pool_faults
from sim.scenario.programme import programme_faults
from sim.scenario.reference import references
from sim.scenario.resolve import Changes, altered, completed, of_unknowns
from sim.scenario.scenario import Scenario
from sim.scenario.source import dangling, without_dangling
from sim.scenario.threat import misplaced
from sim.scenario.validate import validate


@dataclass(frozen=True)
class Begun:
    """Variants, enablers, unknowns and settings are in it; cuts, phases and the check are to come."""

    files: Node
    """The files as merged, before any change."""
    of_files: tuple[Fault, ...]
    """What is wrong with these."""
    model: type[Scenario]
    changes: Changes
    root: Node
    """With the changes made."""
    faults: tuple[Fault, ...]
    """Of the files, and of making the changes."""

    def setting(self, settings: Sequence[str]) -> Begun:
        """The same with these values set after the others. One of an unknown has to come first, so it begins anew."""
        changes = replace(self.changes, sets=(*self.changes.sets, *settings))
        if of_unknowns(settings):
            return begin(self.files, changes, self.model, self.of_files)
        faults = list(self.faults)
        root = set_values(self.root, settings, self.model, faults)
        return replace(self, changes=changes, root=root, faults=tuple(faults))

    def without_sources(self) -> Begun:
        """The same without the `sources`, which are not flown; for many worlds of a file that was checked before."""
        left = {key: section for key, section in self.files.map.items() if key != "sources"}
        return begin(self.files.having(left), self.changes, self.model, self.of_files)

    def load(self) -> Scenario:
        """The scenario, checked. Raises ScenarioError with every fault."""
        scenario, faults = self.judged()
        if faults or scenario is None:
            raise ScenarioError(faults)
        return scenario

    def judged(self) -> tuple[Scenario | None, list[Fault]]:
        """The scenario, if it has its shape, and all that is wrong with it."""
        faults = list(self.faults)
        full = self._full(faults)
        scenario, found = validate(full, self.model)
        faults += [*found, *self._disagreements(full)]
        if scenario is not None and not self.changes:
            faults += dangling(full)
        return scenario, faults

    def refused(self) -> bool:
        """Whether anything is wrong with it; what is looked up fast is looked up first."""
        if not self.changes:
            return bool(self.judged()[1])
        faults = list(self.faults)
        full = self._full(faults)
        return bool(faults) or any(True for _ in self._disagreements(full)) or bool(validate(full, self.model)[1])

    def _full(self, faults: list[Fault]) -> Node:
        _, full = completed(self.root, self.model, faults)
        return without_dangling(full) if self.changes else full

    def _disagreements(self, full: Node) -> Iterator[Fault]:
        yield from references(full, self.model)
        yield from contradictions(full)
        yield from commitment_faults(full, some_gone=bool(self.changes.without))
        yield from pool_faults(full, some_gone=bool(self.changes.without))
        yield from programme_faults(full, some_gone=bool(self.changes.without))
        if not self.changes.without:  # a nation whose aircraft are gone keeps its orders
            yield from sold_to_fit(full)
        yield from misplaced(full)


def begin(files: Node, changes: Changes, model: type[Scenario], faults: Sequence[Fault] = ()) -> Begun:
    """The files with changes made."""
    found = list(faults)
    root, _ = altered(files, changes, model, found)
    return Begun(files, tuple(faults), model, changes, root, tuple(found))
