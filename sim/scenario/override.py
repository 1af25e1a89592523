"""Single values set from the command: `--set forces.us-kc-135.count=10`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from sim.scenario.document import compose, resolve
from sim.scenario.fault import Fault, Origin, ScenarioError, did_you_mean
from sim.scenario.merge import inherit_phases, merge, without_nulls
from sim.scenario.node import Node, Path, child, children, find, position
from sim.scenario.quantity import QUANTITY
from sim.scenario.scenario import Scenario
from sim.scenario.shape import below, is_open, keys_of

DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?", re.ASCII)
"""A date, or a date and time, as one writes it."""
WORD = re.compile(r"\d[\w.+-]{0,30}(?: [A-Za-z]{1,10}(?:/[A-Za-z]{1,10})?)?", re.ASCII)
"""What YAML reads as one word without quotes, whatever it means: nearly every number that a study sets."""


def set_values(root: Node, settings: Iterable[str], model: type[Scenario], faults: list[Fault]) -> Node:
    """The scenario with these values set one after the other, each in as many places as the `*` in its path match.

    A path exists if the scenario, with each phase completed by the one before it, has a value there; new names may
    be made where any name may stand. As everywhere a map merges, a list replaces and null deletes. A study sets
    hundreds of numbers in one world, so what changes no path is put where it belongs at once, and the completed
    scenario is worked out again only after a setting that may change which paths there are.
    """
    full: Node | None = None
    for setting in settings:
        origin = Origin(f"--set {setting}")
        path, equals, text = setting.partition("=")
        steps = tuple(path.strip().split("."))
        if not equals or not all(steps):
            faults.append(Fault(origin, "", "write it as path=value, such as forces.us-kc-135.count=10"))
            continue
        try:
            value = as_yaml(text, origin, faults)
            if value.value == {}:
                raise ScenarioError(
                    [Fault(origin, "", "an empty map changes nothing: set it to null, or name what is in it")]
                )
            full = full or without_nulls(inherit_phases(root))
            places = _expand(full, steps, origin)
            if all(_only_a_number(full, place, value) for place in places):
                for place in places:
                    root = _put(root, place, Node(value.value, origin, origin))
                continue
            for place in places:
                root = _set(root, full, model, _Setting(place, (), value))
            full = None
        except ScenarioError as error:
            faults += error.faults
    return root


def as_yaml(text: str, origin: Origin, faults: list[Fault]) -> Node:
    """What is set, as YAML means it."""
    if WORD.fullmatch(text):
        return Node(resolve(text), origin)
    return compose(text, origin, faults) if text.strip() else Node(None, origin)


def _only_a_number(full: Node, place: Path, value: Node) -> bool:
    """Whether a number takes the place of a number, or a quantity or date that of one: no path comes or goes."""
    there = full.get(*place)
    return there is not None and place[-1] != "name" and _is_number(value) and _is_number(there)


def _is_number(node: Node) -> bool:
    value = node.value
    if isinstance(value, str):
        return QUANTITY.fullmatch(value) is not None or DATE.fullmatch(value) is not None
    return isinstance(value, (int, float))


def _put(node: Node, place: Path, value: Node) -> Node:
    """`node` with the number there; what a phase inherits is then written in it."""
    step, rest = place[0], place[1:]
    if rest:
        value = _put(child(node, step) or Node({}, value.origin, value.origin), rest, value)
    return _with(node, step, value)


def _expand(full: Node, steps: Path, origin: Origin) -> list[Path]:
    if "*" not in steps:
        return [steps]
    paths = [path for path, _ in find(full, steps)]
    if not paths:
        raise ScenarioError([Fault(origin, "", f"{'.'.join(steps)} matches nothing")])
    return paths


class _Setting:
    """What is to be set, and how far along its path we are."""

    def __init__(self, ahead: Path, behind: Path, value: Node) -> None:
        self.step, self.rest, self.behind = ahead[0], ahead[1:], behind
        self.value = Node(value.value, value.origin, value.origin)

    def next(self) -> _Setting:
        return _Setting(self.rest, (*self.behind, self.step), self.value)

    def unknown(self, full: Node | None, shape: Any) -> ScenarioError:
        known = [*(name for name, _ in children(full)), *(keys_of(shape) or ())] if full else keys_of(shape) or ()
        where = ".".join(self.behind) or "the scenario"
        message = f"{where} has no `{self.step}`{did_you_mean(self.step, known)}"
        return ScenarioError([Fault(self.value.origin, "", message)])


def _set(node: Node, full: Node | None, shape: Any, setting: _Setting) -> Node:
    """`node` with the value set below it; `full` is the same with what a phase inherits."""
    step, rest = setting.step, setting.rest
    there = child(full, step) if full else None
    shape_there = below(shape, step, there)
    deleting = not rest and setting.value.value is None
    if there is None and ((deleting and is_open(shape)) or not _may_be_made(shape, step, shape_there, rest)):
        raise setting.unknown(full, shape)
    own = child(node, step)
    if rest:
        empty = Node({}, setting.value.origin, setting.value.origin)
        changed = _set(own or empty, there, shape_there, setting.next())
    else:
        changed = merge(own, setting.value, [])
    return _with(node, step, changed)


def _may_be_made(shape: Any, step: str, shape_there: Any, rest: Path) -> bool:
    """Whether a name that is not there yet may be: a field left out, or any name where any may stand."""
    fields = keys_of(shape)
    if fields is not None:
        return step in fields
    return is_open(shape) and (not rest or is_open(shape_there))


def _with(node: Node, step: str, changed: Node) -> Node:
    if isinstance(node.value, list):
        number = position(node, step)
        elements = [changed if index == number else element for index, element in enumerate(node.value)]
        return node.having([element for element in elements if element.value is not None])
    return node.having(node.map | {step: changed})
