"""The page of one result in Debian's Chromium. Without it these tests are skipped, and say how to get it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.page.conftest import results  # noqa: F401  the same folder, flown once

CHROMIUM = shutil.which("chromium")
DESK = {"width": 1280, "height": 900}
Step = Callable[[], object]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM is None:
        reason = "no chromium: apt-get install chromium fonts-dejavu-core"
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason=reason))


@dataclass
class Opened:
    """The page in a tab, and what the browser said while it was there."""

    tab: Any
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def watched(tab: Any) -> Opened:
    """A tab whose complaints and requests are noted."""
    one = Opened(tab)
    tab.set_default_timeout(60_000)
    tab.on("console", lambda said: said.type in ("error", "warning") and one.complaints.append(said.text))
    tab.on("pageerror", lambda fault: one.complaints.append(str(fault)))
    tab.on("request", lambda request: one.asked.append(request.url))
    return one


@pytest.fixture(scope="session")
def opened(chromium: Any, results: Any) -> Opened:  # noqa: F811
    """Opened once, since a page takes a while to draw."""
    one = watched(chromium.new_page(viewport=DESK, color_scheme="light"))
    one.tab.goto((results.folder / "report.html").as_uri())
    one.tab.wait_for_selector("html[data-ready=yes]", state="attached")
    return one


@pytest.fixture
def page(opened: Opened) -> Iterator[Any]:
    """The page on a desk in daylight; after each test nothing may have been complained of or asked for."""
    opened.tab.set_viewport_size(DESK)
    opened.tab.emulate_media(media="screen", color_scheme="light")
    opened.tab.evaluate("delete document.documentElement.dataset.theme; scrollTo(0, 0)")
    yield opened.tab
    assert opened.complaints == []
    assert [url for url in opened.asked if not url.startswith(("file:", "data:", "blob:"))] == []
