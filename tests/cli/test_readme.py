"""What the README shows is what works."""

import re
import shlex
from pathlib import Path

import pytest

from sim.cli.command import answer

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^python run_sim\.py (.*?)(?:#.*)?$", README, flags=re.MULTILINE)


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)


def test_the_python_example_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}

    exec("\n".join(blocks("python")), names)  # noqa: S102 - it is our own README

    assert names["record"].sorties  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_verbs_and_options_exist(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    words = shlex.split(command)
    assert answer([*words, "--help"]) == 0

    told = capsys.readouterr().out
    assert [word for word in words if word.startswith("--") and word not in told] == []


def test_two_commands_for_a_fresh_machine() -> None:
    main_job, tests = (block.strip() for block in blocks("sh")[:2])

    assert main_job.endswith("run_sim.py scenarios/libya_2011.yaml")
    assert "pytest" in tests
    assert "\n" not in main_job + tests


@pytest.mark.parametrize("page", sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]), ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Pages that the build of the site makes are not there before it; the build itself fails on a dead link to them."""
    links = re.findall(r"(?<!!)\[[^]]*\]\(([^)#]+)", page.read_text(encoding="utf-8"))
    here = [link for link in links if "://" not in link and not link.startswith("../generated/")]

    assert [link for link in here if not (page.parent / link).exists()] == []
