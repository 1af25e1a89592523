"""A result folder with a page, flown once for all tests of the page."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import pytest

from sim.cli.command import answer
from sim.page import write_page
from sim.page.told import Told, told
from sim.results import Results, open_results
from tests.conftest import unpainted

ROOT = Path(__file__).parents[2]
SHORT = ("--set", "stocks.home-bombs.on_hand=12", "--set", "stocks.home-gps.on_hand=8")
"""So few bombs that stocks run out."""


def flown(out: Path, *words: str) -> Results:
    """The quickstart, flown as the words say."""
    with contextlib.redirect_stdout(io.StringIO()):
        assert answer([*words, "--jobs", "1", "--out", str(out)]) == 0
    return open_results(next(out.glob("*/*/manifest.json")).parent)


@pytest.fixture(scope="session")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """With everything and without, two seeds."""
    quickstart = str(ROOT / "scenarios" / "quickstart.yaml")
    return flown(tmp_path_factory.mktemp("page"), quickstart, "--reps", "2", *SHORT)


@pytest.fixture(scope="session")
def attribution(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """Every set of the two enablers, two seeds, with its page."""
    quickstart = str(ROOT / "scenarios" / "quickstart.yaml")
    with unpainted():
        found = flown(tmp_path_factory.mktemp("attribution"), "attribute", quickstart, "--reps", "2", *SHORT)
    write_page(found)
    return found


@pytest.fixture(scope="session")
def paired(results: Results) -> Told:
    return told(results)


@pytest.fixture(scope="session")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """One world."""
    quickstart = str(ROOT / "scenarios" / "quickstart.yaml")
    with unpainted():
        return told(flown(tmp_path_factory.mktemp("alone"), "run", quickstart))
