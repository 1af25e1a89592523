"""How every line that was asked for ended."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sim.campaign.ledger import Cause
from sim.measures.columns import cells
from sim.measures.once import once

if TYPE_CHECKING:
    from sim.campaign.record import Record
    from sim.scenario.scenario import Scenario

STATES = ("effective", "ineffective", "air_abort", "cancelled", "not_planned")
"""From best to worst; a line ends in exactly one."""
FLOWN = ("effective", "ineffective", "air_abort")

End = tuple[str, str | None]
"""State and cause."""


def _in_order(counts: Counter[End]) -> dict[End, int]:
    rank = {state: number for number, state in enumerate(STATES)}
    ends = sorted(counts, key=lambda end: (rank.get(end[0], len(STATES)), -counts[end], end[1] or ""))
    return {end: counts[end] for end in ends}


def ledger(record: Record) -> dict[End, int]:
    """(state, cause) to the number of lines that ended so; states from best to worst, causes by number."""
    return _in_order(Counter((state, cause or None) for state, cause in cells(record, "lines", "state", "cause")))


def ledger_by_role(record: Record) -> dict[str, dict[End, int]]:
    """Role to its ledger."""
    roles: dict[str, Counter[End]] = defaultdict(Counter)
    for role, state, cause in cells(record, "lines", "role", "state", "cause"):
        roles[role][state, cause or None] += 1
    return {role: _in_order(roles[role]) for role in sorted(roles)}


WEEK_D = 7


@once
def ledger_by_week(record: Record) -> dict[tuple[str, str, str | None, str | None, int], int]:
    """(role, state, cause, nation, week) to lines, in order of first appearance; no nation if no unit was tasked."""
    rows = cells(record, "lines", "role", "state", "cause", "nation", "day")
    return dict(
        Counter((role, state, cause or None, nation or None, day // WEEK_D) for role, state, cause, nation, day in rows)
    )


def by_cause(record: Record, scenario: Scenario) -> dict[str, float]:  # noqa: ARG001  as every measure
    """Every cause of the closed list to the number of lines that ended without effect because of it."""
    ends = cells(record, "lines", "state", "cause")
    counts = Counter(cause for state, cause in ends if state != "effective")
    return {cause.value: float(counts[cause]) for cause in Cause}
