"""The state as a scenario file: what differs from the scenario that it extends, and nothing else."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import yaml

from sim.scenario.fault import Fault, ScenarioError
from sim.scenario.load import Gathered
from sim.scenario.node import Node, label, plain
from sim.scenario.resolve import Changes, Dumper, altered

AS_WRITTEN = Changes()

if TYPE_CHECKING:
    from sim.classroom.shelf import Shelf
    from sim.classroom.state import Desk, State


def saved(desk: Desk, state: State, shelf: Shelf) -> tuple[str, str]:
    """Name and text of a file that extends the scenario and flies as the state does.

    Raises ScenarioError if the state cannot be flown.
    """
    book = desk.book
    faults: list[Fault] = []
    changes = desk.changes(state)
    root, _ = altered(book.files.root, changes, book.files.model, faults)
    if faults:
        raise ScenarioError(faults)
    book.files.load(changes)
    body = _difference(book.files.root, root) or {}
    name = f"{desk.scenario.name}_changed"
    told = desk.told(state) or "as it stands"
    head: dict[str, Any] = {"format": 1, "name": name, "title": f"{desk.scenario.title} ({told})"}
    if "lesson" in root.map:
        head["lesson"] = None
    extended = PurePosixPath(book.file).name if _alone(book.file) else book.file
    text = _text(extended, told, head | body)
    gone = {fault.path.removeprefix("sources.") for fault in _faults(shelf.extending(book, text), AS_WRITTEN)}
    body |= _without(book.files, "sources", gone)
    files = shelf.extending(book, _text(extended, told, head | body))
    body |= _without(book.files, "enablers", {n for n in desk.scenario.enablers if _faults(files, Changes((), (n,)))})
    body |= _without(book.files, "variants", {n for n in desk.scenario.variants if _faults(files, Changes((n,)))})
    return f"{name}.yaml", _text(extended, told, head | body)


def _faults(files: Gathered, changes: Changes) -> tuple[Fault, ...]:
    try:
        files.load(changes)
    except ScenarioError as error:
        return error.faults
    return ()


def _without(files: Gathered, section: str, gone: set[str]) -> dict[str, Any]:
    """What says something of a thing that is gone goes too."""
    node = files.root.get(section)
    doomed = [name for name in node.map if name in gone] if node else []
    return {section: dict.fromkeys(doomed)} if doomed else {}


def _alone(file: str) -> bool:
    return "/" not in file


def _text(extended: str, told: str, document: dict[str, Any]) -> str:
    lines = f"# Saved from the classroom: {' '.join(told.split())}\n"
    lines += f"# Put it into the folder in which {extended} is found.\n"
    body = yaml.dump(
        {"extends": extended} | document,
        Dumper=Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=None,
        width=120,
    )
    return lines + body


def _difference(old: Node, new: Node) -> Any:
    """What laid over `old` gives `new`, as plain maps, lists and values; None deletes. Raises nothing.

    As files merge: maps entry by entry, lists of named maps element by element, everything else whole.
    """
    if old == new:
        return {}
    if isinstance(old.value, dict) and isinstance(new.value, dict):
        return _of_maps(old.map, new.map)
    if isinstance(old.value, list) and isinstance(new.value, list):
        before = {label(node, at): node for at, node in enumerate(old.elements)}
        after = {label(node, at): node for at, node in enumerate(new.elements)}
        named = all("name" in node.map for node in (*old.elements, *new.elements))
        if named and after.keys() <= before.keys():
            return _of_maps(before, after)
    return plain(new)


def _of_maps(old: dict[str, Node], new: dict[str, Node]) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    for key, node in new.items():
        if key not in old:
            changed[key] = plain(node)
        elif plain(old[key]) != plain(node):
            changed[key] = _difference(old[key], node)
    return changed | {key: None for key, node in old.items() if key not in new and node.value is not None}
