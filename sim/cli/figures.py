"""Figures and page of what was flown just now, and of a result read back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.cli.options import progress

if TYPE_CHECKING:
    from sim.campaign.record import Record
    from sim.report import Worlds
    from sim.report.draw import Look
    from sim.results import Flown, Results
    from sim.scenario.scenario import Scenario


OF_STUDY = ("attribution", "sweep", "sensitivity", "relax")
"""Kinds of studies that draw figures of their own, and none of a world."""


def draw_flown(worlds: Mapping[str, Flown], folder: Path, scenarios: Path, without: Sequence[str] = ()) -> list[Path]:
    """Draw one world, or two side by side, into a folder. `scenarios` is where the scenario file lies."""
    from sim.report.draw import Look

    scenario = next(iter(worlds.values())).scenario
    records = [world.record for world in worlds.values()]
    return _draw(_worlds(records, scenario, scenarios, without), folder, Look())


def redraw(
    results: Results, scenarios: Path = Path("scenarios"), styles: Sequence[str] = ("slides", "print")
) -> list[Path]:
    """Draw the figures again, in each style and form: slides where they were, print into `print` below it."""
    study = _study(results)
    kind = study.get("kind", "")
    worlds = _worlds_of(results, scenarios) if kind not in OF_STUDY else None
    written = []
    for name, look in _looks(styles):
        if worlds is None:
            written += _of_study(results, study, _below(results.folder, name), look)
        else:
            written += _draw(worlds, _below(results.folder, name), look)
            written += _differences(results, study, name, look)
    return written


def redraw_folder(folder: Path, styles: Sequence[str]) -> list[Path]:
    """The same of a folder that `--figures` named."""
    from sim.report.card import redraw_cards

    return [path for name, look in _looks(styles) for path in redraw_cards(folder, _below(folder, name), look)]


def _looks(styles: Sequence[str]) -> list[tuple[str, Look]]:
    from sim.report.draw import NO_DATE, Look
    from sim.report.style import STYLES

    return [(name, Look(STYLES[name], tuple(NO_DATE), caption=True)) for name in styles]


def _below(folder: Path, style: str) -> Path:
    return folder / "print" if style == "print" else folder


def _of_study(results: Results, study: Mapping[str, Any], folder: Path, look: Look) -> list[Path]:
    """Those of the measures that were drawn when it was flown."""
    from sim.report import draw_attribution, draw_relaxation, draw_sensitivity, draw_sweep

    kind = study["kind"]
    if kind == "relax":
        return draw_relaxation(study, folder, look)
    draw = {"attribution": draw_attribution, "sweep": draw_sweep, "sensitivity": draw_sensitivity}[kind]
    drawn = study.get("design", kind)
    measures = [name for name in study["about"] if (results.folder / f"{drawn}_{name}.csv").exists()]
    return [path for measure in measures for path in draw(study, measure, folder, look)]


def _differences(results: Results, study: Mapping[str, Any], style: str, look: Look) -> list[Path]:
    """Those of a comparison, each in the folder of its world; none of a result that has no such table."""
    from sim.cli.comparison import DIFFERENCE
    from sim.report import draw_difference
    from sim.report.draw import rests_on
    from sim.scenario.load import load
    from sim.scenario.title import world_title

    written: list[Path] = []
    differ = {name: world for name, world in results.worlds.items() if DIFFERENCE in world.facts["tables"]}
    if differ:
        scenario, rests = load(results.folder / "scenario.yaml"), rests_on(study)
        for name, world in differ.items():
            titles = (scenario.title, world_title(name, scenario))
            written += draw_difference(world.table(DIFFERENCE), titles, _below(world.folder, style), look, rests)
    return written


def animated(results: Results, scenarios: Path = Path("scenarios")) -> Path:
    """Write the film of a result into its folder."""
    from sim.report.timeline import film

    return film(_worlds_of(results, scenarios), results.folder)


def repage(results: Results, scenarios: Path = Path("scenarios")) -> Path:
    """Write the page of a result into its folder."""
    from sim.page import write_page

    with progress("writing the page, every set of enablers") as bar:
        return write_page(results, scenarios / "record", bar.watch)


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
