"""Who flew the strike sorties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.measures import nation
from sim.report.style import legend_below, paired_bars, say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from sim.report.worlds import Columns, Worlds

TITLE = "Strike sorties by nation"
CAPTION = "Strike sorties, suppression and armed drones among them, whether or not a weapon was released."


def tables(worlds: Worlds) -> dict[str, Columns]:
    """Nation and strike sorties in each world, for the nations that flew any, the busiest first."""
    flown = {world: nation.strike_sorties(record, worlds.scenario) for world, record in worlds.records.items()}
    most = {key: max(counts[key] for counts in flown.values()) for key in worlds.scenario.nations}
    first = next(iter(flown.values()))
    keys = sorted((key for key in most if most[key]), key=lambda key: (-first[key], -most[key], key))
    counts = {world: [int(flown[world][key]) for key in keys] for world in flown}
    return {"strike_by_nation": {"nation": [worlds.nation(key) for key in keys], **counts}}


def draw(figure: Figure, data: dict[str, Columns]) -> None:
    """Horizontal bars, the worlds beside each other."""
    columns = dict(data["strike_by_nation"])
    nations = columns.pop("nation")
    axes = figure.subplots()
    axes.set_xlabel("strike sorties, suppression and armed drones included")
    if not nations:
        say(axes, "no strike sortie was flown")
        return
    paired_bars(axes, nations, columns)
    legend_below(figure, axes)
