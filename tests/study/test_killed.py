"""A study whose processes are killed ends as if nobody had touched it."""

import os
import random
import signal
import time
from pathlib import Path

from sim.study.replicate import Means, replicate
from sim.study.store import Store
from tests.study import crew
from tests.study.mortal import REPS, Mortal
from tests.study.test_replicate import files
from tests.study.worlds import WORLDS


def whole(store: Path) -> dict[str, bytes]:
    return {name: content for name, content in files(store).items() if name.endswith(".arrow")}


def test_a_parent_killed_ten_times_ends_as_if_it_had_never_been(tmp_path: Path) -> None:
    """Seen to fail when the file was written under its own name: one cut short was counted as there."""
    uninterrupted = replicate(WORLDS, range(REPS), Means(Store(tmp_path / "calm"), worker=crew.luck))
    chance = random.Random(20111031)
    before = 0
    for blow in range(10):
        study = Mortal(tmp_path / "store", jobs=2 if blow == 5 else 1)
        _, have, todo = study.line().split()
        assert int(have) >= before  # nothing that had landed is lost
        assert int(have) + int(todo) == 2 * REPS
        before = int(have)
        assert study.line() == "landed"
        time.sleep(chance.uniform(0, 0.1))
        study.process.kill()
        assert study.end() == -signal.SIGKILL
    assert 10 <= before < 2 * REPS

    study = Mortal(tmp_path / "store", jobs=1)
    told = list(study.lines())

    assert study.end() == 0
    assert told[-1] == repr(uninterrupted)
    assert told.count("landed") == 2 * REPS - int(told[0].split()[1])  # each is flown once
    assert whole(tmp_path / "store") == whole(tmp_path / "calm")


def test_workers_killed_on_the_way_lose_nothing(tmp_path: Path) -> None:
    uninterrupted = replicate(WORLDS, range(REPS), Means(Store(tmp_path / "calm"), worker=crew.luck))
    study = Mortal(tmp_path / "store", jobs=2)
    study.line()
    for _ in range(2):
        for _ in range(20):
            assert study.line() == "landed"
        pid = study.process.pid
        assert pid is not None
        os.kill(workers(pid)[-1], signal.SIGKILL)
    told = list(study.lines())

    assert study.end() == 0
    assert told[-1] == repr(uninterrupted)
    assert whole(tmp_path / "store") == whole(tmp_path / "calm")


def workers(pid: int) -> list[int]:
    """Spawned workers of a study; the resource tracker of multiprocessing is none."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(c) for c in children if b"spawn_main" in Path(f"/proc/{c}/cmdline").read_bytes()]
