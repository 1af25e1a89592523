"""Unknowns multiplied in: after variants and enablers, before settings and cuts.

What is found is multiplied once, in the phases as they are when completed; a phase that inherits such a number inherits
it multiplied. What `--set` says is said in the end, and is flown as it is said.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import floor
from typing import Any

from pydantic import ValidationError

from sim.scenario.fault import Fault, did_you_mean
from sim.scenario.inputs.unknown import Unknown
from sim.scenario.merge import inherit_phases, pruned, without_nulls
from sim.scenario.node import Node, Path, Scalar, child, children, find, plain, position
from sim.scenario.quantity import QUANTITY
from sim.scenario.scenario import Scenario
from sim.scenario.shape import below

SECTION = "unknowns"
ABOUT = ("cuts", "enablers", "format", "lesson", "sources", SECTION, "variants")
"""Sections that say something of the scenario, and are not flown."""


@dataclass(frozen=True)
class Factor:
    """One unknown, with its name and where it is written."""

    name: str
    unknown: Unknown
    node: Node

    def fault(self, message: str, place: Node | None = None) -> Fault:
        """What is wrong with it, or with a part of it, in the user's words."""
        return Fault((place or self.node).origin, f"{SECTION}.{self.name}", message)


def multiply(
    root: Node, model: type[Scenario], faults: list[Fault], *, some_gone: bool
) -> tuple[Node, dict[str, Factor]]:
    """The scenario with its unknowns multiplied in, without the section, and the unknowns by name.

    A path that leads nowhere is a fault, unless `some_gone`: an enabler or a variant may have taken away what it leads
    to. If an unknown is not written rightly the section stays, for the check of the whole.
    """
    section = root.get(SECTION)
    if section is None or not section.map:
        return root, {}
    read = {name: (_read(node), node) for name, node in section.map.items() if node.value is not None}
    factors = [Factor(name, unknown, node) for name, (unknown, node) in read.items() if unknown is not None]
    if len(factors) < len(read):
        return root, {}
    full = without_nulls(inherit_phases(root))
    found: dict[Path, Factor] = {}
    for factor in factors:
        faults += _strangers(factor, read)
        for path in _matched(full, factor, faults, some_gone=some_gone):
            if path not in found:
                found[path] = factor
            elif found[path] is not factor:
                told = f"`{'.'.join(path)}` is scaled by `{found[path].name}` already"
                faults.append(factor.fault(told, factor.node.get("scale")))
    phases = [name for name, _ in children(full.map["phases"])] if "phases" in full.map else []
    before = dict(zip(phases[1:], phases, strict=False))
    for path, factor in found.items():
        if not _inherits(root, before, path, found):
            node = _multiplied(full, path, factor, model, faults)
            root = _put(root, path, node) if node else root
    rest = {key: entry for key, entry in root.map.items() if key != SECTION}
    return root.having(rest), {factor.name: factor for factor in factors}


def of_sections(section: Node, wanted: set[str]) -> Node:
    """Those unknowns, and of each those paths, that are about the sections wanted: they go where these are borrowed."""
    kept = {}
    for name, unknown in section.map.items():
        paths = unknown.get("scale")
        here = [path for path in paths.elements if (path.text or "").split(".")[0] in wanted] if paths else []
        if paths and here:
            kept[name] = unknown.having(unknown.map | {"scale": paths.having(here)})
    for name, unknown in kept.items():
        if together := unknown.get("correlations"):
            left = together.having({other: node for other, node in together.map.items() if other in kept})
            kept[name] = unknown.having(unknown.map | {"correlations": left})
    return section.having(kept)


def _strangers(factor: Factor, known: Iterable[str]) -> Iterator[Fault]:
    """Correlations with unknowns that there are not."""
    written = factor.node.get("correlations")
    for other in factor.unknown.correlations:
        if other not in known:
            told = f"no unknown is called `{other}`{did_you_mean(other, sorted(known))}"
            yield factor.fault(told, written.map[other] if written else None)


