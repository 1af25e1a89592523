"""The assumed numbers of a scenario, and how far each may be moved: the entries of `sources` that have a range.

An entry whose tier is assumed or calibrated is one assumption. Its range holds for each number that its path finds.
A path with `*` stands for numbers that one reason holds together, so they move together: equal ones from end to end,
different ones by one factor (dates and coordinates by one amount), as far as none of them leaves the range. Where two
entries find the same number the one that names it more closely governs it. A factor of `unknowns` is an assumption,
too: it moves all that it scales.

A range is *multiplicative* if the value stands nearer to the middle of its logarithms ("a factor of three either way"),
else *absolute*; what lies between the ends is drawn and stepped through on that scale.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fnmatch import fnmatchcase
from math import exp, floor, isclose, log
from typing import Any

from sim.scenario.node import Node, Path, find
from sim.scenario.quantity import QUANTITY, moment, parse
from sim.scenario.resolve import Resolved
from sim.scenario.scenario import Scenario
from sim.scenario.shape import below, keys_of
from sim.scenario.unknown import SECTION, Factor

TIERS = ("assumed", "calibrated")
"""Those of which nobody published the value."""
DATE = "date"
"""The unit of a date: days since 1970."""
UNKNOWNS = f"{SECTION}."
"""Before the path of a named factor."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY_S = 86_400
NO_ZERO = ("lat", "lon", "dawn", "dusk")
"""Numbers that are places on a scale without a true zero, as dates are: they are shifted, not multiplied."""


@dataclass(frozen=True)
class Number:
    """One number of the scenario with its range, all in the unit in which it is written."""

    path: str
    unit: str | None
    value: float
    low: float
    high: float
    whole: bool = False
    """Whether only whole numbers will do."""

    @property
    def shifts(self) -> bool:
        """Whether it has no zero that a factor could start from."""
        return self.unit == DATE or self.path.rpartition(".")[2] in NO_ZERO

    @property
    def multiplicative(self) -> bool:
        """Whether its range is by a factor and not by an amount."""
        if self.path.startswith(UNKNOWNS):
            return True
        if self.shifts or self.low <= 0 or self.value <= 0 or self.low == self.high:
            return False
        linear = (self.value - self.low) / (self.high - self.low)
        ratio = log(self.value / self.low) / log(self.high / self.low)
        return abs(ratio - 0.5) < abs(linear - 0.5) - 1e-9

    def at(self, share: float) -> float:
        """Its value so far (0 to 1) on the way from the low end to the high one."""
        if self.multiplicative:
            found = exp(log(self.low) + share * (log(self.high) - log(self.low)))
        else:
            found = self.low + share * (self.high - self.low)
        return float(floor(found + 0.5)) if self.whole or self.unit == DATE else found

    def text(self, value: float) -> str:
        """A value as one writes it in the scenario."""
        if self.unit == DATE:
            return (EPOCH + timedelta(days=value)).date().isoformat()
        digits = str(int(value)) if self.whole else format(Decimal(f"{value:.6g}"), "f")
        return f"{digits} {self.unit}" if self.unit else digits

    def setting(self, share: float) -> str | None:
        """As `--set` takes it; None if it is the value that it has."""
        value = self.at(share)
        return None if isclose(value, self.value, rel_tol=1e-6) else f"{self.path}={self.text(value)}"


@dataclass(frozen=True)
class Assumption:
    """What is moved at once: the numbers of one entry of `sources`, or of several that one reason holds together."""

    name: str
    """The path of the entry, or the pattern that several match."""
    numbers: tuple[Number, ...]
    tiers: tuple[str, ...]
    entries: int = 1

    def settings(self, share: float, there: Node) -> tuple[str, ...]:
        """What `--set` makes of it so far on the way from low to high; of the numbers that a world still has."""
        found = [
            number.setting(share)
            for number in self.numbers
            if number.path.startswith(UNKNOWNS) or there.get(*number.path.split(".")) is not None
        ]
        return tuple(setting for setting in found if setting is not None)

    def told(self, share: float | None = None) -> str:
        """Its value there, or in the scenario as it is, for a table; the span of several."""
        values = {number.value if share is None else number.at(share): number for number in self.numbers}
        if len({number.unit for number in self.numbers}) > 1:
            return f"{len(self.numbers)} numbers"
        ends = dict.fromkeys(values[value].text(value) for value in (min(values), max(values)))
        return " to ".join(ends)


@dataclass(frozen=True)
class Unmoved:
    """An assumption that is not moved, and why."""

    name: str
    why: str


def assumptions(resolved: Resolved) -> tuple[list[Assumption], list[Unmoved]]:
    """What may be moved in a scenario: its named factors, then its sources in their order; and what may not."""
    full = resolved.full
    sources = full.get("sources")
    entries = sources.map if sources else {}
    governed = _governed(full, entries)
    moved, unmoved = [_factor(one) for one in resolved.unknowns.values()], []
    for name, entry in entries.items():
        said = {key: node.value for key, node in entry.map.items()}
        if said.get("tier") not in TIERS:
            continue
        found = _read(name, said, governed[name])
        if isinstance(found, Unmoved):
            unmoved.append(found)
        else:
            moved.append(found)
    return moved, unmoved


def _factor(one: Factor) -> Assumption:
    said = one.unknown
    number = Number(f"{UNKNOWNS}{one.name}.value", None, said.value, said.low, said.high)
    return Assumption(f"{UNKNOWNS}{one.name}", (number,), ("calibrated" if said.set_by else "assumed",))


