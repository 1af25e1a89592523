"""The explorer's data are those of the attribution."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sim.cli.command import answer
from sim.page.sections import answer as answer_section
from sim.page.sections import explorer
from sim.page.told import Told, told
from sim.results import Results
from tests.page.attribution import attributed


def test_every_set_can_be_looked_up_by_its_number(results: Results, tmp_path: Path) -> None:
    section = explorer.section(told(attributed(results, tmp_path / "all")))
    assert section is not None
    assert section.data is not None
    assert {mask: values[0][0] for mask, values in section.data["sets"].items()} == {0: 10, 1: 30, 2: 60, 3: 100}
    assert section.data["sets"][0][2] == [None, None, None]
    assert section.data["worth"][0] == {
        "shapley": [[30.0, 29.0, 31.0], [60.0, 59.0, 61.0]],
        "interactions": [[None, 20.0], [20.0, None]],
    }


def test_the_rest_of_the_page_compares_all_with_none(results: Results, tmp_path: Path) -> None:
    result = told(attributed(results, tmp_path / "all"))
    assert (result.base("targets_struck")["mean"], result.other("targets_struck")["mean"]) == (100, 10)
    assert result.difference("targets_struck") == {"mean": -90.0, "low": -91.0, "high": -89.0}
    assert result.missing == ["Borrowed tankers", "Borrowed drones"]
    assert "strikes 10 targets instead of 100 (90 % fewer" in answer_section.section(result).lead


def test_without_an_attribution_there_is_no_explorer(paired: Told) -> None:
    assert explorer.section(paired) is None


@pytest.mark.parametrize("terminal", [True, False])
def test_a_bar_counts_the_sets_on_a_terminal_alone(
    attribution: Results,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    terminal: bool,
) -> None:
    folder = shutil.copytree(attribution.folder, tmp_path / "again")
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
    assert answer(["report", str(folder)]) == 0
    told = capsys.readouterr()
    assert told.out == f"{folder / 'report.html'}\n"
    assert ("every set of enablers" in told.err and "/4" in told.err) is terminal
    assert terminal or not told.err
