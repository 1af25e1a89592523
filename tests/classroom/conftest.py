"""The shelf of the project, read once."""

from pathlib import Path

import pytest

from sim.classroom.limits import Limits
from sim.classroom.shelf import Shelf
from sim.classroom.state import Desk

SCENARIOS = Path(__file__).parents[2] / "scenarios"
LESSON = "lessons/1_tanker_reach"


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    return Shelf(SCENARIOS, Limits())


@pytest.fixture(scope="session")
def desk(shelf: Shelf) -> Desk:
    """The first lesson."""
    return Desk(shelf.book(LESSON), shelf.limits)
