"""The fluid twin beside the simulation: what is left of each number when an enabler is taken away, by both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.report.style import COLOURS, INK, scale

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from sim.report.worlds import Columns

TITLE = "What is left without an enabler: fluid twin and simulation"
CAPTION = (
    "What is left of each number without an enabler, as a share of its own baseline: hollow by the fluid model, "
    "which has no queues and no luck, full by the simulation."
)
TITLES = {
    "sorties": "sorties",
    "strike_sorties": "strike sorties",
    "fuel_passed_t": "fuel passed",
    "weapons": "weapons",
    "targets_struck": "targets struck",
}


def draw(figure: Figure, data: dict[str, Columns]) -> None:
    """A panel a number, a row a world: hollow the twin, full the simulation, each as a share of its own baseline."""
    columns = data["twins"]
    worlds = list(dict.fromkeys(columns["world"]))
    panels: Any = figure.subplots(1, len(TITLES), sharey=True)
    for (series, title), axes in zip(TITLES.items(), panels, strict=True):
        rows = [at for at, name in enumerate(columns["series"]) if name == series]
        for row, at in enumerate(rows):
            twin, simulated = columns["twin_share"][at], columns["simulated_share"][at]
            if None not in (twin, simulated):
                axes.plot([twin, simulated], [row, row], color="#BBBBBB", linewidth=2 * scale(), zorder=1)
            for value, face, label in ((twin, "white", "fluid twin"), (simulated, COLOURS[0], "simulation")):
                if value is not None:
                    axes.plot(
                        [value],
                        [row],
                        "o",
                        markersize=10 * scale(),
                        markerfacecolor=face,
                        markeredgecolor=INK,
                        label=label,
                    )
        axes.set_title(title)
        axes.set_xlim(0, 1.15)
        axes.set_xticks([0, 0.5, 1], ["0", "½", "1"])
        axes.tick_params(axis="y", length=0)
    panels[0].set_yticks(range(len(worlds)), worlds)
    panels[0].set_ylim(len(worlds) - 0.5, -0.5)
    figure.supxlabel("share of the baseline, each of its own", fontsize=14 * scale())
    handles = dict(zip(*panels[0].get_legend_handles_labels()[::-1], strict=True))
    figure.legend(list(handles.values()), list(handles), loc="outside lower left", ncols=2)
