"""The measures that are worth a time series, one value a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.measures.columns import by_day, cells, floats, hours_in_day
from sim.measures.coverage import coverage_by_day
from sim.measures.fuel import givers
from sim.measures.ledger import FLOWN
from sim.measures.sortie import is_strike
from sim.measures.target import threat_hours_by_day

if TYPE_CHECKING:
    from sim.campaign.record import Record
    from sim.scenario.scenario import Scenario

UNITS = {"day": "d", "threat_hours": "h", "fuel_passed_t": "t", "fuel": "t"}
"""By the first part of the column's name; all others are counts and shares."""


def unit(column: str) -> str:
    """The unit of a column of `daily`."""
    return UNITS.get(column.partition(".")[0], "")


def dates(record: Record, scenario: Scenario) -> list[date]:
    """The date on which each day begins."""
    return [(scenario.start + timedelta(days=day)).date() for day in range(record.days)]


def roles(record: Record, scenario: Scenario) -> list[str]:
    """The mission types tasked or flown, in the order of the phases' requests."""
    tasked = [request.mission for phase in scenario.phases for request in phase.tasking.values()]
    return list(dict.fromkeys([*tasked, *sorted(set(cells(record, "sorties", "role")))]))


def daily(record: Record, scenario: Scenario) -> dict[str, list[Any]]:
    """Columns of one value a day. A sortie counts on the day of take-off, fuel on that of contact.

    The columns depend on the scenario's mission types and nations alone, so tables of several runs stack.
    """
    days = record.days
    columns: dict[str, list[Any]] = {"day": list(range(days)), "date": dates(record, scenario)}
    columns |= _sorties(record, scenario)
    columns |= _targets(record, scenario)
    columns |= _fuel(record, scenario)
    hours = hours_in_day(scenario, days)
    by_area = list(coverage_by_day(record, scenario).values())
    columns["isr_coverage"] = [float(np.mean(shares)) if shares else 0.0 for shares in zip(*by_area, strict=True)]
    columns["isr_coverage"] = columns["isr_coverage"] or [0.0] * len(hours)
    lines = [(day, state in FLOWN) for day, state in cells(record, "lines", "day", "state") if day < days]
    asked = np.array(lines, dtype=np.int64).reshape(-1, 2)
    columns["lines_asked"] = np.bincount(asked[:, 0], minlength=days).tolist()
    columns["lines_flown"] = np.bincount(asked[asked[:, 1] == 1, 0], minlength=days).tolist()
    return columns


def _counts(hours: Any, days: int, amounts: Any = None) -> list[int]:
    return [int(count) for count in by_day(hours, days, amounts)]


def _sorties(record: Record, scenario: Scenario) -> dict[str, list[Any]]:
    days = record.days
    launched = floats(record, "sorties", "launched_h")
    flown = list(cells(record, "sorties", "role", "weapons_loaded"))
    role = np.array([role for role, _ in flown], dtype=object)
    strike = np.array([is_strike(*sortie) for sortie in flown], dtype=bool)
    columns: dict[str, list[Any]] = {
        "sorties": _counts(launched, days),
        "strike_sorties": _counts(launched[strike], days),
    }
    for name in roles(record, scenario):
        columns[f"sorties.{name}"] = _counts(launched[role == name], days)
    columns["weapons"] = _counts(launched, days, floats(record, "sorties", "weapons_released"))
    return columns


def _targets(record: Record, scenario: Scenario) -> dict[str, list[Any]]:
    ended: dict[str, list[float]] = {"struck": [], "escaped": []}
    for outcome, struck_h, ended_h in cells(record, "targets", "outcome", "struck_h", "ended_h"):
        if outcome in ended:
            ended[outcome].append(struck_h if outcome == "struck" else ended_h)
    columns: dict[str, list[Any]] = {
        f"targets_{outcome}": _counts(np.array(hours, dtype=np.float64), record.days)
        for outcome, hours in ended.items()
    }
    columns["threat_hours"] = [float(hours) for hours in threat_hours_by_day(record, scenario)]
    return columns


def _fuel(record: Record, scenario: Scenario) -> dict[str, list[Any]]:
    time_h, fuel_t = (floats(record, "refuellings", column) for column in ("time_h", "fuel_t"))
    giver = np.array(givers(record), dtype=object)
    columns: dict[str, list[Any]] = {"fuel_passed_t": by_day(time_h, record.days, fuel_t)}
    for nation in scenario.nations:
        gave = giver == nation
        columns[f"fuel.{nation}"] = by_day(time_h[gave], record.days, fuel_t[gave])
    return columns
