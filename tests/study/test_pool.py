"""Work spread over processes."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor
from contextlib import suppress
from dataclasses import replace
from multiprocessing import active_children
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

import pytest

from sim.study.crew import Crew, crew_of
from sim.study.pool import do_all
from tests.study import crew


def outcome(work: Callable[[Any], Any], tasks: Iterable[Any], by: Crew) -> tuple[dict[Any, Any], list[Any]]:
    """Task to result, and the tasks that kill."""
    results = {}
    dead = do_all(work, tasks, by, results.__setitem__)
    return results, dead


@pytest.mark.parametrize("batch", [1, 3, 4])
def test_every_task_is_done_once_by_any_crew(standing: Crew, batch: int) -> None:
    for by in (crew_of(1), replace(standing, width=2)):
        assert outcome(crew.double, range(7), replace(by, batch=batch)) == ({n: 2 * n for n in range(7)}, [])


def test_one_job_stays_in_this_process_and_more_do_not() -> None:
    assert set(outcome(crew.process, [0, 1], crew_of(1))[0].values()) == {os.getpid()}
    assert os.getpid() not in outcome(crew.process, [0, 1], crew_of(2))[0].values()


def test_no_tasks_no_results() -> None:
    assert outcome(crew.double, [], crew_of(2)) == ({}, [])


def test_tasks_are_drawn_as_they_are_needed(standing: Crew) -> None:
    drawn, done = [], []

    def tasks() -> Iterator[int]:
        while len(done) < 5:
            drawn.append(len(drawn))
            yield drawn[-1]

    do_all(crew.double, tasks(), replace(standing, width=2), lambda task, _: done.append(task))

    assert 5 <= len(drawn) <= 6  # the sixth was in hand when the fifth landed
    assert sorted(done) == drawn


def test_a_task_whose_worker_was_killed_is_tried_again(tmp_path: Path) -> None:
    flags = [str(tmp_path / "a"), str(tmp_path / "b")]

    assert outcome(crew.die_once, flags, crew_of(2)) == (dict.fromkeys(flags, "flown"), [])


@pytest.mark.parametrize("batch", [1, 3])
def test_a_task_that_kills_its_worker_twice_is_named_and_the_others_are_done(batch: int) -> None:
    by = replace(crew_of(2), batch=batch)
    assert outcome(crew.die_on_three, range(6), by) == ({0: 0, 1: 2, 2: 4, 4: 8, 5: 10}, [3])


def test_workers_that_cannot_start_end_the_work_soon() -> None:
    assert outcome(crew.never_starts, range(50), crew_of(2)) == ({}, list(range(50)))


def test_a_worker_that_is_started_while_another_dies_is_ended_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen to hang for ever when it was left to the pool."""
    starts = SpawnProcess.start
    others = set(active_children())

    def study() -> None:
        with crew_of(2).open() as executor:

            def while_another_dies(process: SpawnProcess) -> None:
                starts(process)
                for other in set(active_children()) - others - {process}:
                    other.kill()
                for _ in range(100):
                    time.sleep(0.001 if executor._broken else 0.01)  # type: ignore[attr-defined]

            executor.submit(crew.slow, 60.0)
            monkeypatch.setattr(SpawnProcess, "start", while_another_dies)
            with suppress(BrokenExecutor):
                executor.submit(crew.slow, 60.0)

    thread = threading.Thread(target=study, daemon=True)
    thread.start()
    thread.join(timeout=20)
    left = set(active_children()) - others
    for child in left:
        child.kill()

    assert not thread.is_alive()
    assert left == set()


def test_what_the_work_raises_comes_through(standing: Crew) -> None:
    for by in (crew_of(1), standing):
        with pytest.raises(ValueError, match="fuel given is not fuel taken"):
            outcome(crew.wrong, [1, 2, 3], by)


def test_an_exception_that_cannot_travel_is_not_taken_for_a_dead_worker(standing: Crew) -> None:
    with pytest.raises(RuntimeError, match="Awkward: tank below zero"):
        outcome(crew.awkward, [1], standing)


SLEEPERS = """
from sim.study.crew import crew_of
from sim.study.pool import do_all
from tests.study import crew

def landed(task, result):
    print("landed", flush=True)

if __name__ == "__main__":
    do_all(crew.slow, [0.01, 60.0, 60.0], crew_of(2), landed)
"""


def children(pid: int) -> list[int]:
    """Of a process, itself left out, as the kernel tells it."""
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in path.read_text().split()] if path.exists() else []


def running(pids: list[int]) -> list[int]:
    return [pid for pid in pids if Path(f"/proc/{pid}").exists()]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks at /proc")
@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_or_killed_study_ends_at_once_and_leaves_no_worker(tmp_path: Path, blow: signal.Signals) -> None:
    script = tmp_path / "sleepers.py"
    script.write_text(SLEEPERS)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    study = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, env=environment, stderr=subprocess.PIPE)
    assert study.stdout is not None
    assert study.stdout.readline() == b"landed\n"
    workers = children(study.pid)
    began = time.monotonic()

    study.send_signal(blow)
    study.communicate(timeout=20)

    while running(workers) and time.monotonic() < began + 10:
        time.sleep(0.05)
    assert workers
    assert not running(workers)
    assert time.monotonic() - began < 10
