"""Work spread over processes: results in the order of the tasks, killed workers replaced, Ctrl-C obeyed at once."""

from __future__ import annotations

import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
Pool = Callable[[int], Executor]
"""Makes an executor with so many workers."""


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0))


def processes(jobs: int) -> Executor:
    """Worker processes started afresh, so that nothing of this one leaks into them."""
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_end_with_parent)


def do_all(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    *,
    jobs: int = 1,
    done: Callable[[], None] = lambda: None,
    pool: Pool = processes,
) -> list[Result | None]:
    """`work` on every task; `done` is called after each. The order is that of the tasks, whatever the number of jobs.

    With one job it happens in this process. A task whose worker process dies is tried twice more, alone, since
    another may have been to blame; None stands for one that died each time. An exception of the work itself ends
    everything and is raised here.
    """
    results: dict[int, Result] = {}

    def note(number: int, result: Result) -> None:
        results[number] = result
        done()

    if jobs == 1:
        for number, task in enumerate(tasks):
            note(number, work(task))
        return [results[number] for number in range(len(tasks))]

    waiting = dict(enumerate(tasks))
    while waiting:
        suspects = _hand_out(pool(jobs), jobs, work, waiting, note)
        dead = [n for n in suspects if all(_hand_out(pool(1), 1, work, {n: tasks[n]}, note) for _ in range(2))]
        if dead and not results:
            break  # nothing ever came back: no worker can start here, and the others would fare no better
        waiting = {n: task for n, task in waiting.items() if n not in results and n not in dead}
    return [results.get(number) for number in range(len(tasks))]


def _hand_out(
    executor: Executor,
    jobs: int,
    work: Callable[[Task], Result],
    tasks: Mapping[int, Task],
    note: Callable[[int, Result], None],
) -> list[int]:
    """Work on these tasks until all are done or a worker dies; returns those that were in hand at that moment.

    No more tasks are handed out than there are workers, so that few are suspected when one of them dies.
    """
    in_hand: dict[Future[Result], int] = {}
    with _until_interrupted(executor):
        try:
            for number, task in tasks.items():
                in_hand[_submit(executor, work, task)] = number
                if len(in_hand) == jobs:
                    _collect(in_hand, note)
            while in_hand:
                _collect(in_hand, note)
        except BrokenExecutor:
            return sorted(in_hand.values())
    return []


def _collect(in_hand: dict[Future[Result], int], note: Callable[[int, Result], None]) -> None:
    finished, _ = wait(in_hand, return_when=FIRST_COMPLETED)
    for future in sorted(finished, key=in_hand.__getitem__):
        result = future.result()
        note(in_hand.pop(future), result)


def _submit(executor: Executor, work: Callable[[Task], Result], task: Task) -> Future[Result]:
    """Submit while Ctrl-C is held back: processes started here inherit that, and leave Ctrl-C to us."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return executor.submit(_work, work, task)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(work: Callable[[Task], Result], task: Task) -> Result:
    """In the worker. An exception that does not survive the way back would look like a dead worker."""
    try:
        return work(task)
    except Exception as fault:
        try:
            pickle.loads(pickle.dumps(fault))
        except Exception:  # noqa: BLE001 - whatever its own constructor raises
            raise RuntimeError(f"{type(fault).__name__}: {fault}") from fault
        raise


@contextmanager
def _until_interrupted(executor: Executor) -> Iterator[None]:
    """Shut the executor down; at once, with what is in hand, if anything is raised."""
    others = set(active_children())
    try:
        yield
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
