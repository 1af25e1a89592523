"""One row for each enabler taken away: what is sure is shown, what is not is a dash."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.cli.command import answer
from sim.cli.enablers import causes, cell
from sim.study.compare import Difference
from sim.study.interval import summarise

TINY = str(Path(__file__).parents[1] / "scenario" / "tiny.yaml")


def difference(base: list[float], other: list[float]) -> Difference:
    pairs = [b - a for a, b in zip(base, other, strict=True)]
    return Difference(summarise(base), summarise(other), summarise(pairs), None, None)


def test_a_cell_is_the_change_in_percent_if_it_is_sure() -> None:
    cells = [
        cell(difference([100, 102, 98], [50, 52, 49])),
        cell(difference([100, 102, 98], [100.5, 102.4, 98.6])),
        cell(difference([100, 102, 98], [120, 80, 101])),
        cell(difference([0, 0, 0], [7, 8, 9])),
        cell(difference([5, 5, 5], [5, 5, 5])),
    ]

    assert cells == ["-50 %", "+0.5 %", "–", "+8", "–"]


def test_causes_are_those_that_surely_grew_the_most_first() -> None:
    found = {
        "cause.weather": difference([1, 1, 1], [3, 4, 5]),
        "cause.no_tanker_fuel": difference([10, 10, 10], [1210, 1211, 1212]),
        "cause.threat": difference([1, 9, 1], [9, 1, 1]),
        "cause.no_target": difference([50, 51, 52], [10, 11, 12]),
        "sorties": difference([1, 1, 1], [2, 2, 2.1]),
    }

    assert causes(found) == ["no tanker fuel +1,201", "weather +3"]


def test_the_table_has_a_row_for_each_enabler(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)

    code = answer(["enablers", TINY, "--reps", "2", "--jobs", "1", "--of", "sorties", "--markdown"])

    head, rule, *rows = capsys.readouterr().out.splitlines()
    assert (code, head, rule) == (0, "| taken away | sorties | causes that grew |", "| --- | --- | --- |")
    assert [row.split(" | ")[0] for row in rows] == [
        f"| {title}" for title in ("U.S. tankers", "U.S. drones", "U.S. targeting staff", "U.S. munitions")
    ]


def test_a_file_without_enablers_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    plain = tmp_path / "plain.yaml"
    plain.write_text(f"extends: {TINY}\nenablers: null\n")

    assert answer(["enablers", str(plain), "--reps", "2", "--out", str(tmp_path)]) == 2
    assert "names no enablers" in capsys.readouterr().err
