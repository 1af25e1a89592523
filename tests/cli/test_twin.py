"""The verb `twin`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sim.cli.command import answer

QUICKSTART = "scenarios/quickstart.yaml"


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])


def test_the_twin_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["twin", QUICKSTART]) == 0
    assert "without Borrowed drones" in capsys.readouterr().out


def test_beside_the_simulation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drawn = tmp_path / "figures"
    common = ["--fly", "--reps", "1", "--jobs", "1", "--out", str(tmp_path), "--json"]

    assert answer(["twin", QUICKSTART, *common, "--figures", str(drawn)]) == 0

    worlds = json.loads(capsys.readouterr().out)["worlds"]
    assert list(worlds) == ["with everything", "tankers", "drones"]
    assert worlds["tankers"]["simulated"]["sorties"] > 0
    assert {path.name for path in drawn.iterdir()} == {"figures.json", "twins.csv", "twins.png", "twins.svg"}
