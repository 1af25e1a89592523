"""Figures and page of what was flown just now, and of a result read back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.campaign.record import Record
    from sim.report import Worlds
    from sim.report.draw import Look
    from sim.results import Flown, Results
    from sim.scenario.scenario import Scenario


def draw_flown(worlds: Mapping[str, Flown], folder: Path, scenarios: Path, without: Sequence[str] = ()) -> list[Path]:
    """Draw one world, or two side by side, into a folder. `scenarios` is where the scenario file lies."""
    from sim.report.draw import Look

    scenario = next(iter(worlds.values())).scenario
    records = [world.record for world in worlds.values()]
    return _draw(_worlds(records, scenario, scenarios, without), folder, Look())


def redraw(
    results: Results, scenarios: Path = Path("scenarios"), styles: Sequence[str] = ("slides", "print")
) -> list[Path]:
    """Draw the figures again, in each style and form: slides into the folder, print into `print` below it."""
    from sim.report.draw import NO_DATE, Look, draw_attribution, draw_relaxation, draw_sensitivity, draw_sweep
    from sim.report.style import STYLES

    study = _study(results)
    kinds = {"attribution": draw_attribution, "sweep": draw_sweep, "sensitivity": draw_sensitivity}
    draw = kinds.get(study.get("kind", ""))
    worlds = None if draw or study.get("kind") == "relax" else _worlds_of(results, scenarios)
    written = []
    for name in styles:
        folder = results.folder / "print" if name == "print" else results.folder
        look = Look(STYLES[name], tuple(NO_DATE), caption=True)
        if worlds is not None:
            written += _draw(worlds, folder, look)
        if study.get("kind") == "relax":
            written += draw_relaxation(study, folder, look)
        name_of = study.get("design") or study.get("kind")
        for measure in study["about"] if draw else ():
            if draw and (results.folder / f"{name_of}_{measure}.csv").exists():
                written += draw(study, measure, folder, look)
    return written


def animated(results: Results, scenarios: Path = Path("scenarios")) -> Path:
    """Write the film of a result into its folder."""
    from sim.report.timeline import film

    return film(_worlds_of(results, scenarios), results.folder)


def repage(results: Results, scenarios: Path = Path("scenarios")) -> Path:
    """Write the page of a result into its folder."""
    from sim.page import write_page

    return write_page(results, scenarios / "record")


def _study(results: Results) -> dict[str, Any]:
    """`study.json`; empty if the folder has none."""
    path = results.folder / "study.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return found


def _worlds_of(results: Results, scenarios: Path) -> Worlds:
    """The records of a result, told apart by what is gone."""
    from sim.scenario.load import load

    study = _study(results)
    gone = study.get("without") or list(study.get("enablers", ()))
    scenario = load(results.folder / "scenario.yaml")
    return _worlds([world.record() for world in results.worlds.values()][:2], scenario, scenarios, gone)


def _worlds(records: list[Record], scenario: Scenario, scenarios: Path, without: Sequence[str]) -> Worlds:
    """One or two worlds, with what was flown in fact, if that lies beside the scenario."""
    from sim.report import Worlds
    from sim.scenario.title import without as gone

    known = scenarios / "record" / "daily.csv"
    titles = ("with everything", gone(without, scenario) if without else "without")
    return Worlds(scenario, dict(zip(titles, records, strict=False)), known if known.is_file() else None)


def _draw(worlds: Worlds, folder: Path, look: Look) -> list[Path]:
    from sim.report.draw import FIGURES, draw_one

    folder.mkdir(parents=True, exist_ok=True)
    return [path for drawing in FIGURES for path in draw_one(drawing, worlds, folder, look)]
