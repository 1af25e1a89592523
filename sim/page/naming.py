"""Paths of the scenario in words: what a reader who does not know the file calls a number, and what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.scenario.scenario import Scenario
from sim.scenario.shape import below, keys_of

PROBABILITY = "p_"
"""How the names of probabilities begin."""

if TYPE_CHECKING:
    from collections.abc import Mapping


def words(path: str, scenario: Scenario) -> str:
    """`munitions, Guided bomb: probability (hit)` for `munitions.gbu.p_hit`; several paths with a comma are joined.

    A `*` says nothing to a reader, so it is left out. Names of the file stand as they are if they have no title.
    """
    return " and ".join(_words(one.strip(), scenario) for one in path.split(","))


def _words(path: str, scenario: Scenario) -> str:
    section, *rest = path.split(".")
    entries: Mapping[str, Any] = getattr(scenario, section, None) or {}
    steps = [_plain(section)]
    for at, step in enumerate(rest):
        entry = entries.get(step) if at == 0 and isinstance(entries, dict) else None
        steps.append(getattr(entry, "title", None) or _plain(step))
    *heads, last = [step for step in steps if step != "*"] or [path]
    return f"{', '.join(heads)}: {last}" if heads else last


def _plain(step: str) -> str:
    if step.startswith(PROBABILITY):
        return f"probability ({_plain(step.removeprefix(PROBABILITY))})"
    return step.replace("_", " ")


def meaning(path: str) -> str:
    """What the input at a path is, as its class says it; empty where that says nothing."""
    shape: Any = Scenario
    found = ""
    for step in path.split("."):
        fields = getattr(shape, "model_fields", {})
        field = next((one for name, one in fields.items() if step == (one.alias or name)), None)
        if field is None and keys_of(shape) is not None:
            return ""  # an input of another kind, such as that of a mission type which only the file names
        if field is not None:
            found = field.description or ""
        shape = below(shape, step)
    return " ".join(found.split())
