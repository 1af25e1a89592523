"""A study whose processes are killed ends as if nobody had touched it."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from sim.study.replicate import Means, replicate
from sim.study.store import Store
from tests.study import crew
from tests.study.test_replicate import files
from tests.study.worlds import WORLDS

STUDY = """
def landed():
    print("landed", flush=True)

def found(have, todo):
    print("found", have, todo, flush=True)

if __name__ == "__main__":  # what it imports, workers need not
    import sys
    from pathlib import Path
    from sim.study.crew import crew_of
    from sim.study.replicate import Means, replicate
    from sim.study.store import Store
    from tests.study import crew
    from tests.study.worlds import WORLDS

    means = Means(Store(Path(sys.argv[1])), crew_of(int(sys.argv[2])), landed, found, crew.slow_luck)
    print(replicate(WORLDS, range(300), means))
"""


def start(tmp_path: Path, jobs: int) -> "subprocess.Popen[str]":
    script = tmp_path / "study.py"
    script.write_text(STUDY)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, script, str(tmp_path / "store"), str(jobs)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True)


def line(study: "subprocess.Popen[str]") -> str:
    assert study.stdout is not None
    return study.stdout.readline().strip()


def whole(store: Path) -> dict[str, bytes]:
    return {name: content for name, content in files(store).items() if name.endswith(".arrow")}


def test_a_parent_killed_ten_times_ends_as_if_it_had_never_been(tmp_path: Path) -> None:
    """Seen to fail when the file was written under its own name: one cut short was counted as there."""
    uninterrupted = replicate(WORLDS, range(300), Means(Store(tmp_path / "calm"), worker=crew.luck))
    chance = random.Random(20111031)
    before = 0
    for blow in range(10):
        study = start(tmp_path, jobs=2 if blow == 5 else 1)
        _, have, todo = line(study).split()
        assert int(have) >= before  # nothing that had landed is lost
        assert int(have) + int(todo) == 600
        before = int(have)
        assert line(study) == "landed"
        time.sleep(chance.uniform(0, 0.2))
        study.kill()
        study.communicate(timeout=20)
    assert 10 <= before < 600

    study = start(tmp_path, jobs=1)
    assert study.stdout is not None
    told = study.stdout.read().splitlines()

    assert told[-1] == repr(uninterrupted)
    assert told.count("landed") == 600 - int(told[0].split()[1])  # each is flown once
    assert whole(tmp_path / "store") == whole(tmp_path / "calm")


def test_workers_killed_on_the_way_lose_nothing(tmp_path: Path) -> None:
    uninterrupted = replicate(WORLDS, range(300), Means(Store(tmp_path / "calm"), worker=crew.luck))
    study = start(tmp_path, jobs=2)
    line(study)
    for _ in range(2):
        for _ in range(20):
            assert line(study) == "landed"
        os.kill(workers(study.pid)[-1], signal.SIGKILL)
    assert study.stdout is not None
    told = study.stdout.read().splitlines()

    assert study.wait() == 0
    assert told[-1] == repr(uninterrupted)
    assert whole(tmp_path / "store") == whole(tmp_path / "calm")


def workers(pid: int) -> list[int]:
    """Spawned workers of a study; the resource tracker of multiprocessing is none."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(c) for c in children if b"spawn_main" in Path(f"/proc/{c}/cmdline").read_bytes()]
