"""Whose turn it is: one run at a time has all workers, and makes way for the others after a while.

A dozen browsers ask at once, and there are few cores. Runs stand in a queue whose length each can see; one that has had
its turn while others wait goes to the end with what it has, so a long campaign holds up nobody and nothing is lost.
Worlds that were flown for anybody are not flown again.
"""

from __future__ import annotations

import logging
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from sim.classroom.limits import Limits, Refused
from sim.classroom.worker import Dropped, flight
from sim.study.crew import Standing
from sim.study.replicate import Flown, Means, replicate
from sim.study.replication import StudyError, Task, Worker, fly_and_pack
from sim.study.store import Store

if TYPE_CHECKING:
    from sim.scenario.scenario import Scenario

TURN_S = 2.0
"""Time after which a run makes way for others that wait."""
SEED = 1
"""The first; of it the long tables are kept, for the view of one day."""
PRUNE_EVERY = 10
"""Runs after which the disk is looked at."""
log = logging.getLogger(__name__)


class Stage(StrEnum):
    """Where a run is."""

    waiting = "waiting"
    flown = "being flown"
    done = "done"
    dropped = "dropped"
    failed = "failed"


@dataclass(frozen=True)
class Seen:
    """What has come of a run so far."""

    stage: Stage = Stage.waiting
    flown: Flown = field(default_factory=dict)
    """Every world under the same seeds, as many as have landed in all of them."""
    glimpse: Flown = field(default_factory=dict)
    """The first days of every world, of a long campaign of which no run has landed yet."""
    landed: int = 0
    """Single runs that have landed in this turn."""
    fault: str = ""


@dataclass(frozen=True)
class Wish:
    """What a visitor wants flown."""

    visitor: str
    worlds: dict[str, Scenario]
    """The first is the scenario as it stands."""
    reps: int
    glimpses: dict[str, Scenario] = field(default_factory=dict)
    """The same worlds cut short, for a campaign that takes a while."""


class Job:
    """One wish under way; `seen` is replaced whole, so that it can be read from any thread."""

    def __init__(self, number: int, wish: Wish, mark: Path) -> None:
        self.number = number
        self.wish = wish
        self.seen = Seen()
        self.mark = mark
        mark.touch()

    @property
    def over(self) -> bool:
        """Whether nothing more will come."""
        return self.seen.stage in (Stage.done, Stage.dropped, Stage.failed)

    def show(self, **what: object) -> None:
        """Change what is seen; one that was dropped stays so."""
        if self.seen.stage is not Stage.dropped:
            self.seen = replace(self.seen, **what)  # type: ignore[arg-type]


