"""Sensitivity studies of the world that a page tells of: found beside its result, and known to be of that world."""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.campaign.record import TABLES
from sim.results import NotAResult, open_results
from sim.results.folder import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sim.results import Results

KIND = "sensitivity"
"""How the key of such a study begins, and what `kind` its document is."""
ALWAYS = ("--set", "--seed", "--out")
"""Options that are about the first world of a result, whatever the verb."""
BUT_NOT: dict[str, tuple[str, ...]] = {"compare": ("--variant", "--without"), "run": (), "relax": ()}
"""Verb to those of the others that are about further worlds; in verbs that are not named it is `--without`."""
CHANGES: tuple[str, ...] = ("--variant", "--without")
ASKED = ("--by-kind", "--reps", "5")
"""What to ask of a study for a page: kinds of numbers, so that it is done within the hour for a large scenario."""


@dataclass(frozen=True, eq=False)
class Study:
    """A tornado, and the order of the enablers if that was flown."""

    document: dict[str, Any]
    """Its `study.json`."""
    hash: str
    """The name of its folder."""
    command: str
    written_ns: int
    """When, to tell the newest."""


@dataclass(frozen=True)
class Studies:
    """What a page tells of."""

    tornado: Study
    """The one that moves most numbers; of those the one with most replications, then the newest."""
    ranking: Study | None
    """The same among those that hold the order of the enablers."""


def studies_of(results: Results) -> Studies | None:
    """The tornados of the first world of a result: its own, or those in the folders beside it; None if there is none.

    A study is of that world if its base is the same resolved scenario, flown under the same seed with every table the
    same, byte for byte: then it is also of the same version of the code.
    """
    own = list(_studies([results], results))
    found = own or list(_studies(_beside(results), results))
    if not found:
        return None
    ranked = [one for one in found if "ranking" in one.document]
    return Studies(max(found, key=_weight), max(ranked, key=_weight) if ranked else None)


def _weight(study: Study) -> tuple[int, int, int]:
    moved = sum(one["numbers"] for one in study.document["assumptions"])
    return moved, study.document["reps"], study.written_ns


def _beside(results: Results) -> Iterator[Results]:
    for path in sorted(results.folder.parent.glob(f"*/{MANIFEST}")):
        if path.parent.name.startswith("."):
            continue  # being written, or about to go
        try:
            yield open_results(path.parent)
        except NotAResult:
            continue  # of another version of the layout: not of this world


def _studies(folders: Iterable[Results], results: Results) -> Iterator[Study]:
    for one in folders:
        manifest = one.manifest
        if not manifest["key"].startswith(KIND) or not _same_world(manifest, results.manifest):
            continue
        document = json.loads((one.folder / "study.json").read_text(encoding="utf-8"))
        if document["design"] == "tornado":
            age = (one.folder / MANIFEST).stat().st_mtime_ns
            yield Study(document, manifest["hash"], manifest["command"], age)


def _same_world(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return _base(one) == _base(other)


def _base(manifest: Mapping[str, Any]) -> tuple[Any, ...]:
    """What tells the first world of a result from any other."""
    first = next(iter(manifest["worlds"].values()))
    tables = (first["tables"][name]["sha256"] for name in (*TABLES, "daily"))
    return (first["scenario_sha256"], first["seed"], first["days"], *tables)


def command_for(manifest: Mapping[str, Any]) -> str:
    """What flies a study of the first world of a result."""
    words = shlex.split(manifest["command"])[1:]
    file = next((word for word in words if Path(word).suffix in (".yaml", ".yml")), "FILE")
    verb = words[0] if words and words[0] != file else ""
    others = BUT_NOT.get(verb, ("--without",))
    kept = [*ALWAYS, *(name for name in CHANGES if name not in others)]
    told: list[str] = []
    for at, word in enumerate(words):
        name, equals, value = word.partition("=")
        if name in kept:
            told += [name, value if equals else "".join(words[at + 1 : at + 2])]
    return shlex.join(["python", "run_sim.py", KIND, file, *told, *ASKED])
