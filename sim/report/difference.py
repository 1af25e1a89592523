"""By how much a world differs from the base, day by day, in pairs of runs: out of the table `difference_by_day`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.report.style import COLOURS, FAINT, WITH, date_axis, grow, legend_below, say, scale

if TYPE_CHECKING:
    import pyarrow as pa
    from matplotlib.figure import Figure

    from sim.report.worlds import Columns

SHOWN = {
    "sorties": "sorties",
    "strike_sorties": "strike sorties",
    "weapons": "weapons released",
    "targets_struck": "targets struck",
    "threat_hours": "threat-hours",
    "fuel_passed_t": "fuel passed, t",
}
"""Daily measures with a panel, if the table has them and they differ, and what they are called."""
CAPTION = (
    "Day by day, in pairs of runs under the same seed: the mean of the differences, its 95 % interval, and the band in "
    "which nine pairs in ten lie."
)
PANEL_IN = 1.7
"""Height of one."""
HEAD_AND_FOOT_IN = 1.8
NAME = "difference_by_day"


def columns_of(table: pa.Table) -> dict[str, Columns]:
    """Measure and day a row: the mean of the pairs, its 95 % interval, and the 5 to 95 % band of the pairs."""
    rows = [row for row in table.to_pylist() if row["measure"] in SHOWN]
    differ = {row["measure"] for row in rows if any(row[key] for key in ("mean", "p5", "p95"))}
    kept = [row for name in SHOWN for row in rows if row["measure"] == name and name in differ]
    return {NAME: {key: [row[key] for row in kept] for key in ("measure", "date", "mean", "low", "high", "p5", "p95")}}


def draw(figure: Figure, data: dict[str, Columns]) -> None:
    """A panel a measure, one above the other, on one calendar."""
    (columns,) = data.values()
    names = list(dict.fromkeys(columns["measure"]))
    if not names:
        say(figure.subplots(), "no daily measure differs")
        return
    grow(figure, max(figure.get_size_inches()[1], (HEAD_AND_FOOT_IN + PANEL_IN * len(names)) * scale()))
    panels = figure.subplots(len(names), 1, sharex=True, squeeze=False)[:, 0]
    for name, axes in zip(names, panels, strict=True):
        rows = [at for at, measure in enumerate(columns["measure"]) if measure == name]
        days, mean, low, high, p5, p95 = (
            [columns[key][at] for at in rows] for key in ("date", "mean", "low", "high", "p5", "p95")
        )
        axes.fill_between(days, p5, p95, color=COLOURS[4], alpha=0.3, linewidth=0, label="5 to 95 % of the pairs")
        sure = [end is not None for end in low]
        if any(sure):
            known = [number for number, is_sure in enumerate(sure) if is_sure]
            ends = ([part[number] for number in known] for part in (days, low, high))
            axes.fill_between(*ends, color=WITH, alpha=0.35, linewidth=0, label="95 % interval of the mean")
        axes.plot(days, mean, color=WITH, linewidth=1.8 * scale(), label="mean difference")
        axes.axhline(0, color=FAINT, linewidth=1)
        axes.set_title(SHOWN[name], fontsize=13 * scale())
        axes.margins(x=0)
    date_axis(panels[-1])
    legend_below(figure, panels[0])
