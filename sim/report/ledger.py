"""Where the sorties went: how the lines asked for ended, and why not better."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sim.measures import ledger_by_role
from sim.measures.ledger import End
from sim.measures.sortie import STRIKE_ROLES
from sim.report.style import legend_below, paired_bars, say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from sim.report.worlds import Columns, Worlds

TITLE = "Where the sorties went: how each line asked for ended"
CAPTION = (
    "Every line of the air tasking orders ended in exactly one state; the cause is the first that kept it "
    "from a better one."
)
SHOWN = 11
"""Most ends drawn in a panel; the rarest of the others are summed."""

STATES = {
    "effective": "effective",
    "ineffective": "no effect",
    "air_abort": "turned back",
    "cancelled": "cancelled",
    "not_planned": "not planned",
}
PANELS = ("strike and SEAD lines", "all other lines")


def end_in_words(state: str, cause: str | None) -> str:
    """`no effect: no target`."""
    return STATES.get(state, state) + (f": {cause.replace('_', ' ')}" if cause else "")


def tables(worlds: Worlds) -> dict[str, Columns]:
    """World, lines of strike or of all else, state, cause, lines."""
    columns: Columns = {"world": [], "of": [], "state": [], "cause": [], "lines": []}
    for world, record in worlds.records.items():
        sums: dict[str, Counter[End]] = {panel: Counter() for panel in PANELS}
        for role, ends in ledger_by_role(record).items():
            sums[PANELS[role not in STRIKE_ROLES]].update(ends)
        for panel, ends in sums.items():
            for (state, cause), lines in sorted(ends.items(), key=lambda item: -item[1]):
                for name, cell in zip(columns, (world, panel, str(state), cause, lines), strict=True):
                    columns[name].append(cell)
    return {"ledger": columns}


def draw(figure: Figure, data: dict[str, Columns]) -> None:
    """Two panels of horizontal bars, the worlds beside each other."""
    columns = data["ledger"]
    worlds = list(dict.fromkeys(columns["world"]))
    for at, (panel, axes) in enumerate(zip(PANELS, figure.subplots(1, 2), strict=True)):
        counts: dict[str, dict[str, float]] = {}
        for world, of, state, cause, lines in zip(*columns.values(), strict=True):
            if of == panel:
                counts.setdefault(end_in_words(state, cause), {})[world] = lines
        most = sorted(counts, key=lambda end: -max(counts[end].values()))
        order = [end_in_words(state, None) for state in STATES]
        ends = sorted(most[:SHOWN], key=lambda end: (order.index(end.partition(":")[0]), most.index(end)))
        sides = {world: [counts[end].get(world, 0) for end in ends] for world in worlds}
        if rest := most[SHOWN:]:
            ends = [*ends, f"{len(rest)} rarer ends"]
            for world in worlds:
                sides[world].append(sum(counts[end].get(world, 0) for end in rest))
        axes.set_title(panel)
        axes.set_xlabel("lines of the air tasking orders")
        if not ends:
            say(axes, "no line was asked for")
            continue
        paired_bars(axes, ends, sides)
        if at == 0:
            legend_below(figure, axes)
