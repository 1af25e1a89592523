"""What tests of several folders share."""

from __future__ import annotations

import fcntl
import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest


def pytest_collection_finish() -> None:
    """What is there by now stays until the end: to look through all of it for rubbish, again and again, took a tenth of
    the time of the tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 50)


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


MadeOnce = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> MadeOnce:
    """Folders by name that one worker fills and all others read: neighbours may end up on two workers, and what takes
    seconds would be made in both."""
    root = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent

    def made(name: str, fill: Callable[[Path], object]) -> Path:
        folder, whole = root / name, root / f"{name}-is-whole"
        with (root / f"{name}-lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not whole.exists():
                fill(folder)
                whole.touch()
        return folder

    return made
