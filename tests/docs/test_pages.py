"""What the documentation shows is what works: the tutorial's blocks run, every command shown exists."""

from __future__ import annotations

import re
import shlex
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

from sim.cli.command import answer
from sim.scenario.load import gathered

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs").glob("**/*.md"))
COMMANDS = sorted(
    {
        (page.relative_to(ROOT).as_posix(), found.strip())
        for page in PAGES
        if "generated" not in page.parts
        for found in re.findall(r"^(?: {4})?python run_sim\.py (.+?)(?:\s#.*)?$", page.read_text("utf-8"), re.MULTILINE)
    }
)


def shell(example: Example) -> str | None:
    """Every line is a command of ours that succeeds; where it says not how often to fly, twice will do."""
    for line in example.parsed.strip().splitlines():
        words = shlex.split(line, comments=True)
        assert words[:2] == ["python", "run_sim.py"], f"{line} is not run"
        flies = words[2] == "lesson" or words[2].endswith(".yaml")
        code = answer([*words[2:], *(["--reps", "2"] if flies and "--reps" not in words else [])])
        if code:
            return f"{line}: exit code {code}"
    return None


SYBIL = Sybil([PythonCodeBlockParser(), CodeBlockParser("sh", shell)])


@pytest.mark.usefixtures("one_core", "sketched")
@pytest.mark.parametrize("page", sorted((ROOT / "docs/tutorial").glob("*.md")), ids=lambda page: page.stem)
def test_the_blocks_of_the_tutorial_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "scenarios").symlink_to(ROOT / "scenarios")
    monkeypatch.chdir(tmp_path)
    document = SYBIL.parse(page)

    examples = list(document.examples())
    for example in examples:
        example.evaluate()

    assert examples


@pytest.mark.parametrize(("page", "command"), COMMANDS)
def test_the_verbs_and_options_of_every_page_exist(
    page: str, command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    words = [word for word in shlex.split(command) if word not in ("|", ">")]

    assert answer([*words[:1], "--help"]) == 0, page

    told = capsys.readouterr().out
    assert [word for word in words if word.startswith("--") and word != "--help" and word not in told] == []


@cache
def names_of(file: str) -> dict[str, set[str]]:
    """Enablers and variants of a scenario, by the options that name them."""
    files = gathered(ROOT / file).root
    enablers, variants = (set((files.get(section) or files).map) for section in ("enablers", "variants"))
    return {"--without": enablers, "--enablers": enablers, "--enabler": enablers, "--variant": variants}


@pytest.mark.parametrize(("page", "command"), COMMANDS)
def test_the_enablers_and_variants_of_every_page_exist(page: str, command: str) -> None:
    words = shlex.split(command)
    files = [word for word in words if word.endswith(".yaml") and (ROOT / word).is_file()]
    for option, given in pairwise(words if files else ()):
        named = given.split(",") if option in names_of(files[0]) else ()
        assert [name for name in named if name not in names_of(files[0])[option]] == [], page


@pytest.mark.parametrize("page", ["README.md", "CHANGELOG.md", "CONTRIBUTING.md"])
def test_a_link_into_a_page_leads_to_a_heading(page: str) -> None:
    """Those of the site are checked when it is made."""
    links = re.findall(r"\]\(([\w./-]+\.md)(?:#([\w-]+))?\)", (ROOT / page).read_text("utf-8"))
    assert [link for link in links if not leads_there(*link)] == []


def leads_there(path: str, anchor: str) -> bool:
    """Whether the page is there, with a heading of that name."""
    if not (ROOT / path).is_file():
        return False
    headings = re.findall(r"^#+ (.+)$", (ROOT / path).read_text("utf-8"), re.MULTILINE)
    slugs = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    return not anchor or anchor in slugs
