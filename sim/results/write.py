"""A run into its folder. Same scenario, same seed: same bytes, but for the manifest."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sim.campaign.record import TABLES
from sim.measures import daily, measure
from sim.measures.daily import unit
from sim.results.folder import MANIFEST, replacing
from sim.results.origin import commit, packages, sha256
from sim.results.read import FORMAT, Results, folder_name, open_results

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import pyarrow as pa

    from sim.campaign.record import Record
    from sim.results.origin import Origin
    from sim.scenario.scenario import Scenario


@dataclass(frozen=True)
class Flown:
    """One world after its run."""

    record: Record
    scenario: Scenario
    text: str
    """The resolved scenario as YAML."""
    ensemble: Mapping[str, pa.Table] = field(default_factory=dict)
    """Further tables by name, such as those of many replications of it."""


def result_folder(out: Path, worlds: Mapping[str, Flown], origin: Origin) -> Path:
    """`<out>/<scenario>/<short hash>`: one folder for one set of worlds, seed and key."""
    parts = [FORMAT, origin.seed, origin.key, *((name, world.text) for name, world in worlds.items())]
    scenario = next(iter(worlds.values())).scenario
    return out / scenario.name / sha256(json.dumps(parts))[:10]


def save(
    out: Path, worlds: Mapping[str, Flown], origin: Origin, add: Callable[[Path], object] | None = None
) -> Results:
    """Write the worlds' tables and measures, the manifest, and then whatever `add` makes of them (figures, page).

    One world lies at the top of the folder; several lie in sub-folders of their names, the first being the one
    that the others are compared with. An earlier result of the same hash is replaced when all is written.
    Raises OSError (a full disk, no permission) with nothing left behind.
    """
    folder = result_folder(out, worlds, origin)
    with replacing(folder) as new:
        facts = {}
        for name, world in worlds.items():
            place = new if len(worlds) == 1 else new / folder_name(name)
            place.mkdir(exist_ok=True)
            facts[name] = _write_world(place, world)
        first = next(iter(worlds.values()))
        (new / "scenario.yaml").write_text(first.text, encoding="utf-8")
        _write_json(new / MANIFEST, _manifest(folder.name, first, facts, origin))
        if add is not None:
            add(new)
    return open_results(folder)


def _write_world(folder: Path, world: Flown) -> dict[str, Any]:
    """Tables, measures and scenario of one world; what the manifest says about them."""
    record = world.record
    tables = {name: record.table(name) for name in TABLES} | {"daily": daily_table(record, world.scenario)}
    tables |= world.ensemble
    facts = {}
    for name, table in tables.items():
        content = parquet(table)
        (folder / f"{name}.parquet").write_bytes(content)
        facts[name] = {"rows": table.num_rows, "sha256": sha256(content)}
    values = {"schema": 1, "scenario": record.scenario, "seed": record.seed}
    _write_json(folder / "measures.json", {**values, "measures": measure(record, world.scenario)})
    (folder / "scenario.yaml").write_text(world.text, encoding="utf-8")
    return {"scenario_sha256": sha256(world.text), "seed": record.seed, "days": record.days, "tables": facts}


def table_files(record: Record) -> dict[str, bytes]:
    """The long tables of one run as Parquet files by name."""
    return {name: parquet(record.table(name)) for name in TABLES}


def parquet(table: pa.Table) -> bytes:
    """The bytes of a Parquet file; same table, same bytes."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    content: bytes = sink.getvalue().to_pybytes()
    return content


def daily_table(record: Record, scenario: Scenario) -> pa.Table:
    """The daily measures as Arrow, units in the metadata of its columns."""
    import pyarrow as pa

    plain = pa.table(daily(record, scenario))
    return plain.cast(pa.schema([field.with_metadata({"unit": unit(field.name)}) for field in plain.schema]))


def _manifest(name: str, first: Flown, facts: dict[str, Any], origin: Origin) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "hash": name,
        "scenario": first.scenario.name,
        "title": first.scenario.title,
        "scenario_sha256": sha256(first.text),
        "seed": origin.seed,
        "key": origin.key,
        "command": origin.command,
        "wall_s": round(origin.wall_s, 3),
        "commit": commit(),
        "packages": packages(),
        "worlds": facts,
    }


def _write_json(path: Path, document: dict[str, Any]) -> None:
    path.write_text(json.dumps(document, indent=2, allow_nan=False) + "\n", encoding="utf-8")
