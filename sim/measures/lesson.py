"""The measures that a lesson names, which the scenario itself cannot check: it knows nothing of results."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.campaign.ledger import Cause
from sim.measures.registry import BY_CAUSE, MEASURES, measures_named
from sim.scenario.fault import Fault, did_you_mean
from sim.scenario.node import find

if TYPE_CHECKING:
    from sim.scenario.node import Node
    from sim.scenario.scenario import Scenario

NAMED = (("lesson", "guess", "measure"), ("lesson", "shows", "[]", "measure"))


def unknown_measures(root: Node, scenario: Scenario) -> Iterator[Fault]:
    """Faults for the measures of the lesson that do not exist."""
    known = (*MEASURES, *(f"{BY_CAUSE}{cause}" for cause in Cause))
    for pattern in NAMED:
        for path, node in find(root, pattern):
            name = node.text or ""
            try:
                measures_named([name], scenario)
            except KeyError:
                message = f"no measure is called `{name}`{did_you_mean(name, known)}"
                yield Fault(node.origin, ".".join(path), message)
