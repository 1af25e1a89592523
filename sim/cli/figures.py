"""Figures and page of what was flown just now, and of a result read back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.campaign.record import Record
    from sim.results import Flown, Results
    from sim.scenario.scenario import Scenario


def draw_flown(worlds: Mapping[str, Flown], folder: Path, scenarios: Path, without: Sequence[str] = ()) -> list[Path]:
    """Draw one world, or two side by side, into a folder. `scenarios` is where the scenario file lies."""
    scenario = next(iter(worlds.values())).scenario
    return _draw([world.record for world in worlds.values()], folder, scenario, scenarios, without)


def redraw(results: Results, scenarios: Path = Path("scenarios")) -> list[Path]:
    """Draw the figures of a result into its folder again."""
    from sim.scenario.load import load

    scenario = load(results.folder / "scenario.yaml")
    written = results.folder / "study.json"
    study = json.loads(written.read_text(encoding="utf-8")) if written.is_file() else {}
    if (kind := study.get("kind")) in ("attribution", "sweep"):
        from sim.report import draw_attribution, draw_sweep

        draw = {"attribution": draw_attribution, "sweep": draw_sweep}[kind]
        drawn = [name for name in study["about"] if (results.folder / f"{kind}_{name}.csv").exists()]
        return [path for name in drawn for path in draw(study, name, results.folder)]
    records = [world.record() for world in results.worlds.values()][:2]
    return _draw(records, results.folder, scenario, scenarios, study.get("without", ()))


def repage(results: Results, scenarios: Path = Path("scenarios")) -> Path:
    """Write the page of a result into its folder."""
    from sim.page import write_page

    return write_page(results, scenarios / "record")


def _draw(
    records: list[Record], folder: Path, scenario: Scenario, scenarios: Path, without: Sequence[str]
) -> list[Path]:
    """With what was flown in fact over it, if that lies beside the scenario; worlds are told apart by what is gone."""
    from sim.report import draw

    known = scenarios / "record" / "daily.csv"
    second = records[1] if len(records) > 1 else None
    titles = ("with everything", f"without {', '.join(without)}" if without else "without")
    return draw(records[0], second, folder, scenario, known if known.is_file() else None, titles=titles)
