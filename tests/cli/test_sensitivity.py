"""Assumptions moved over their ranges: what is flown, what is refused, what turns the order of the enablers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from sim.cli.command import answer

TINY = Path(__file__).parents[1] / "scenario" / "tiny.yaml"
SOURCES = """
  target_classes.launcher.exposure: {tier: assumed, low: 1 h, high: 24 h, source: made up}
  forces.no-f16.count: {tier: assumed, low: 3, high: 9, source: made up}
  staff.us-dynamic.people: {tier: assumed, low: 4, high: 16, source: made up}
  forces.us-kc135.offer: {tier: calibrated, low: 1, high: 6, used: fuel, source: made up}
"""


@pytest.fixture
def scenario(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "assumed.yaml"
    gone = "  forces.*.count: null"
    path.write_text(f"extends: {TINY}\nsources:\n{gone}{SOURCES}")
    return path


def study(capsys: pytest.CaptureFixture[str], scenario: Path, *more: str) -> tuple[dict[str, Any], str]:
    assert answer(["sensitivity", str(scenario), "--reps", "3", "--jobs", "1", "--json", *more]) == 0
    told = capsys.readouterr()
    found: dict[str, Any] = json.loads(told.out)
    return found, told.err


def test_every_assumption_is_flown_at_both_ends_and_a_refusal_is_told(
    capsys: pytest.CaptureFixture[str], scenario: Path
) -> None:
    found, told = study(capsys, scenario)

    rows = {row["name"]: row for row in found["tornado"]["targets_struck"]["assumptions"]}
    assert "7 worlds, 3 replications each" in told
    assert rows["target_classes.launcher.exposure"]["sure"]
    assert (
        rows["target_classes.launcher.exposure"]["low"]["mean"]
        < 0
        < rows["target_classes.launcher.exposure"]["high"]["mean"]
    )
    assert (rows["forces.no-f16.count"]["low"], rows["forces.us-kc135.offer"]["high"]) == (None, None)
    assert found["refused"] == [
        {
            "name": "forces.no-f16.count",
            "end": "low",
            "why": "forces.no-f16.in_line: 4 in line are more than the unit's 3 aircraft",
        }
    ]
    assert [row["name"] for row in found["unmoved"]] == ["phases.*.tasking.strike.per_day"]


def test_the_differences_are_those_that_compare_finds(capsys: pytest.CaptureFixture[str], scenario: Path) -> None:
    """The same number set by hand, under the same seeds."""
    found, _ = study(capsys, scenario, "--only", "*.exposure", "--of", "sorties")
    measures = []
    for setting in ([], ["--set", "target_classes.launcher.exposure=24 h"]):
        assert answer(["run", str(scenario), *setting, "--reps", "3", "--jobs", "1", "--json"]) == 0
        measures.append(json.loads(capsys.readouterr().out)["measures"]["sorties"]["mean"])

    (row,) = found["tornado"]["sorties"]["assumptions"]
    assert found["tornado"]["sorties"]["base"]["mean"] == pytest.approx(measures[0])
    assert row["high"]["mean"] == pytest.approx(measures[1] - measures[0])


def test_a_study_goes_on_where_it_was(capsys: pytest.CaptureFixture[str], scenario: Path) -> None:
    study(capsys, scenario, "--only", "*.exposure")
    _, told = study(capsys, scenario, "--only", "*.exposure", "--only", "staff.*")

    assert "9 of 15 runs were flown before" in told


def test_a_ranking_flies_each_enabler_away_at_each_end(capsys: pytest.CaptureFixture[str], scenario: Path) -> None:
    """With the tankers' offer gone to one sortie a day, to lose the tankers costs less; what is set of a unit that
    an enabler takes away is not set there."""
    found, told = study(capsys, scenario, "--only", "forces.*", "--ranking", "--enablers", "us_tankers,us_drones")

    assert "9 worlds" in told
    ranked = found["ranking"]["targets_struck"]
    assert {row["enabler"] for row in ranked["order"]} == {"us_tankers", "us_drones"}
    assert ranked["ends"] == 2
    table = pq.read_table(next((scenario.parent / "results").glob("tiny/*/sensitivity.parquet")))
    sets = dict(zip(table["world"].to_pylist(), table["set"].to_pylist(), strict=True))
    assert sets["forces.us-kc135.offer=low without us_drones"] == ["forces.us-kc135.offer=1"]
    assert sets["forces.us-kc135.offer=low without us_tankers"] == []


@pytest.mark.parametrize("design", ["morris", "sobol", "hypercube"])
def test_designs_that_move_all_at_once_leave_out_what_is_refused(
    capsys: pytest.CaptureFixture[str], scenario: Path, design: str
) -> None:
    found, _ = study(capsys, scenario, "--design", design, "--samples", "4", "--of", "threat_hours")

    rows = found[design]["threat_hours"]["assumptions"]
    assert {row["name"] for row in rows} == {
        "target_classes.launcher.exposure",
        "staff.us-dynamic.people",
        "forces.us-kc135.offer",
    }
    assert rows[0]["name"] == "target_classes.launcher.exposure"
    assert [row["name"] for row in found["refused"]] == ["forces.no-f16.count"]
    over = found[design]["threat_hours"]["over_the_design"]
    assert over["p5"] < over["mean"] < over["p95"]


def test_of_several_numbers_those_that_are_refused_stay_where_they_are(
    capsys: pytest.CaptureFixture[str], scenario: Path
) -> None:
    found, _ = study(capsys, scenario, "--together", "forces.*", "--only", "forces.*")

    assert [row["name"] for row in found["assumptions"]] == ["forces.*"]
    assert [(row["end"], row["numbers"]) for row in found["refused"]] == [("low", "1 of 2")]
    assert found["tornado"]["targets_struck"]["assumptions"][0]["low"] is not None


def test_a_list_says_what_would_be_flown_and_flies_nothing(capsys: pytest.CaptureFixture[str], scenario: Path) -> None:
    assert answer(["sensitivity", str(scenario), "--list"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "target_classes.launcher.exposure: 6 h; 1 h – 24 h, multiplicative"
    assert lines[-1] == "4 assumptions, 7 worlds"
    assert not (scenario.parent / "results").exists()


def test_markdown_has_the_numbers(capsys: pytest.CaptureFixture[str], scenario: Path) -> None:
    assert answer(["sensitivity", str(scenario), "--reps", "3", "--jobs", "1", "--markdown"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[2] == "| assumption | range | at low | at high |"
    assert lines[4].startswith("| `target_classes.launcher.exposure` | 1 h – 24 h | -")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--only", "staf.*"], "--only staf.*: "),
        (["--design", "sobol", "--samples", "6"], "--samples 6: 6 is not a power of two"),
        (["--design", "morris", "--ranking"], "--ranking goes with the tornado"),
        (["--samples", "8"], "--samples goes with a design that draws points"),
        (["--ranking", "--enablers", "us_tanker"], "there is no such enabler (did you mean `us_tankers`?)"),
        (["--ranking", "--enablers", "us_tankers"], "a ranking needs at least two enablers; there are 1"),
        (["--only", "staff.*", "--design", "hypercube"], "moves two assumptions or more at once; 1 is left"),
        (["--of", "target_struck"], "--of target_struck: there is no such measure (did you mean `targets_struck`?)"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    capsys: pytest.CaptureFixture[str], scenario: Path, options: list[str], message: str
) -> None:
    assert answer(["sensitivity", str(scenario), *options]) == 2
    assert message in " ".join(capsys.readouterr().err.split())


def test_a_study_has_a_page_of_its_own_on_which_a_factor_has_its_title(
    capsys: pytest.CaptureFixture[str], scenario: Path
) -> None:
    factor = "{title: How long they stand, scale: [target_classes.launcher.exposure], value: 1, low: 0.5, high: 2}"
    scenario.write_text(f"{scenario.read_text()}unknowns:\n  stand: {factor}\n")
    found, _ = study(capsys, scenario, "--only", "unknowns.*")
    folder = next((scenario.parent / "results").glob("tiny/*"))

    assert (found["assumptions"][0]["name"], found["assumptions"][0]["title"]) == (
        "unknowns.stand",
        "How long they stand",
    )
    assert answer(["report", str(folder)]) == 0
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "How long they stand\\u003cbr>0.5 – 2" in page
    assert "The campaign strikes –" not in page
