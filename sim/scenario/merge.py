"""How one map goes over another: maps merge, lists replace, null deletes.

A null stays in the map as a mark until the end, since what it deletes may come later: from the phase before.
"""

from __future__ import annotations

from typing import Any

from sim.scenario.fault import Fault, did_you_mean
from sim.scenario.node import Node, Path, child, label
from sim.scenario.shape import below, is_open


def merge(base: Node | None, over: Node, faults: list[Fault], path: Path = ()) -> Node:
    """`over` laid over `base`. A map over a list of named maps changes the elements so named."""
    if base is None:
        return over
    if isinstance(over.value, dict) and isinstance(base.value, dict):
        entries = dict(base.value)
        for key, change in over.value.items():
            entries[key] = merge(entries.get(key), change, faults, (*path, key))
        return over.having(entries)
    if isinstance(over.value, dict) and isinstance(base.value, list):
        return _over_list(base, over, faults, path)
    return over


def _over_list(base: Node, over: Node, faults: list[Fault], path: Path) -> Node:
    merged = list(base.elements)
    number = {label(element, index): index for index, element in enumerate(merged)}
    for name, change in over.map.items():
        if name in number:
            merged[number[name]] = merge(merged[number[name]], change, faults, (*path, name))
        else:
            hint = did_you_mean(name, number)
            faults.append(Fault(change.place, ".".join((*path, name)), f"the list has no element of this name{hint}"))
    return base.having([element for element in merged if element.value is not None])


def deletes_nothing(base: Node | None, over: Node, shape: Any, path: Path = ()) -> list[Fault]:
    """Faults for the nulls of `over` under names, such as those of units, that `base` does not have."""
    faults = []
    for key, change in over.map.items():
        before = child(base, key) if base else None
        if change.value is None and before is None and is_open(shape):
            hint = did_you_mean(key, base.map) if base else ""
            faults.append(Fault(change.place, ".".join((*path, key)), f"there is nothing to delete here{hint}"))
        elif change.map and key != "variants":
            faults += deletes_nothing(before, change, below(shape, key, before or change), (*path, key))
    return faults


def inherit_phases(root: Node) -> Node:
    """Each phase starts from the one before it; a request without `mission` is of the type it is named for."""
    phases = root.map.get("phases")
    if phases is None or not isinstance(phases.value, list):
        return root
    before: Node | None = None
    inherited = []
    for phase in phases.value:
        before = _inherit(before, phase)
        inherited.append(before)
    return root.having(root.map | {"phases": phases.having([_name_missions(phase) for phase in inherited])})


def _inherit(before: Node | None, phase: Node) -> Node:
    if before is None or not isinstance(phase.value, dict):
        return phase
    entries = dict(phase.value)
    for part in ("tasking", "appear"):
        if part in before.map:
            entries[part] = merge(before.map[part], entries[part], []) if part in entries else before.map[part]
    return phase.having(entries)


def _name_missions(phase: Node) -> Node:
    tasking = phase.map.get("tasking")
    if tasking is None or not isinstance(tasking.value, dict):
        return phase
    requests = {name: _named(request, name) for name, request in tasking.value.items()}
    return phase.having(phase.map | {"tasking": tasking.having(requests)})


def _named(request: Node, name: str) -> Node:
    if not isinstance(request.value, dict) or "mission" in request.value:
        return request
    return request.having(request.value | {"mission": Node(name, request.place, request.place)})


def without_nulls(root: Node, keep: tuple[str, ...] = ("variants",)) -> Node:
    """What is left when every null has deleted its key, but for the sections to `keep` as they are written."""
    kept = {key: section for key, section in root.map.items() if section.value is not None}
    return root.having(
        {key: _named_ones(section) if key in keep else _pruned(section) for key, section in kept.items()}
    )


def _named_ones(section: Node) -> Node:
    """The section without the names that are deleted, each as it is written."""
    if not isinstance(section.value, dict):
        return section
    return section.having({name: entry for name, entry in section.value.items() if entry.value is not None})


def _pruned(node: Node) -> Node:
    """The same node where there is nothing to delete, as nearly everywhere."""
    value = node.value
    if isinstance(value, dict):
        entries = {
            key: _pruned(child) if isinstance(child.value, (dict, list)) else child
            for key, child in value.items()
            if child.value is not None
        }
        same = len(entries) == len(value) and all(entries[key] is child for key, child in value.items())
        return node if same else node.having(entries)
    if isinstance(value, list):
        elements = [_pruned(child) for child in value]
        same = all(mine is child for mine, child in zip(elements, value, strict=True))
        return node if same else node.having(elements)
    return node
