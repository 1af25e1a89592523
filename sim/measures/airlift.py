"""What was carried, and what waited for a lift."""
# ruff: noqa: ARG001  a measure takes the record and the scenario, needed or not: all are called alike

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

import numpy as np

from sim.measures.columns import by_kind_and_day, cells, end_h, hours_by_day

if TYPE_CHECKING:
    from sim.campaign.record import Record
    from sim.scenario.scenario import Scenario


def airlift_t(record: Record, scenario: Scenario) -> float | None:
    """Cargo that arrived by airlift, in tonnes; orders of which a part still waits are left out. None where the
    scenario has no airlift."""
    if scenario.airlift is None:
        return None
    rows = cells(record, "deliveries", "base", "tonnes", "arrived_h")
    return fsum(tonnes for base, tonnes, arrived_h in rows if base is not None and arrived_h is not None)


def _waits(record: Record, scenario: Scenario) -> list[tuple[str, float, float, float]]:
    """Kind, tonnes, and from when to when each order waited for the airlift or was under way, within the campaign."""
    end = end_h(record, scenario)
    rows = cells(record, "deliveries", "kind", "base", "tonnes", "ready_h", "arrived_h")
    return [
        (kind, tonnes, ready_h, end if arrived_h is None else min(arrived_h, end))
        for kind, base, tonnes, ready_h, arrived_h in rows
        if base is not None and ready_h < end
    ]


def delivery_delay_h(record: Record, scenario: Scenario) -> float | None:
    """Mean time from an order's readiness at the depot to the arrival of its last part, weighted by tonnes; what has
    not arrived counts to the end. Lower than the truth where much still waits."""
    waits = _waits(record, scenario)
    tonnes = fsum(wait[1] for wait in waits)
    return fsum(t * (until_h - ready_h) for _, t, ready_h, until_h in waits) / tonnes if tonnes else None


def parts_wait_h(record: Record, scenario: Scenario) -> float | None:
    """Time that aircraft stood broken for want of a spare part, summed, in hours; None if no unit has a kit."""
    if not any(force.spares for force in scenario.forces.values()):
        return None
    end = end_h(record, scenario)
    rows = cells(record, "parts", "since_h", "part_h")
    return fsum(max(0.0, (end if part_h is None else min(part_h, end)) - since_h) for since_h, part_h in rows)


def arrived_by_day(record: Record, scenario: Scenario) -> dict[str, list[float]]:
    """Kind of cargo to the tonnes that arrived by airlift each day, on the day of their order's last part."""
    rows = [row for row in cells(record, "deliveries", "kind", "base", "tonnes", "arrived_h") if None not in row]
    hours, tonnes = (np.array([row[at] for row in rows], dtype=np.float64) for at in (3, 2))
    return by_kind_and_day(hours, [row[0] for row in rows], record.days, tonnes) if rows else {}


def waiting_by_day(record: Record, scenario: Scenario) -> dict[str, list[float]]:
    """Kind of cargo to the tonnes that waited for the airlift or were under way, mean of each day."""
    waits = _waits(record, scenario)
    spells: dict[str, list[tuple[float, float, float]]] = {}
    for kind, tonnes, ready_h, until_h in waits:
        spells.setdefault(kind, []).append((tonnes, ready_h, until_h))
    mean: dict[str, list[float]] = {}
    for kind, rows in spells.items():
        total = np.zeros(record.days)
        for tonnes, ready_h, until_h in rows:
            total += tonnes * hours_by_day(np.array([ready_h]), np.array([until_h]), record.days) / 24
        mean[kind] = total.tolist()
    return mean
