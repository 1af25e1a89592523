"""The verb `score`, on ten days and a record made up for them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from sim.cli.command import answer
from sim.cli.score import Card, markdown, score_document, summary
from sim.measures.take import Window
from sim.scenario.load import load
from sim.study.score import Figure, Quantity, Score

QUICKSTART = "scenarios/quickstart.yaml"


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(Path(__file__).parents[2])
    folder = tmp_path / "record"
    folder.mkdir()
    rows = [
        ["id", "quantity", "value", "low", "high", "unit", "from", "until", "source"],
        ["few", "sorties", "1", "1", "10000", "sorties", "", "", "made up"],
        ["many", "sorties", "1000000", "1000000", "1000000", "sorties", "", "", "made up"],
        ["short", "first stockout", "2011-06-05", "2011-01-01", "2031-01-01", "date", "", "", "made up"],
    ]
    with (folder / "record.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    (folder / "quantities.yaml").write_text(
        "few: {title: few sorties, used: untouched, take: {count: sorties}}\n"
        "many: {title: many sorties, used: untouched, note: made up, take: {count: sorties}}\n"
        "short: {title: first stockout, used: calibrated, take: {first: stocks, where: {reason: stockout}}}\n"
    )
    (folder / "daily.csv").write_text("date,daily_sorties,daily_strike,quality\n2011-06-02,1,,A\n")
    return str(folder)


def test_the_screen_says_what_is_inside(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        answer(["score", QUICKSTART, "--record", record, "--reps", "2", "--jobs", "1", "--out", f"{record}/out"]) == 0
    )

    shown = capsys.readouterr().out
    assert "untouched: 1 of 2 inside (50%)" in shown


def test_too_few_inside_is_an_exit_code(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    common = ["score", QUICKSTART, "--record", record, "--reps", "1", "--jobs", "1", "--out", f"{record}/out", "--json"]

    assert answer([*common, "--fail-under", "0.5"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["inside"] == {"untouched": 0.5, "calibrated": document["inside"]["calibrated"], "input": None}
    assert document["figures"]["many"]["inside"] is False
    assert answer([*common, "--fail-under", "0.8"]) == 1


def test_figures_and_markdown(record: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drawn = tmp_path / "figures"
    common = ["score", QUICKSTART, "--record", record, "--reps", "2", "--jobs", "1", "--out", f"{record}/out"]

    assert answer([*common, "--markdown", "--figures", str(drawn)]) == 0

    assert "| many sorties | 1,000,000 | 1,000,000 |" in capsys.readouterr().out
    assert {"scorecard.png", "scorecard.svg", "scorecard.csv"} <= {path.name for path in drawn.iterdir()}


def test_reported_days_end_with_the_runs(record: str, tmp_path: Path) -> None:
    """Campaigns that are over when it is quiet, some sooner: a date that none flew is not one without sorties."""
    rows = "".join(f"2030-05-{day:02},20,10,A\n" for day in range(1, 11))
    (Path(record) / "daily.csv").write_text(f"date,daily_sorties,daily_strike,quality\n{rows}")
    common = ["score", QUICKSTART, "--record", record, "--reps", "3", "--jobs", "1", "--out", f"{record}/out"]
    quiet = ["--set", "ends={when: {threat_below: 4.6, for: 1 d}}"]

    assert answer([*common, *quiet, "--figures", str(tmp_path / "figures")]) == 0

    with (tmp_path / "figures/scorecard_days.csv").open(encoding="utf-8", newline="") as file:
        drawn = [row for row in csv.DictReader(file) if row["series"] == "sorties"]
    with (tmp_path / "figures/scorecard_reported.csv").open(encoding="utf-8", newline="") as file:
        reported = [row["date"] for row in csv.DictReader(file) if row["series"] == "sorties"]
    assert 1 < len(drawn) < 10
    assert [row["date"] for row in drawn] == reported
    assert min(float(row["p5"]) for row in drawn) > 0


def test_no_record_is_a_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["score", QUICKSTART, "--record", str(tmp_path)]) == 2
    assert "record.csv: not there" in capsys.readouterr().err


def test_assumed_numbers_are_drawn_beside_it(record: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Sorties of the quickstart hang on assumed offers: worlds that differ by them differ more than by luck alone."""
    drawn = tmp_path / "figures"
    common = ["score", QUICKSTART, "--record", record, "--reps", "2", "--jobs", "1", "--out", f"{record}/out"]

    assert answer([*common, "--drawn", "4", "--json", "--figures", str(drawn)]) == 0

    document = json.loads(capsys.readouterr().out)
    few = document["figures"]["few"]
    assert few["drawn"]["worlds"] == 4
    assert few["drawn"]["p95"] - few["drawn"]["p5"] > few["p95"] - few["p5"]
    assert (drawn / "scorecard.png").exists()
    assert answer([*common, "--drawn", "4", "--markdown"]) == 0
    assert "untouched, with assumed numbers drawn in 4 worlds: 1 of 2 inside (50%)" in capsys.readouterr().out


