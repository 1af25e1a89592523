"""A merged map checked against the inputs, every fault told in the user's words and at its place."""

from __future__ import annotations

import json
import re
from typing import Any, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sim.scenario.fault import Fault, did_you_mean, nearest
from sim.scenario.node import Node, label, plain
from sim.scenario.scenario import Scenario
from sim.scenario.shape import below, keys_of, settle

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
    "string_type": "must be text",
    "too_short": "must hold at least {min_length}",
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
        return None, _without_repeats([_fault(details, root, model) for details in error.errors(include_url=False)])


class _Spot:
    """Where pydantic's location leads: through the nodes as far as they go, past its own words for union members."""

    def __init__(self, root: Node, model: type[Scenario], location: tuple[int | str, ...]) -> None:
        self.node, self.shape, self.path = root, cast(Any, model), ()
        self.key: str | None = None
        for step in location:
            self.enter(step)
        last = location[-1] if location else ""
        if isinstance(last, str) and (not self.path or self.path[-1] != last):
            self.key = last

    path: tuple[str, ...]

    def enter(self, step: int | str) -> None:
        if isinstance(step, int) and step < len(self.node.list):
            child = self.node.list[step]
            name = label(child, step)
        elif isinstance(step, str) and step in self.node.map:
            child, name = self.node.map[step], step
        else:
            return
        self.shape = below(self.shape, str(step), child)
        self.node, self.path = child, (*self.path, name)


def _fault(details: ErrorDetails, root: Node, model: type[Scenario]) -> Fault:
    kind = details["type"]
    if kind == "extra_forbidden":
        return _unknown_key(details, root, model)
    spot = _Spot(root, model, details["loc"])
    path = ".".join(spot.path)
    if kind == "missing":
        return Fault(spot.node.place, path, f"`{spot.key}` is missing")
    return Fault(spot.node.origin, path, _message(details, spot.node))


def _unknown_key(details: ErrorDetails, root: Node, model: type[Scenario]) -> Fault:
    *parent, key = details["loc"]
    spot = _Spot(root, model, tuple(parent))
    known = keys_of(spot.shape) or ()
    hint = did_you_mean(str(key), known) or f"; the keys here are {', '.join(known)}"
    return Fault(spot.node.map[str(key)].place, ".".join((*spot.path, str(key))), f"unknown key{hint}")


def _message(details: ErrorDetails, node: Node) -> str:
    kind, context = details["type"], details.get("ctx", {})
    if kind == "value_error":
        return str(context["error"])
    if kind == "union_tag_invalid":
        tags = re.findall(r"'([^']*)'", context["expected_tags"])
        return f"no mission type `{context['tag']}`{_choose(context['tag'], tags)}"
    if kind in ("enum", "literal_error"):
        return f"must be {context['expected'].replace(chr(39), '')}{_not(node)}{_near(context['expected'], node)}"
    words = WORDS.get(kind, details["msg"])
    return words.format(**context) + _not(node)


def _near(expected: str, node: Node) -> str:
    return did_you_mean(node.text, re.findall(r"'([^']*)'", expected)) if node.text else ""


def _choose(word: str, known: list[str]) -> str:
    return did_you_mean(word, known) or f"; there are {', '.join(known)}"


def _not(node: Node) -> str:
    """The value that was written, if it is short enough to repeat."""
    if isinstance(node.value, dict):
        return ", not a map"
    if isinstance(node.value, list):
        return ", not a list"
    word = {None: "nothing", True: "true", False: "false"}.get(node.value, node.value) if not isinstance(
        node.value, (int, float, str)
    ) or isinstance(node.value, bool) else node.value
    return f", not {word}" if len(str(word)) <= 40 else ""


def _without_repeats(faults: list[Fault]) -> list[Fault]:
    """One fault a place and path; a misspelt key is not also missing under its right name."""
    first: dict[tuple[object, str], Fault] = {}
    for fault in faults:
        missing = fault.message if fault.message.endswith("is missing") else ""
        first.setdefault((fault.origin, fault.path + missing), fault)
    return list(first.values())
