"""The verb: what it refuses before anything is opened."""

import subprocess
import sys
from pathlib import Path

import pytest

from sim.cli.command import answer

ROOT = Path(__file__).parents[2]


def test_only_the_pages_know_the_web() -> None:
    """So that every other verb works without the extra, and `--help` stays quick."""
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in sorted((ROOT / "sim" / "classroom").glob("*.py"))
        if path.stem != "__init__"
    ]
    told = "print([name for name in ('nicegui', 'fastapi', 'uvicorn') if name in sys.modules])"
    code = f"import sys, sim.cli.serve, {', '.join(modules)}\n{told}"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.startswith(("nicegui", "sim.classroom.pages"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "nicegui", None)
    monkeypatch.chdir(ROOT)
    assert answer(["serve", "scenarios/quickstart.yaml"]) == 2
    assert "pip install -c constraints.txt -e '.[web]'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--host", "0.0.0.0", "--token", "short"], "needs a token of at least 8 characters"),
        (["--host", "203.0.113.1", "--jobs", "1"], "cannot listen on 203.0.113.1, port 8765"),
        (["--host", "no.such.name.invalid", "--jobs", "1"], "cannot listen on no.such.name.invalid"),
    ],
)
def test_what_cannot_be_opened_is_told(
    words: list[str], told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert answer(["serve", "scenarios/quickstart.yaml", *words]) == 2
    assert told in capsys.readouterr().err


def test_a_folder_without_a_scenario_and_a_file_with_faults(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["serve", str(tmp_path)]) == 2
    assert "no scenario that can be flown" in capsys.readouterr().err
    (tmp_path / "bad.yaml").write_text("format: 1\n")
    assert answer(["serve", str(tmp_path / "bad.yaml")]) == 2
    assert "bad.yaml:1:1: error: " in capsys.readouterr().err
