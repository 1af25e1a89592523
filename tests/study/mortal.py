"""A study to be killed, and the process that starts one after another: what they import is imported once."""

from __future__ import annotations

from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from sim.study.crew import crew_of
from sim.study.replicate import Means, replicate
from sim.study.replication import Replication
from sim.study.store import Store
from tests.study import crew
from tests.study.worlds import WORLDS

REPS = 150

crew.parcel(Replication(0, {}), days=[0.0])  # brings in what Arrow imports with its first table


def study(store: Path, jobs: int, told: Connection) -> None:
    """Says what it found, each run that has landed, and in the end what came out."""
    means = Means(
        Store(store),
        crew_of(jobs),
        landed=lambda: told.send("landed"),
        found=lambda have, todo: told.send(f"found {have} {todo}"),
        worker=crew.slow_luck,
    )
    told.send(repr(replicate(WORLDS, range(REPS), means)))


class Mortal:
    """A study in a process of its own."""

    def __init__(self, store: Path, jobs: int) -> None:
        context = get_context("forkserver")
        context.set_forkserver_preload([__name__])
        self._told, telling = context.Pipe(duplex=False)
        self.process = context.Process(target=study, args=(store, jobs, telling))
        self.process.start()
        telling.close()

    def line(self) -> str:
        """The next thing that it says."""
        assert self._told.poll(60), "a study that says nothing"
        said: str = self._told.recv()
        return said

    def lines(self) -> Iterator[str]:
        """All that it still says."""
        while True:
            try:
                yield self.line()
            except EOFError:
                return

    def end(self) -> int | None:
        """Wait for it; its exit code."""
        self.process.join(20)
        self._told.close()
        return self.process.exitcode
