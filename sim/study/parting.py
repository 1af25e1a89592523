"""Where two worlds part: the first day that differs, and the first sortie that flew in one of them alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from sim.measures.columns import DAY_H, at
from sim.study.ensemble import series

if TYPE_CHECKING:
    import pyarrow as pa

    from sim.campaign.record import Record
    from sim.scenario.scenario import Scenario

NOT_THERE = "not_there"
"""Cause of a sortie that did not fly: its unit is not in that world."""
RETIMED = "retimed"
"""Its unit flew that mission on that day, but not then or not there."""
ELSEWHERE = "elsewhere"
"""Nothing of that role was lost that day, but the unit flew none of it."""


class OnlyOnce(NamedTuple):
    """A sortie that flew in one of two worlds."""

    flew_in: int
    """0: in the base, 1: in the other."""
    sortie_id: str
    unit: str
    role: str
    area: str
    day: int
    launched_h: float
    cause: str
    """Why not in the other one: a cause of the ledger, or one of those above."""


class World(NamedTuple):
    """One of the two, under one seed."""

    record: Record
    scenario: Scenario


def first_day(base: pa.Table, other: pa.Table) -> int | None:
    """The first day on which any daily measure that both have differs; None if none does."""
    import numpy as np

    days = [int(np.argmax(differs)) for _, (a, b) in series([base, other]) if (differs := a != b).any()]
    return min(days, default=None)


def first_sortie(base: World, other: World, counts: Callable[[str], bool] = lambda _: True) -> OnlyOnce | None:
    """The first sortie, by take-off, that flew in one world and not in the other; of the units that count."""
    flown = [_flown(world.record) for world in (base, other)]
    alone = [(key, side) for side in (0, 1) for key in flown[side] if key not in flown[1 - side] and counts(key[2])]
    if not alone:
        return None
    key, side = min(alone)
    launched_h, sortie_id, unit, role, area = key
    there, missing = (base, other) if side == 0 else (other, base)
    cause = _cause(there.record, missing, flown[side][key], unit)
    return OnlyOnce(side, sortie_id, unit, role, area, int(launched_h // DAY_H), launched_h, cause)


def first_shared(base: World, other: World) -> OnlyOnce | None:
    """The same among the units that both worlds have: where what was taken away is first felt by others."""
    both = base.scenario.forces.keys() & other.scenario.forces.keys()
    return first_sortie(base, other, both.__contains__)


Flight = tuple[float, str, str, str, str]


def _flown(record: Record) -> dict[Flight, int]:
    """Take-off, sortie, unit, role and area of every flight, to its line."""
    names = ("launched_h", "sortie_id", "unit", "role", "area")
    key = itemgetter(*(at("sorties", name) for name in names))
    line = at("sorties", "line_id")
    rows: Iterator[Any] = iter(record.sorties)
    return {key(row): row[line] for row in rows}


def _cause(there: Record, missing: World, line_id: int, unit: str) -> str:
    """Why a line that flew there did not fly here: what more of its request, or else of its role, failed that day."""
    if unit not in missing.scenario.forces:
        return NOT_THERE
    numbered, of, role = at("lines", "line_id"), at("lines", "unit"), at("lines", "role")
    flown = next(row for row in there.lines if row[numbered] == line_id)
    for wider in (("day", "role", "kind", "area"), ("day", "role")):
        causes = _lost(there, missing.record, itemgetter(*(at("lines", name) for name in wider)), flown)
        if causes:
            return min(causes, key=lambda cause: (-causes[cause], cause))
    day = at("lines", "day")
    same = [row for row in missing.record.lines if row[day] == flown[day] and row[role] == flown[role]]
    return RETIMED if any(row[of] == unit for row in same) else ELSEWHERE


def _lost(there: Record, here: Record, request: Callable[[Any], Any], flown: tuple[object, ...]) -> Counter[str]:
    """Causes of which there are more here than there, among the lines of the same request."""
    end = itemgetter(*(at("lines", name) for name in ("state", "cause")))
    lost = Counter(end(row) for row in here.lines if request(row) == request(flown))
    lost.subtract(Counter(end(row) for row in there.lines if request(row) == request(flown)))
    causes: Counter[str] = Counter()
    for (_, cause), many in lost.items():
        if cause and many > 0:
            causes[str(cause)] += many
    return causes
