"""Work spread over processes."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sim.study.pool import do_all
from tests.study import crew


def test_results_are_in_the_order_of_the_tasks_whatever_the_number_of_jobs() -> None:
    tasks = list(range(7))

    assert do_all(crew.double, tasks) == do_all(crew.double, tasks, jobs=3) == [0, 2, 4, 6, 8, 10, 12]


def test_one_job_stays_in_this_process_and_more_do_not() -> None:
    assert set(do_all(crew.process, [0, 1])) == {os.getpid()}
    assert os.getpid() not in do_all(crew.process, [0, 1], jobs=2)


@pytest.mark.parametrize("jobs", [1, 2])
def test_done_is_called_after_each(jobs: int) -> None:
    calls = []

    do_all(crew.double, [1, 2, 3], jobs=jobs, done=lambda: calls.append(1))

    assert len(calls) == 3


def test_no_tasks_no_results() -> None:
    assert do_all(crew.double, [], jobs=2) == []


def test_a_task_whose_worker_was_killed_is_tried_again(tmp_path: Path) -> None:
    assert do_all(crew.die_once, [str(tmp_path / "a"), str(tmp_path / "b")], jobs=2) == ["flown", "flown"]


def test_a_task_that_kills_its_worker_each_time_is_none_and_the_others_are_done() -> None:
    assert do_all(crew.die_on_three, list(range(6)), jobs=2) == [0, 2, 4, None, 8, 10]


def test_workers_that_cannot_start_end_the_work_soon() -> None:
    assert do_all(crew.never_starts, list(range(50)), jobs=2) == [None] * 50


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_the_work_raises_comes_through(jobs: int) -> None:
    with pytest.raises(ValueError, match="fuel given is not fuel taken"):
        do_all(crew.wrong, [1, 2, 3], jobs=jobs)


def test_an_exception_that_cannot_travel_is_not_taken_for_a_dead_worker() -> None:
    with pytest.raises(RuntimeError, match="Awkward: tank below zero"):
        do_all(crew.awkward, [1], jobs=2)


SLEEPERS = """
from sim.study.pool import do_all
from tests.study import crew

def landed():
    print("landed", flush=True)

if __name__ == "__main__":
    do_all(crew.slow, [0.01, 60.0, 60.0], jobs=2, done=landed)
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
