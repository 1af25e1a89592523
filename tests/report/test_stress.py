"""The STRESS-DES report of a result: every item is there, and what nobody knows says so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sim.cli.command import answer

ITEMS = [
    "1.1",
    "1.2",
    "1.3",
    "2.1",
    "2.2",
    "2.3",
    "2.4",
    "2.5.1",
    "2.5.2",
    "2.5.3",
    "2.5.4",
    "2.5.5",
    "3.1",
    "3.2",
    "3.3",
    "3.4",
    "4.1",
    "4.2",
    "4.3",
    "5.1",
    "5.2",
    "5.3",
    "5.4",
    "6.1",
]
"""Monks and others 2019, the list for discrete-event simulation."""


def test_every_item_is_filled_or_says_that_it_is_empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quickstart = str(Path(__file__).parents[2] / "scenarios/quickstart.yaml")
    flown = ["run", quickstart, "--without", "tankers", "--reps", "2", "--jobs", "1", "--out", str(tmp_path)]
    assert answer(flown) == 0
    (folder,) = (path.parent for path in tmp_path.glob("*/*/manifest.json"))
    capsys.readouterr()

    assert answer(["report", str(folder), "--stress"]) == 0

    told = capsys.readouterr().out
    parts = dict(re.findall(r"^## ([\d.]+) .*\n\n(.*(?:\n(?!## ).*)*)", told, re.MULTILINE))
    assert list(parts) == ITEMS
    assert all(text.strip() for text in parts.values())
    empty = [number for number, text in parts.items() if text.startswith("**Empty")]
    assert empty == ["1.1", "1.3", "2.1", "3.2", "5.4"]
    assert f"Of {len(ITEMS)} items {len(empty)} are empty" in told
    assert "2 replications, seeds from 1" in parts["4.3"]
    assert re.search(r"\d+ assumed", parts["3.1"])
    assert "10 days" in parts["4.2"]
