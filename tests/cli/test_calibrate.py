"""The verb `calibrate`, on three days and a record made up for them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from sim.cli.command import answer
from sim.scenario.load import load, resolve

ROOT = Path(__file__).parents[2]
UNKNOWNS = """\
unknowns:
  tempo:
    title: "Strikes asked for"
    scale: ['*.*.tasking.strike.per_day']
    value: 1
    low: 0.5
    high: 2
    set_by: [strikes]
    source: "made up"
  patrols:
    title: "Patrols asked for"
    scale: [phases.*.tasking.patrol.per_day, phases.*.tasking.recce.per_day]
    value: 1
    low: 0.5
    high: 2
    set_by: [sorties]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Quickstart, cut to three days, with its unknowns in a file of their own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "unknowns.yaml").write_text(UNKNOWNS, encoding="utf-8")
    quickstart = ROOT / "scenarios/quickstart.yaml"
    (tmp_path / "small.yaml").write_text(f"extends: {quickstart}\nuse: [unknowns.yaml]\nduration: 3 d\n")
    (tmp_path / "record").mkdir()
    rows = [
        ["id", "quantity", "value", "low", "high", "unit", "from", "until", "source"],
        ["strikes", "strike sorties", "26", "24", "28", "sorties", "", "", "made up"],
        ["sorties", "sorties", "70", "66", "74", "sorties", "", "", "made up"],
        ["weapons", "weapons", "10", "8", "12", "weapons", "", "", "made up"],
    ]
    with (tmp_path / "record/record.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    (tmp_path / "record/quantities.yaml").write_text(
        "strikes: {title: strike sorties, used: calibrated, take: {count: sorties, where: {strike: true}}}\n"
        "sorties: {title: sorties, used: calibrated, take: {count: sorties}}\n"
        "weapons: {title: weapons, used: untouched, take: {sum: sorties.weapons_released}}\n"
    )
    return tmp_path


COMMAND = ["calibrate", "small.yaml", "--reps", "2", "--jobs", "1", "--steps", "3"]


def test_the_same_command_writes_the_same_file_and_it_is_the_one_that_fits(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer([*COMMAND, "--out", "unknowns.yaml", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    first = (folder / "unknowns.yaml").read_text(encoding="utf-8")
    scenario = load("small.yaml")

    assert answer([*COMMAND, "--out", "again.yaml", "--results", "elsewhere", "--figures", "drawn"]) == 0

    assert (folder / "again.yaml").read_text(encoding="utf-8") == first
    assert "python run_sim.py calibrate small.yaml --reps 2 --seed 1 --steps 3" in first
    assert {name: one.unknown.value for name, one in resolve("small.yaml").unknowns.items()} == {
        name: one["value"] for name, one in told["unknowns"].items()
    }
    asked = 12 * told["unknowns"]["tempo"]["value"]
    assert scenario.phases[0].tasking["strike"].per_day == pytest.approx(asked)  # type: ignore[union-attr]
    found = resolve("small.yaml").unknowns
    assert all(0 < (one.unknown.error or 0) < 1 for one in found.values()), "it says what it left open"
    assert found["patrols"].unknown.correlations.keys() <= {"tempo"}
    before, after = (abs(told["figures"]["strikes"][key] - 26) for key in ("before", "after"))
    assert after < before
    assert (folder / "drawn/calibration.png").exists()
    shown = capsys.readouterr().out
    assert "Strikes asked for" in shown
    assert "singular values" in shown


def test_a_factor_may_be_left_as_it_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer([*COMMAND, "--only", "tempo", "--out", "one.yaml"]) == 0

    written = (folder / "one.yaml").read_text(encoding="utf-8")
    assert "value: 1  # not fitted" in written
    assert "--only tempo" in written
    assert answer([*COMMAND, "--only", "tempi"]) == 2
    assert "no unknown is called tempi; there are tempo, patrols" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("set_by", "message"),
    [
        ("[strike]", "the record has no figure `strike` (did you mean `strikes`?)"),
        ("[weapons]", "`weapons` is untouched: nothing may be set by it"),
        ("[]", "names no figure in `set_by`"),
    ],
)
def test_what_cannot_set_an_unknown_is_said_with_its_place(
    folder: Path, capsys: pytest.CaptureFixture[str], set_by: str, message: str
) -> None:
    (folder / "unknowns.yaml").write_text(UNKNOWNS.replace("[strikes]", set_by), encoding="utf-8")

    assert answer(COMMAND) == 2

    fault = capsys.readouterr().err.strip()
    assert fault.startswith(
        "unknowns.yaml:8:13: error: unknowns.tempo: " if set_by != "[]" else "unknowns.yaml:3:5: error"
    )
    assert fault.endswith(message)


def test_a_scenario_without_unknowns_has_nothing_to_fit(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "plain.yaml").write_text(f"extends: {ROOT / 'scenarios/quickstart.yaml'}\n")

    assert answer(["calibrate", "plain.yaml"]) == 2
    assert "has no `unknowns` to fit" in capsys.readouterr().err