def test_a_third_count_is_of_what_either_of_the_two_has_inside() -> None:
    """Of three figures one is inside by luck alone, one with assumptions drawn, one by neither: two by either."""
    card = Card(load("scenarios/quickstart.yaml"), 2, held(10, 20, 3000), [], [], held(40, 100, 3000))

    assert [one for one in summary(card) if one.startswith("untouched")] == [
        "untouched: 1 of 3 inside (33%)",
        "untouched, with assumed numbers drawn in 2 worlds: 1 of 3 inside (33%)",
        "untouched, by either of the two counts (more lenient than each): 2 of 3 inside (67%)",
    ]
    assert f"* {list(summary(card))[2]}\n" in markdown(card)
    document = score_document(card, [1, 2])
    shares = [document[name]["untouched"] for name in ("inside", "inside_drawn", "inside_by_either")]
    assert shares == [1 / 3, 1 / 3, 2 / 3]
    assert document["inside_by_either"]["input"] is None


def test_one_count_alone_has_no_second_to_be_held_beside() -> None:
    card = Card(load("scenarios/quickstart.yaml"), 2, held(10, 20, 3000), [], [])

    assert list(summary(card)) == ["untouched: 1 of 3 inside (33%)"]
    assert "inside_by_either" not in score_document(card, [1, 2])


def held(*means: float) -> list[Score]:
    """Figures of 10, 100 and 1,000 give or take half, beside runs with these means."""
    found = []
    for value, mean in zip((10, 100, 1000), means, strict=True):
        quantity = Quantity(title=f"about {value}", used="untouched")
        figure = Figure(f"f{value}", quantity, "sorties", value, value / 2, value * 1.5, Window(0, 24), "made up")
        found.append(Score(figure, (mean, mean), mean, mean, mean))
    return found


def test_drawn_worlds_are_moved_towards_what_was_calibrated(
    record: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Calibrated to fewer sorties than most of the drawn worlds fly, they fly about so many. So few worlds tell chance
    from nothing: every correlation counts here."""
    monkeypatch.setattr("sim.study.assimilate.CHANCE", 0.0)
    common = ["score", QUICKSTART, "--record", record, "--reps", "2", "--jobs", "1", "--out", f"{record}/out", "--json"]
    assert answer([*common, "--drawn", "16"]) == 0
    before = json.loads(capsys.readouterr().out)["figures"]["few"]["drawn"]
    goal = before["mean"] - (before["p95"] - before["p5"]) / 4
    file = Path(record) / "record.csv"
    file.write_text(
        file.read_text().replace("few,sorties,1,1,10000", f"few,sorties,{goal},{goal - 1},{goal + 1}"), encoding="utf-8"
    )
    kinds = Path(record) / "quantities.yaml"
    kinds.write_text(kinds.read_text().replace("few sorties, used: untouched", "few sorties, used: calibrated"))

    assert answer([*common, "--drawn", "16", "--assimilate", "3"]) == 0

    shown = capsys.readouterr()
    after = json.loads(shown.out)["figures"]["few"]["drawn"]
    assert abs(after["mean"] - goal) < abs(before["mean"] - goal) / 2
    assert "before assimilation 3 of 3: calibrated figures" in shown.err
    assert json.loads(shown.out)["assimilations"] == 3


def test_worlds_that_were_not_drawn_cannot_be_moved(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["score", QUICKSTART, "--record", record, "--assimilate", "2"]) == 2
    assert "say how many with --drawn" in capsys.readouterr().err


def test_without_the_library_it_says_how_to_get_it(
    record: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sim.cli.verb.proof.find_spec", lambda _: None)

    assert answer(["score", QUICKSTART, "--record", record, "--drawn", "4", "--assimilate", "2"]) == 1
    assert "pip install 'linchpin-sim[sensitivity]'" in capsys.readouterr().err
