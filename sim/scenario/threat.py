"""Threats, escorts and rescue that do not agree with the rest: services nobody offers, bounds the wrong way round."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.fault import Fault, did_you_mean
from sim.scenario.node import Node, Path, find


def misplaced(root: Node) -> list[Fault]:
    """Faults for threats, escorts and rescue; a value that cannot be read is passed over, for it has its own fault."""
    return [*_services(root), *_emissions(root), *_bounds(root), *_escorts(root), *_rescue(root)]


def _fault(path: Path, node: Node, message: str) -> Fault:
    return Fault(node.origin, ".".join(path), message)


def offered(root: Node) -> dict[str, None]:
    """The services that some request or aircraft type offers, in the order of the file."""
    patterns = (("phases", "[]", "tasking", "*", "offers", "*"), ("aircraft", "*", "offers", "*"))
    return {path[-1]: None for pattern in patterns for path, _ in find(root, pattern)}


def _services(root: Node) -> Iterator[Fault]:
    known = offered(root)
    for path, share in find(root, ("threats", "*", "degraded_by", "*")):
        if path[-1] not in known:
            message = f"no request or aircraft offers `{path[-1]}`{did_you_mean(path[-1], known)}"
            yield Fault(share.place, ".".join(path), message)
    for path, hours in find(root, ("threats", "*", "recovers", "*")):
        by = root.get(*path[:2], "degraded_by")
        if path[-1] not in (by.map if by else {}):
            message = f"it is not degraded by `{path[-1]}`{did_you_mean(path[-1], by.map if by else ())}"
            yield Fault(hours.place, ".".join(path), message)


def _emissions(root: Node) -> Iterator[Fault]:
    """Radars are shot at by those who degrade the threat."""
    for path, emits in find(root, ("threats", "*", "emits")):
        by = root.get(*path[:2], "degraded_by")
        if not (by and by.map):
            yield _fault(path, emits, "nothing degrades this threat, so nobody would shoot at its radars")


def _number(node: Node | None) -> float | None:
    value = node.value if node else None
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _bounds(root: Node) -> Iterator[Fault]:
    for path, threat in find(root, ("threats", "*")):
        shut, escort = threat.get("shut_above"), threat.get("escort_above")
        closes, opens = _number(shut), _number(escort)
        if shut and closes is not None and opens is not None and closes < opens:
            message = f"{closes:g} is below `escort_above`, {opens:g}: it would be shut before an escort is asked for"
            yield _fault((*path, "shut_above"), shut, message)


def _escorts(root: Node) -> Iterator[Fault]:
    for path, by in find(root, ("phases", "[]", "tasking", "*", "escort", "by")):
        tasking = root.get(*path[:3])
        known = tasking.map if tasking else {}
        if by.text is not None and by.text not in known:
            yield _fault(path, by, f"this phase has no request `{by.text}`{did_you_mean(by.text, known)}")


def _rescue(root: Node) -> Iterator[Fault]:
    needed = root.get("rescue", "needed")
    if needed and needed.elements and "rescue" not in offered(root):
        yield _fault(("rescue", "needed"), needed, "no request offers `rescue`: nobody could go there")
    if root.get("rescue") is None:
        for path, mission in find(root, ("phases", "[]", "tasking", "*", "mission")):
            if mission.text == "rescue":
                yield _fault(path[:-1], mission, "an alert needs the section `rescue`: how long crews stay free")
