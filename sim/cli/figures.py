"""Figures of what was flown just now, and of a result read back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.campaign.record import Record
    from sim.results import Flown, Results
    from sim.scenario.scenario import Scenario


def draw_flown(worlds: Mapping[str, Flown], folder: Path, scenarios: Path) -> list[Path]:
    """Draw one world, or two side by side, into a folder. `scenarios` is where the scenario file lies."""
    scenario = next(iter(worlds.values())).scenario
    return _draw([world.record for world in worlds.values()], folder, scenario, scenarios)


def redraw(results: Results, scenarios: Path = Path("scenarios")) -> list[Path]:
    """Draw the figures of a result into its folder again."""
    from sim.scenario.load import load

    scenario = load(results.folder / "scenario.yaml")
    return _draw([world.record() for world in results.worlds.values()], results.folder, scenario, scenarios)


def _draw(records: list[Record], folder: Path, scenario: Scenario, scenarios: Path) -> list[Path]:
    """With what was flown in fact over it, if that lies beside the scenario."""
    from sim.report import draw

    known = scenarios / "record" / "daily.csv"
    second = records[1] if len(records) > 1 else None
    return draw(records[0], second, folder, scenario, known if known.is_file() else None)
