"""The tables of one world as rows, found by what they say, and its hours as dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.results import World
    from sim.scenario.scenario import Scenario

Row = dict[str, Any]

DAY_H = 24.0


class NoSuchThing(Exception):
    """The result holds no such line or day; the text says what there is."""


class Facts:
    """What one world of a result says."""

    def __init__(self, world: World, scenario: Scenario) -> None:
        self.scenario = scenario
        self._world = world
        self._tables: dict[str, list[Row]] = {}

    def rows(self, table: str) -> list[Row]:
        """Every row of a table, in its order."""
        if table not in self._tables:
            rows: list[Row] = self._world.table(table).to_pylist()
            self._tables[table] = rows
        return self._tables[table]

    @cached_property
    def days(self) -> int:
        """How many days were flown."""
        days: int = self._world.facts["days"]
        return days

    def moment(self, at_h: float) -> datetime:
        """Hours since the start as a date and time, UTC."""
        return self.scenario.start + timedelta(hours=at_h)

    def clock(self, at_h: float) -> str:
        """`14 April 06:12`, UTC."""
        moment = self.moment(at_h)
        return f"{moment.day} {moment:%B %H:%M}"

    def day(self, text: str) -> int:
        """The day of the campaign that a number or a date names. Raises NoSuchThing."""
        first = self.scenario.start.date()
        last = first + timedelta(days=self.days - 1)
        try:
            day = int(text) if text.lstrip("-").isdigit() else (date.fromisoformat(text) - first).days
        except ValueError:
            raise NoSuchThing(f"`{text}` is neither a number of a day nor a date such as {first}") from None
        if not 0 <= day < self.days:
            raise NoSuchThing(f"no day {text}: the campaign has the days 0 to {self.days - 1}, {first} to {last}")
        return day

    def title(self, section: str, key: str | None) -> str:
        """The name of a place, nation, aircraft, munition or class of targets in words."""
        named = getattr(self.scenario, section).get(key)
        return named.title if named else str(key)


def words(cause: str | None) -> str:
    """A state or cause of the ledger in words: `no_tanker_fuel` is `no tanker fuel`."""
    return (cause or "").replace("_", " ")


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 line`, `2,000 lines`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def tally(names: Iterable[str]) -> str:
    """`3 no target, 1 breakdown`, the most frequent first."""
    counts = Counter(names)
    return ", ".join(f"{count:,} {name}" for name, count in sorted(counts.items(), key=lambda c: (-c[1], c[0])))
