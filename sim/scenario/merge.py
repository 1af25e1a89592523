"""How one map goes over another: maps merge, lists replace, null deletes.

A null stays in the map as a mark until the end, since what it deletes may come later: from the phase before.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sim.scenario.fault import Fault, did_you_mean, key_meant, unknown_key
from sim.scenario.node import Node, Path, child, children, label
from sim.scenario.shape import below, is_open, keys_of


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
            hint = key_meant(key, base.map if base else ())
            faults.append(Fault(change.place, ".".join((*path, key)), f"there is nothing to delete here{hint}"))
        elif change.map and key != "variants":
            faults += deletes_nothing(before, change, below(shape, key, before or change), (*path, key))
    return faults


def unknown_nulls(root: Node, left: Node, model: Any) -> list[Fault]:
    """Faults for the nulls under keys that no map of this shape has: they are gone in what `without_nulls` left.

    Such are a misspelt key without a value, and what stands after the comma in `{count: 12,5}`.
    """
    faults = []
    for *above, key in _nulls(root, left):
        node, shape = root, model
        for step in above:
            below_step = child(node, step)
            node, shape = below_step or node, below(shape, step, below_step)
        known, null = keys_of(shape), child(node, key)
        if known is not None and null and key not in known:
            faults.append(Fault(null.place, ".".join((*above, key)), unknown_key(key, known)))
    return faults


def _nulls(root: Node, left: Node) -> Iterator[Path]:
    """Where the nulls are; what has none is the same in both."""
    for section, entry in root.map.items():
        if entry.value is None or left.map.get(section) is not entry:
            yield from _nulls_below(entry, (section,))


def _nulls_below(node: Node, path: Path) -> Iterator[Path]:
    if node.value is None:
        yield path
    for step, entry in children(node):
        yield from _nulls_below(entry, (*path, step))


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


def without_nulls(root: Node) -> Node:
    """What is left when every null has deleted its key, but for the variants, which stay as they are written."""
    kept = {key: section for key, section in root.map.items() if section.value is not None}
    return root.having(
        {key: _named_ones(section) if key == "variants" else pruned(section) for key, section in kept.items()}
    )


def _named_ones(section: Node) -> Node:
    """The section without the names that are deleted, each as it is written."""
    if not isinstance(section.value, dict):
        return section
    kept = {name: entry for name, entry in section.value.items() if entry.value is not None}
    return section if len(kept) == len(section.value) else section.having(kept)


def pruned(node: Node) -> Node:
    """The same node where there is nothing to delete, as nearly everywhere."""
    value = node.value
    if isinstance(value, dict):
        entries = {
            key: pruned(child) if isinstance(child.value, (dict, list)) else child
            for key, child in value.items()
            if child.value is not None
        }
        same = len(entries) == len(value) and all(entries[key] is child for key, child in value.items())
        return node if same else node.having(entries)
    if isinstance(value, list):
        elements = [pruned(child) for child in value]
        same = all(mine is child for mine, child in zip(elements, value, strict=True))
        return node if same else node.having(elements)
    return node
