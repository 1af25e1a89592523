"""Numbers taken from the tables of a run by a description: what history reported, counted the same way.

{count: sorties, where: {nation: france, role: strike}}
{sum: refuellings.fuel_t, where: {nation: us}, over: {sum: refuellings.fuel_t}}
{first: stocks, where: {nation: denmark, reason: stockout}}
"""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from sim.campaign.record import TABLES
from sim.measures.columns import DAY_H, cells
from sim.measures.fuel import givers
from sim.measures.sortie import STRIKE_ROLES

if TYPE_CHECKING:
    from sim.campaign.record import Record
    from sim.scenario.scenario import Scenario

Cell = bool | int | float | str
MORE: dict[str, tuple[str, ...]] = {
    "sorties": ("hours", "strike", "refuelled", "could_give_t", "on_station_days"),
    "refuellings": ("nation",),
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


def taken(take: Take, record: Record, scenario: Scenario, window: Window) -> float | None:
    """The number of one run; None where there is nothing to count it by."""
    value = _whole(take, record, scenario, window)
    if take.over is None or value is None:
        return value
    by = window.days if take.over == "days" else taken(take.over, record, scenario, window)
    return value / by if by else None


def _whole(take: Take, record: Record, scenario: Scenario, window: Window) -> float | None:
    found = list(_rows(take, record, scenario, window))
    if take.count:
        return float(len(found))
    if take.first:
        return min((when for when, _ in found), default=None)
    if take.distinct:
        return float(len({value for _, value in found}))
    total = fsum(value for _, value in found)
    if take.mean:
        return total / len(found) if found else None
    return total


def _rows(take: Take, record: Record, scenario: Scenario, window: Window) -> Iterator[tuple[float, Any]]:
    """Moment and cell of every row that counts."""
    table, column = take.what
    wanted = {name: value if isinstance(value, tuple) else (value,) for name, value in take.where.items()}
    columns = [_column(record, scenario, table, name) for name in (*wanted, column or WHEN[table])]
    for when, *row in zip(cells(record, table, WHEN[table]), *columns, strict=True):
        inside = when is not None and window.from_h <= when < window.until_h
        if inside and all(cell in values for cell, values in zip(row, wanted.values(), strict=False)):
            yield when, row[-1]


def _column(record: Record, scenario: Scenario, table: str, name: str) -> list[Any]:
    if name not in MORE.get(table, ()):
        return list(cells(record, table, name))
    if table == "refuellings":
        return givers(record)
    end_h = scenario.duration
    rows = cells(record, "sorties", "launched_h", "landed_h")
    hours = [(end_h if landed is None else landed) - launched for launched, landed in rows]
    if name == "hours":
        return hours
    if name == "strike":
        rows = cells(record, "sorties", "role", "weapons_loaded")
        return [role in STRIKE_ROLES or loaded > 0 for role, loaded in rows]
    if name == "refuelled":
        return [contacts > 0 for contacts in cells(record, "sorties", "refuellings")]
    if name == "on_station_days":
        return [(stayed or 0.0) / DAY_H for stayed in cells(record, "sorties", "on_station_h")]
    kinds = [scenario.aircraft[kind] for kind in cells(record, "sorties", "aircraft")]
    return [
        max(0.0, kind.fuel - kind.burn * flown - kind.reserve) if role == "tanker" else 0.0
        for kind, flown, role in zip(kinds, hours, cells(record, "sorties", "role"), strict=True)
    ]
