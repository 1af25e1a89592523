"""Workers that stay for the tests of a module that want nothing but another process: to start one takes a second."""

from collections.abc import Iterator

import pytest

from sim.study.crew import Crew, Standing


@pytest.fixture(scope="module")
def standing() -> Iterator[Crew]:
    """Up to three. Those that are killed, or that must end, are the business of crews of their own."""
    workers = Standing(3)
    yield workers.crew
    workers.close()
