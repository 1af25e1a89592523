"""Every file in `bad/` is refused with exactly the lines at its head, and nothing else."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path

import pytest

from sim.scenario.load import check

HERE = Path(__file__).parent
BAD = sorted((HERE / "bad").glob("*.yaml"))


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_refused_with_the_lines_at_its_head(path, monkeypatch):
    monkeypatch.chdir(HERE)
    lines = takewhile(lambda line: line.startswith("# bad/"), path.read_text().splitlines())
    expected = [line.removeprefix("# ") for line in lines]
    assert expected, "say at the head of the file what is wrong with it"
    assert [str(fault) for fault in check(f"bad/{path.name}")] == expected


def test_the_good_one_has_no_fault(tiny):
    assert check(tiny) == []
