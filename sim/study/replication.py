"""One run as it is kept: its measures, its stockouts and its days, in one small Arrow file.

The file is a table of a day a row (`pyarrow.feather.read_table` reads it); measures, stockouts and seed are JSON in the
metadata of its schema, so that a thousand of them are read back by their footers alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

    from sim.measures import Spell
    from sim.scenario.scenario import Scenario

FORMAT = 1
"""Version of the file."""
ABOUT = b"linchpin"
"""Key of the JSON in the schema's metadata."""


class StudyError(Exception):
    """A replication could not be flown, or its accounts do not add up; the text names its seed."""


@dataclass(frozen=True)
class Replication:
    """The summary of one run: what a study works on, small enough to hold thousands."""

    seed: int
    measures: dict[str, float | None]
    stockouts: tuple[Spell, ...] = ()
    """In the order in which they began."""


class Task(NamedTuple):
    """One run that is asked for."""

    scenario: Scenario
    seed: int
    tables: bool = False
    """Whether the long tables are wanted too."""


class Parcel(NamedTuple):
    """What a worker sends back: bytes, so that what is stored does not depend on who flew it or on the way."""

    file: bytes
    """The replication's file."""
    tables: Mapping[str, bytes] = {}
    """Name to Parquet file of the long tables, if they were asked for."""


Worker = Callable[[Task], Parcel]
"""Flies a task; must be importable by name, so that a worker process can find it."""


def fly_and_pack(task: Task) -> Parcel:
    """Fly one campaign and pack what is kept of it. Raises StudyError if it broke one of its own accounts."""
    from sim.campaign.campaign import collector_off, fly
    from sim.campaign.ledger import BrokenIdentity
    from sim.measures import measure, stockout_spells
    from sim.results.write import daily_table, table_files

    try:
        with collector_off():  # the record is gone before anybody could walk it
            record = fly(task.scenario, task.seed)
            summary = Replication(task.seed, measure(record, task.scenario), tuple(stockout_spells(record)))
            days = daily_table(record, task.scenario)
            parcel = Parcel(pack(summary, days), table_files(record) if task.tables else {})
            del record
        return parcel
    except BrokenIdentity as fault:
        raise StudyError(f"{task.scenario.name}: {fault}") from fault
    except Exception as fault:
        fault.add_note(f"while flying {task.scenario.name} under seed {task.seed}")
        raise


def pack(summary: Replication, days: pa.Table) -> bytes:
    """Summary and days as the bytes of one file; the same in, the same out."""
    import pyarrow as pa

    about = {
        "format": FORMAT,
        "seed": summary.seed,
        "measures": summary.measures,
        "stockouts": [list(spell) for spell in summary.stockouts],
    }
    table = days.replace_schema_metadata({ABOUT: json.dumps(about, allow_nan=False)})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
        writer.write_table(table)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def summary_in(path: Path) -> Replication:
    """The summary that a file holds. Raises ValueError if it is not a replication, OSError if it is not there."""
    import pyarrow as pa

    with pa.OSFile(str(path)) as source:
        about = _about(pa.ipc.open_file(source).schema.metadata)
    return unpack_about(about)


def days_in(path: Path) -> pa.Table:
    """The table of days that a file holds, units in the metadata of its columns."""
    import pyarrow as pa

    with pa.OSFile(str(path)) as source:
        return pa.ipc.open_file(source).read_all().replace_schema_metadata()


def unpack_about(about: Mapping[str, Any]) -> Replication:
    """The summary out of its JSON."""
    from sim.measures import Spell

    return Replication(about["seed"], about["measures"], tuple(Spell(*spell) for spell in about["stockouts"]))


def _about(metadata: Mapping[bytes, bytes] | None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((metadata or {}).get(ABOUT, b"{}"))
    if found.get("format") != FORMAT:
        raise ValueError(f"not a replication of this version (format {FORMAT})")
    return found
