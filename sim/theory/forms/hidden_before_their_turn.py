"""Targets that hide while they wait for a desk: the Erlang A model."""

from __future__ import annotations

from collections.abc import Iterator

from sim.theory.form import Check, Form, long_run
from sim.theory.rigs.desk import Stream, worked

THETA = 0.5
"""Rate at which a waiting target hides; work takes an hour on average."""


def checks(seed: int) -> Iterator[Check]:
    for desks, per_h in ((1, 1.5), (3, 3.5)):
        fates = worked(desks, Stream(per_h, 1 / THETA, 60_000, seed), newest_first=True)
        lost = [one.stay_h is None for one in fates]
        yield long_run(f"share lost, {desks} desks", lost, THETA * waiting(desks, per_h) / per_h)


def waiting(desks: int, per_h: float) -> float:
    """Mean number that wait, from the chain of births at the rate of arrival and deaths min(n, c) + (n − c)⁺ θ."""
    weights = [1.0]
    for n in range(1, 200):
        weights.append(weights[-1] * per_h / (min(n, desks) + max(0, n - desks) * THETA))
    return sum(max(0, n - desks) * weight for n, weight in enumerate(weights)) / sum(weights)


FORM = Form(
    title="Targets that hide before their turn",
    formula="Erlang A: share lost = θ E[waiting] / λ, deaths min(n, c) μ + (n − c)⁺ θ",
    mechanism="desks",
    source="Palm 1957; Garnett, Mandelbaum and Reiman, Designing a call center with impatient customers, "
    "Manufacturing and Service Operations Management 4 (2002) 208-227",
    applies="a target that hides while it waits is dropped unworked and one that is being worked on is finished, "
    "and the time it still stands has no memory, so that neither the order nor the wait so far matters",
    misses="targets that are approved but hide before the weapon comes, which the cell drops later",
    broken="hidden targets were worked on all the same",
    checks=checks,
)
