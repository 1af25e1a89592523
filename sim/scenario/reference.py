"""Names that must name something: a unit's base is a place, its nation a nation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sim.scenario.fault import Fault, did_you_mean
from sim.scenario.inputs.force import DYNAMIC
from sim.scenario.node import Node, Path, find
from sim.scenario.scenario import Scenario
from sim.scenario.shape import missions

BASES = ("airfield", "ship")
DEPOT = ("depot",)
REFUSE = "forces.*.caveats.[].refuse.[]"


class Reference(NamedTuple):
    """Where names stand, and what they must name."""

    pattern: str
    section: str
    kinds: tuple[str, ...] = ()
    """For places: an airfield, a ship, an area or a track."""
    besides: tuple[str, ...] = ()
    """Words that will do as well."""


REFERENCES = (
    Reference("aircraft.*.loads.{}", "munitions"),
    Reference("forces.*.nation", "nations"),
    Reference("forces.*.aircraft", "aircraft"),
    Reference("forces.*.base", "places", BASES),
    Reference("forces.*.deploys.depot", "places", DEPOT),
    Reference("forces.*.spares.depot", "places", DEPOT),
    Reference("forces.*.loads.{}", "munitions"),
    Reference("forces.*.caveats.[].areas.[]", "places", ("area",)),
    Reference("stocks.*.nation", "nations"),
    Reference("stocks.*.munition", "munitions"),
    Reference("stocks.*.base", "places", BASES),
    Reference("stocks.*.reorder.depot", "places", DEPOT),
    Reference("stocks.*.deliveries.[].depot", "places", DEPOT),
    Reference("stocks.*.reorder.from", "nations", besides=("industry",)),
    Reference("stocks.*.deliveries.[].from", "nations", besides=("industry",)),
    Reference("pools.*.of.[]", "stocks"),
    Reference("pools.*.members.{}", "nations"),
    Reference("programmes.*.stocks.[]", "stocks"),
    Reference("programmes.*.paid_by.{}", "nations"),
    Reference("staff.*.nation", "nations"),
    Reference("rescue.needed.[]", "places", ("area",)),
    Reference("phases.[].tasking.*.places.[]", "places", BASES),
    Reference("threats.*.areas.{}", "places", ("area",)),
    Reference("threats.*.reduced_by.{}", "target_classes"),
    Reference("standing.{}", "places", ("area",)),
    Reference("standing.*.{}", "target_classes"),
    Reference("control.regions.*.[]", "places", ("area",)),
    Reference("weather.areas.{}", "places", ("area",)),
    Reference("weather.areas.*", "climates"),
    Reference("phases.[].tasking.*.areas.{}", "places", ("area",)),
    Reference("phases.[].tasking.*.areas.[]", "places", ("area",)),
    Reference("phases.[].tasking.*.tracks.[]", "places", ("track",)),
    Reference("phases.[].tasking.*.en_route.[]", "places", ("track",)),
    Reference("phases.[].appear.{}", "places", ("area",)),
    Reference("phases.[].appear.*.{}", "target_classes"),
    Reference("commitments.*.draws.*.nation", "nations"),
    Reference("commitments.*.draws.*.aircraft", "aircraft"),
    Reference("commitments.*.draws.*.aircraft.[]", "aircraft"),
    Reference("enablers.*.remove.nation", "nations", besides=("industry",)),
    Reference("enablers.*.remove.[].nation", "nations", besides=("industry",)),
    Reference("enablers.*.remove.aircraft", "aircraft"),
    Reference("enablers.*.remove.aircraft.[]", "aircraft"),
    Reference("enablers.*.remove.[].aircraft", "aircraft"),
    Reference("enablers.*.remove.[].aircraft.[]", "aircraft"),
    Reference("lesson.pull.without", "enablers"),
    Reference("lesson.pull.variant", "variants"),
    Reference("lesson.pull.[].without", "enablers"),
    Reference("lesson.pull.[].variant", "variants"),
)
"""`*` is any key, `[]` any element of a list; `{}` says that the keys of the map are the names."""


def references(root: Node, model: type[Scenario]) -> list[Fault]:
    """Faults for the names that name nothing."""
    faults = [fault for reference in REFERENCES for fault in _check(root, reference, model)]
    return [*faults, *_refused(root, model), *_controlled(root, model), *_sensors(root)]


def _check(root: Node, reference: Reference, model: type[Scenario]) -> Iterator[Fault]:
    section = root.get(reference.section)
    if section is None and model.model_fields[reference.section].is_required():
        return  # that it is missing is said already
    entries = section.map if section else {}
    fitting = {name: entry for name, entry in entries.items() if _fits(entry, reference.kinds)}
    for path, name, node in _names(root, reference.pattern):
        if name not in fitting and name not in reference.besides:
            message = _unknown(name, reference, entries.get(name), (*fitting, *reference.besides))
            yield Fault(node.origin, ".".join(path), message)


def _names(root: Node, pattern: str) -> Iterator[tuple[Path, str, Node]]:
    steps = tuple(pattern.split("."))
    if steps[-1] == "{}":
        for path, node in find(root, steps[:-1]):
            for key, entry in node.map.items():
                yield (*path, key), key, Node(key, entry.place)
        return
    for path, node in find(root, steps):
        if node.text is not None:
            yield path, node.text, node


def _fits(entry: Node, kinds: tuple[str, ...]) -> bool:
    kind = entry.get("kind")
    return not kinds or kind is None or kind.text in kinds


def _unknown(name: str, reference: Reference, found: Node | None, known: tuple[str, ...]) -> str:
    wanted = " or ".join(reference.kinds) or NOUNS[reference.section]
    kind = found.get("kind") if found else None
    if kind:
        return f"`{name}` is of kind {kind.text}, not {wanted}"
    return f"no {wanted} is called `{name}`{did_you_mean(name, known)}"


NOUNS = {
    "aircraft": "aircraft",
    "enablers": "enabler",
    "climates": "climate",
    "munitions": "munition",
    "nations": "nation",
    "stocks": "stock",
    "target_classes": "target class",
    "variants": "variant",
}


def _refused(root: Node, model: type[Scenario]) -> Iterator[Fault]:
    """Caveats refuse missions, by type, dynamic strikes, and areas."""
    places = root.get("places")
    areas = [name for name, place in (places.map if places else {}).items() if _fits(place, ("area",))]
    known = (*missions(model), DYNAMIC, *areas)
    for path, name, node in _names(root, REFUSE):
        if name not in known:
            message = f"no mission type or area is called `{name}`{did_you_mean(name, known)}"
            yield Fault(node.origin, ".".join(path), message)


def _controlled(root: Node, model: type[Scenario]) -> Iterator[Fault]:
    """Control is needed by missions, by type; an area lies in one region."""
    known = missions(model)
    for path, name, node in _names(root, "control.needed_by.[]"):
        if name not in known:
            yield Fault(node.origin, ".".join(path), f"no mission type is called `{name}`{did_you_mean(name, known)}")
    first: dict[str, str] = {}
    for path, name, node in _names(root, "control.regions.*.[]"):
        other = first.setdefault(name, path[-2])
        if other != path[-2]:
            yield Fault(node.origin, ".".join(path), f"`{name}` lies in the region `{other}` already")


def _sensors(root: Node) -> Iterator[Fault]:
    """What needs sight is a sensor that some aircraft has, or that some target is seen by."""
    carried = {name for _, sensors in find(root, ("aircraft", "*", "sensors")) for name in sensors.map}
    useful = {name for _, sensors in find(root, ("target_classes", "*", "seen_by")) for name in sensors.map}
    for path, name, node in _names(root, "weather.sight.sensors.[]"):
        if name not in carried | useful:
            hint = did_you_mean(name, sorted(carried | useful))
            yield Fault(node.origin, ".".join(path), f"no sensor is called `{name}`{hint}")
