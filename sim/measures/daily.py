"""The measures that are worth a time series, one value a day."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from math import fsum
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.measures.columns import DAY_H, at, by_day, by_kind_and_day, cells, end_h, floats
from sim.measures.coverage import coverage_by_day
from sim.measures.fuel import givers
from sim.measures.ledger import FLOWN
from sim.measures.once import once
from sim.measures.sortie import counted, strikes
from sim.measures.target import threat_hours_by_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sim.campaign.record import Record
    from sim.measures.columns import Row
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


@once
def daily(record: Record, scenario: Scenario) -> dict[str, list[Any]]:
    """Columns of one value a day. A sortie counts on the day of take-off, fuel on that of contact.

    The columns depend on the scenario's mission types and nations alone, so tables of several runs stack.
    """
    days = record.days
    columns: dict[str, list[Any]] = {"day": list(range(days)), "date": dates(record, scenario)}
    columns |= _sorties(record, scenario)
    columns |= _targets(record, scenario)
    columns |= _fuel(record, scenario)
    columns["isr_coverage"] = _coverage(record, scenario)
    columns |= _lines(record)
    return columns


@once
def by_date(record: Record, scenario: Scenario) -> dict[str, list[Any]]:
    """Sorties and strike sorties by the date (UTC) of take-off, as reports count them: from the date on which the
    campaign began to the last one that it flew to its end. Days of `daily` begin at the hour of the start."""
    start = scenario.start
    begun_h = start.hour + start.minute / 60 + start.second / 3600
    days = int((end_h(record, scenario) + begun_h) // DAY_H)
    at_h = at("sorties", "launched_h")

    def counts(rows: Iterable[Row]) -> list[int]:
        on = (np.array([row[at_h] for row in rows], dtype=np.float64) + begun_h) // DAY_H
        found: list[int] = np.bincount(on[on < days].astype(np.int64), minlength=days).tolist()
        return found

    return {
        "date": [(start + timedelta(days=day)).date() for day in range(days)],
        "sorties": counts(counted(record)),
        "strike_sorties": counts(strikes(record)),
    }


def _sorties(record: Record, scenario: Scenario) -> dict[str, list[Any]]:
    days = record.days
    launched = floats(record, "sorties", "launched_h")
    at_h = at("sorties", "launched_h")
    took_off = np.array([row[at_h] for row in counted(record)], dtype=np.float64)
    by_role = by_kind_and_day(launched, list(cells(record, "sorties", "role")), days)
    return {
        "sorties": by_day(took_off, days),
        "strike_sorties": by_day(np.array([row[at_h] for row in strikes(record)], dtype=np.float64), days),
        **{f"sorties.{role}": by_role.get(role, [0] * days) for role in roles(record, scenario)},
        "weapons": _whole(by_day(launched, days, floats(record, "sorties", "weapons_released"))),
    }


def _targets(record: Record, scenario: Scenario) -> dict[str, list[Any]]:
    ended: dict[str, list[float]] = {"struck": [], "escaped": []}
    for outcome, struck_h, ended_h in cells(record, "targets", "outcome", "struck_h", "ended_h"):
        if outcome in ended:
            ended[outcome].append(struck_h if outcome == "struck" else ended_h)
    return {
        **{f"targets_{name}": by_day(np.array(hours, dtype=np.float64), record.days) for name, hours in ended.items()},
        "threat_hours": threat_hours_by_day(record, scenario).tolist(),
    }


def _fuel(record: Record, scenario: Scenario) -> dict[str, list[Any]]:
    days = record.days
    time_h, fuel_t = (floats(record, "refuellings", column) for column in ("time_h", "fuel_t"))
    by_nation = by_kind_and_day(time_h, givers(record), days, fuel_t)
    return {
        "fuel_passed_t": by_day(time_h, days, fuel_t),
        **{f"fuel.{nation}": by_nation.get(nation, [0.0] * days) for nation in scenario.nations},
    }


def _coverage(record: Record, scenario: Scenario) -> list[float]:
    """Mean over the areas of the share of the day that each was watched."""
    by_area = list(coverage_by_day(record, scenario).values())
    return [fsum(shares) / len(by_area) for shares in zip(*by_area, strict=True)] or [0.0] * record.days


def _lines(record: Record) -> dict[str, list[Any]]:
    """Asked for, and flown with or without effect; by the day of the air tasking order."""
    days = record.days
    asked = Counter(cells(record, "lines", "day", "state"))
    counts = {"lines_asked": [0] * days, "lines_flown": [0] * days}
    for (day, state), lines in asked.items():
        if day < days:
            counts["lines_asked"][day] += lines
            counts["lines_flown"][day] += lines * (state in FLOWN)
    return counts


def _whole(amounts: list[float]) -> list[int]:
    return [int(amount) for amount in amounts]
