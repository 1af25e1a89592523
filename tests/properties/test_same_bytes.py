"""Same scenario and seed, same bytes: in any process, under any hash seed, on any number of workers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sim.campaign.record import TABLES

ROOT = Path(__file__).parents[2]
SCENARIOS = {
    "tiny": ROOT / "tests" / "scenario" / "tiny.yaml",
    "quickstart": ROOT / "scenarios" / "quickstart.yaml",
}
DIGEST = """
import sys
from hashlib import sha256
import pyarrow as pa
from sim import load, run
from sim.campaign.record import TABLES

def bytes_of(table):
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return sink.getvalue().to_pybytes()

record = run(load(sys.argv[1]), seed=5)
for name in TABLES:
    print(name, len(record.rows(name)), sha256(bytes_of(record.table(name))).hexdigest())
"""
STUDY = """
import sys
from sim import load
from sim.study.crew import crew_of
from sim.study.replicate import Means, replicate
from sim.study.store import passing_store

if __name__ == "__main__":
    world = load(sys.argv[1])
    with passing_store() as store:
        for one in replicate({"base": world}, [1, 2, 3], Means(store, crew_of(int(sys.argv[2]))))["base"]:
            print(one.seed, one.measures, one.stockouts)
        for path in sorted(store.folder.glob("*/*.arrow")):
            print(path.name, path.read_bytes())
"""


def output(script: Path, text: str, hash_seed: str, *arguments: object) -> str:
    """What a fresh interpreter under that hash seed prints."""
    script.write_text(text)
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, script, *map(str, arguments)], env=environment, capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("path", SCENARIOS.values(), ids=SCENARIOS)
def test_every_table_is_the_same_under_any_hash_seed(path: Path, tmp_path: Path) -> None:
    one, other = (output(tmp_path / "digest.py", DIGEST, hash_seed, path) for hash_seed in ("0", "1"))

    assert one == other
    assert len(one.splitlines()) == len(TABLES)
    empty = ("deliveries", "parts", "weather", "crews")
    assert all(int(line.split()[1]) > 0 for line in one.splitlines() if not line.startswith(empty))


def test_a_study_is_the_same_on_one_worker_and_on_two(tmp_path: Path) -> None:
    one = output(tmp_path / "study.py", STUDY, "0", SCENARIOS["tiny"], 1)
    two = output(tmp_path / "study.py", STUDY, "1", SCENARIOS["tiny"], 2)

    assert one == two
    assert [line.split()[0] for line in one.splitlines()] == ["1", "2", "3", "1.arrow", "2.arrow", "3.arrow"]
