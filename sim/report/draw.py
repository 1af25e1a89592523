"""All figures of a result: each a PNG, an SVG, and a CSV of exactly what is drawn.

A figure is a module with a TITLE, `tables` (columns out of the measures) and `draw` (columns onto paper); to add
one, write it and name it in FIGURES.
"""

from __future__ import annotations

import csv
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from sim.report import (
    attribution,
    deliveries,
    fuel_a_day,
    isr_coverage,
    ledger,
    sorties_a_day,
    stockouts,
    strike_by_nation,
    sweep,
)
from sim.report.style import PNG_DPI, RC, sheet
from sim.report.worlds import Worlds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from matplotlib.figure import Figure

    from sim.campaign.record import Record
    from sim.report.worlds import Columns
    from sim.scenario.scenario import Scenario


class Drawing(Protocol):
    """What a figure's module offers."""

    TITLE: str

    def tables(self, worlds: Worlds) -> dict[str, Columns]:
        """What is drawn, by the name of its CSV; the first name is that of the figure."""

    def draw(self, figure: Figure, data: dict[str, Columns]) -> None:
        """Draw it."""


FIGURES: tuple[Drawing, ...] = (
    stockouts,
    sorties_a_day,
    fuel_a_day,
    isr_coverage,
    ledger,
    strike_by_nation,
    deliveries,
)


def draw(  # noqa: PLR0913  the parts of a comparison
    world_with: Record,
    world_without: Record | None,
    folder: Path,
    scenario: Scenario,
    record_daily: Path | None = None,
    *,
    titles: tuple[str, str] = ("with", "without"),
) -> list[Path]:
    """Draw every figure into `folder` and return the files written.

    `titles` tell the worlds apart in panels and legends. `record_daily` is a CSV with `date`, `daily_sorties` and
    `daily_strike`; where its dates fall into the campaign they are drawn as points.
    """
    records = {titles[0]: world_with} | ({titles[1]: world_without} if world_without else {})
    worlds = Worlds(scenario, records, record_daily)
    folder.mkdir(parents=True, exist_ok=True)
    return [path for drawing in FIGURES for path in draw_one(drawing, worlds, folder)]


def draw_one(drawing: Drawing, worlds: Worlds, folder: Path) -> list[Path]:
    """Draw one figure: its CSVs, its SVG and its PNG. Same records, same bytes."""
    return paint((drawing.TITLE, worlds.scenario.title), drawing.tables(worlds), drawing.draw, folder)


def draw_attribution(study: Mapping[str, Any], measure: str, folder: Path) -> list[Path]:
    """Draw the figures of one measure of an attribution, whose `study.json` is given."""
    drawn = attribution.sheets(study, measure)
    return [path for title, data, how in drawn for path in paint((title, study["title"]), data, how, folder)]


def draw_sweep(study: Mapping[str, Any], measure: str, folder: Path) -> list[Path]:
    """Draw one measure of a sweep over one or two settings; over more there is no figure."""
    paths, about = list(study["over"]), study["about"][measure]
    if len(paths) > 2:
        return []
    what = about["title"] + (f", {about['unit']}" if about["unit"] else "")
    data = {f"sweep_{measure}": sweep.columns_of(study, measure)}
    head = (f"{what[:1].upper()}{what[1:]} over {'two settings' if len(paths) > 1 else 'a setting'}", study["title"])
    return paint(head, data, lambda figure, drawn: sweep.draw(figure, drawn, paths, what), folder)


def paint(
    head: tuple[str, str], data: dict[str, Columns], drawn: Callable[[Figure, dict[str, Columns]], None], folder: Path
) -> list[Path]:
    """The files of one figure: a CSV for each of its tables, an SVG and a PNG by the name of the first."""
    import matplotlib as mpl

    folder.mkdir(parents=True, exist_ok=True)
    written = [_write_csv(folder / f"{name}.csv", columns) for name, columns in data.items()]
    name = next(iter(data))
    with mpl.rc_context(RC):
        figure = sheet(*head)
        drawn(figure, data)
        svg, png = folder / f"{name}.svg", folder / f"{name}.png"
        figure.savefig(svg, metadata={"Date": None, "Creator": None})
        figure.savefig(png, dpi=PNG_DPI, metadata={"Software": None})
    return [*written, svg, png]


def _write_csv(path: Path, columns: Columns) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_cell(cell) for cell in row] for row in zip(*columns.values(), strict=True))
    return path


def _cell(value: Any) -> Any:
    return value.strftime("%Y-%m-%dT%H:%MZ") if isinstance(value, datetime) else value
