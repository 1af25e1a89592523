"""All figures of a result: each a PNG, an SVG, and a CSV of exactly what is drawn.

A figure is a module with a TITLE, a CAPTION, `tables` (columns out of the measures) and `draw` (columns onto paper); to
add one, write it and name it in FIGURES.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from sim.report import (
    attribution,
    deliveries,
    difference,
    fuel_a_day,
    isr_coverage,
    ledger,
    relaxation,
    sensitivity,
    sorties_a_day,
    stockouts,
    strike_by_nation,
    sweep,
    threat,
)
from sim.report.style import SLIDES, Style, sheet
from sim.report.worlds import Worlds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import pyarrow as pa
    from matplotlib.figure import Figure

    from sim.campaign.record import Record
    from sim.report.worlds import Columns
    from sim.scenario.scenario import Scenario


NO_DATE: dict[str, dict[str, Any]] = {
    "svg": {"Date": None, "Creator": None},
    "png": {"Software": None},
    "pdf": {"CreationDate": None, "Producer": None, "Creator": None},
}
"""The forms of a figure, with what would change from day to day taken out of each."""


@dataclass(frozen=True)
class Look:
    """How figures are written: in which style, in which forms, with a caption file or without."""

    style: Style = SLIDES
    forms: tuple[str, ...] = ("svg", "png")
    caption: bool = False


class Drawing(Protocol):
    """What a figure's module offers."""

    TITLE: str
    CAPTION: str
    """What one must know to read it, for the caption under it in a paper."""

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
    threat,
)


def draw(  # noqa: PLR0913  the parts of a comparison
    world_with: Record,
    world_without: Record | None,
    folder: Path,
    scenario: Scenario,
    record_daily: Path | None = None,
    *,
    titles: tuple[str, str] = ("with", "without"),
    look: Look | None = None,
) -> list[Path]:
    """Draw every figure into `folder` and return the files written.

    `titles` tell the worlds apart in panels and legends. `record_daily` is a CSV with `date`, `daily_sorties` and
    `daily_strike`; where its dates fall into the campaign they are drawn as points.
    """
    records = {titles[0]: world_with} | ({titles[1]: world_without} if world_without else {})
    worlds = Worlds(scenario, records, record_daily)
    folder.mkdir(parents=True, exist_ok=True)
    return [path for drawing in FIGURES for path in draw_one(drawing, worlds, folder, look)]


def draw_one(drawing: Drawing, worlds: Worlds, folder: Path, look: Look | None = None) -> list[Path]:
    """Draw one figure: its CSVs, the figure in each form, its caption if asked for. Same records, same bytes."""
    look = look or Look()
    data = drawing.tables(worlds)
    written = paint((drawing.TITLE, worlds.scenario.title), data, drawing.draw, folder, look)
    if look.caption:
        path = folder / f"{next(iter(data))}.txt"
        path.write_text(caption(drawing, worlds), encoding="utf-8")
        written.append(path)
    return written


def draw_attribution(study: Mapping[str, Any], measure: str, folder: Path, look: Look | None = None) -> list[Path]:
    """Draw the figures of one measure of an attribution, whose `study.json` is given."""
    drawn = attribution.sheets(study, measure)
    return [path for title, data, how in drawn for path in paint((title, study["title"]), data, how, folder, look)]


def draw_difference(table: pa.Table, titles: tuple[str, str], folder: Path, look: Look | None = None) -> list[Path]:
    """Draw by how much a world differs from the base, day by day; `titles` are those of scenario and world."""
    head = (f"Day by day, {titles[1]} less the base", titles[0])
    return paint(head, difference.columns_of(table), difference.draw, folder, look)


def draw_relaxation(study: Mapping[str, Any], folder: Path, look: Look | None = None) -> list[Path]:
    """Draw what each cause was to the lines that it took, from the `study.json` of `relax`."""
    return paint((relaxation.TITLE, study["title"]), relaxation.columns_of(study), relaxation.draw, folder, look)


def draw_sensitivity(study: Mapping[str, Any], measure: str, folder: Path, look: Look | None = None) -> list[Path]:
    """Draw the figures of one measure of a sensitivity study, whose `study.json` is given."""
    drawn = sensitivity.sheets(study, measure)
    return [path for title, data, how in drawn for path in paint((title, study["title"]), data, how, folder, look)]


def draw_sweep(study: Mapping[str, Any], measure: str, folder: Path, look: Look | None = None) -> list[Path]:
    """Draw one measure of a sweep over one or two settings; over more there is no figure."""
    paths, about = list(study["over"]), study["about"][measure]
    if len(paths) > 2:
        return []
    what = about["title"] + (f", {about['unit']}" if about["unit"] else "")
    data = {f"sweep_{measure}": sweep.columns_of(study, measure)}
    head = (f"{what[:1].upper()}{what[1:]} over {'two settings' if len(paths) > 1 else 'a setting'}", study["title"])
    return paint(head, data, lambda figure, drawn: sweep.draw(figure, drawn, paths, what), folder, look)


def paint(
    head: tuple[str, str],
    data: dict[str, Columns],
    drawn: Callable[[Figure, dict[str, Columns]], None],
    folder: Path,
    look: Look | None = None,
) -> list[Path]:
    """The files of one figure: a CSV for each of its tables, and each form of it by the name of the first."""
    import matplotlib as mpl

    look = look or Look()
    folder.mkdir(parents=True, exist_ok=True)
    written = [_write_csv(folder / f"{name}.csv", columns) for name, columns in data.items()]
    name = next(iter(data))
    with mpl.rc_context(look.style.rc):
        figure = sheet(*head, heading=look.style.heading)
        drawn(figure, data)
        for form in look.forms:
            path = folder / f"{name}.{form}"
            figure.savefig(path, dpi=look.style.dpi, metadata=NO_DATE[form])
            written.append(path)
    return written


def caption(drawing: Drawing, worlds: Worlds) -> str:
    """Title, what is compared, how to read it, and on what it rests."""
    seeds = sorted({record.seed for record in worlds.records.values()})
    compared = " and ".join(worlds.records)
    return (
        f"{drawing.TITLE}. {worlds.scenario.title}, {compared}. {drawing.CAPTION} "
        f"One run, seed {', '.join(map(str, seeds))}. Simulated with Linchpin; data in the CSV of the same name.\n"
    )


def _write_csv(path: Path, columns: Columns) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_cell(cell) for cell in row] for row in zip(*columns.values(), strict=True))
    return path


def _cell(value: Any) -> Any:
    return value.strftime("%Y-%m-%dT%H:%MZ") if isinstance(value, datetime) else value
