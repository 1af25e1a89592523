"""Finished replications on disk: `<folder>/<world>/<seed>.arrow`, each renamed into place when it is whole.

A world's name is the hash of what decides its numbers: the scenario as it is flown and the version of the code.
So a study that was killed goes on where it stopped, two studies that share a world fly it once, and nothing is
found after a change of either. Each world's folder notes by which code it was flown, so that those that nothing will
find any more can be told, and cleaned away. All may be deleted at any time: what is missing is flown again.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from sim.study.replication import FORMAT, days_in, summary_in

if TYPE_CHECKING:
    import pyarrow as pa

    from sim.scenario.scenario import Scenario
    from sim.study.replication import Parcel, Replication

FOLDER = ".store"
"""Its name below the folder of the results."""
SUFFIX = ".arrow"
CODE = "code"
"""File in a world's folder: the version of the code that flew it."""
WORDS = {"title", "enablers", "variants", "sources", "lesson"}
"""Parts of a scenario that say something about it and change no number."""


def world_key(scenario: Scenario) -> str:
    """What decides a world's numbers, as a short hash: the resolved scenario, the code, and the file's format."""
    from sim.results.origin import code_version, sha256

    return sha256(json.dumps([FORMAT, scenario.model_dump_json(exclude=WORDS), code_version()]))[:20]


def code_key() -> str:
    """The version of the code, as a short hash."""
    from sim.results.origin import code_version, sha256

    return sha256(json.dumps(code_version()))[:20]


class Held(NamedTuple):
    """What one world takes of the disk."""

    world: str
    runs: int
    size: int
    """Bytes, long tables among them."""
    current: bool
    """Whether this code flew it: otherwise no study finds it any more, unless the code goes back to what it was."""


class Store:
    """The replications below one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, world: str, seed: int, parcel: Parcel) -> None:
        """Keep one replication; its tables first, so that where its file is, all is. Raises OSError (a full disk)."""
        place = self.folder / world
        if not place.is_dir():
            place.mkdir(parents=True, exist_ok=True)
            (place / CODE).write_text(code_key(), encoding="utf-8")
        if parcel.tables:
            self._put_tables(self.tables(world, seed), parcel)
        new = place / f".{seed}.{token_hex(4)}.partial"
        try:
            new.write_bytes(parcel.file)
            os.replace(new, self.path(world, seed))
        finally:
            new.unlink(missing_ok=True)

    def get(self, world: str, seed: int) -> Replication | None:
        """One replication; None if it was not flown, or if its file was damaged: then it goes, to be flown again."""
        path = self.path(world, seed)
        try:
            return summary_in(path)
        except FileNotFoundError:
            return None
        except ValueError:  # Arrow's own faults of a broken file are ValueErrors, too
            path.unlink(missing_ok=True)
            return None

    def seeds(self, world: str) -> set[int]:
        """The seeds of which there is a file, from one look into the folder."""
        try:
            names = os.listdir(self.folder / world)
        except FileNotFoundError:
            return set()
        return {int(stem) for name in names if name.endswith(SUFFIX) and (stem := name.removesuffix(SUFFIX)).isdigit()}

    def days(self, world: str, seed: int) -> pa.Table:
        """The daily series of one replication. Raises FileNotFoundError if it was not flown."""
        return days_in(self.path(world, seed))

    def path(self, world: str, seed: int) -> Path:
        """The file of one replication, there or not."""
        return self.folder / world / f"{seed}{SUFFIX}"

    def tables(self, world: str, seed: int) -> Path:
        """The folder of its long tables, there only if they were asked for."""
        return self.folder / world / f"{seed}.tables"

    def held(self) -> list[Held]:
        """Every world of the store, in the order of their names."""
        if not self.folder.is_dir():
            return []
        now = code_key()
        return [self._held(place, now) for place in sorted(self.folder.iterdir()) if place.is_dir()]

    def _held(self, place: Path, now: str) -> Held:
        size = sum(path.stat().st_size for path in place.rglob("*") if path.is_file())
        code = place / CODE
        current = code.is_file() and code.read_text(encoding="utf-8") == now
        return Held(place.name, len(self.seeds(place.name)), size, current)

    def clean(self) -> list[Held]:
        """Remove the worlds that another version of the code flew, and say which they were."""
        old = [one for one in self.held() if not one.current]
        for one in old:
            shutil.rmtree(self.folder / one.world)
        return old

    def _put_tables(self, folder: Path, parcel: Parcel) -> None:
        new = folder.with_name(f".{folder.name}.{token_hex(4)}.partial")
        new.mkdir()
        try:
            for name, content in parcel.tables.items():
                (new / f"{name}.parquet").write_bytes(content)
            shutil.rmtree(folder, ignore_errors=True)
            os.replace(new, folder)
        finally:
            shutil.rmtree(new, ignore_errors=True)


@contextmanager
def passing_store() -> Iterator[Store]:
    """A store that is gone afterwards, for a study whose runs nobody will want again."""
    with TemporaryDirectory(prefix="linchpin-") as folder:
        yield Store(Path(folder))
