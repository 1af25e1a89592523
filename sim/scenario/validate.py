"""A merged map checked against the inputs, every fault told in the user's words and at its place."""

from __future__ import annotations

import json
import re
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sim.scenario.document import resolve
from sim.scenario.fault import Fault, did_you_mean, nearest, unknown_key
from sim.scenario.node import Node, Path, label, plain
from sim.scenario.scenario import Scenario
from sim.scenario.shape import below, is_choice, keys_of

WORDS = {
    "bool_type": "must be true or false",
    "dict_type": "must be a map of `key: value`",
    "finite_number": "must be a finite number",
    "float_type": "must be a number",
    "greater_than": "must be more than {gt:g}",
    "greater_than_equal": "must be at least {ge:g}",
    "int_from_float": "must be a whole number",
    "int_type": "must be a whole number",
    "less_than": "must be less than {lt:g}",
    "less_than_equal": "must be at most {le:g}",
    "model_attributes_type": "must be a map of `key: value`",
    "model_type": "must be a map of `key: value`",
    "string_pattern_mismatch": "must be letters, digits, `-` and `_`",
    "string_type": "must be text",
    "too_short": "must have at least {min_length} element",
    "tuple_type": "must be a list",
}
"""What pydantic's kinds of error are called here; {…} is filled from the error's context."""


def validate(root: Node, model: type[Scenario]) -> tuple[Scenario | None, list[Fault]]:
    """The scenario, or all that is wrong with it.

    It passes through JSON because pydantic is strict there (`true` is no count, `"3"` no number) and still takes
    a list for a tuple and a word for an enumeration.
    """
    try:
        return model.model_validate_json(json.dumps(plain(root)), strict=True), []
    except ValidationError as error:
        return None, _tell(error.errors(include_url=False), root, model)


def _tell(errors: list[ErrorDetails], root: Node, model: type[Scenario]) -> list[Fault]:
    """One fault a place and path; a misspelt key is not reported again as missing under its right name."""
    told: dict[tuple[object, ...], Fault] = {}
    meant: set[tuple[Path, str]] = set()
    for details in errors:
        if details["type"] == "extra_forbidden":
            spot, key = _Spot(root, model, details["loc"][:-1]), str(details["loc"][-1])
            known = keys_of(spot.shape) or ()
            meant.add((spot.path, nearest(key, known) or ""))
            path = ".".join((*spot.path, key))
            told[path, key] = Fault(spot.node.map[key].place, path, unknown_key(key, known))
    lacking: dict[Path, list[str]] = {}
    for details in errors:
        spot = _Spot(root, model, details["loc"])
        path = ".".join(spot.path)
        if details["type"] == "missing":
            key = str(details["loc"][-1])
            if (spot.path, key) not in meant:
                lacking.setdefault(spot.path, []).append(key)
        elif details["type"] != "extra_forbidden" and not _only_faulty(details, spot.node):
            told.setdefault((path,), Fault(spot.node.origin, path, _message(details, spot.node)))
    return [*told.values(), *(_missing(root, path, keys) for path, keys in lacking.items())]


def _only_faulty(details: ErrorDetails, node: Node) -> bool:
    """Whether the list is long enough, but pydantic does not count the elements that it has refused."""
    return details["type"] == "too_short" and len(node.elements) >= details["ctx"]["min_length"]


def _missing(root: Node, path: Path, keys: list[str]) -> Fault:
    """What a map lacks. One that lacks most was perhaps meant to change another of a similar name."""
    node = root.get(*path) or root
    *others, last = (f"`{key}`" for key in keys)
    words = f"{', '.join(others)} and {last} are missing" if others else f"{last} is missing"
    beside = root.get(*path[:-1])
    if path and beside and len(keys) > len(node.map):
        words += did_you_mean(path[-1], beside.map, cutoff=0.8)
    return Fault(node.place, ".".join(path), words)


class _Spot:
    """Where pydantic's location leads: through the nodes, past its own name for the shape that it chose of several."""

    def __init__(self, root: Node, model: type[Scenario], location: tuple[int | str, ...]) -> None:
        self.node = root
        self.shape: Any = model
        self.path: Path = ()
        self.chosen = True
        for step in location:
            if self.chosen:
                self.enter(step)
            else:
                self.chosen = True

    def enter(self, step: int | str) -> None:
        if isinstance(step, int) and step < len(self.node.elements):
            child = self.node.elements[step]
            name = label(child, step)
        elif isinstance(step, str) and step in self.node.map:
            child, name = self.node.map[step], step
        else:
            return
        self.chosen = not is_choice(self.shape, str(step))
        self.shape = below(self.shape, str(step), child)
        self.node, self.path = child, (*self.path, name)


def _message(details: ErrorDetails, node: Node) -> str:
    kind, context = details["type"], details.get("ctx", {})
    if kind == "value_error":
        return str(context["error"])
    if kind == "union_tag_invalid":
        word, known = str(context["tag"]), re.findall(r"'([^']*)'", str(context["expected_tags"]))
        return f"no mission type is called `{word}`{_choose(word, known)}"
    if kind in ("enum", "literal_error"):
        expected = str(context["expected"])
        known = re.findall(r"'([^']*)'", expected)
        hint = did_you_mean(node.text, known) if node.text else ""
        return f"must be {expected.replace(chr(39), '')}{_not(node)}{hint}"
    return WORDS.get(kind, details["msg"]).format(**context) + _not(node)


def _choose(word: str, known: tuple[str, ...] | list[str]) -> str:
    return did_you_mean(word, known) or f"; known are {', '.join(known)}"


def _not(node: Node) -> str:
    """What was written instead, if it is short enough to repeat."""
    if isinstance(node.value, dict):
        return ", not a map"
    if isinstance(node.value, list):
        return ", not a list" if node.value else ""
    word = {"None": "nothing", "True": "true", "False": "false"}.get(str(node.value), str(node.value))
    if node.text is not None and not isinstance(resolve(node.text), str):
        word = f'"{word}"'
    return f", not {word}" if len(word) <= 40 else ""
