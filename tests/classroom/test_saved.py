"""The state as a file flies as the state does."""

import shutil
from pathlib import Path

import pytest

from sim import load, run
from sim.classroom.saved import saved
from sim.classroom.shelf import Shelf
from sim.classroom.state import Desk
from sim.measures import measure
from sim.scenario.load import check
from tests.classroom.conftest import SCENARIOS


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scenarios, where files may be put beside them."""
    there = tmp_path_factory.mktemp("mine") / "scenarios"
    shutil.copytree(SCENARIOS, there)
    return there


@pytest.mark.parametrize(
    ("book", "without", "variants", "moves"),
    [
        ("lessons/1_tanker_reach", ["tankers"], ["far"], {"distance.coast": 300, "strike.home": 8}),
        ("lessons/3_stockout", [], [], {}),
        ("lessons/5_targeting_queue", ["friends"], [], {"staff.dynamic": 10}),
        ("quickstart", ["drones"], [], {"tanker.friend": 0, "stock.home-bombs": 90}),
    ],
)
def test_it_flies_the_same_numbers(
    shelf: Shelf, folder: Path, book: str, without: list[str], variants: list[str], moves: dict[str, float]
) -> None:
    desk = Desk(shelf.book(book), shelf.limits)
    state = desk.varied(desk.pulled(desk.untouched(), without), variants)
    for name, value in moves.items():
        state = desk.moved(state, name, value)
    name, text = saved(desk, state, shelf)
    (folder / name).write_text(text, encoding="utf-8")
    assert check(folder / name) == []
    mine, asked = load(folder / name), desk.book.files.load(desk.changes(state))
    assert measure(run(mine, seed=3), mine) == measure(run(asked, seed=3), asked)


def test_what_the_campaign_of_2011_becomes_without_its_tankers(shelf: Shelf, folder: Path) -> None:
    """Many units, sources, cuts, unknowns and variants: the same world, and no fault in the file."""
    desk = Desk(shelf.book("libya_2011"), shelf.limits)
    state = desk.moved(desk.pulled(desk.untouched(), ["us_tankers", "us_munitions"]), "tanker.uk", 2)
    name, text = saved(desk, state, shelf)
    assert text.startswith("# Saved from the classroom: without U.S. tankers; without U.S. resupply of munitions; ")
    assert "extends: libya_2011.yaml\n" in text
    (folder / name).write_text(text, encoding="utf-8")
    words = {"name", "title", "enablers", "variants", "sources", "lesson"}
    mine, asked = load(folder / name), desk.book.files.load(desk.changes(state))
    assert mine.model_dump(exclude=words) == asked.model_dump(exclude=words)
    assert "us_tankers" not in mine.enablers
    assert "us_isr" in mine.enablers


def test_a_saved_file_can_be_brought_back(shelf: Shelf) -> None:
    desk = Desk(shelf.book("quickstart"), shelf.limits)
    state = desk.pulled(desk.untouched(), ["tankers"])
    name, text = saved(desk, state, shelf)
    again = shelf.bring(name, text.encode())
    assert "friend-tankers" not in again.scenario.forces
    further = Desk(again, shelf.limits)
    _, second = saved(further, further.moved(further.untouched(), "uav.friend", 1), shelf)
    assert "friend-drones: {count: 1" in second
