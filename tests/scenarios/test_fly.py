"""Every scenario that we ship flies: as written, without each enabler, with each variant."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.campaign.campaign import fly
from sim.measures import measure
from sim.scenario.load import Changes
from sim.scenario.node import Node
from tests.properties.laws import broken
from tests.scenarios.worlds import HOME, files

SCENARIOS = sorted([*HOME.glob("*.yaml"), *HOME.glob("lessons/*.yaml")])
DAYS = "duration=2 d"


def names(root: Node, section: str) -> list[str]:
    """As they are written: to read a file takes less than to check it, and every worker collects."""
    entries = root.get(section)
    return list(entries.map) if entries else []


def worlds() -> list[object]:
    """The file and a change, for every enabler and variant of every file."""
    found: list[object] = []
    for path in SCENARIOS:
        root = files(path).root
        changes = {"": Changes(sets=(DAYS,))}
        changes |= {f"-{name}": Changes(without=(name,), sets=(DAYS,)) for name in names(root, "enablers")}
        changes |= {f"+{name}": Changes(variants=(name,), sets=(DAYS,)) for name in names(root, "variants")}
        found += [pytest.param(path, change, id=f"{path.stem}{name}") for name, change in changes.items()]
    return found


@pytest.mark.parametrize(("path", "changes"), worlds())
def test_a_scenario_flies_and_keeps_all_laws(path: Path, changes: Changes) -> None:
    scenario = files(path).load(changes)
    record = fly(scenario, seed=1)

    assert broken(scenario, record) == {}
    assert measure(record, scenario)["sorties"]
