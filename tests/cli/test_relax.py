"""Two things that stand in the way of every strike, one behind the other, and one of them taken away."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from sim.cli.command import answer

TINY = Path(__file__).parents[1] / "scenario" / "tiny.yaml"
UNARMED = [
    *("--set", "stocks.no-gbu12.on_hand=0"),
    *("--set", "stocks.no-gbu12.reorder=null"),
    *("--set", "stocks.no-gbu12.deliveries=[]"),
]
NOBODY_WRITES = ["--set", "staff.no-planning.people=0"]


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def relaxed(capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, dict[str, Any]]:
    assert answer(["relax", str(TINY), "--reps", "2", "--jobs", "1", "--json", *more]) == 0
    found = json.loads(capsys.readouterr().out)
    return {one["cause"]: one for one in found["causes"]} | {"": found}


PLENTY_TO_STRIKE = [
    *("--set", "target_classes.launcher.seen_by.video=50 /h"),
    *("--set", "phases.opening.appear.coast.launcher=25 /d"),
    *("--set", "phases.pursuit.appear.desert.launcher=25 /d"),
    *("--set", "staff.us-dynamic.people=100"),
]


def test_bombs_that_lack_are_the_sole_cause_only_where_there_is_something_to_strike(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The same lines are lost to no_munition in both; with few targets these are next in line for many, with many for
    none."""
    few = relaxed(capsys, *UNARMED)["no_munition"]
    many = relaxed(capsys, *UNARMED, *PLENTY_TO_STRIKE)["no_munition"]

    assert few["lost"] == many["lost"]
    assert few["next"]["no_target"] > 0.2 * few["lost"]["mean"]
    assert "no_target" not in many["next"]
    assert many["sole"]["mean"] > 1.5 * few["sole"]["mean"] > 0
    assert (few["left"]["mean"], many["left"]["mean"]) == (0, 0)
    for found in (few, many):
        parts = sum(found[part]["mean"] for part in ("sole", "joint", "neither"))
        assert parts == pytest.approx(found["lost"]["mean"])


def test_behind_the_staff_that_is_not_there_the_bombs_are_next_in_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody writes the order, so it takes every line; with writers, strikes lack bombs; patrols and drones fly."""
    found = relaxed(capsys, *UNARMED, *NOBODY_WRITES)
    staff = found["no_planning_staff"]

    assert staff["lost"]["mean"] == found[""]["lost"]["mean"]
    assert next(iter(staff["next"])) == "no_munition"
    assert staff["joint"]["mean"] > 10
    assert 0 < staff["sole"]["mean"] < staff["joint"]["mean"]
    assert found[""]["lost_with_all_loosened"]["mean"] < 0.25 * found[""]["lost"]["mean"]


def test_the_tables_have_every_lost_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    found = relaxed(capsys, *UNARMED)
    folder = next((tmp_path / "results/tiny").iterdir())

    table = pq.read_table(folder / "relax.parquet").to_pylist()
    assert len(table) == 2 * found[""]["lost"]["mean"]
    sole = [row for row in table if row["cause"] == "no_munition" and row["verdict"] == "sole"]
    assert len(sole) == 2 * found["no_munition"]["sole"]["mean"]
    assert answer(["plot", str(folder), "--style", "print"]) == 0
    assert (folder / "print" / "relax.pdf").exists()


def test_markdown_has_a_row_a_cause(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["relax", str(TINY), "--reps", "2", "--jobs", "1", "--cause", "no_target", "--markdown"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("| cause | lines | sole | joint | neither |")
    assert [row.split(" | ")[0] for row in lines[2:3]] == ["| no target"]
    assert lines[3] == ""


def test_causes_that_are_none_or_took_nothing_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["relax", str(TINY), "--reps", "1", "--cause", "no_munitions"]) == 2
    assert "there is no such cause (did you mean `no_munition`?)" in " ".join(capsys.readouterr().err.split())
    assert answer(["relax", str(TINY), "--reps", "1", "--cause", "no_crew"]) == 2
    assert "loses no line to no_crew" in " ".join(capsys.readouterr().err.split())
