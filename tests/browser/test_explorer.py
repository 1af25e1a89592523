"""Pulling enablers in the page of an attribution."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sim.page import write_page
from tests.browser.conftest import Opened
from tests.page.attribution import attributed


@pytest.fixture(scope="module")
def explorer(opened: Opened, results: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """In a tab of its own."""
    folder = attributed(results, tmp_path_factory.mktemp("explorer") / "all").folder
    path: Path = write_page(attributed(results, folder.parent / "page"))
    tab = opened.tab.context.browser.new_page(viewport={"width": 1280, "height": 900})
    tab.set_default_timeout(60_000)
    tab.on("pageerror", lambda fault: opened.complaints.append(str(fault)))
    tab.on("console", lambda said: said.type in ("error", "warning") and opened.complaints.append(said.text))
    tab.on("request", lambda request: opened.asked.append(request.url))
    tab.goto(path.as_uri())
    tab.wait_for_selector("html[data-ready=yes]", state="attached")
    return tab


def left(tab: Any) -> dict[str, float]:
    """What the first figure shows."""
    trace = tab.evaluate("(t => [t.y, t.x])(document.getElementById('explorer-left').data[0])")
    return dict(zip(*trace, strict=True))


def test_a_toggle_changes_sentence_and_figures_at_once(explorer: Any, page: Any) -> None:
    explorer.get_by_role("button", name="All", exact=True).click()
    assert left(explorer) == {"Targets struck": 100, "Weapons released": 100}
    explorer.get_by_label("Borrowed tankers").uncheck()
    assert explorer.inner_text("#explorer-says") == (
        "Without Borrowed tankers: 60 % of the targets (60 of 100), first stockout after 4 days instead of after "
        "2 days: fewer weapons are dropped."
    )
    assert left(explorer) == {"Targets struck": 60, "Weapons released": pytest.approx(100 * 70 / 120)}
    here = explorer.evaluate("document.getElementById('explorer-worth').data[1].x")
    assert here == [100 - 60, 60 - 10]


def test_nothing_left_to_run_out(explorer: Any, page: Any) -> None:
    explorer.get_by_role("button", name="None").click()
    assert explorer.inner_text("#explorer-says") == (
        "Without Borrowed tankers and Borrowed drones: 10 % of the targets (10 of 100), first stockout never: they fly "
        "too little to run out."
    )
    explorer.get_by_role("button", name="All", exact=True).click()
    assert explorer.get_by_label("Borrowed drones").is_checked()


def test_the_keyboard_pulls_an_enabler(explorer: Any, page: Any) -> None:
    explorer.get_by_role("button", name="All", exact=True).click()
    explorer.get_by_label("Borrowed drones").focus()
    explorer.keyboard.press("Space")
    assert left(explorer)["Targets struck"] == 30
    explorer.keyboard.press("Space")
    assert left(explorer)["Targets struck"] == 100


def test_the_menu_changes_the_measure(explorer: Any, page: Any) -> None:
    explorer.select_option("#explorer-of", label="Weapons released")
    assert explorer.evaluate("document.getElementById('explorer-worth').data[0].x") == [36, 76]
