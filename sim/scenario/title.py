"""What people call the worlds of a study: enablers and variants by their titles, not by their names in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sim.scenario.scenario import Scenario

MOST = 3
"""Titles that a legend has room for."""


def world_title(world: str, scenario: Scenario) -> str:
    """`without us_tankers,us_airlift` or `variant pooled_bombs` in words; any other name as it is."""
    kind, _, names = world.partition(" ")
    if kind == "without" and names:
        return without(names.split(","), scenario)
    if kind == "variant" and names in scenario.variants:
        return str(scenario.variants[names].get("title", world))
    return world


def without(names: Sequence[str], scenario: Scenario) -> str:
    """`without U.S. tankers and U.S. airlift`; of many the first and the number of the others."""
    enablers = scenario.enablers
    titles = [enablers[name.strip()].title if name.strip() in enablers else name.strip() for name in names]
    if len(titles) > MOST:
        titles = [*titles[: MOST - 1], f"{len(titles) - MOST + 1} more enablers"]
    return f"without {', '.join(titles[:-1])} and {titles[-1]}" if len(titles) > 1 else f"without {titles[0]}"
