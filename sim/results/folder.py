"""A folder that is there whole or not at all.

Everything is written beside the final name and renamed into place at the end. Names that begin with a dot are
never results: `.<name>.<token>.partial` is being written (or its writer was killed), `.<name>.old` is about to go.
"""

from __future__ import annotations

import os
import shutil
import time
from contextlib import contextmanager
from secrets import token_hex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MANIFEST = "manifest.json"
ABANDONED_S = 24 * 3600.0
"""A partial folder that nobody has written to for a day belongs to a run that was killed."""


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """A new folder to write into; it takes the name `folder` when the block ends well, and vanishes otherwise.

    Raises FileExistsError, before anything is written, if what stands under that name is not a result.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    recover(folder)
    if folder.exists() and not (folder / MANIFEST).is_file():
        raise FileExistsError(f"{folder} is not a result of a run (it has no {MANIFEST}); it is left as it is")
    _sweep(folder.parent)
    new = folder.parent / f".{folder.name}.{token_hex(4)}.partial"
    new.mkdir()
    try:
        yield new
        _swap(new, folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def recover(folder: Path) -> None:
    """Put back an earlier result whose replacement was killed between the two renames."""
    old = _old(folder)
    if old.exists() and not folder.exists():
        old.rename(folder)


def _swap(new: Path, folder: Path) -> None:
    old = _old(folder)
    if folder.exists():
        shutil.rmtree(old, ignore_errors=True)
        os.replace(folder, old)
    try:
        os.replace(new, folder)
    except BaseException:
        if not folder.exists():
            recover(folder)
            raise
        # Another process has put the same result there meanwhile: same hash, same bytes.
    shutil.rmtree(old, ignore_errors=True)


def _old(folder: Path) -> Path:
    return folder.parent / f".{folder.name}.old"


def _sweep(parent: Path) -> None:
    for partial in parent.glob(".*.partial"):
        if partial.stat().st_mtime < time.time() - ABANDONED_S:
            shutil.rmtree(partial, ignore_errors=True)
