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
from tests.conftest import MadeOnce, unpainted

QUICKSTART = Path(__file__).parents[2] / "scenarios" / "quickstart.yaml"
SHORT = ("--set", "stocks.home-bombs.on_hand=12", "--set", "stocks.home-gps.on_hand=8")
"""So few bombs that stocks run out."""


def fly(out: Path, *words: str) -> None:
    """The quickstart, flown as the words say, its figures left white: the page draws its own."""
    with contextlib.redirect_stdout(io.StringIO()), unpainted():
        assert answer([*words, "--jobs", "1", "--out", str(out)]) == 0


def found(out: Path) -> Results:
    return open_results(next(out.glob("*/*/manifest.json")).parent)


@pytest.fixture(scope="session")
def results(made_once: MadeOnce) -> Results:
    """With everything and without, two seeds."""
    return found(made_once("page", lambda out: fly(out, str(QUICKSTART), "--reps", "2", *SHORT)))


@pytest.fixture(scope="session")
def attribution(made_once: MadeOnce) -> Results:
    """Every set of the two enablers, two seeds, with its page."""

    def fill(out: Path) -> None:
        fly(out, "attribute", str(QUICKSTART), "--reps", "2", *SHORT)
        write_page(found(out))

    return found(made_once("attribution", fill))


@pytest.fixture(scope="session")
def paired(results: Results) -> Told:
    return told(results)


@pytest.fixture(scope="session")
def alone(made_once: MadeOnce) -> Told:
    """One world."""
    return told(found(made_once("alone", lambda out: fly(out, "run", str(QUICKSTART)))))
