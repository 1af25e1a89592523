"""Numbers taken from the tables of a run by a description: what history reported, counted the same way.

{count: sorties, where: {nation: france, role: strike}}
{sum: refuellings.fuel_t, where: {nation: us}, over: {sum: refuellings.fuel_t}}
{first: stocks, where: {nation: denmark, reason: stockout}}
{count: sorties, over: {count: sorties, between: [2011-07-01, 2011-07-31]}}
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from math import fsum
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Self

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from sim.campaign.record import TABLES
from sim.measures.columns import DAY_H, cells, end_h
from sim.measures.fuel import givers
from sim.measures.sortie import STRIKE_ROLES

if TYPE_CHECKING:
    import numpy.typing as npt

    from sim.campaign.record import Record
    from sim.scenario.scenario import Scenario

    Cells = npt.NDArray[np.object_]

Cell = bool | int | float | str
MORE: dict[str, tuple[str, ...]] = {
    "sorties": ("hours", "strike", "released", "night", "refuelled", "could_give_t", "on_station_days"),
    "refuellings": ("nation", "aircraft", "visit"),
}
"""Columns that are worked out beside those of the record."""
WHEN = {"sorties": "launched_h", "refuellings": "time_h", "targets": "struck_h", "stocks": "time_h"}
"""The moment by which a row of the table falls into the days asked for."""


class Window(NamedTuple):
    """From when to when, in hours since the start."""

    from_h: float
    until_h: float

    @property
    def days(self) -> float:
        """Its length."""
        return (self.until_h - self.from_h) / DAY_H


class Take(BaseModel):
    """How one number is taken. Exactly one of `count`, `sum`, `mean`, `distinct` and `first` is given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    count: str | None = None
    """Table: number of its rows."""
    sum: str | None = None
    """Table and column."""
    mean: str | None = None
    """Table and column; None where there is no row."""
    distinct: str | None = None
    """Table and column: number of different values."""
    first: str | None = None
    """Table: hours since the start of its first row; None where there is none."""
    where: dict[str, Cell | tuple[Cell, ...]] = {}
    """Column to the value, or values, that count."""
    between: tuple[date, date] | None = None
    """First and last day that count, if they are not those of the figure."""
    over: Annotated[Take | Literal["days"] | None, Field(union_mode="left_to_right")] = None
    """What it is divided by."""

    @model_validator(mode="after")
    def _known(self) -> Self:
        given = [name for name in ("count", "sum", "mean", "distinct", "first") if getattr(self, name)]
        if len(given) != 1:
            raise ValueError("give exactly one of count, sum, mean, distinct and first")
        table, _, column = str(getattr(self, given[0])).partition(".")
        if table not in WHEN:
            raise ValueError(f"`{table}` is no table to take from: {', '.join(WHEN)}")
        known = {one.name for one in TABLES[table]} | set(MORE.get(table, ()))
        for name in (*([column] if column else []), *self.where):
            if name not in known:
                raise ValueError(f"the table `{table}` has no column `{name}`")
        if bool(column) == (given[0] in ("count", "first")):
            raise ValueError(f"`{given[0]}` takes a table{'' if column else ' and a column'}")
        return self

    @property
    def what(self) -> tuple[str, str]:
        """Table, and column or an empty text."""
        table, _, column = str(self.count or self.sum or self.mean or self.distinct or self.first).partition(".")
        return table, column

    @property
    def is_total(self) -> bool:
        """Whether it grows with every day that is counted."""
        return bool(self.count or self.sum) and self.over is None and self.between is None


