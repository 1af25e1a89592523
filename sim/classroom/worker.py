"""In the worker process: one replication, ended early if nobody wants it any more or it asks too much."""

from __future__ import annotations

import resource
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.classroom.limits import Limits
from sim.study.replication import Parcel, StudyError, Task, fly_and_pack

LOOK_S = 0.1
"""How often it looks whether it is still wanted."""


class Dropped(Exception):
    """Nobody wants this run any more."""


@dataclass(frozen=True)
class Flight:
    """What a worker is told beside its task; called with it."""

    mark: str
    """A file; where it is gone, the run is not wanted any more."""
    cpu_s: float
    memory_mb: int

    def __call__(self, task: Task) -> Parcel:
        """Fly one campaign. Raises Dropped, or StudyError if it takes more than it may."""
        _bound(self.memory_mb)
        if not Path(self.mark).exists():
            raise Dropped
        try:
            with _watched(Path(self.mark), self.cpu_s):
                return fly_and_pack(task)
        except MemoryError:
            raise StudyError("the campaign is too large for the memory of this classroom") from None


def flight(mark: str, limits: Limits) -> Flight:
    """Within the limits of the classroom."""
    return Flight(mark, limits.cpu_s, limits.memory_mb)


@contextmanager
def _watched(mark: Path, cpu_s: float) -> Iterator[None]:
    """Interrupt what runs in the block, which knows nothing of it, when it is to end."""
    until = time.process_time() + cpu_s

    def look(_signal: int, _frame: Any) -> None:
        if not mark.exists():
            raise Dropped
        if time.process_time() > until:
            raise StudyError(f"the campaign is too large for this classroom: one run takes more than {cpu_s:g} s")

    before = signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, LOOK_S, LOOK_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _bound(memory_mb: int) -> None:
    """The process's memory from now on; never more than it may have already."""
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    wanted = memory_mb * 2**20
    resource.setrlimit(resource.RLIMIT_DATA, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
