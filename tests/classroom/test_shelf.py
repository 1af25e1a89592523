"""What is on the shelf, and what a visitor may bring."""

from pathlib import Path

import pytest

from sim.classroom.limits import Limits, Refused
from sim.classroom.shelf import Shelf
from sim.scenario.fault import ScenarioError
from tests.classroom.conftest import LESSON, SCENARIOS

MINE = b"extends: quickstart.yaml\nformat: 1\nname: mine\ntitle: Mine\nforces: {friend-tankers: {count: 3}}\n"


def faults(shelf: Shelf, content: bytes, name: str = "mine.yaml") -> list[str]:
    with pytest.raises(ScenarioError) as error:
        shelf.bring(name, content)
    return [str(fault) for fault in error.value.faults]


def test_lessons_and_campaigns_stand_on_the_shelf_by_their_names(shelf: Shelf) -> None:
    assert [book.name for book in shelf.lessons] == [
        f"lessons/{file.stem}" for file in sorted((SCENARIOS / "lessons").glob("*.yaml"))
    ]
    assert {"libya_2011", "quickstart"} <= {book.name for book in shelf.campaigns}
    assert shelf.left_out == {}


def test_one_file_is_a_shelf_of_its_own() -> None:
    shelf = Shelf(SCENARIOS / f"{LESSON}.yaml", Limits())
    assert list(shelf.books) == ["1_tanker_reach"]


def test_a_file_that_cannot_be_flown_is_left_out_and_said_why(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("format: 1\n")
    shelf = Shelf(tmp_path, Limits())
    assert list(shelf.books) == []
    assert "nations" in str(shelf.left_out["broken.yaml"][0])


@pytest.mark.parametrize(
    "name", ["../libya_2011", "/etc/passwd", "lessons/../libya_2011", "library/aircraft", "", "libya_2011.yaml"]
)
def test_a_name_is_looked_up_and_never_a_path(shelf: Shelf, name: str) -> None:
    with pytest.raises(Refused, match="no such scenario"):
        shelf.book(name)


def test_what_is_brought_may_build_on_the_shelf(shelf: Shelf) -> None:
    book = shelf.bring("mine.yaml", MINE)
    assert shelf.book(book.name).scenario.forces["friend-tankers"].count == 3
    assert book.name not in shelf.books


@pytest.mark.parametrize(
    "named",
    [
        "/etc/passwd",
        "../../../../etc/hostname",
        "../README.md",
        "scenario.schema.json",
        "record/quantities.yaml",
        "library/../../pyproject.toml",
        "brought/x.yaml",
    ],
)
@pytest.mark.parametrize("key", ["extends: {}", "use: [{}]", "use: [{{file: {}, only: [forces]}}]"])
def test_what_is_brought_reads_no_other_file(shelf: Shelf, named: str, key: str) -> None:
    """Seen to fail with the disk's own reader, which said what of /etc/passwd is no YAML."""
    told = faults(shelf, f"{key.format(named)}\nformat: 1\n".encode())
    assert any("is no file of this classroom" in fault for fault in told)
    assert not any("root:" in fault or "No such file" in fault or "no such file" in fault for fault in told)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe", "is not UTF-8 text"),
        (b"[1, 2]", "a scenario file is a map"),
        (b"", "the file is empty"),
        (b"a: &x [*x]", "anchors and aliases"),
        (b"a: !!python/object/apply:os.system [ls]", "tags"),
        (b"[" * 200, "more than 40 deep"),
        (b"extends: quickstart.yaml\nforces: {friend-tankers: {count: many}}", "forces.friend-tankers.count"),
        (b"extends: lessons/1_tanker_reach.yaml\nlesson: {guess: {measure: glory}}", "no measure is called `glory`"),
    ],
)
def test_what_is_brought_is_checked_as_files_are(shelf: Shelf, content: bytes, message: str) -> None:
    told = faults(shelf, content)
    assert message in told[0]
    assert not any(str(SCENARIOS.parent) in fault or "/tmp" in fault for fault in told)


def test_limits_of_what_is_brought(shelf: Shelf) -> None:
    with pytest.raises(Refused, match="larger than 300 kB"):
        shelf.bring("mine.yaml", b"#" * 300_001)
    with pytest.raises(Refused, match="lasts 500 days; here are at most 400"):
        shelf.bring("mine.yaml", MINE + b"duration: 500 d\n")


def test_the_oldest_that_was_brought_goes_first() -> None:
    small = Shelf(SCENARIOS / "quickstart.yaml", Limits(brought=2))
    first, second, third = (small.bring("mine.yaml", MINE) for _ in range(3))
    assert small.book(second.name) is second
    assert small.book(third.name) is third
    with pytest.raises(Refused, match="not kept any more"):
        small.book(first.name)


def test_a_name_with_a_path_is_shown_without_it(shelf: Shelf) -> None:
    told = faults(shelf, b"format: one", "../../<b>evil</b>.yaml")
    assert told[0].startswith("b.yaml:1:")
