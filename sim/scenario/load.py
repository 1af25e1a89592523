"""The way in: a scenario file becomes a frozen Scenario, or a list of everything that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sim.scenario.fault import Fault, ScenarioError
from sim.scenario.files import gather
from sim.scenario.merge import inherit_phases, without_nulls
from sim.scenario.scenario import Scenario
from sim.scenario.validate import validate


@dataclass(frozen=True)
class Changes:
    """What is different from the file: variants laid over it, enablers taken away, single values set."""

    variants: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()


def load(path: str | Path, changes: Changes = Changes(), model: type[Scenario] = Scenario) -> Scenario:
    """The scenario that a file gives, with changes. Raises ScenarioError with every fault."""
    faults: list[Fault] = []
    root = without_nulls(inherit_phases(gather(str(path), faults)))
    scenario, found = validate(root, model)
    if scenario is None or faults or found:
        raise ScenarioError([*faults, *found])
    return scenario
