"""Columns of the record as numbers, and the few sums over time that the measures share."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from sim.campaign.record import Record
    from sim.scenario.scenario import Scenario

    Floats = npt.NDArray[np.float64]
    Row = tuple[Any, ...]

from sim.campaign.record import TABLES

DAY_H = 24.0


def at(table: str, column: str) -> int:
    """The position of a column in the rows of a table."""
    return [c.name for c in TABLES[table]].index(column)


def cells(record: Record, table: str, *columns: str) -> Iterable[Any]:
    """The cells of one column, or tuples of the cells of several, row by row."""
    return map(itemgetter(*(at(table, column) for column in columns)), record.rows(table))


def floats(record: Record, table: str, column: str) -> Floats:
    """One column as floats; an empty cell is nan."""
    return np.array(list(cells(record, table, column)), dtype=np.float64)


def by_day(hours: Floats, days: int, amounts: Floats | None = None) -> list[float]:
    """How many (int), or how much, a day; day = floor(hour / 24), the end itself falls into the last day."""
    sums: list[float] = np.bincount(_day(hours, days), amounts, minlength=days).tolist()
    return sums


def by_kind_and_day(
    hours: Floats, kinds: list[str], days: int, amounts: Floats | None = None
) -> dict[str, list[float]]:
    """`by_day` for each kind that occurs: `kinds` names that of each moment."""
    number = {kind: at for at, kind in enumerate(dict.fromkeys(kinds))}
    code = np.array([number[kind] for kind in kinds], dtype=np.int64)
    sums: npt.NDArray[Any] = np.bincount(code * days + _day(hours, days), amounts, minlength=len(number) * days)
    return dict(zip(number, sums.reshape(-1, days).tolist(), strict=True))


def _day(hours: Floats, days: int) -> npt.NDArray[np.int64]:
    return np.clip(hours // DAY_H, 0, days - 1).astype(np.int64)


def hours_by_day(starts: Floats, ends: Floats, days: int) -> Floats:
    """Hours of all the intervals together that fall into each day; shape (day,).

    At the edge of a day the intervals have run for sum(max(0, edge - start)) - sum(max(0, edge - end)) hours;
    both sums come from sorted times and their running totals.
    """
    edges = np.linspace(0.0, DAY_H * days, days + 1)

    def since(hours: Floats) -> Floats:
        times: Floats = np.sort(hours)
        passed = np.searchsorted(times, edges)
        total: Floats = edges * passed - np.concatenate(([0.0], np.cumsum(times)))[passed]
        return total

    return np.diff(since(starts) - since(ends)).clip(min=0)


def union(starts: Floats, ends: Floats) -> tuple[Floats, Floats]:
    """The intervals joined where they overlap or touch, in order of time."""
    if not len(starts):
        return starts, ends
    order = np.argsort(starts, kind="stable")
    starts, ends = starts[order], np.maximum.accumulate(ends[order])
    opens = np.flatnonzero(np.concatenate(([True], starts[1:] > ends[:-1])))
    closes = np.concatenate((opens[1:] - 1, [len(starts) - 1]))
    return starts[opens], ends[closes]


def end_h(record: Record, scenario: Scenario) -> float:
    """When the campaign ended, in hours: at the end of its duration, or before, when its condition was met."""
    return record.ending[0][0] if record.ending else scenario.duration


def hours_in_day(record: Record, scenario: Scenario) -> Floats:
    """Hours of each day that belong to the campaign: 24, and what is left on the last day; shape (day,)."""
    return np.clip(end_h(record, scenario) - DAY_H * np.arange(record.days), 0, DAY_H)
