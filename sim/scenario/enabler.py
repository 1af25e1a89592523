"""Variants laid over a scenario, and enablers taken away from it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from pydantic import ValidationError

from sim.scenario.fault import Fault, Origin, did_you_mean
from sim.scenario.inputs import Enabler, Removal
from sim.scenario.merge import deletes_nothing, merge, pruned
from sim.scenario.node import Node, Path, children, noted, plain
from sim.scenario.scenario import Scenario

NOT_IN_A_VARIANT = ("format", "variants", "extends", "use")


def vary(root: Node, name: str, model: type[Scenario], faults: list[Fault]) -> Node:
    """The scenario with a variant laid over it."""
    variant = _named(root, "variants", name, "--variant", faults)
    if variant is None:
        return root
    changes = noted(variant, f"variant {name}")
    faults += [
        Fault(change.place, f"variants.{name}.{key}", f"a variant cannot change `{key}`")
        for key, change in changes.map.items()
        if key in NOT_IN_A_VARIANT
    ]
    kept = {key: change for key, change in changes.map.items() if key not in ("title", *NOT_IN_A_VARIANT)}
    over = root.having(kept)
    faults += deletes_nothing(root, over, model)
    return merge(root, over, faults)


def take_away(root: Node, names: Iterable[str], faults: list[Fault]) -> Node:
    """The scenario without some enablers; one that removes nothing is a fault.

    What each removes is looked up before any is removed, so enablers may overlap.
    """
    doomed: dict[Path, str] = {}
    for name in names:
        enabler = _named(root, "enablers", name, "--without", faults)
        removals = _removals(enabler) if enabler else None
        if enabler is None or removals is None:
            continue
        paths = [path for removal in removals for path in removed(root, removal)]
        if not paths:
            faults.append(Fault(enabler.place, f"enablers.{name}", "removes nothing"))
        doomed |= dict.fromkeys(paths, f"without {name}")
    return _cut(root, doomed, ()) if doomed else root


def _named(root: Node, section: str, name: str, option: str, faults: list[Fault]) -> Node | None:
    known = root.get(section)
    found = known.map.get(name) if known else None
    if found is None:
        hint = did_you_mean(name, known.map if known else ())
        faults.append(Fault(Origin(f"{option} {name}"), "", f"the scenario has no {section[:-1]} `{name}`{hint}"))
    return found


def _removals(enabler: Node) -> tuple[Removal, ...] | None:
    """What an enabler is; None if it is not written rightly, which the check of the whole will tell."""
    try:
        remove = Enabler.model_validate_json(json.dumps(plain(pruned(enabler))), strict=True).remove
    except ValidationError:
        return None
    return (remove,) if isinstance(remove, Removal) else remove


def removed(root: Node, removal: Removal) -> Iterator[Path]:
    """The paths of what goes."""
    if removal.of == "resupply":
        yield from _resupply(root, removal)
        return
    for name, row in (root.get(removal.of) or root).map.items():
        if _meets(row, removal):
            yield removal.of, name


def _meets(row: Node, removal: Removal) -> bool:
    """Whether a unit, or people at a desk, meet every condition; one that they cannot have is not met."""
    roles = row.get("roles")
    held = {role.text for role in roles.elements} if roles else set()
    return (
        removal.nation in (None, _text(row, "nation"))
        and removal.desk in (None, _text(row, "desk"))
        and (removal.role is None or not held.isdisjoint(_several(removal.role)))
        and (removal.aircraft is None or _text(row, "aircraft") in _several(removal.aircraft))
    )


def _resupply(root: Node, removal: Removal) -> Iterator[Path]:
    """Orders and deliveries from the nation; they have no role, aircraft or desk."""
    if removal.role or removal.aircraft or removal.desk:
        return
    for name, stock in (root.get("stocks") or root).map.items():
        reorder, deliveries = stock.get("reorder"), stock.get("deliveries")
        if reorder and removal.nation in (None, _text(reorder, "from")):
            yield "stocks", name, "reorder"
        for number, delivery in children(deliveries) if deliveries else ():
            if removal.nation in (None, _text(delivery, "from")):
                yield "stocks", name, "deliveries", number


def _text(row: Node, key: str) -> str | None:
    node = row.get(key)
    return node.text if node else None


def _several(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _cut(node: Node, doomed: dict[Path, str], path: Path) -> Node:
    """The tree without the doomed paths; a list that lost an element says which enabler took it."""
    if isinstance(node.value, dict):
        kept = {key: entry for key, entry in node.value.items() if (*path, key) not in doomed}
        return node.having({key: _cut(entry, doomed, (*path, key)) for key, entry in kept.items()})
    if isinstance(node.value, list):
        notes = [doomed[here] for name, _ in children(node) if (here := (*path, name)) in doomed]
        if notes:
            left = [element for name, element in children(node) if (*path, name) not in doomed]
            return Node(left, node.origin._replace(note=notes[0]), node.key)
    return node
