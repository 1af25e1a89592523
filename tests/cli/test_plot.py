"""`plot` draws again what a verb drew, in both styles and all forms."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from sim.cli.command import answer
from sim.report.card import CARDS, draw_card, redraw_cards
from sim.report.draw import Look
from sim.report.style import PRINT

TINY = str(Path(__file__).parents[1] / "scenario" / "tiny.yaml")
FEW = ("--reps", "2", "--jobs", "1", "--out", "results")
FORMS = {".csv", ".png", ".svg", ".pdf", ".txt"}


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def figures(folder: Path) -> dict[str, set[str]]:
    """Path of a figure, without its ending, to its forms; tables that are part of another figure left out."""
    found: dict[str, set[str]] = {}
    for path in folder.rglob("*"):
        if path.suffix in FORMS and ".store" not in path.parts:
            found.setdefault(str(path.relative_to(folder).with_suffix("")), set()).add(path.suffix)
    return {name: forms for name, forms in found.items() if forms != {".csv"}}


@pytest.mark.parametrize(
    "words",
    [
        ("compare", "--without", "us_drones", "--without", "us_tankers"),
        ("attribute", "--enablers", "us_drones,us_tankers"),
        ("sweep", "--over", "forces.no-f16.offer=2,4"),
        ("relax", "--cause", "no_target"),
    ],
    ids=lambda words: words[0],
)
def test_every_figure_of_a_verb_is_drawn_again_for_slides_and_for_print(words: tuple[str, ...]) -> None:
    verb, *options = words
    assert answer([verb, TINY, *options, *FEW]) == 0
    folder = next(Path("results").glob("tiny/*"))
    before = figures(folder)
    assert before
    assert answer(["plot", str(folder)]) == 0
    after = figures(folder)

    for name in before:
        path = Path(name)
        assert after[name] == after[str(path.parent / "print" / path.name)] == FORMS


def test_a_difference_is_drawn_from_its_table_and_says_on_what_it_rests() -> None:
    assert answer(["compare", TINY, "--without", "us_drones", *FEW]) == 0
    world = next(Path("results").glob("tiny/*/without_us_drones"))
    first = (world / "difference_by_day.csv").read_bytes()
    assert answer(["plot", str(world.parent), "--style", "print"]) == 0

    assert (world / "print" / "difference_by_day.csv").read_bytes() == first
    told = (world / "print" / "difference_by_day.txt").read_text(encoding="utf-8")
    assert told.startswith("Day by day, without ")
    assert "2 runs of each world, seeds 1 to 2." in told


def test_figures_in_a_folder_of_their_own_are_drawn_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["twin", TINY, "--out", "results", "--figures", "drawn"]) == 0
    before = Path("drawn/twins.csv").read_bytes()
    capsys.readouterr()

    assert answer(["plot", "drawn"]) == 0
    assert {Path(line).suffix for line in capsys.readouterr().out.split()} == FORMS
    assert Path("drawn/print/twins.csv").read_bytes() == Path("drawn/twins.csv").read_bytes() == before
    assert answer(["plot", "drawn", "--animate"]) == 2
    assert "has figures alone" in capsys.readouterr().err


def test_what_is_read_back_is_what_was_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers, days, truths, texts and what is not known, out of a CSV; a second figure is noted beside the first."""
    seen = []
    for name in ("scorecard", "twins"):
        monkeypatch.setitem(CARDS, name, CARDS[name]._replace(draw=lambda _, data: seen.append(data)))
    columns = {
        "title": ["sorties", "1, and more"],
        "value": [1, None],
        "low": [0.5, 2.0],
        "inside": [True, False],
        "date": [date(2030, 5, 1), date(2030, 5, 2)],
        "drawn": [None, None],
    }
    draw_card({"scorecard": columns}, "A story", "2 runs", tmp_path)
    draw_card({"twins": {"world": ["x"]}}, "A story", "", tmp_path)
    redraw_cards(tmp_path, tmp_path / "print", Look(PRINT, ("svg",), caption=True))

    assert seen[2:] == seen[:2]
    assert list(json.loads((tmp_path / "figures.json").read_text())) == ["scorecard", "twins"]
    assert "2 runs. Simulated" in (tmp_path / "print" / "scorecard.txt").read_text()
