"""A scenario held against what was published: figure by figure, and day by day.

Each figure says how it was used: as an input, to calibrate an input, or not at all. Only the last kind tests the model.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from sim.measures.columns import DAY_H
from sim.measures.take import Shelf, Take, Window, taken

if TYPE_CHECKING:
    from sim.campaign.record import Record
    from sim.scenario.scenario import Scenario

Used = Literal["input", "calibrated", "untouched", "none"]
BAND = (0.05, 0.95)
"""The 90 % band of the runs."""

LAST_H = DAY_H - 1 / 60
"""From the beginning of a date to its last minute: a bound that is a date is all of that date."""


class RecordError(Exception):
    """The record cannot be read; the text says where and why."""


class Quantity(BaseModel):
    """How one figure of the record is taken from a run, and how it was used."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    """In tables and figures."""
    used: Used
    """`input`, `calibrated`, `untouched`, or `none` where it is not about the campaign."""
    take: Take | None = None
    """None where a run does not say it."""
    follows: tuple[str, ...] = ()
    """Figures that it is worked out from: if they are calibrated, so is it."""
    note: str = ""
    """What else a reader should know."""


class Figure(NamedTuple):
    """One published figure, with how it is taken from a run."""

    name: str
    quantity: Quantity
    unit: str
    """`date` for a date; value and bounds are then hours since the start."""
    value: float
    low: float
    high: float
    window: Window
    source: str


@dataclass(frozen=True)
class Score:
    """One figure beside the runs."""

    figure: Figure
    values: tuple[float, ...]
    """Run by run, where it is defined."""
    mean: float | None
    low: float | None
    """Lower end of the 90 % band of the runs."""
    high: float | None

    @property
    def inside(self) -> bool:
        """The published value lies in the band of the runs, or their mean in the published bounds."""
        if self.mean is None or self.low is None or self.high is None:
            return False
        return self.low <= self.figure.value <= self.high or self.figure.low <= self.mean <= self.figure.high


def figures(folder: Path, scenario: Scenario) -> list[Figure]:
    """The figures of a record (`record.csv`, `quantities.yaml`) that a run says, in the order of the quantities. One
    whose last days are not flown, or none of its days, is not among them.

    Raises RecordError for a record that is not one, or of other days, and for figures that the quantities do not name.
    """
    with _opened(folder / "record.csv") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    with _opened(folder / "quantities.yaml") as file:
        try:
            quantities = TypeAdapter(dict[str, Quantity]).validate_python(yaml.safe_load(file))
        except (yaml.YAMLError, ValidationError) as fault:
            raise RecordError(f"{folder / 'quantities.yaml'}: {fault}") from fault
    if lost := sorted(set(rows) ^ set(quantities)):
        raise RecordError(f"{folder}: only one of record.csv and quantities.yaml has {', '.join(lost)}")
    found = [_figure(name, one, rows[name], scenario) for name, one in quantities.items() if one.take]
    flown = [one for one in found if one is not None]
    if not flown:
        first, last = scenario.start, scenario.start + timedelta(hours=scenario.duration)
        raise RecordError(
            f"{folder}: no figure is of days that {scenario.name} flies to their end, "
            f"{first:%Y-%m-%d} to {last:%Y-%m-%d}"
        )
    return flown


def tally(figures: Sequence[Figure], record: Record, scenario: Scenario) -> dict[str, float | None]:
    """Every figure of one run, by name."""
    shelf = Shelf(record, scenario)
    return {one.name: taken(one.quantity.take, shelf, one.window) for one in figures if one.quantity.take}


def scores(figures: Sequence[Figure], tallies: Sequence[Mapping[str, float | None]]) -> list[Score]:
    """Every figure beside what the runs say."""
    import numpy as np

    found = []
    for one in figures:
        values = tuple(value for run in tallies if (value := run.get(one.name)) is not None)
        low, high = np.quantile(values, BAND).tolist() if values else (None, None)
        found.append(Score(one, values, float(np.mean(values)) if values else None, low, high))
    return found


def share_inside(scores: Sequence[Score], used: Used = "untouched") -> float | None:
    """Share of the figures of one kind that the runs agree with; None if there is none."""
    kind = [one.inside for one in scores if one.figure.quantity.used == used]
    return sum(kind) / len(kind) if kind else None


class Day(NamedTuple):
    """What was reported for one date of one series, and the runs of that date."""

    series: str
    on: date
    reported: float
    mean: float
    low: float
    high: float


DAILY = {"sorties": "daily_sorties", "strike_sorties": "daily_strike"}
"""Series of the runs to column of `daily.csv`."""


def days(folder: Path, runs: Sequence[Mapping[str, Sequence[Any]]]) -> list[Day]:
    """Every reported day beside the runs that flew it (`by_date` of each); of several reports on a date the most
    reliable (quality A, then B, C)."""
    import numpy as np

    with _opened(folder / "daily.csv") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["quality"])
    found: list[Day] = []
    for series, column in DAILY.items():
        flown: dict[date, list[float]] = {}
        for run in runs:
            for on, sorties in zip(run["date"], run[series], strict=True):
                flown.setdefault(on, []).append(float(sorties))
        reported: dict[date, float] = {}
        for row in rows:
            on = date.fromisoformat(row["date"])
            if row[column] and on in flown:
                reported.setdefault(on, float(row[column]))
        for on, value in sorted(reported.items()):
            low, high = np.quantile(flown[on], BAND).tolist()
            found.append(Day(series, on, value, float(np.mean(flown[on])), low, high))
    return found


def share_of_days(days: Sequence[Day], series: str) -> tuple[float, float] | None:
    """Share of the reported days inside the 90 % band, and the mean absolute error of the runs' mean."""
    told = [one for one in days if one.series == series]
    if not told:
        return None
    inside = sum(one.low <= one.reported <= one.high for one in told) / len(told)
    return inside, sum(abs(one.mean - one.reported) for one in told) / len(told)


def _opened(path: Path) -> Any:
    try:
        return path.open(encoding="utf-8", newline="")
    except FileNotFoundError:
        raise RecordError(f"{path}: not there; a record is record.csv, quantities.yaml and daily.csv") from None


def _figure(name: str, quantity: Quantity, row: Mapping[str, str], scenario: Scenario) -> Figure | None:
    """A row of the record; None if the campaign does not fly its days to their end. Of a total that was counted from a
    day before the campaign begins, part cannot be flown here: its low end is no higher than the share of its days that
    are left."""
    start, end_h = scenario.start, scenario.duration

    def hours(day: str, *, after: int = 0) -> float:
        moment = datetime.fromisoformat(day).replace(tzinfo=UTC) + timedelta(days=after)
        return (moment - start).total_seconds() / 3600

    def number(text: str) -> float:
        return hours(text) if row["unit"] == "date" else float(text)

    from_h = max(0.0, hours(row["from"])) if row["from"] else 0.0
    last_h = hours(row["until"], after=1) if row["until"] else end_h
    until_h = min(end_h, last_h)
    if until_h <= from_h or last_h > end_h + DAY_H:
        return None
    value, low, high = (number(row[column]) for column in ("value", "low", "high"))
    high += LAST_H if row["unit"] == "date" else 0.0
    if row["unit"] == "date" and not 0 <= value <= end_h:
        return None
    if row["from"] and quantity.take and quantity.take.is_total:
        low = min(low, value * (until_h - from_h) / (until_h - min(from_h, hours(row["from"]))))
    return Figure(name, quantity, row["unit"], value, low, high, Window(from_h, until_h), row["source"])