class Room:
    """The queue, its workers, and what has been flown."""

    def __init__(self, limits: Limits, standing: Standing, flight: Callable[[str, Limits], Worker] = flight) -> None:
        self.limits = limits
        self._flight = flight
        self.folder = Path(mkdtemp(prefix="linchpin-class-"))
        self.store = Store(self.folder / "runs")
        self.standing = standing
        self._numbers = count(1)
        self._waiting: list[Job] = []
        self._flying: Job | None = None
        self._changed = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._serve, name="room", daemon=True)

    def open(self, first: Scenario) -> None:
        """Let the workers come, fly one scenario each to be ready, and begin."""
        self.standing.warm(partial(fly_and_pack, Task(first, SEED, tables=True)))
        self._thread.start()

    def close(self) -> None:
        """End everything and forget what was flown."""
        with self._changed:
            self._closed = True
            for job in [*self._waiting, *([self._flying] if self._flying else [])]:
                self._drop(job)
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join(timeout=5)
        self.standing.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def ask(self, wish: Wish, instead_of: Job | None = None) -> Job:
        """Stand in the queue, in place of an older run, which is dropped. Raises Refused beyond a limit."""
        with self._changed:
            if instead_of is not None:
                self._drop(instead_of)
            mine = [job for job in self._under_way() if job.wish.visitor == wish.visitor]
            if len(mine) >= self.limits.jobs:
                raise Refused(f"You have {len(mine)} runs under way on other pages; wait for one, or close its page.")
            if len(self._waiting) >= self.limits.waiting:
                raise Refused("The classroom is full. Try again in a moment.")
            number = next(self._numbers)
            job = Job(number, wish, self.folder / f"wanted-{number}")
            self._waiting.append(job)
            self._changed.notify_all()
        return job

    def drop(self, job: Job) -> None:
        """Nobody wants it any more."""
        with self._changed:
            self._drop(job)

    def place(self, job: Job) -> int:
        """Its place in the queue, from 1; 0 for one that does not wait."""
        with self._changed:
            return self._waiting.index(job) + 1 if job in self._waiting else 0

    def _under_way(self) -> list[Job]:
        return [job for job in (self._flying, *self._waiting) if job is not None and not job.over]

    def _drop(self, job: Job) -> None:
        if not job.over:
            job.show(stage=Stage.dropped)
            job.mark.unlink(missing_ok=True)
        if job in self._waiting:
            self._waiting.remove(job)

    def _serve(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._waiting)
                if self._closed:
                    return
                job = self._flying = self._waiting.pop(0)
            job.show(stage=Stage.flown)
            _told(job, lambda job=job: self._turn(job))  # type: ignore[misc]
            with self._changed:
                self._flying = None
                if job.seen.stage is Stage.waiting:
                    self._waiting.append(job)
                else:
                    job.mark.unlink(missing_ok=True)
            if job.number % PRUNE_EVERY == 0:
                prune(self.store.folder, self.limits.store_mb)

    def _turn(self, job: Job) -> None:
        """Fly until it is done, or others have waited long enough."""
        wish, ends_s = job.wish, time.monotonic() + TURN_S
        means = self._means(job)
        if wish.glimpses and not job.seen.flown and not job.seen.glimpse:
            job.show(glimpse=replicate(wish.glimpses, [SEED], replace(means, tables=())))
        had = _whole(job.seen.flown)

        def enough(flown: Flown) -> int | None:
            many = _whole(flown)
            if many <= had:
                return None
            job.show(flown=flown)
            return many if self._waiting and time.monotonic() > ends_s else None

        flown = replicate(wish.worlds, range(SEED, SEED + wish.reps), means, enough)
        job.show(flown=flown, stage=Stage.done if _whole(flown) == wish.reps else Stage.waiting)

    def _means(self, job: Job) -> Means:
        def landed() -> None:
            if job.seen.stage is Stage.dropped:
                raise Dropped
            job.show(landed=job.seen.landed + 1)

        fly = self._flight(str(job.mark), self.limits)
        return Means(self.store, self.standing.crew, landed, worker=fly, tables=[SEED])


def _whole(flown: Flown) -> int:
    """Seeds under which all worlds have landed."""
    return len(next(iter(flown.values()), []))


def _told(job: Job, work: Callable[[], None]) -> None:
    """Do the work; what goes wrong is told to the visitor in words that name nothing of this machine."""
    try:
        work()
    except Dropped:
        job.show(stage=Stage.dropped)
    except StudyError as fault:
        log.warning("run %s: %s", job.number, fault)
        job.show(stage=Stage.failed, fault=str(fault))
    except OSError as fault:
        log.exception("run %s", job.number)
        job.show(stage=Stage.failed, fault=f"The classroom's disk: {fault.strerror}.")
    except Exception:  # the class goes on
        log.exception("run %s", job.number)
        job.show(stage=Stage.failed, fault="The model failed on this; its teacher finds the reason in the terminal.")


def prune(folder: Path, most_mb: int) -> None:
    """Forget the worlds that were flown longest ago, until what is kept is no more than that."""
    if not folder.is_dir():
        return
    worlds = sorted(folder.iterdir(), key=lambda world: world.stat().st_mtime_ns)
    sizes = [sum(file.stat().st_size for file in world.rglob("*") if file.is_file()) for world in worlds]
    spare = sum(sizes) - most_mb * 10**6
    for world, size in zip(worlds, sizes, strict=True):
        if spare <= 0:
            return
        shutil.rmtree(world, ignore_errors=True)
        spare -= size
