"""Nations' shares: who flew, dropped and gave how much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.measures import NATION_MEASURES
from sim.measures.digits import MILLION
from sim.page.chart import Chart, Choice, Section, bar_height, bar_layout, bars
from sim.page.words import sentence

if TYPE_CHECKING:
    from sim.page.told import Told
    from sim.report.worlds import Columns


def section(told: Told) -> Section | None:
    """Bars a nation, the measure to be chosen."""
    worlds, nations = list(told.worlds.records), told.worlds.scenario.nations
    columns: Columns = {"nation": [one.title for one in nations.values()]}
    found: dict[str, dict[str, list[float]]] = {}
    for name, entry in NATION_MEASURES.items():
        reads = [told.base, told.other][: len(worlds)]
        unit, per = ("MEUR", MILLION) if entry.unit == "EUR" else (entry.unit, 1.0)
        sides = {
            world: [(read(f"nation.{key}.{name}")["mean"] or 0.0) / per for key in nations]
            for world, read in zip(worlds, reads, strict=True)
        }
        if any(any(values) for values in sides.values()):
            label = sentence(f"{entry.title}, {unit}" if unit else entry.title)
            found[label] = sides
            columns |= {f"{name}, {world}": [per * value for value in values] for world, values in sides.items()}
    if not found:
        return None
    first = next(iter(next(iter(found.values())).values()))
    order = sorted(range(len(first)), key=lambda at: -first[at])
    busy = [at for at in order if any(side[at] for sides in found.values() for side in sides.values())]
    labels = [columns["nation"][at] for at in busy]
    choices = [
        Choice(label, bars(labels, {world: [values[at] for at in busy] for world, values in sides.items()}))
        for label, sides in found.items()
    ]
    layout = bar_layout("")
    whole = sum(first) or 1
    most = ", ".join(f"{columns['nation'][at]} {100 * first[at] / whole:.0f} %" for at in busy[:3])
    says = f"Of all sorties {worlds[0]}: {most}."
    chart = Chart(
        "nations", "By nation", says, choices[0].traces, columns, layout, bar_height(labels), "Measure", choices
    )
    lead = f"{says} The model is made for the coalition and its enablers: take a single small nation with care."
    return Section("nations", "Nations' shares", lead, [chart])
