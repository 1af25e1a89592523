"""The verb `lesson` as a class meets it: question, guess, what comes out, answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.cli.command import answer

ROOT = Path(__file__).parents[2]
TINY = ROOT / "tests/scenario/tiny.yaml"
FILE = f"""
extends: {TINY}
lesson:
  question: The friend goes home. How many tanker sorties are left?
  guess: {{measure: tanker_sorties, low: 0, high: 50}}
  pull: [{{without: us_tankers}}, {{variant: more_tankers}}]
  shows: [{{measure: tanker_sorties, means: [20, 0, 25]}}]
  answer: None.
  discuss: [Who else has some?]
"""
QUICK = ("--jobs", "1", "--reps", "2")


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def said(capsys: pytest.CaptureFixture[str], *args: str | Path) -> tuple[int, str, str]:
    code = answer([str(arg) for arg in args])
    return code, *capsys.readouterr()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "class.yaml"
    path.write_text(FILE)
    return path


def test_a_lesson_asks_flies_and_tells_in_this_order(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = said(capsys, "lesson", file, *QUICK, "--guess", "12")

    parts = (
        "How many tanker sorties are left?",
        "as it is",
        "without: U.S. tankers",
        "Two more tankers",
        "You guessed 12",
        "it came to 0",
        "None.",
        "Who else has some?",
    )
    places = [out.find(part) for part in parts]
    assert (code, err) == (0, "")
    assert -1 not in places
    assert places == sorted(places)


def test_in_a_pipe_nobody_is_asked(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "lesson", file, *QUICK)

    assert code == 0
    assert "guess" not in out


@pytest.mark.parametrize("guess", ["900", "-5", "nan"])
def test_a_guess_out_of_the_range_is_refused_before_anything_flies(
    guess: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = said(capsys, "lesson", file, "--guess", guess)

    assert (code, out) == (2, "")
    assert f"--guess {guess}: a guess is from 0 to 50" in err


def test_a_file_without_a_lesson_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = said(capsys, "lesson", TINY)

    assert (code, out) == (2, "")
    assert f"{TINY} holds no lesson" in err


@pytest.mark.parametrize("verb", ["lesson", "check"])
def test_a_measure_that_does_not_exist(verb: str, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(FILE.replace("shows: [{measure: tanker_sorties", "shows: [{measure: tanker_sortie"))
    code, out, err = said(capsys, verb, file)

    assert code == 2
    assert (
        f"{file}:7:21: error: lesson.shows.0.measure: no measure is called `tanker_sortie` "
        "(did you mean `tanker_sorties`?)" in out + err
    )


def test_list_shows_the_lessons_last(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    _, out, _ = said(capsys, "list")

    files = [line.split("  ")[0] for line in out.splitlines() if not line.startswith(" ")]
    lessons = [name for name in files if name.startswith("scenarios/lessons/")]
    assert len(lessons) == 6
    assert files[-6:] == lessons
