"""The site builds without a warning, and its references come from the program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import MadeOnce

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site(made_once: MadeOnce) -> Path:
    return made_once("site", build) / "html"


def build(folder: Path) -> None:
    command = [sys.executable, "-m", "sphinx", "-W", "-q", "-b", "html", "-d", folder / "trees"]
    built = subprocess.run([*command, ROOT / "docs", folder / "html"], capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr


def test_every_page_is_there(site: Path) -> None:
    pages = {path.relative_to(ROOT / "docs").with_suffix("").as_posix() for path in (ROOT / "docs").glob("**/*.md")}
    built = {path.relative_to(site).with_suffix("").as_posix() for path in site.glob("**/*.html")}

    assert pages - built == {"README", "decisions/README"}


@pytest.mark.parametrize(
    ("page", "holds"),
    [
        ("generated/inputs", "Broken tails that its mechanics can repair at once"),
        ("generated/measures", "Targets struck, fixed and mobile."),
        ("generated/tables", "from arrival at the track to contact"),
        ("generated/assumptions", "forces.us-kc-135.count"),
        ("reference/command", "--fail-under"),
        ("background/theory", "machine repairman"),
    ],
)
def test_the_references_come_from_the_program(site: Path, page: str, holds: str) -> None:
    assert holds in (site / f"{page}.html").read_text(encoding="utf-8")
