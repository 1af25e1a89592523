"""Commitments that can be kept: dates in order, and no more aircraft than there are."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.fault import Fault, did_you_mean
from sim.scenario.node import Node, Path, find
from sim.scenario.value import contradiction, date, whole, words

TAILS = ("commitments", "*", "draws", "*")


def commitment_faults(root: Node, *, some_gone: bool) -> Iterator[Fault]:
    """Faults of the commitments. Where enablers took units away, a draw takes what is left without a word."""
    for path, commitment in find(root, TAILS[:2]):
        yield from _dates(path, commitment)
    for path, draw in find(root, TAILS):
        if not some_gone:
            yield from _draw(root, path, draw)


def _dates(path: Path, commitment: Node) -> Iterator[Fault]:
    first, until = commitment.get("from"), commitment.get("until")
    starts, ends = date(first), date(until)
    if first and until and starts and ends and ends <= starts:
        message = f"must be later than its start on {first.text}, not {until.text}"
        yield contradiction((*path, "until"), until, message)


def _draw(root: Node, path: Path, draw: Node) -> Iterator[Fault]:
    forces, unit, count = root.get("forces"), draw.get("unit"), draw.get("count")
    units = forces.map if forces else {}
    if unit and unit.text and unit.text not in units:
        yield contradiction((*path, "unit"), unit, f"no unit is called `{unit.text}`{did_you_mean(unit.text, units)}")
        return
    nation, nations = draw.get("nation"), root.get("nations")
    if nation and nations and nation.text not in nations.map:
        return  # has a fault of its own
    tails = sum(whole(force.get("count")) or 0 for name, force in units.items() if _meets(draw, name, force))
    wanted = whole(count)
    if not tails:
        yield Fault(draw.place, ".".join(path), "draws on no unit")
    elif count and wanted and wanted > tails:
        yield contradiction((*path, "count"), count, f"more than the {tails} aircraft that it may draw on: {wanted}")


def _meets(draw: Node, name: str, force: Node) -> bool:
    return (
        _one_of((name,), draw.get("unit"))
        and _one_of(words(force.get("nation")), draw.get("nation"))
        and _one_of(words(force.get("aircraft")), draw.get("aircraft"))
        and _one_of(words(force.get("roles")), draw.get("role"))
    )


def _one_of(held: tuple[str, ...], wanted: Node | None) -> bool:
    return wanted is None or any(word in words(wanted) for word in held)
