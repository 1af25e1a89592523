"""Same scenario and seed, same bytes: in any process, under any hash seed.

That a study is the same on any number of workers, to the last file of its store, is tested with the command
(`tests/cli/test_process.py`)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from sim.campaign.record import TABLES

ROOT = Path(__file__).parents[2]
SCENARIOS = (ROOT / "tests" / "scenario" / "tiny.yaml", ROOT / "scenarios" / "quickstart.yaml")
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

for path in sys.argv[1:]:
    record = run(load(path), seed=5)
    for name in TABLES:
        print(name, len(record.rows(name)), sha256(bytes_of(record.table(name))).hexdigest())
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


def test_every_table_is_the_same_under_any_hash_seed(tmp_path: Path) -> None:
    """Both scenarios in one process under each seed: to start one takes longer than to fly them."""
    one, other = (output(tmp_path / "digest.py", DIGEST, hash_seed, *SCENARIOS) for hash_seed in ("0", "1"))

    assert one == other
    assert len(one.splitlines()) == len(TABLES) * len(SCENARIOS)
    empty = ("deliveries", "parts", "weather", "crews")
    assert all(int(line.split()[1]) > 0 for line in one.splitlines() if not line.startswith(empty))
