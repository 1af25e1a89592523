"""What a scenario file offers, in a few lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sim.cli.screen import counted


def entry(file: Path) -> Iterator[str]:
    """Path and title, then its enablers and variants; or that it does not load."""
    from sim.scenario.load import ScenarioError, load

    try:
        scenario = load(file)
    except ScenarioError as fault:
        yield f"{file}  does not load ({counted(len(fault.faults), 'fault')}): see `check`"
        return
    yield f"{file}  {scenario.title}"
    yield from (f"    --without {name}  {enabler.title}" for name, enabler in scenario.enablers.items())
    yield from (f"    --variant {name}  {_title(changes)}" for name, changes in scenario.variants.items())


def _title(changes: dict[str, Any]) -> str:
    return str(changes.get("title", ""))
