"""The campaign as a film: day after day sorties, targets struck and weapons left, with what happened on the day."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any

from sim.measures import daily, stock_by_day
from sim.report.events import events
from sim.report.style import FAINT, SLIDES, WITH, WITHOUT, date_axis, legend_below, scale, sheet, whole_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from matplotlib.figure import Figure

    from sim.report.worlds import Worlds

TITLE = "The campaign, day by day"
ROWS = {"sorties": "sorties a day", "struck": "targets struck", "stock": "weapons on hand"}
FRAMES = 110
"""At most; a long campaign moves by several days a frame. A GIF of so many is of a few megabytes."""
FRAMES_PER_S = 8
LEAST_S = 10
"""A short campaign is shown more slowly, so that one can read what happened."""
DPI, DPI_LONG_GIF = 144, 72
"""1920 by 1080; half of it for a GIF of many frames, which keeps them all in full."""
MANY = 40
"""Assumed: from so many frames on."""
SPOKEN = 84
"""Letters of the event line."""
Series = dict[str, dict[str, list[float]]]


def film(worlds: Worlds, folder: Path) -> Path:
    """Write `timeline.mp4`, or `timeline.gif` where there is no ffmpeg."""
    import matplotlib as mpl
    from matplotlib.animation import AbstractMovieWriter, FFMpegWriter, PillowWriter

    with mpl.rc_context(SLIDES.rc):
        figure = sheet(TITLE, worlds.scenario.title)
        figure.set_size_inches(1920 / DPI, 1080 / DPI)
        many = len(days_shown(next(iter(worlds.records.values())).days))
        per_s: Any = min(FRAMES_PER_S, many / LEAST_S)
        dpi = DPI
        writer: AbstractMovieWriter
        if FFMpegWriter.isAvailable():
            path = folder / "timeline.mp4"
            writer = FFMpegWriter(fps=per_s, extra_args=["-r", str(FRAMES_PER_S)])
        else:
            path, writer = folder / "timeline.gif", PillowWriter(fps=per_s)
            dpi = DPI if many < MANY else DPI_LONG_GIF
        with writer.saving(figure, str(path), dpi=dpi):
            for _ in frames(figure, worlds):
                writer.grab_frame()
    return path


def series(worlds: Worlds) -> Series:
    """World to row to one value a day."""
    found: Series = {}
    for world, record in worlds.records.items():
        days = daily(record, worlds.scenario)
        stocks = stock_by_day(record).values()
        found[world] = {
            "sorties": days["sorties"],
            "struck": list(accumulate(days["targets_struck"])),
            "stock": [sum(levels) for levels in zip(*stocks, strict=True)] or [0] * record.days,
        }
    return found


def stride(days: int) -> int:
    """Days from one frame to the next."""
    return -(-days // FRAMES)


def days_shown(days: int) -> list[int]:
    """The days that get a frame: evenly spread, the last one always."""
    return list(dict.fromkeys([*range(0, days, stride(days)), days - 1]))


def frames(figure: Figure, worlds: Worlds) -> Iterator[int]:
    """Draw one frame after the other; yields the day that the figure shows."""
    found = series(worlds)
    dates: list[Any] = daily(next(iter(worlds.records.values())), worlds.scenario)["date"]
    axes = figure.subplots(len(ROWS), 1, sharex=True)
    lines = {}
    for panel, (row, label) in zip(axes, ROWS.items(), strict=True):
        for colour, (world, values) in zip((WITH, WITHOUT), found.items(), strict=False):
            panel.plot(dates, values[row], color=colour, alpha=0.18, linewidth=1)
            lines[world, row] = panel.plot([], [], color=colour, linewidth=2.4 * scale(), label=world)[0]
        panel.set_ylabel(label)
        panel.set_ylim(bottom=0)
        panel.margins(x=0)
        whole_numbers(panel.yaxis)
    date_axis(axes[-1])
    legend_below(figure, axes[0])
    text = axes[0].set_title(" ", color=FAINT)
    happened = {world: events(worlds, record) for world, record in worlds.records.items()}
    for day in days_shown(len(dates)):
        for (world, row), line in lines.items():
            line.set_data(dates[: day + 1], found[world][row][: day + 1])
        text.set_text(f"{dates[day]:%d %B %Y}   {_said(happened, range(day - stride(len(dates)) + 1, day + 1))}")
        yield day


def _said(happened: dict[str, dict[int, list[str]]], days: range) -> str:
    """What happened first on these days, and in which world."""
    said = [f"{told[day][0]} ({world.split()[0]})" for day in days for world, told in happened.items() if day in told]
    text = "; ".join(said[:2])
    return text if len(text) <= SPOKEN else text[: SPOKEN - 1] + "…"
