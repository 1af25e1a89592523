"""The command as a process of its own: workers, signals, pipes, the time to the first word."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from sim.campaign.record import TABLES
from sim.cli.command import answer

ROOT = Path(__file__).parents[2]
TINY = ROOT / "tests" / "scenario" / "tiny.yaml"
COMMAND = (sys.executable, str(ROOT / "run_sim.py"))


def command(
    *args: object, cwd: Path | None = None, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, args)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=cwd,
        env={**os.environ, **(environment or {})},
    )


def test_workers_and_hash_seeds_change_no_byte(tmp_path: Path) -> None:
    outs = [
        command(
            *("run", TINY, "--reps", 3, "--json", "--out", tmp_path / f"out-{jobs}", "--jobs", jobs),
            environment={"PYTHONHASHSEED": hash_seed},
        ).stdout
        for jobs, hash_seed in ((1, "0"), (2, "1"))
    ]
    one, two = (
        {path.name: path.read_bytes() for path in sorted((tmp_path / f"out-{jobs}").rglob("*.*")) if path.is_file()}
        for jobs in (1, 2)
    )

    assert outs[0] == outs[1]
    assert json.loads(outs[0])["reps"] == 3
    assert {"1.arrow", "2.arrow", "3.arrow"} < one.keys(), "the store"
    assert {f"{name}.parquet" for name in TABLES} < one.keys()
    del one["manifest.json"], two["manifest.json"]
    assert one == two


def test_help_imports_nothing_heavy() -> None:
    times = command("--help", environment={"PYTHONPROFILEIMPORTTIME": "1"}).stderr
    imported = {line.rpartition("|")[2].strip().split(".")[0] for line in times.splitlines()}

    assert "click" in imported
    assert not imported & {"pydantic", "pint", "simpy", "numpy", "matplotlib", "scipy", "pyarrow", "yaml", "rich"}


def test_the_package_imports_nothing_heavy() -> None:
    code = "import sys, sim; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True).stdout

    assert not {"pydantic", "pint", "simpy", "numpy"} & set(told.split())


def test_a_closed_pipe_is_quiet() -> None:
    told = subprocess.run(
        ["bash", "-c", f"'{COMMAND[0]}' '{COMMAND[1]}' show scenarios/libya_2011.yaml --origins | head -1"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )

    assert told.stdout.count("\n") == 1
    assert told.stderr == ""


def test_a_full_standard_output_is_one_line() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    with Path("/dev/full").open("w") as full:
        told = subprocess.run([*COMMAND, "show", TINY], stdout=full, stderr=subprocess.PIPE, text=True, check=False)

    assert told.returncode == 1
    assert told.stderr == "error: No space left on device\n"


def test_no_colour_and_no_escapes_off_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """In this process: what is captured is no terminal either."""
    monkeypatch.chdir(tmp_path)

    assert answer(["compare", str(TINY), "--without", "us_tankers", "--reps", "2", "--jobs", "1"]) == 0

    told = capfd.readouterr()
    assert "us_tankers" in told.out + told.err
    assert not re.search("\x1b", told.out + told.err)


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_is_130_soon_and_what_has_landed_is_kept(tmp_path: Path, jobs: int) -> None:
    # A suite that a shell has started behind itself is deaf to Ctrl-C, and its children would be.
    process = subprocess.Popen(
        ["env", "--default-signal=INT", *COMMAND, "run", TINY, "--reps", "100000", "--jobs", str(jobs)],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    store = tmp_path / "results" / ".store"
    while not list(store.glob("*/*.arrow")):
        time.sleep(0.05)
    began = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers, too
    try:
        out, err = process.communicate(timeout=20)
    finally:  # or it flies on for hours
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)

    landed = len(list(store.glob("*/*.arrow")))
    assert (process.returncode, out) == (130, "")
    assert err == (
        f"interrupted: {landed} runs are kept, and the same command goes on from there:\n"
        f"  python run_sim.py run {TINY} --reps 100000 --jobs {jobs}\n"
    )
    assert landed > 0
    assert time.monotonic() - began < 5
    assert [path.name for path in (tmp_path / "results").iterdir()] == [".store"]
