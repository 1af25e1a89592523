"""A page asks for the same measure in many places: it is reckoned once for a record, as long as the record lives."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from sim.campaign.record import Record

P = ParamSpec("P")
T = TypeVar("T")


def once(measure: Callable[Concatenate[Record, P], T]) -> Callable[Concatenate[Record, P], T]:
    """The same measure, remembered for the record and the scenario last asked with. Nobody changes the answer."""
    known: WeakKeyDictionary[Record, tuple[tuple[object, ...], T]] = WeakKeyDictionary()

    @wraps(measure)
    def remembered(record: Record, /, *more: P.args, **named: P.kwargs) -> T:
        asked = (*more, *named.values())
        before = known.get(record)
        if before is None or not _same(before[0], asked):
            known[record] = before = (asked, measure(record, *more, **named))
        return before[1]

    return remembered


def _same(before: tuple[object, ...], asked: tuple[object, ...]) -> bool:
    return len(before) == len(asked) and all(a is b for a, b in zip(before, asked, strict=True))
