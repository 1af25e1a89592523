"""What stood in the way of each lost line, and what stood behind that.

The ledger names the first thing in the way. Each cause is loosened by itself, all are, and all but one, under the same
seed; the lost lines of the base are looked up in those worlds.

* A cause is **sole** for a line that comes back when it alone is loosened.
* It is **joint** for one that comes back only when others are loosened with it.
* **Neither**: the line stays lost with everything loosened; what cannot be loosened, or luck, is in the way.
* The cause that shows when the first is loosened alone is **next in line**.

A line is the same in two worlds by its day, mission type and kind, and its place among those of that day. A strike that
is planned on a target in one world and flies overwatch in another is still the same line of the order, if as many are
asked for. A world that is loosened has other luck from the first sortie that differs on, so some lines come and go by
chance: how many of those lost to *other* causes come back beside is told as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

EFFECTIVE = "effective"


class Line(NamedTuple):
    """One line asked for, and how it ended."""

    day: int
    role: str
    kind: str
    area: str
    state: str
    cause: str | None


class Verdict(StrEnum):
    """What the first cause is to a lost line."""

    sole = "sole"
    joint = "joint"
    neither = "neither"


@dataclass(frozen=True)
class Judged:
    """One lost line of the base."""

    line: Line
    verdict: Verdict | None
    """None if its cause was not loosened."""
    next: str | None
    """What stops it when its cause alone is loosened; its own cause if that still does."""
    needed: tuple[str, ...]
    """Causes without whose loosening it does not come back, though it does when all are loosened."""


@dataclass(frozen=True)
class Worlds:
    """The lines of one seed: as it was, and loosened."""

    base: Sequence[Line]
    alone: Mapping[str, Sequence[Line]]
    """Cause to the world in which it alone is loosened."""
    all: Sequence[Line]
    but: Mapping[str, Sequence[Line]]
    """Cause to the world in which all others are loosened."""


def matched(base: Sequence[Line], other: Sequence[Line]) -> list[Line | None]:
    """For each line of the base the same line in another world; None if it was not asked for there.

    First where a day has as many of a mission type and kind in both worlds, in their order; then of what is left where
    it has as many of a mission type; last by area.
    """
    found: list[Line | None] = [None] * len(base)
    left, over = list(range(len(base))), list(range(len(other)))
    keys: tuple[tuple[Callable[[Line], Hashable], bool], ...] = (
        (lambda line: (line.day, line.role, line.kind), True),
        (lambda line: (line.day, line.role), True),
        (lambda line: (line.day, line.role, line.kind, line.area), False),
    )
    for key, as_many in keys:
        ours, theirs = _grouped(base, left, key), _grouped(other, over, key)
        for name, numbers in ours.items():
            others = theirs.get(name, [])
            if as_many and len(numbers) != len(others):
                continue
            for mine, that in zip(numbers, others, strict=False):
                found[mine] = other[that]
                over.remove(that)
        left = [number for number in left if found[number] is None]
    return found


def _grouped(
    lines: Sequence[Line], numbers: Sequence[int], key: Callable[[Line], Hashable]
) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for number in numbers:
        groups[key(lines[number])].append(number)
    return groups


def judge(worlds: Worlds) -> list[Judged]:
    """Every lost line of the base."""
    alone = {cause: matched(worlds.base, lines) for cause, lines in worlds.alone.items()}
    but = {cause: matched(worlds.base, lines) for cause, lines in worlds.but.items()}
    everything = matched(worlds.base, worlds.all)
    judged = []
    for number, line in enumerate(worlds.base):
        if line.state == EFFECTIVE:
            continue
        back = _effective(everything[number])
        needed = tuple(cause for cause, lines in but.items() if not _effective(lines[number])) if back else ()
        there = alone[line.cause][number] if line.cause in alone else None
        judged.append(Judged(line, _verdict(line, alone, number, back=back), there.cause if there else None, needed))
    return judged


def _verdict(line: Line, alone: Mapping[str, Sequence[Line | None]], number: int, *, back: bool) -> Verdict | None:
    if line.cause is None or line.cause not in alone:
        return None
    if _effective(alone[line.cause][number]):
        return Verdict.sole
    return Verdict.joint if back else Verdict.neither


def _effective(line: Line | None) -> bool:
    return line is not None and line.state == EFFECTIVE


@dataclass(frozen=True)
class Tally:
    """One cause under one seed, in lines."""

    lost: int
    """Of which it was the first cause."""
    sole: int
    joint: int
    neither: int
    behind: int
    """Lines of other causes for which it is next in line."""
    needed: int
    """Lines, whatever their cause, that come back with all loosened and not with all but this."""
    left: int
    """Lines that it takes in the world in which it alone is loosened: not fully loosened, or others' lines that it
    stops later."""
    others_back: int
    """Lines lost to other causes that come back when it alone is loosened."""
    newly_lost: int
    """Lines with effect in the base and without when it alone is loosened."""


def tally(worlds: Worlds, judged: Sequence[Judged], cause: str) -> Tally:
    """What was found of one cause that was loosened."""
    own = [one for one in judged if one.line.cause == cause]
    there = matched(worlds.base, worlds.alone[cause])
    pairs = list(zip(worlds.base, there, strict=True))
    return Tally(
        lost=len(own),
        **{verdict.value: sum(one.verdict is verdict for one in own) for verdict in Verdict},
        behind=sum(one.next == cause and one.line.cause != cause for one in judged),
        needed=sum(cause in one.needed for one in judged),
        left=sum(line.cause == cause and line.state != EFFECTIVE for line in worlds.alone[cause]),
        others_back=sum(line.state != EFFECTIVE and line.cause != cause and _effective(other) for line, other in pairs),
        newly_lost=sum(
            line.state == EFFECTIVE and other is not None and not _effective(other) for line, other in pairs
        ),
    )


def next_in_line(judged: Sequence[Judged]) -> dict[str, dict[str, int]]:
    """First cause to the cause that shows when it alone is loosened, and of how many lines; the most frequent first."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in judged:
        if one.line.cause is not None and one.next is not None and one.verdict is not Verdict.sole:
            counts[one.line.cause][one.next] += 1
    return {first: dict(sorted(found.items(), key=lambda item: (-item[1], item[0]))) for first, found in counts.items()}
