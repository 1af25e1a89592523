"""Work spread over a crew: dead workers replaced, the guilty task found, Ctrl-C obeyed at once."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from itertools import islice
from typing import TypeVar

from sim.study.crew import Crew

Task = TypeVar("Task")
Result = TypeVar("Result")
ALONE = 2
"""Tries of a suspect by itself."""


def do_all(
    work: Callable[[Task], Result], tasks: Iterable[Task], crew: Crew, done: Callable[[Task, Result], None]
) -> list[Task]:
    """`work` on every task; `done` is called with each and its result, as they come. Returns the tasks that kill.

    Tasks are drawn only when somebody is free, so an iterator may stop when enough is known. A task whose worker
    died is tried again, alone, since another may have been to blame; one whose own worker dies twice is returned.
    When that happens and nothing ever came back, no worker can start, and the rest is returned untried. An exception
    of the work itself ends everything and is raised here.
    """
    batches = _batches(iter(tasks), crew.batch)
    came_back = False
    dead: list[Task] = []

    def note(task: Task, result: Result) -> None:
        nonlocal came_back
        came_back = True
        done(task, result)

    suspects: list[list[Task]] = []
    while True:
        with crew.open() as executor:
            suspects = _hand_out(executor, crew, work, batches, note)
        if not suspects:
            return dead
        dead += _alone([task for batch in suspects for task in batch], crew, work, note)
        if dead and not came_back:
            return [*dead, *(task for batch in batches for task in batch)]


def _alone(
    tasks: Sequence[Task], crew: Crew, work: Callable[[Task], Result], note: Callable[[Task, Result], None]
) -> list[Task]:
    """Each task by itself, one after the other in one worker for as long as it lives; returns those whose worker died
    each time that they were tried."""
    dead: list[Task] = []
    left, tries = deque(tasks), 0
    while left:
        with crew.alone() as executor:
            while left and not _hand_out(executor, crew, work, iter([[left[0]]]), note):
                left.popleft()
                tries = 0
        if left:
            tries += 1
        if tries == ALONE:
            dead.append(left.popleft())
            tries = 0
    return dead


def _batches(tasks: Iterator[Task], size: int) -> Iterator[list[Task]]:
    while batch := list(islice(tasks, size)):
        yield batch


def _hand_out(
    executor: Executor,
    crew: Crew,
    work: Callable[[Task], Result],
    batches: Iterator[list[Task]],
    note: Callable[[Task, Result], None],
) -> list[list[Task]]:
    """Work until all is done or a worker dies; returns the batches that were in hand at that moment."""
    in_hand: dict[Future[list[Result]], list[Task]] = {}
    suspects: list[list[Task]] = []

    def collect() -> None:
        finished, _ = wait(in_hand, return_when=FIRST_COMPLETED)
        for future in [one for one in in_hand if one in finished]:
            batch = in_hand.pop(future)
            try:
                results = future.result()
            except crew.died:
                suspects.append(batch)
                continue
            for task, result in zip(batch, results, strict=True):
                note(task, result)

    for batch in batches:
        try:
            in_hand[executor.submit(_work, work, batch)] = batch
        except crew.died:  # while nobody looked
            suspects.append(batch)
        while len(in_hand) >= crew.width or (suspects and in_hand):
            collect()
        if suspects:
            return suspects
    while in_hand:
        collect()
    return suspects


def _work(work: Callable[[Task], Result], batch: list[Task]) -> list[Result]:
    """In the worker. An exception that does not survive the way back would look like a dead worker."""
    try:
        return [work(task) for task in batch]
    except Exception as fault:
        try:
            pickle.loads(pickle.dumps(fault))
        except Exception:  # noqa: BLE001 - whatever its own constructor raises
            raise RuntimeError(f"{type(fault).__name__}: {fault}") from fault
        raise
