"""What it cost, where the measures know prices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.measures import MEASURES
from sim.page.chart import Section
from sim.page.words import between, number, sentence

if TYPE_CHECKING:
    from sim.page.told import Told

CURRENCIES = ("EUR", "€", "USD", "$")


def section(told: Told) -> Section | None:
    """The measures in money; none, no section."""
    rows = []
    for name in told.measured():
        entry = MEASURES.get(name)
        base = told.base(name)["mean"]
        if entry is None or base is None or not any(word in entry.unit for word in CURRENCIES):
            continue
        other, difference = (told.other(name), told.difference(name)) if told.paired else (None, None)
        size = max(abs(base), abs(other["mean"] or 0.0) if other else 0.0)
        rows.append(
            {
                "label": sentence(f"{entry.title}, {entry.unit}"),
                "base": number(base, size),
                "other": number(other["mean"], size) if other else "",
                "difference": number(difference["mean"], size) if difference else "",
                "interval": between(difference or told.base(name), size),
            }
        )
    if not rows:
        return None
    lead = "Money, from the prices of the scenario; their ranges are under assumptions."
    return Section("cost", "Cost", lead, facts={"rows": rows, "paired": told.paired}, own=True)
