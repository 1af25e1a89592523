"""What is assumed: numbers that nobody published, with their ranges."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from sim.page.chart import Section

if TYPE_CHECKING:
    from sim.page.told import Told


def section(told: Told) -> Section | None:
    """The sources of tier `assumed`, and how many there are of each tier."""
    import yaml

    scenario = told.worlds.scenario
    if not scenario.sources:
        return None
    text = next(iter(told.results.worlds.values())).text
    document: Any = yaml.safe_load(text)
    tiers = Counter(source.tier for source in scenario.sources.values())
    rows = [
        {
            "path": path,
            "value": _value(document, path.split(".")),
            "low": _shown(source.low),
            "high": _shown(source.high),
            "source": source.source,
        }
        for path, source in scenario.sources.items()
        if source.tier == "assumed"
    ]
    many = ", ".join(f"{count} {tier}" for tier, count in tiers.most_common())
    lead = (
        f"Where the numbers of this scenario come from: {many}. Believe of a result only what survives the ranges of "
        "the assumed ones."
    )
    return Section("assumptions", "Assumptions", lead, facts={"rows": rows}, own=True)


def _value(document: Any, path: list[str]) -> str:
    """The value at a path; empty for one that stands for several (`*`) or holds several."""
    for at, name in enumerate(path):
        if isinstance(document, list):
            document = next((one for one in document if isinstance(one, dict) and one.get("name") == name), None)
        elif isinstance(document, dict):
            # A key may itself have dots in it.
            document = document.get(name, document.get(".".join(path[at:])))
        else:
            return ""
    return "" if isinstance(document, (dict, list)) else _shown(document)


def _shown(value: Any) -> str:
    return "" if value is None else str(value)
