"""Figures that are drawn into a folder of their own, not into a result: of a score, a calibration, a twin.

Such a folder has no records to draw from again. What is drawn stands in the CSVs; a note beside them, `figures.json`,
has the words, so that the same figures can be drawn in another style.
"""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from sim.report import calibration, scorecard, twins
from sim.report.draw import draw_sheet
from sim.report.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from matplotlib.figure import Figure

    from sim.report.draw import Look
    from sim.report.worlds import Columns

NOTE = "figures.json"
DAY = re.compile(r"\d{4}-\d\d-\d\d")
TRUTH = {"True": True, "False": False}


class Kind(NamedTuple):
    """How a figure of that name is drawn."""

    title: str
    draw: Callable[[Figure, dict[str, Columns]], None]
    caption: str


KINDS = {
    "scorecard": (scorecard, scorecard.draw_scorecard),
    "scorecard_days": (scorecard, scorecard.draw_days),
    "calibration": (calibration, calibration.draw_factors),
    "calibration_pairs": (calibration, calibration.draw_pairs),
}
CARDS = {name: Kind(module.TITLES[name], draw, module.CAPTIONS[name]) for name, (module, draw) in KINDS.items()}
CARDS["twins"] = Kind(twins.TITLE, twins.draw, twins.CAPTION)


def draw_card(data: dict[str, Columns], scenario: str, rests: str, folder: Path) -> list[Path]:
    """Draw a figure by the name of its first table, and note what it takes to draw it again."""
    name = next(iter(data))
    written = draw_sheet(_sheet(data), scenario, rests, folder)
    path = folder / NOTE
    noted = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    noted[name] = {"scenario": scenario, "rests": rests, "tables": list(data)}
    path.write_text(json.dumps(dict(sorted(noted.items())), indent=2) + "\n", encoding="utf-8")
    return [*written, path]


def redraw_cards(folder: Path, into: Path, look: Look) -> list[Path]:
    """Draw all figures that a folder notes from their CSVs."""
    noted: dict[str, Any] = json.loads((folder / NOTE).read_text(encoding="utf-8"))
    written = []
    for one in noted.values():
        data = {name: _read(folder / f"{name}.csv") for name in one["tables"]}
        written += draw_sheet(_sheet(data), one["scenario"], one["rests"], into, look)
    return written


def _sheet(data: dict[str, Columns]) -> Sheet:
    kind = CARDS[next(iter(data))]
    return Sheet(kind.title, data, kind.draw, kind.caption)


def _read(path: Path) -> Columns:
    """A CSV as it was written: numbers, days and truths by what all cells of a column are; empty is not known."""
    with path.open(encoding="utf-8", newline="") as file:
        names, *rows = csv.reader(file)
    return {name: _typed([row[at] for row in rows]) for at, name in enumerate(names)}


def _typed(cells: list[str]) -> list[Any]:
    known = [cell for cell in cells if cell]
    read: Callable[[str], Any]
    if all(cell in TRUTH for cell in known):
        read = TRUTH.__getitem__
    elif all(DAY.fullmatch(cell) for cell in known):
        read = date.fromisoformat
    else:
        try:
            [float(cell) for cell in known]
        except ValueError:
            return list(cells)
        read = _number
    return [read(cell) if cell else None for cell in cells]


def _number(cell: str) -> float:
    return int(cell) if cell.removeprefix("-").isdigit() else float(cell)
