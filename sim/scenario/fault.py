"""Where a value came from, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

MAX_KNOWN = 1000
"""Among more names than this none is suggested: it would take too long."""


class Origin(NamedTuple):
    """The place that gave a value: a line of a file, or a word of the command."""

    file: str
    line: int = 0
    column: int = 0
    note: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place} ({self.note})" if self.note else place


@dataclass(frozen=True)
class Fault:
    """One thing to put right."""

    origin: Origin
    path: str
    message: str

    def __str__(self) -> str:
        place = str(self.origin._replace(note=""))
        return ": ".join(part for part in (place, "error", self.path, self.message) if part)


class ScenarioError(Exception):
    """A scenario that cannot be flown; `faults` says all that is wrong with it, in the order of the files."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = in_order(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """By place; what one place has wrong is told once, though phases inherit it."""
    told: dict[tuple[object, ...], Fault] = {}
    for fault in faults:
        told.setdefault((*fault.origin[:3], fault.message), fault)
    return tuple(sorted(told.values(), key=lambda fault: fault.origin))


def did_you_mean(word: str, known: Collection[str], cutoff: float = 0.6) -> str:
    """The end of a message: the nearest known word, or nothing if none is near."""
    near = nearest(word, known, cutoff)
    return f" (did you mean `{near}`?)" if near else ""


def key_meant(key: str, known: Collection[str]) -> str:
    """The end of a message about a key: YAML reads what follows a comma between braces as the next key."""
    return " (a decimal point, not a comma?)" if key.isdecimal() else did_you_mean(key, known)


def unknown_key(key: str, known: Collection[str]) -> str:
    """The message about a key that a map of this shape does not have."""
    return "unknown key" + (key_meant(key, known) or f"; known are {', '.join(known)}")


def nearest(word: str, known: Collection[str], cutoff: float = 0.6) -> str | None:
    """Another known word that `word` was probably meant to be; `cutoff` is how alike they must be, 1 for the same."""
    if len(known) > MAX_KNOWN:
        return None
    by_folded = {name.casefold(): name for name in sorted(known) if name != word}
    near = get_close_matches(word.casefold(), by_folded, n=1, cutoff=cutoff)
    return by_folded[near[0]] if near else None
