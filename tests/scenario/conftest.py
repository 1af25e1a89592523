"""Scenario files for the stories: `tiny.yaml`, and what is written beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sim.scenario.document import compose
from sim.scenario.fault import Fault, Origin
from sim.scenario.load import Changes, ScenarioError, load
from sim.scenario.node import Node

HERE = Path(__file__).parent

Write = Callable[..., Path]


@pytest.fixture
def tiny() -> Path:
    """Two nations, a week, one of everything."""
    return HERE / "tiny.yaml"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file beside a copy of `tiny.yaml`."""
    (tmp_path / "tiny.yaml").write_text((HERE / "tiny.yaml").read_text())

    def file(text: str, name: str = "scenario.yaml") -> Path:
        path = tmp_path / name
        path.write_text(text)
        return path

    return file


@pytest.fixture
def refused() -> Callable[..., list[str]]:
    """The lines that a scenario is refused with, without the folder."""

    def lines(path: Path, changes: Changes | None = None) -> list[str]:
        with pytest.raises(ScenarioError) as error:
            load(path, changes or Changes())
        return str(error.value).replace(f"{path.parent}/", "").splitlines()

    return lines


@pytest.fixture
def node() -> Callable[[str], Node]:
    """What a piece of YAML is read as."""

    def read(text: str) -> Node:
        faults: list[Fault] = []
        found = compose(text, Origin("here.yaml", 1, 1), faults)
        assert not faults
        return found

    return read
