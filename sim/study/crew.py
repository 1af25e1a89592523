"""Who flies the replications: this process, worker processes, or a cluster. All are `concurrent.futures.Executor`s."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import active_children, get_context, parent_process
from typing import Any


@dataclass(frozen=True)
class Crew:
    """Executors of one kind, opened afresh when a worker has died."""

    open: Callable[[], AbstractContextManager[Executor]]
    """An executor for the block; left by an exception, it drops at once what is in hand."""
    alone: Callable[[], AbstractContextManager[Executor]]
    """One with a single worker, to find out who is to blame."""
    width: int = 1
    """Batches in hand at once: no more than are needed to keep all busy, so that few are suspected when one dies."""
    batch: int = 1
    """Tasks that travel together."""
    died: tuple[type[BaseException], ...] = (BrokenExecutor,)
    """What a future raises when its worker died."""


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0))


def crew_of(jobs: int) -> Crew:
    """This process for one job; so many worker processes for more."""
    if jobs == 1:
        return Crew(_here, _here)
    return Crew(partial(_processes, jobs), partial(_processes, 1), width=jobs)


class Standing:
    """Worker processes that stay for one study after another, and are replaced when one has died.

    Starting them takes longer than a lesson is flown. What was left in hand by a study that was given up goes on.
    """

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._executor: _Processes | None = None

    @property
    def crew(self) -> Crew:
        """They, as a study takes them. One study at a time."""
        return Crew(self._open, partial(_processes, 1), width=self.jobs)

    def warm(self, work: Callable[[], object]) -> None:
        """Have every worker do that, to be ready when it is needed."""
        with self._open() as executor:
            for _ in range(self.jobs):
                executor.submit(work)

    def close(self) -> None:
        """End them at once."""
        if self._executor is not None:
            processes = list((self._executor._processes or {}).values())
            self._executor.shutdown(wait=False, cancel_futures=True)
            for process in processes:
                process.terminate()
            self._executor = None

    @contextmanager
    def _open(self) -> Iterator[Executor]:
        if self._executor is None or not _alive(self._executor):
            self._executor = _Processes(self.jobs)
        yield self._executor


def _alive(executor: _Processes) -> bool:
    """Whether it still takes work: it does not when a worker has died, even if the pool has not noticed yet."""
    if not all(process.is_alive() for process in list((executor._processes or {}).values())):
        return False
    try:
        executor.submit(_nothing)
    except BrokenExecutor:
        return False
    return True


def _nothing() -> None:
    """In the worker."""


class Here(Executor):
    """Does what is submitted at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Done when it returns. Ctrl-C goes through; other exceptions are those of the future."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as fault:  # noqa: BLE001  it is the future's to raise
            future.set_exception(fault)
        return future


@contextmanager
def _here() -> Iterator[Executor]:
    yield Here()


class _Processes(ProcessPoolExecutor):
    """Worker processes started afresh, so that nothing of this one leaks into them."""

    def __init__(self, jobs: int) -> None:
        super().__init__(jobs, mp_context=get_context("spawn"), initializer=_end_with_parent)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Submit while Ctrl-C is held back: processes started here inherit that, and leave Ctrl-C to us.

        A worker may be started here at the moment when another dies. The pool has then ended all that it knew of, but
        not this one, and would wait for it for ever.
        """
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return super().submit(fn, *args, **kwargs)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            if self._broken:
                for process in list((self._processes or {}).values()):
                    process.terminate()


@contextmanager
def _processes(jobs: int) -> Iterator[Executor]:
    executor = _Processes(jobs)
    others = set(active_children())
    try:
        yield executor
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        for child in set(active_children()) - others:
            child.terminate()
        raise
    executor.shutdown()


def _end_with_parent() -> None:
    """In the worker: end when the parent is gone, however it went; otherwise an orphan would wait for work for ever."""
    parent = parent_process()
    if parent is None:
        return

    def follow() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
