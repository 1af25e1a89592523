"""A real scheduler and real workers, on this machine's own loopback."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.study.cluster import cluster_crew, differs
from sim.study.replicate import Means, replicate
from sim.study.replication import StudyError
from sim.study.store import Store
from tests.cluster import crew as slow_crew
from tests.study import crew
from tests.study.test_replicate import WORLDS, files

pytest.importorskip("distributed")
ROOT = Path(__file__).parents[2]


class Cluster:
    """Processes started by the commands that a user would give."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "scheduler.json"
        self.folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
        until(lambda: self.file.exists() and self.file.read_text().endswith("}"))  # it is there before it is written

    @property
    def address(self) -> str:
        import json

        address: str = json.loads(self.file.read_text())["address"]
        return address

    def worker(self, path: str = str(ROOT)) -> subprocess.Popen[bytes]:
        place = ("--local-directory", str(self.folder), "--host", "127.0.0.1")
        return self._start("worker", *place, "--nthreads", "1", "--no-nanny", "--no-dashboard", path=path)

    def _start(self, role: str, *options: str, path: str = str(ROOT)) -> subprocess.Popen[bytes]:
        module = f"distributed.cli.dask_{role}"
        command = [sys.executable, "-m", module, "--scheduler-file", str(self.file), *options]
        with (self.folder / f"{role}-{len(self.processes)}.log").open("wb") as log:
            process = subprocess.Popen(
                command, env={**os.environ, "PYTHONPATH": path}, stdout=log, stderr=log, cwd=self.folder
            )
        self.processes.append(process)
        return process

    def stop(self) -> None:
        for process in reversed(self.processes):
            process.kill()
            process.wait()


def until(met: object, seconds: float = 60) -> None:
    began = time.monotonic()
    while not met():  # type: ignore[operator]
        assert time.monotonic() < began + seconds
        time.sleep(0.05)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path)
    yield made
    made.stop()


def test_a_cluster_of_which_a_worker_is_killed_gives_the_same_bytes(cluster: Cluster, tmp_path: Path) -> None:
    first, _ = cluster.worker(), cluster.worker()
    here = replicate(WORLDS, range(20), Means(Store(tmp_path / "here"), worker=crew.luck))
    landed = []

    def land() -> None:
        landed.append(1)
        if len(landed) == 5:
            first.kill()

    means = Means(Store(tmp_path / "there"), cluster_crew(cluster.address), land, worker=slow_crew.steady_luck)
    there = replicate(WORLDS, range(20), means)

    assert there == here
    assert len(landed) == 40
    assert files(tmp_path / "there") == files(tmp_path / "here")


def test_workers_with_other_code_are_refused_before_anything_flies(cluster: Cluster, tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / "sim").mkdir(parents=True)
    for part in (ROOT / "sim").iterdir():
        (other / "sim" / part.name).symlink_to(part)
    (other / "sim" / "measures").unlink()
    subprocess.run(["cp", "-r", ROOT / "sim" / "measures", other / "sim" / "measures"], check=True)
    results = other / "sim" / "results"
    results.unlink()
    subprocess.run(["cp", "-r", ROOT / "sim" / "results", results], check=True)
    (other / "sim" / "measures" / "sortie.py").open("a").write("# edited\n")
    cluster.worker(path=str(other))

    with pytest.raises(StudyError, match=r"would not give the same results .*\n.*Linchpin's source is .*, here "):
        cluster_crew(cluster.address)


def test_no_scheduler_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.study.cluster.WAIT_S", 1)

    with pytest.raises(StudyError, match=r"--cluster tcp://127.0.0.1:1: no scheduler answers there"):
        cluster_crew("tcp://127.0.0.1:1")


def test_no_worker_is_one_clear_line(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.study.cluster.WAIT_S", 2)
    told: list[str] = []

    with pytest.raises(StudyError, match="no worker came within 2 s"):
        cluster_crew(cluster.address, told.append)
    assert told == [f"waiting for a worker at {cluster.address}"]


def test_what_differs_is_said_by_name() -> None:
    from sim.results.origin import code_version

    assert differs(dict(code_version())) is None
    assert "numpy is 1.0, here " in str(differs({**code_version(), "numpy": "1.0"}))
    assert "has no Linchpin that it can import (ModuleNotFoundError" in str(differs(ModuleNotFoundError("sim")))
