"""What tests of several folders share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest


@contextmanager
def unpainted() -> Iterator[None]:
    """Figures are composed and their files written, but empty: to lay out and to paint takes most of the time
    of a command, and is what `tests/report` and `tests/page` are for."""
    from matplotlib.figure import Figure

    def written(_figure: Figure, path: Path, *, dpi: float, metadata: dict[str, Any]) -> None:
        path.touch()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Figure, "savefig", written)
        yield


@pytest.fixture
def sketched() -> Iterator[None]:
    """`unpainted` for a test."""
    with unpainted():
        yield


@pytest.fixture
def one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands that name no `--jobs` start no workers: that takes longer than a small world is flown."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0})
