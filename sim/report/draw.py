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
from sim.report.sheet import Sheet
from sim.report.style import SLIDES, Style, sheet
from sim.report.worlds import Worlds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
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
    seeds = sorted({record.seed for record in worlds.records.values()})
    scenario = f"{worlds.scenario.title}, {' and '.join(worlds.records)}"
    one = Sheet(drawing.TITLE, drawing.tables(worlds), drawing.draw, drawing.CAPTION)
    rests = f"One run{' of each' if len(worlds.records) > 1 else ''}, seed {', '.join(map(str, seeds))}"
    written = paint((one.title, _under(worlds.scenario.title, rests)), one.data, one.draw, folder, look)
    if look and look.caption:
        written.append(_write_caption(one, scenario, rests, folder))
    return written


def draw_sheet(one: Sheet, scenario: str, rests: str, folder: Path, look: Look | None = None) -> list[Path]:
    """The same of a figure out of a study. `rests` says on how many runs it rests, for the caption."""
    written = paint((one.title, _under(scenario, rests)), one.data, one.draw, folder, look)
    if look and look.caption:
        written.append(_write_caption(one, scenario, rests, folder))
    return written


def _under(scenario: str, rests: str) -> str:
    """What stands under the title: the scenario, and which runs are shown."""
    return f"{scenario} ({rests[0].lower()}{rests[1:]})" if rests else scenario


def rests_on(study: Mapping[str, Any]) -> str:
    """On how many runs the numbers of a `study.json` rest."""
    if not study.get("reps"):
        return ""
    reps, seed = study["reps"], study["seed"]
    return (
        f"{reps} runs of each world, seeds {seed} to {seed + reps - 1}" if reps > 1 else f"One run of each, seed {seed}"
    )


def draw_attribution(study: Mapping[str, Any], measure: str, folder: Path, look: Look | None = None) -> list[Path]:
    """Draw the figures of one measure of an attribution, whose `study.json` is given."""
    return _of_study(attribution.sheets(study, measure), study, folder, look)


def draw_difference(
    table: pa.Table, titles: tuple[str, str], folder: Path, look: Look | None = None, rests: str = ""
) -> list[Path]:
    """Draw by how much a world differs from the base, day by day; `titles` are those of scenario and world."""
    title = f"Day by day, {titles[1]} less the base"
    one = Sheet(title, difference.columns_of(table), difference.draw, difference.CAPTION)
    return draw_sheet(one, titles[0], rests, folder, look)


def draw_relaxation(study: Mapping[str, Any], folder: Path, look: Look | None = None) -> list[Path]:
    """Draw what each cause was to the lines that it took, from the `study.json` of `relax`."""
    one = Sheet(relaxation.TITLE, relaxation.columns_of(study), relaxation.draw, relaxation.CAPTION)
    return _of_study([one], study, folder, look)


def draw_sensitivity(study: Mapping[str, Any], measure: str, folder: Path, look: Look | None = None) -> list[Path]:
    """Draw the figures of one measure of a sensitivity study, whose `study.json` is given."""
    return _of_study(sensitivity.sheets(study, measure), study, folder, look)


def draw_sweep(study: Mapping[str, Any], measure: str, folder: Path, look: Look | None = None) -> list[Path]:
    """Draw one measure of a sweep over one or two settings; over more there is no figure."""
    paths, about = list(study["over"]), study["about"][measure]
    if len(paths) > 2:
        return []
    what = about["title"] + (f", {about['unit']}" if about["unit"] else "")
    title = f"{what[:1].upper()}{what[1:]} over {'two settings' if len(paths) > 1 else 'a setting'}"
    data = {f"sweep_{measure}": sweep.columns_of(study, measure)}
    one = Sheet(title, data, lambda figure, drawn: sweep.draw(figure, drawn, paths, what), sweep.CAPTION)
    return _of_study([one], study, folder, look)


def _of_study(sheets: Sequence[Sheet], study: Mapping[str, Any], folder: Path, look: Look | None) -> list[Path]:
    return [path for one in sheets for path in draw_sheet(one, study["title"], rests_on(study), folder, look)]


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


def _write_caption(one: Sheet, scenario: str, rests: str, folder: Path) -> Path:
    """Title, what is compared, how to read it, and on what it rests."""
    path = folder / f"{next(iter(one.data))}.txt"
    parts = [f"{one.title}.", f"{scenario}.", one.caption, *([f"{rests}."] if rests else [])]
    path.write_text(f"{' '.join(parts)} Simulated with Linchpin; data in the CSV of the same name.\n", encoding="utf-8")
    return path


def _write_csv(path: Path, columns: Columns) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_cell(cell) for cell in row] for row in zip(*columns.values(), strict=True))
    return path


def _cell(value: Any) -> Any:
    return value.strftime("%Y-%m-%dT%H:%MZ") if isinstance(value, datetime) else value