def _read(node: Node) -> Unknown | None:
    try:
        return Unknown.model_validate_json(json.dumps(plain(pruned(node))), strict=True)
    except ValidationError:
        return None


def _matched(full: Node, factor: Factor, faults: list[Fault], *, some_gone: bool) -> Iterator[Path]:
    """The paths of what it scales."""
    written = factor.node.get("scale")
    for pattern, place in zip(factor.unknown.scale, written.elements if written else (), strict=True):
        steps = tuple(pattern.split("."))
        paths = [path for path, _ in find(full, steps) if path[0] not in ABOUT]
        yield from paths
        if not paths and not some_gone:
            faults.append(factor.fault(_nothing(full, steps), place))


def _nothing(full: Node, steps: Path) -> str:
    """Where a path ends that leads to nothing."""
    if steps[0] in ABOUT:
        return f"`{steps[0]}` is not flown: there is nothing to scale"
    good = next((number for number in range(len(steps)) if not any(find(full, steps[: number + 1]))), len(steps) - 1)
    known = {name for _, node in find(full, steps[:good]) for name, _ in children(node)}
    return f"`{'.'.join(steps)}` matches nothing: no `{steps[good]}`{did_you_mean(steps[good], sorted(known))}"


def _inherits(root: Node, before: dict[str, str], path: Path, found: dict[Path, Factor]) -> bool:
    """Whether it is not written in its phase, and the phase that it comes from, the one `before`, has it multiplied
    already."""
    if path[0] != "phases" or path[1] not in before or root.get(*path) is not None:
        return False
    return found.get(("phases", before[path[1]], *path[2:])) is found[path]


def _multiplied(full: Node, path: Path, factor: Factor, model: type[Scenario], faults: list[Fault]) -> Node | None:
    """The number times the factor; its origin says by what. None, and a fault, if it is no number."""
    node = full.get(*path)
    value = _times(node.value, factor.unknown.value, whole=_shape(full, path, model) is int) if node else None
    if node is None or value is None:
        told = f"`{'.'.join(path)}` is no number that could be scaled"
        faults.append(factor.fault(told, factor.node.get("scale")))
        return None
    rounded = ", whole" if isinstance(value, int) and factor.unknown.value != 1 else ""
    note = f"{node.value} scaled by {factor.name}, {factor.unknown.value:g}{rounded}"
    if node.origin.note:
        note = f"{node.origin.note}; {note}"
    return Node(value, node.origin._replace(note=note), node.key)


def _times(value: Scalar | dict[str, Node] | list[Node], factor: float, *, whole: bool) -> Scalar:
    """A number, or one with its unit, to ten digits; a count to the nearest whole one, a half upwards."""
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        if factor == 1:
            return value
        return floor(value * factor + 0.5) if whole else float(f"{value * factor:.10g}")
    if not isinstance(value, str):
        return None
    written = QUANTITY.fullmatch(value)
    if written is None or written.group(2) is None:
        return None
    return value if factor == 1 else f"{float(written.group(1)) * factor:.10g} {written.group(2)}"


def _shape(full: Node, path: Path, model: type[Scenario]) -> Any:
    """The type that the language gives what stands there."""
    node: Node | None = full
    shape: Any = model
    for step in path:
        node = child(node, step) if node else None
        shape = below(shape, step, node)
    return shape


def _put(root: Node, path: Path, node: Node) -> Node:
    """The scenario with that value there; what a phase inherits is then written in it."""
    if not path:
        return node
    step, rest = path[0], path[1:]
    if isinstance(root.value, list):
        at = position(root, step)
        return root.having([_put(one, rest, node) if number == at else one for number, one in enumerate(root.value)])
    return root.having(root.map | {step: _put(root.map.get(step) or Node({}, node.origin, node.key), rest, node)})
