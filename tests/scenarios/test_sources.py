"""What `sources` says about the numbers of the Libya scenario is true of them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.scenario.load import resolve
from sim.scenario.node import Node, find
from sim.scenario.quantity import QUANTITY, parse

ROOT = Path(__file__).parents[2]
FULL = resolve(ROOT / "scenarios/libya_2011.yaml").full
SOURCES = FULL.map["sources"].map
RECORD = {row["id"] for row in csv.DictReader((ROOT / "scenarios/record/record.csv").open(encoding="utf-8"))}
PAGE = ROOT / "docs/background/calibration.md"


def words(source: Node) -> dict[str, object]:
    return {name: entry.value for name, entry in source.map.items()}


def number(value: object, like: object) -> float | None:
    """A bare number, or a quantity in the unit of `like`; None for dates and names."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    written = QUANTITY.fullmatch(like) if isinstance(like, str) else None
    unit = written.group(2) if written else None
    if not isinstance(value, str) or unit is None:
        return None
    return parse(value, f"1{unit}" if unit.startswith("/") else unit)


def out_of_range() -> Iterator[str]:
    for pattern, source in SOURCES.items():
        low, high = words(source).get("low"), words(source).get("high")
        for path, node in find(FULL, tuple(pattern.split("."))):
            value = number(node.value, node.value)
            if value is None or low is None:
                continue
            least, most = number(low, node.value), number(high, node.value)
            assert least is not None, f"sources.{pattern}: {low} is no number"
            assert most is not None, f"sources.{pattern}: {high} is no number"
            if not least - 1e-9 <= value <= most + 1e-9:
                yield f"{'.'.join(path)} is {node.value}, its source says {low} to {high}"


def test_every_value_lies_in_its_range() -> None:
    assert list(out_of_range()) == []


@pytest.mark.parametrize(("value", "like", "expected"), [("90 min", "2 h", 1.5), (3, 4, 3.0), ("2 /d", "1 /d", 2.0)])
def test_ranges_are_read_in_the_unit_of_the_value(value: object, like: object, expected: float) -> None:
    assert number(value, like) == pytest.approx(expected)


def test_what_was_calibrated_names_what_it_was_calibrated_to() -> None:
    said = {path: words(source) for path, source in SOURCES.items()}
    used = {path: str(entry["used"]).split(", ") for path, entry in said.items() if "used" in entry}

    assert set(used) == {path for path, entry in said.items() if entry["tier"] == "calibrated"}
    assert {name for names in used.values() for name in names} - RECORD == set()


def kin(path: str) -> str:
    """Numbers of one kind have one row: `standing.tripoli.depot` and `standing.sirte.depot` are `standing.*.depot`."""
    steps = path.split(".")
    if steps[0] == "phases":
        return ".".join(("phases", "*", steps[2], "*" if steps[2] == "appear" else steps[3], steps[4]))
    if steps[0] == "stocks":
        return path
    return ".".join((steps[0], "*", *steps[2:]))


def calibrated() -> str:
    """The table of what was calibrated to what, as it stands in the page."""
    rows = Counter(
        (kin(path), str(words(source)["used"]))
        for path, source in SOURCES.items()
        if words(source)["tier"] == "calibrated"
    )
    lines = [f"| `{name}` | {count} | {used} |" for (name, used), count in sorted(rows.items())]
    return "\n".join(["| inputs | how many | figures of the record they were set by |", "|---|---|---|", *lines])


def test_the_page_lists_what_was_calibrated() -> None:
    written = re.search(r"<!-- calibrated -->\n\n(.*?)\n\n<!-- end -->", PAGE.read_text(encoding="utf-8"), re.DOTALL)

    assert written is not None
    assert written.group(1) == calibrated(), f"put this into {PAGE.name}:\n\n{calibrated()}\n"