class Shelf:
    """The columns of one run, each read or worked out once."""

    def __init__(self, record: Record, scenario: Scenario) -> None:
        self.record = record
        self.scenario = scenario
        self._columns: dict[tuple[str, str], Cells] = {}

    def column(self, table: str, name: str) -> Cells:
        """Its cells, row by row."""
        if (table, name) not in self._columns:
            found = _column(self.record, self.scenario, table, name)
            self._columns[table, name] = np.fromiter(found, dtype=object, count=len(found))
        return self._columns[table, name]

    def window(self, between: tuple[date, date]) -> Window:
        """Two days, both included, within the campaign."""
        first, last = (datetime(on.year, on.month, on.day, tzinfo=UTC) for on in between)
        from_h, until_h = (
            (moment - self.scenario.start).total_seconds() / 3600 for moment in (first, last + timedelta(days=1))
        )
        return self.flown(Window(max(0.0, from_h), until_h))

    def flown(self, window: Window) -> Window:
        """What of it lies before the end of this run, which may be before the duration of the scenario is over."""
        until_h = min(window.until_h, end_h(self.record, self.scenario))
        return Window(window.from_h, max(window.from_h, until_h))


def taken(take: Take, shelf: Shelf, window: Window) -> float | None:
    """The number of one run; None where there is nothing to count it by."""
    own = shelf.window(take.between) if take.between else shelf.flown(window)
    value = _whole(take, shelf, own)
    if take.over is None or value is None:
        return value
    by = own.days if take.over == "days" else taken(take.over, shelf, window)
    return value / by if by else None


def _whole(take: Take, shelf: Shelf, window: Window) -> float | None:
    when, found = _rows(take, shelf, window)
    if take.count:
        return float(len(found))
    if take.first:
        return min(when, default=None)
    if take.distinct:
        return float(len(set(found)))
    total = fsum(found)
    if take.mean:
        return total / len(found) if len(found) else None
    return total


def _rows(take: Take, shelf: Shelf, window: Window) -> tuple[list[float], list[Any]]:
    """Moments and cells of the rows that count."""
    table, column = take.what
    moments = shelf.column(table, WHEN[table])
    chosen = np.array([when is not None and window.from_h <= when < window.until_h for when in moments], dtype=bool)
    for name, value in take.where.items():
        cells = shelf.column(table, name)
        wanted = value if isinstance(value, tuple) else (value,)
        chosen &= np.logical_or.reduce([cells == one for one in wanted]).astype(bool)
    return moments[chosen].tolist(), shelf.column(table, column or WHEN[table])[chosen].tolist()


def _column(record: Record, scenario: Scenario, table: str, name: str) -> list[Any]:
    if name not in MORE.get(table, ()):
        return list(cells(record, table, name))
    if name == "visit":
        return [f"{giver} {taker}" for giver, taker in cells(record, table, "tanker_sortie", "receiver_sortie")]
    if table == "refuellings":
        return givers(record, name)
    if name in ("hours", "could_give_t"):
        return _flown(record, scenario, name)
    if name == "strike":
        rows = cells(record, "sorties", "role", "weapons_loaded")
        return [role in STRIKE_ROLES or loaded > 0 for role, loaded in rows]
    if name == "released":
        return [bombs > 0 for bombs in cells(record, "sorties", "weapons_released")]
    if name == "night":
        started_h = scenario.start.hour + scenario.start.minute / 60
        light = scenario.planning.by_day
        return [not light((started_h + when) % DAY_H) for when in cells(record, "sorties", "launched_h")]
    if name == "refuelled":
        return [contacts > 0 for contacts in cells(record, "sorties", "refuellings")]
    return [(stayed or 0.0) / DAY_H for stayed in cells(record, "sorties", "on_station_h")]


def _flown(record: Record, scenario: Scenario, name: str) -> list[float]:
    """Hours in the air, or what a tanker could have given in them."""
    ended_h = end_h(record, scenario)
    rows = cells(record, "sorties", "launched_h", "landed_h")
    hours = [(ended_h if landed is None else landed) - launched for launched, landed in rows]
    if name == "hours":
        return hours
    kinds = [scenario.aircraft[kind] for kind in cells(record, "sorties", "aircraft")]
    return [
        max(0.0, kind.fuel - kind.burn * flown - kind.reserve) if role == "tanker" else 0.0
        for kind, flown, role in zip(kinds, hours, cells(record, "sorties", "role"), strict=True)
    ]
