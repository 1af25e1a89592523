"""Commands compose their figures without painting them; processes of their own paint."""

import pytest


@pytest.fixture(autouse=True)
def _sketched(sketched: None) -> None:
    """For every test of this folder."""
