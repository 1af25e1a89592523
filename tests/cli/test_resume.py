"""A study of six enablers, killed on the way and given again."""

import json
import signal
import subprocess
import time
from pathlib import Path

import pytest

from sim.cli.command import answer
from tests.cli.test_process import COMMAND, TINY

SIX = f"""
extends: {TINY}
enablers:
  fighters: {{title: Norwegian fighters, remove: {{nation: no, role: strike}}}}
  industry: {{title: Deliveries of industry, remove: {{of: resupply, nation: industry}}}}
"""


def test_an_attribution_over_six_enablers_is_killed_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "six.yaml").write_text(SIX)
    study = ("attribute", "six.yaml", "--reps", "2", "--jobs", "1", "--of", "strike_sorties", "--json")
    store = tmp_path / "results" / ".store"
    first = subprocess.Popen([*COMMAND, *study], cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while len(list(store.glob("*/*.arrow"))) < 20:
        assert first.poll() is None
        time.sleep(0.02)
    first.send_signal(signal.SIGKILL)
    first.wait()
    before = len(list(store.glob("*/*.arrow")))

    monkeypatch.chdir(tmp_path)  # the second time in this process
    assert answer(study) == 0

    told = capsys.readouterr()
    assert f"{before} of 128 runs were flown before" in told.err
    found = json.loads(told.out)["attribution"]["strike_sorties"]
    assert len(found["shapley"]) == 6
    worth = found["all"]["mean"] - found["none"]["mean"]
    assert sum(value["mean"] for value in found["shapley"].values()) == pytest.approx(worth, rel=1e-12)
