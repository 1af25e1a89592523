"""One YAML file, read with the meaning of YAML 1.2: `no` is a nation, `12:00` a time, `2011-03-31` text.

Anchors, aliases and tags are refused altogether: a few lines of aliases can stand for a billion values, and
`extends`, `use` and the inheritance of phases say the same in a way that keeps every value's place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from stat import S_ISREG
from typing import Any

import yaml

from sim.scenario.fault import Fault, Origin, ScenarioError
from sim.scenario.node import Node, Scalar

MAX_BYTES = 2_000_000
"""Assumed: the whole of Libya 2011 is a tenth of it."""
MAX_DEPTH = 40
"""Assumed: the language itself is eight deep."""

NULL = re.compile(r"~|null|Null|NULL|")
BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
NO_NUMBER = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
BEGINS = frozenset("~nNtTfF+-.0123456789")
"""What a word begins with that may be more than text."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(path: str, faults: list[Fault]) -> Node:
    """The map that a file holds. Faults that leave it readable are added to `faults`, others raise ScenarioError."""
    root, found = _composed(path, _text(path))
    faults += found
    if not isinstance(root.value, dict):
        raise _error(root.origin, "a scenario file is a map of `key: value`")
    return root


@lru_cache(maxsize=32)
def _composed(path: str, text: str) -> tuple[Node, tuple[Fault, ...]]:
    """The libraries are read again for every scenario that uses them; what is written in them stays the same."""
    faults: list[Fault] = []
    return compose(text, Origin(path, 1, 1), faults), tuple(faults)


def compose(text: str, start: Origin, faults: list[Fault]) -> Node:
    """The values of one document; an origin without a line (a word of the command) is that of all of them."""
    events = yaml.parse(text, Loader=_LOADER)
    composer = _Composer(events, start, faults)
    try:
        return composer.document()
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        words = ", ".join(part for part in (fault.context, fault.problem) if part)
        if mark and _is_tab(text, mark):
            words = "a tab; YAML wants blanks"
        raise _error(composer.origin(mark) if mark else start, f"cannot be read as YAML: {words}") from fault
    except (yaml.YAMLError, UnicodeEncodeError) as fault:
        raise _error(start, f"cannot be read as YAML: {str(fault).splitlines()[0]}") from fault


def _is_tab(text: str, mark: Any) -> bool:
    """Whether a tab stands where the reader stopped."""
    lines = text.splitlines()
    return bool(mark.line < len(lines) and lines[mark.line].startswith("\t", mark.column))


def _error(origin: Origin, message: str) -> ScenarioError:
    return ScenarioError([Fault(origin, "", message)])


def _text(path: str) -> str:
    start = Origin(path)
    try:
        status = Path(path).stat()
        if not S_ISREG(status.st_mode):
            raise _error(start, "is not a file")
        if status.st_size > MAX_BYTES:
            raise _error(start, f"is larger than {MAX_BYTES // 1_000_000} MB")
        raw = Path(path).read_bytes()
    except FileNotFoundError as fault:
        raise _error(start, "no such file") from fault
    except (OSError, ValueError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else str(fault)
        raise _error(start, f"cannot be opened: {reason}") from fault
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        column = fault.start - (raw.rfind(b"\n", 0, fault.start) + 1) + 1
        raise _error(Origin(path, line, column), "is not UTF-8 text") from fault


class _Composer:
    """Turns the events of one document into nodes."""

    def __init__(self, events: Iterator[Any], start: Origin, faults: list[Fault]) -> None:
        self.events = events
        self.start = start
        self.faults = faults

    def origin(self, mark: Any) -> Origin:
        if not self.start.line:
            return self.start
        return Origin(self.start.file, mark.line + 1, mark.column + 1)

    def document(self) -> Node:
        next(self.events)
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            raise _error(self.start, "the file is empty")
        node = self.node(next(self.events), 0)
        next(self.events)
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise _error(self.origin(after.start_mark), "the file holds a second document")
        if node.value is None and self.start.line:
            raise _error(self.start, "the file is empty")
        return node

    def node(self, event: Any, depth: int, key: Origin | None = None) -> Node:
        origin = self.origin(event.start_mark)
        self.refuse_references(event, origin)
        if isinstance(event, yaml.ScalarEvent):
            return Node(self.scalar(event, origin), origin, key)
        if depth == MAX_DEPTH:
            raise _error(origin, f"maps and lists stand more than {MAX_DEPTH} deep in each other")
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(self.elements(depth), origin, key)
        return Node(self.entries(depth), origin, key)

    def refuse_references(self, event: Any, origin: Origin) -> None:
        if event.anchor is not None:
            raise _error(origin, f"anchors and aliases (`{event.anchor}`) are not read: repeat the value")
        if event.tag is not None:
            raise _error(origin, f"tags (`{event.tag}`) are not read")

    def scalar(self, event: Any, origin: Origin) -> Scalar:
        if not event.implicit[0]:
            return str(event.value)
        try:
            return resolve(event.value)
        except ValueError:
            self.faults.append(Fault(origin, "", "the number has too many digits"))
            return 0

    def elements(self, depth: int) -> list[Node]:
        found = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self.node(event, depth + 1))
        return found

    def entries(self, depth: int) -> dict[str, Node]:
        found: dict[str, Node] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            place = self.origin(event.start_mark)
            key = self.key(event, place)
            child = self.node(next(self.events), depth + 1, place)
            if key in found:
                first = found[key].place
                where = f", first on line {first.line}" if first.line else ""
                self.faults.append(Fault(place, key, f"the key stands here twice{where}"))
            else:
                found[key] = child
        return found

    def key(self, event: Any, place: Origin) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise _error(place, "a key must be a single word")
        self.refuse_references(event, place)
        if not event.value:
            raise _error(place, "a key is missing before `:`")
        return str(event.value)


def resolve(text: str) -> Scalar:
    """What a word without quotes means in the core schema of YAML 1.2."""
    if text and text[0] not in BEGINS:
        return text
    if NULL.fullmatch(text):
        return None
    if BOOL.fullmatch(text):
        return text.lower() == "true"
    if INT.fullmatch(text):
        return int(text, {"0o": 8, "0x": 16}.get(text[:2], 10))
    if FLOAT.fullmatch(text):
        return float(text)
    if NO_NUMBER.fullmatch(text):
        return float(text.lower().replace(".", ""))
    return text
