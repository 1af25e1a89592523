"""The scenario as it stands after every file, variant, enabler and setting: each value with where it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from sim.scenario.basing import base_here
from sim.scenario.cut import make_cuts
from sim.scenario.document import BOOL, FLOAT, INT, NO_NUMBER, NULL
from sim.scenario.enabler import take_away, vary
from sim.scenario.fault import Fault
from sim.scenario.merge import deletes_nothing, inherit_phases, unknown_nulls, without_nulls
from sim.scenario.node import Node, Path, children, plain
from sim.scenario.override import set_values
from sim.scenario.scenario import Scenario
from sim.scenario.shape import below
from sim.scenario.source import without_dangling
from sim.scenario.unknown import SECTION, Factor, multiply


@dataclass(frozen=True)
class Changes:
    """What is different from the file: variants laid over it, enablers taken away, single values set."""

    variants: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.variants or self.without or self.sets)


@dataclass(frozen=True)
class Resolved:
    """The merged scenario before it is checked."""

    written: Node
    """Phases as written: each says what it changes."""
    full: Node
    """Phases completed by those before them."""
    unknowns: Mapping[str, Factor] = field(default_factory=dict)
    """The factors that were multiplied in."""

    def dump(self) -> str:
        """The scenario as one YAML file that needs no other, and loads to the same."""
        return yaml.dump(
            plain(self.written), Dumper=Dumper, sort_keys=False, allow_unicode=True, default_flow_style=None, width=120
        )

    def origins(self) -> Iterator[tuple[str, str, str]]:
        """Path, value and where it came from, of every single value."""
        yield from _origins(self.full, ())


def altered(root: Node, changes: Changes, model: type[Scenario], faults: list[Fault]) -> tuple[Node, dict[str, Factor]]:
    """Variants, then enablers, unknowns, settings; and the unknowns. Settings of unknowns come before these."""
    for name in changes.variants:
        root = vary(root, name, model, faults)
    root = take_away(root, changes.without, faults)
    first = of_unknowns(changes.sets)
    root = set_values(root, first, model, faults)
    root, unknowns = multiply(root, model, faults, some_gone=bool(changes.variants or changes.without))
    others = [setting for setting in changes.sets if setting not in first]
    return set_values(root, others, model, faults), unknowns


def of_unknowns(settings: Iterable[str]) -> list[str]:
    """Those that set something of an unknown."""
    return [setting for setting in settings if setting.strip().startswith(f"{SECTION}.")]


def completed(root: Node, model: type[Scenario], faults: list[Fault]) -> tuple[Node, Node]:
    """What is altered after its cuts, with the phases as written; and with each completed by the one before it."""
    root = make_cuts(root, faults)
    root = base_here(root, faults)
    inherited = inherit_phases(root)
    full = without_nulls(inherited)
    faults += unknown_nulls(inherited, full, model)
    faults += _idle_nulls(root, full, model)
    return root, full


def change(root: Node, changes: Changes, model: type[Scenario], faults: list[Fault]) -> Resolved:
    """What is asked to be altered, then cuts, and the phases last."""
    root, unknowns = altered(root, changes, model, faults)
    root, full = completed(root, model, faults)
    if changes:
        full = without_dangling(full)
    phases = root.get("phases")
    as_written = {"phases": phases} if phases and phases.elements else {}
    return Resolved(full.having(full.map | as_written), full, unknowns)


def _idle_nulls(root: Node, full: Node, model: type[Scenario]) -> list[Fault]:
    """Faults for nulls in a phase that delete nothing of the phase before it."""
    written, complete = root.get("phases"), full.get("phases")
    if written is None or complete is None:
        return []
    faults: list[Fault] = []
    before = None
    for (name, phase), after in zip(children(written), complete.elements, strict=False):
        faults += deletes_nothing(before, phase, below(below(model, "phases"), name), ("phases", name))
        before = after
    return faults


def _origins(node: Node, path: Path) -> Iterator[tuple[str, str, str]]:
    entries = list(children(node))
    for name, entry in entries:
        yield from _origins(entry, (*path, name))
    if not entries:
        yield ".".join(path), _word(node), str(node.origin)


def _word(node: Node) -> str:
    if isinstance(node.value, (dict, list)):
        return "{}" if isinstance(node.value, dict) else "[]"
    return {"None": "null", "True": "true", "False": "false"}.get(str(node.value), str(node.value))


class Dumper(yaml.SafeDumper):
    """Quotes exactly the text that would be read as something else; see `document`."""

    yaml_implicit_resolvers: Any = {}


for _tag, _pattern in (("null", NULL), ("bool", BOOL), ("int", INT), ("float", FLOAT), ("float", NO_NUMBER)):
    _whole = re.compile(rf"(?:{_pattern.pattern})$")
    Dumper.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", _whole, None)
