"""Golden numbers are written anew only when that is asked for."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--refresh-golden", action="store_true", help="write the golden summaries anew instead of comparing with them"
    )


@pytest.fixture
def refresh(request: pytest.FixtureRequest) -> bool:
    """Whether to write instead of to compare."""
    return bool(request.config.getoption("--refresh-golden", default=False))  # unknown when all tests are run
