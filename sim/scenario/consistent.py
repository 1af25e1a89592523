"""Values that must agree with each other: a unit comes before it leaves, a phase follows the one before it."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.fault import Fault
from sim.scenario.lesson import lesson_faults
from sim.scenario.lift import lifted
from sim.scenario.node import Node, find
from sim.scenario.value import contradiction as _fault
from sim.scenario.value import date as _date
from sim.scenario.value import hours as _hours
from sim.scenario.value import whole as _whole

MAX_DAYS = 3660
"""Longest campaign: ten years, to catch a slip of the unit."""


def contradictions(root: Node) -> list[Fault]:
    """Faults for values that do not agree. A value that cannot be read is passed over: it has its own fault."""
    return [
        *_duration(root),
        *_stays(root),
        *_in_line(root),
        *_packages(root),
        *_tankers(root),
        *_stocks(root),
        *_loans(root),
        *lifted(root),
        *_on_station(root),
        *_classes(root),
        *_standing(root),
        *_climates(root),
        *_phases(root),
        *lesson_faults(root),
    ]


def _duration(root: Node) -> Iterator[Fault]:
    node = root.get("duration")
    hours = _hours(node)
    if node and hours is not None and not 0 < hours <= MAX_DAYS * 24:
        yield _fault(("duration",), node, f"must be more than 0 d and at most {MAX_DAYS} d, not {node.text}")


def _stays(root: Node) -> Iterator[Fault]:
    for pattern in (("forces", "*"), ("forces", "*", "caveats", "[]"), ("staff", "*")):
        for path, row in find(root, pattern):
            until, first = row.get("until"), row.get("from")
            ends, starts = _date(until), _date(first)
            if until and first and ends and starts and ends <= starts:
                yield _fault((*path, "until"), until, f"must be later than its start on {first.text}, not {until.text}")


def _in_line(root: Node) -> Iterator[Fault]:
    for path, unit in find(root, ("forces", "*")):
        in_line, count = unit.get("in_line"), unit.get("count")
        tails, flown = _whole(count), _whole(in_line)
        if in_line and tails is not None and flown is not None and 0 <= tails < flown:
            yield _fault((*path, "in_line"), in_line, f"{flown} in line are more than the unit's {tails} aircraft")


def _packages(root: Node) -> Iterator[Fault]:
    """A unit that never has enough aircraft in line for the packages asked of it would stand idle without a word."""
    requests = [
        (_names(request.get("roles")), _whole(request.get("package")) or 1)
        for _, request in find(root, ("phases", "*", "tasking", "*"))
    ]
    for path, unit in find(root, ("forces", "*")):
        flown, roles = _whole(unit.get("in_line")), _names(unit.get("roles"))
        sizes = [size for asked, size in requests if roles & asked]
        in_line = unit.get("in_line")
        if in_line and flown and sizes and min(sizes) > flown:
            yield _fault((*path, "in_line"), in_line, f"{flown} in line cannot fly packages of {min(sizes)}")


def _names(node: Node | None) -> set[str]:
    return {str(role.value) for role in node.value} if node and isinstance(node.value, list) else set()


def _tankers(root: Node) -> Iterator[Fault]:
    for path, unit in find(root, ("forces", "*")):
        roles, flown = unit.get("roles"), unit.get("aircraft")
        aircraft = root.get("aircraft", flown.text) if flown and flown.text else None
        is_tanker = roles is not None and any(role.text == "tanker" for role in roles.elements)
        if roles and flown and is_tanker and aircraft and not aircraft.get("tanker"):
            yield _fault((*path, "roles"), roles, f"`{flown.text}` gives no fuel: it has no `tanker`")


def _stocks(root: Node) -> Iterator[Fault]:
    first: dict[tuple[object, object], str] = {}
    for path, stock in find(root, ("stocks", "*")):
        nation, munition = stock.get("nation"), stock.get("munition")
        if nation and munition and nation.text and munition.text:
            other = first.setdefault((nation.text, munition.text), path[-1])
            if other != path[-1]:
                message = f"{nation.text} has a stock of {munition.text} already: `{other}`"
                yield Fault(stock.place, ".".join(path), message)


def _loans(root: Node) -> Iterator[Fault]:
    """A loan goes back after it came, to a stock."""
    stocks = list(find(root, ("stocks", "*")))
    owners = {(_text(stock, "nation"), _text(stock, "munition")) for _, stock in stocks}
    for path, loan in find(root, ("stocks", "*", "deliveries", "[]")):
        back, on, lender = loan.get("back"), loan.get("on"), _text(loan, "from")
        if back is None:
            continue
        goes, came = _date(back), _date(on)
        if on and goes and came and goes <= came:
            yield _fault((*path, "back"), back, f"must be later than {on.text}, when it came, not {back.text}")
        munition = _text(root.get(*path[:2]), "munition")
        if (lender, munition) not in owners:
            yield _fault((*path, "back"), back, f"{lender} has no stock of {munition} to which it could go back")


def _text(node: Node | None, key: str) -> str | None:
    found = node.get(key) if node else None
    return found.text if found else None


def _on_station(root: Node) -> Iterator[Fault]:
    for path, request in find(root, ("phases", "[]", "tasking", "*")):
        least, asked = request.get("on_station_min"), request.get("on_station")
        least_h, asked_h = _hours(least), _hours(asked)
        if least and asked and least_h is not None and asked_h is not None and least_h > asked_h:
            message = f"{least.text} at least is longer than the {asked.text} asked for"
            yield _fault((*path, "on_station_min"), least, message)


def _classes(root: Node) -> Iterator[Fault]:
    for path, kind in find(root, ("target_classes", "*")):
        mobile, exposure = kind.get("mobile"), kind.get("exposure")
        if mobile and mobile.value is True and exposure is None:
            yield Fault(kind.place, ".".join(path), "a mobile target needs an `exposure`")
        if mobile and mobile.value is False and exposure:
            yield _fault((*path, "exposure"), exposure, "a fixed target has no `exposure`")


def _standing(root: Node) -> Iterator[Fault]:
    for path, number in find(root, ("standing", "*", "*")):
        mobile = root.get("target_classes", path[-1], "mobile")
        if mobile and mobile.value is True:
            message = f"only fixed targets stand from the start, and `{path[-1]}` is mobile"
            yield Fault(number.place, ".".join(path), message)


def _climates(root: Node) -> Iterator[Fault]:
    """Weather must leave some of each month clear."""
    for path, climate in find(root, ("climates", "*")):
        closed: dict[str, float] = {}
        for (*_, month), share in find(climate, ("*", "share", "*")):
            if isinstance(share.value, int | float) and 0 <= share.value <= 1:
                closed[month] = closed.get(month, 0.0) + share.value
        for month, total in closed.items():
            if total >= 1:
                message = f"no hour of {month} is clear: all its weather comes to {total:g}"
                yield Fault(climate.place, ".".join(path), message)


def _phases(root: Node) -> Iterator[Fault]:
    phases = root.get("phases")
    before = root.get("start")
    names: set[str] = set()
    for number, phase in enumerate(phases.elements if phases else []):
        name, first = phase.get("name"), phase.get("from")
        path = ("phases", name.text if name and name.text else str(number))
        if name and name.text in names:
            yield _fault((*path, "name"), name, f"two phases are called {name.text}")
        names.add(path[-1])
        starts, then = _date(first), _date(before)
        if first and before and starts and then:
            if number == 0 and starts > then:
                message = f"the first phase must begin at the start, {before.text}, or before, not {first.text}"
                yield _fault((*path, "from"), first, message)
            if number > 0 and starts <= then:
                message = f"begins on {first.text}, but the phase before it on {before.text}"
                yield _fault((*path, "from"), first, message)
        before = first or before
