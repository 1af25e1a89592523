"""A result folder read back: for the notebook, and to draw and explain without flying again."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sim.campaign.record import TABLES, Record
from sim.results.folder import MANIFEST, recover

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

FORMAT = 1
"""Version of the layout of a result folder."""


class NotAResult(Exception):
    """The folder is not one that a run wrote; the text says so in the user's words."""


def folder_name(world: str) -> str:
    """A world's sub-folder: its name with `_` for what does not belong into a path."""
    return re.sub(r"[^A-Za-z0-9.+-]+", "_", world)


def filled(record: Record, folder: Path) -> Record:
    """An empty record, with the rows of the tables in a folder."""
    import pyarrow.parquet as pq

    for name in TABLES:
        table = pq.ParquetFile(folder / f"{name}.parquet").read(use_threads=False)  # twice as fast for small ones
        record.rows(name).extend(zip(*(column.to_pylist() for column in table.columns), strict=True))
    return record


@dataclass(frozen=True)
class World:
    """One world of a result."""

    folder: Path
    facts: dict[str, Any]
    """What the manifest says about it: hash of the scenario, seed, days, and rows and hash of each table."""

    def table(self, name: str) -> pa.Table:
        """`lines`, `sorties`, ... or `daily`. Raises KeyError for a table that does not exist."""
        import pyarrow.parquet as pq

        if name not in self.facts["tables"]:
            raise KeyError(name)
        return pq.read_table(self.folder / f"{name}.parquet")

    @cached_property
    def measures(self) -> dict[str, float | None]:
        """Every measure by name."""
        document = json.loads((self.folder / "measures.json").read_text(encoding="utf-8"))
        values: dict[str, float | None] = document["measures"]
        return values

    @property
    def text(self) -> str:
        """The resolved scenario as YAML."""
        return (self.folder / "scenario.yaml").read_text(encoding="utf-8")

    def record(self) -> Record:
        """The record of the run, as it was when it ended."""
        document = json.loads((self.folder / "measures.json").read_text(encoding="utf-8"))
        return filled(Record(document["scenario"], self.facts["seed"], self.facts["days"]), self.folder)


@dataclass(frozen=True)
class Results:
    """One result folder. `table` and `measures` are those of the first world: the one flown with everything."""

    folder: Path
    manifest: dict[str, Any]

    @cached_property
    def worlds(self) -> dict[str, World]:
        """Name to world, the first being the one that the others are compared with."""
        facts = self.manifest["worlds"]
        alone = len(facts) == 1
        return {name: World(self.folder if alone else self.folder / folder_name(name), facts[name]) for name in facts}

    def table(self, name: str, world: str | None = None) -> pa.Table:
        """One table of one world. Raises KeyError for a table or a world that does not exist."""
        return self._world(world).table(name)

    @property
    def measures(self) -> dict[str, float | None]:
        """Every measure of the first world by name."""
        return self._world(None).measures

    def _world(self, name: str | None) -> World:
        return next(iter(self.worlds.values())) if name is None else self.worlds[name]


def open_results(folder: Path) -> Results:
    """The result in a folder. Raises NotAResult, naming the folder, if there is none."""
    recover(folder)
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise NotAResult(f"{folder} is not a result folder: no readable {MANIFEST} in it") from fault
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise NotAResult(f"{folder} is not a result folder of this version (format {FORMAT})")
    return Results(folder, manifest)


def list_results(out: Path) -> list[Results]:
    """Every result below `out`, by scenario and then by age, the newest last."""
    manifests = [path for path in out.glob(f"*/*/{MANIFEST}") if not path.parent.name.startswith(".")]
    manifests.sort(key=lambda path: (path.parent.parent.name, path.stat().st_mtime_ns))
    return [open_results(path.parent) for path in manifests]