def chosen(known: Iterable[Assumption], only: Sequence[str]) -> list[Assumption]:
    """Those whose path, or that of one of their numbers, matches a pattern; `*` stands for any letters."""
    return [
        one
        for one in known
        if not only
        or any(fnmatchcase(name, pattern) for pattern in only for name in (one.name, *(n.path for n in one.numbers)))
    ]


def together(known: Sequence[Assumption], patterns: Sequence[str]) -> list[Assumption]:
    """Those that match a pattern (or one of several with a comma between) as one that moves all at once, in the place
    of the first; the others as they are."""
    groups: dict[str, list[Assumption]] = {}
    for one in known:
        name = next((pattern for pattern in patterns if chosen([one], pattern.split(","))), one.name)
        groups.setdefault(name, []).append(one)
    return [_joined(name, group) for name, group in groups.items()]


def by_kind(known: Sequence[Assumption]) -> list[Assumption]:
    """All numbers of one kind as one: the path with every name that the scenario gives, such as a unit's, left open."""
    groups: dict[str, list[Assumption]] = {}
    for one in known:
        kinds = {kind(number.path) for number in one.numbers}
        groups.setdefault(kinds.pop() if len(kinds) == 1 else one.name, []).append(one)
    return [_joined(name, group) for name, group in groups.items()]


def kind(path: str) -> str:
    """`aircraft.f-16am.burn` as `aircraft.*.burn`; what is asked for keeps its name, for it says what is flown, and so
    does a factor, which holds its numbers together by itself."""
    if path.startswith(UNKNOWNS):
        return path.removesuffix(".value")
    shape: Any = Scenario
    steps: list[str] = []
    for step in path.split("."):
        named = keys_of(shape) is None and steps[2:] != ["tasking"]
        steps.append("*" if named else step)
        shape = below(shape, step)
    return ".".join(steps)


def _joined(name: str, group: Sequence[Assumption]) -> Assumption:
    if len(group) == 1 and group[0].name == name:
        return group[0]
    tiers = tuple(dict.fromkeys(tier for one in group for tier in one.tiers))
    return Assumption(name, tuple(n for one in group for n in one.numbers), tiers, sum(one.entries for one in group))


def _governed(full: Node, entries: Mapping[str, Node]) -> dict[str, list[tuple[Path, Node]]]:
    """Entry to what it finds and no entry names more closely: with fewer `*`, or with its first one later."""

    def close(name: str) -> tuple[int, int]:
        steps = name.split(".")
        return -steps.count("*"), steps.index("*") if "*" in steps else len(steps)

    owner: dict[Path, str] = {}
    for name in entries:
        for path, _ in find(full, tuple(name.split("."))):
            if path not in owner or close(name) > close(owner[path]):
                owner[path] = name
    return {
        name: [(path, node) for path, node in find(full, tuple(name.split("."))) if owner[path] == name]
        for name in entries
    }


def _read(name: str, said: Mapping[str, Any], found: Sequence[tuple[Path, Node]]) -> Assumption | Unmoved:
    """One entry with its numbers, or why it is not moved."""
    if said.get("low") is None or said.get("high") is None:
        return Unmoved(name, "no range is given")
    if said["low"] == said["high"]:
        return Unmoved(name, f"its range is one value, {said['low']}")
    if not found:
        return Unmoved(name, "every number that it finds has a closer entry")
    numbers = [number for path, node in found if (number := _number(path, node, said)) is not None]
    if not numbers:
        return Unmoved(name, "it finds no numbers")
    numbers = list(_moving_together(numbers))
    if all(number.low == number.high for number in numbers):
        return Unmoved(name, f"its {len(numbers)} values fill the range from end to end: no room to move them together")
    return Assumption(name, tuple(numbers), (str(said["tier"]),))


def _number(path: Path, node: Node, said: Mapping[str, Any]) -> Number | None:
    """A number with its range in its own unit; None for names and for what is switched off."""
    value, low, high = node.value, said["low"], said["high"]
    dotted = ".".join(path)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        whole = all(isinstance(one, int) for one in (value, low, high)) and _counts(path)
        return Number(dotted, None, float(value), float(low), float(high), whole)
    if not isinstance(value, str):
        return None
    written = QUANTITY.fullmatch(value)
    try:
        if written is not None and (unit := written.group(2)):
            of = f"1{unit}" if unit.startswith("/") else unit
            return Number(dotted, unit, parse(value, of), parse(str(low), of), parse(str(high), of))
        return Number(dotted, DATE, _days(value), _days(low), _days(high))
    except ValueError:
        return None


def _days(date: object) -> float:
    return (moment(date) - EPOCH).total_seconds() / DAY_S


def _counts(path: Path) -> bool:
    """Whether the field takes whole numbers only."""
    shape: Any = Scenario
    for step in path[:-1]:
        shape = below(shape, step)
        if shape is None:
            return True
    return below(shape, path[-1]) is int


def _moving_together(numbers: Sequence[Number]) -> Iterator[Number]:
    """Several numbers of one entry: different ones keep their proportions or, without a zero, their distances."""
    values = [number.value for number in numbers if number.value or number.shifts]
    if len(set(values)) <= 1:
        yield from numbers
        return
    for number in numbers:
        if number.shifts:
            down, up = number.low - min(values), number.high - max(values)
            yield replace(number, low=number.value + down, high=number.value + up)
        else:
            least, most = max(number.low, 0.0) / min(values), number.high / max(values)
            yield replace(number, low=number.value * least, high=number.value * most)
