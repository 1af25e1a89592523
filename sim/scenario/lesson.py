"""What can be wrong with a lesson beside its shape: a pull of two things, a number too few."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.fault import Fault
from sim.scenario.node import Node, find

ONE, MANY = ("lesson", "pull"), ("lesson", "pull", "[]")


def lesson_faults(root: Node) -> Iterator[Fault]:
    """Faults of the lesson, if the scenario holds one."""
    pulls = [*find(root, MANY)] or [(path, pull) for path, pull in find(root, ONE) if pull.map]
    for path, pull in pulls:
        if len(pull.map.keys() & {"without", "variant"}) != 1:
            yield Fault(pull.origin, ".".join(path), "a pull is one thing: either `without` or `variant`")
    for path, means in find(root, ("lesson", "shows", "[]", "means")):
        worlds = 1 + len(pulls)
        if pulls and isinstance(means.value, list) and len(means.value) != worlds:
            message = f"must be {worlds} numbers, as it stands and after each pull, not {len(means.value)}"
            yield Fault(means.origin, ".".join(path), message)
    for path, guess in find(root, ("lesson", "guess")):
        low, high = guess.get("low"), guess.get("high")
        if low and high and _number(low) >= _number(high):
            yield Fault(high.origin, ".".join((*path, "high")), f"must be more than {low.value}, not {high.value}")


def _number(node: Node) -> float:
    """A value that is no number has its own fault, and is passed over."""
    is_number = isinstance(node.value, (int, float)) and not isinstance(node.value, bool)
    return float(node.value) if is_number else float("nan")  # type: ignore[arg-type]
