"""A run into its folder and back."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sim.campaign.record import TABLES
from sim.results import Flown, NotAResult, Origin, list_results, open_results, result_folder, save
from tests.records import scenario, story

ORIGIN = Origin(command="run_sim.py small.yaml", seed=1, wall_s=0.5)
NAMES = [*TABLES, "daily"]


def one() -> dict[str, Flown]:
    return {"run": Flown(story(), scenario(), "name: small\n")}


def two() -> dict[str, Flown]:
    return {"with": one()["run"], "without": Flown(story(), scenario(forces={}), "forces: {}\n")}


def contents(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_one_world(tmp_path: Path) -> None:
    results = save(tmp_path, one(), ORIGIN)
    tables = [f"{name}.parquet" for name in NAMES]
    assert contents(tmp_path / "small") == sorted(
        f"{results.folder.name}/{file}" for file in [*tables, "manifest.json", "measures.json", "scenario.yaml"]
    )
    assert results.measures["sorties"] == 4
    assert results.table("sorties").num_rows == 4
    assert results.manifest["worlds"]["run"]["tables"]["sorties"]["rows"] == 4


def test_columns_are_those_of_the_record_with_their_units(tmp_path: Path) -> None:
    results = save(tmp_path, one(), ORIGIN)
    for name, columns in TABLES.items():
        schema = results.table(name).schema
        assert [(f.name, f.metadata[b"unit"].decode()) for f in schema] == [(c.name, c.unit) for c in columns]
    units = {field.name: field.metadata[b"unit"].decode() for field in results.table("daily").schema}
    assert {name: unit for name, unit in units.items() if unit} == {
        "day": "d",
        "threat_hours": "h",
        "fuel_passed_t": "t",
        "fuel.denmark": "t",
        "fuel.us": "t",
        "fuel.france": "t",
    }


def test_record_comes_back(tmp_path: Path) -> None:
    """All that was noted, but that a list of ids comes back as a list."""
    record = save(tmp_path, one(), ORIGIN).worlds["run"].record()
    assert (record.scenario, record.seed, record.days) == ("small", 1, 3)
    for name in TABLES:
        assert record.table(name).equals(story().table(name)), name


def test_two_worlds(tmp_path: Path) -> None:
    results = save(tmp_path, two(), ORIGIN, lambda folder: (folder / "report.html").write_text("page"))
    assert list(results.worlds) == ["with", "without"]
    assert results.worlds["without"].measures["sorties_per_aircraft_day"] is None
    assert results.table("lines", "without").num_rows == 6
    assert (results.folder / "report.html").read_text() == "page"
    assert results.worlds["without"].text == "forces: {}\n"


def test_same_run_same_bytes(tmp_path: Path) -> None:
    first, second = (save(tmp_path / at, two(), ORIGIN).folder for at in ("a", "b"))
    assert contents(first) == contents(second)
    for file in contents(first):
        if file != "manifest.json":
            assert (first / file).read_bytes() == (second / file).read_bytes(), file


def test_folder_depends_on_what_was_flown() -> None:
    out = Path("results")
    others = [
        result_folder(out, one(), ORIGIN),
        result_folder(out, two(), ORIGIN),
        result_folder(out, one(), Origin(command="", seed=2, wall_s=0)),
        result_folder(out, one(), Origin(command="", seed=1, wall_s=0, key="reps 10")),
    ]
    assert len(set(others)) == 4
    assert result_folder(out, one(), Origin(command="another", seed=1, wall_s=9)) == others[0]


def test_earlier_result_is_replaced(tmp_path: Path) -> None:
    save(tmp_path, one(), ORIGIN, lambda folder: (folder / "stale.png").write_text("old"))
    results = save(tmp_path, one(), ORIGIN)
    assert not (results.folder / "stale.png").exists()
    assert os.listdir(tmp_path / "small") == [results.folder.name]


def test_failure_keeps_the_earlier_result(tmp_path: Path) -> None:
    def fail(folder: Path) -> None:
        raise OSError("no space left on device")

    save(tmp_path, one(), ORIGIN, lambda folder: (folder / "first.txt").write_text("first"))
    with pytest.raises(OSError, match="no space left"):
        save(tmp_path, one(), ORIGIN, fail)
    assert len(os.listdir(tmp_path / "small")) == 1
    assert (result_folder(tmp_path, one(), ORIGIN) / "first.txt").exists()


def test_foreign_folder_is_left_alone(tmp_path: Path) -> None:
    folder = result_folder(tmp_path, one(), ORIGIN)
    folder.mkdir(parents=True)
    (folder / "thesis.tex").write_text("years of work")
    with pytest.raises(FileExistsError, match="not a result"):
        save(tmp_path, one(), ORIGIN)
    assert contents(folder) == ["thesis.tex"]


SAVE = """
import os, resource, signal, sys
from pathlib import Path
from tests.results.test_save import ORIGIN, one, save
def die(folder):
    os.kill(os.getpid(), signal.SIGKILL)
out, how = Path(sys.argv[1]), sys.argv[2]
if how == "full":
    resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
save(out, one(), ORIGIN, die if how == "killed" else None)
"""


def start(out: Path, how: str) -> int:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", SAVE, str(out), how]
    return subprocess.run(command, cwd=root, stderr=subprocess.DEVNULL, check=False).returncode


def test_killed_run_leaves_nothing_under_a_final_name(tmp_path: Path) -> None:
    assert start(tmp_path, "killed") == -signal.SIGKILL
    assert list_results(tmp_path) == []
    (left,) = os.listdir(tmp_path / "small")
    assert left.startswith(".")
    assert left.endswith(".partial")
    os.utime(tmp_path / "small" / left, (0, 0))  # after a day it is swept away
    save(tmp_path, one(), ORIGIN)
    assert left not in os.listdir(tmp_path / "small")


def test_full_disk_leaves_nothing(tmp_path: Path) -> None:
    """The largest file may have 5,000 bytes: a table or two fit, then writing fails as on a full disk."""
    assert start(tmp_path, "full") == 1
    assert os.listdir(tmp_path / "small") == []


def test_killed_between_the_renames(tmp_path: Path) -> None:
    folder = save(tmp_path, one(), ORIGIN).folder
    folder.rename(folder.parent / f".{folder.name}.old")
    assert open_results(folder).measures["sorties"] == 4


def test_not_a_result(tmp_path: Path) -> None:
    with pytest.raises(NotAResult, match=r"no readable manifest\.json"):
        open_results(tmp_path)
    (tmp_path / "manifest.json").write_text(json.dumps({"format": 99}))
    with pytest.raises(NotAResult, match="version"):
        open_results(tmp_path)


def test_list(tmp_path: Path) -> None:
    assert list_results(tmp_path) == []
    folders = [save(tmp_path, worlds, ORIGIN).folder for worlds in (two(), one())]
    assert [results.folder for results in list_results(tmp_path)] == folders
