"""The tornado of a study that was flown beside a result."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from sim.page import write_page
from tests.browser.conftest import DESK, Opened, watched
from tests.browser.test_report import comes, drawn
from tests.page.study import beside, document

LABELS = """[...document.querySelectorAll('#chart-tornado .ytick text')].map(one => one.getBoundingClientRect())
    .sort((one, other) => one.top - other.top)"""


@pytest.fixture(scope="module")
def told(opened: Opened, results: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The page in a tab of its own; nothing may be complained of."""
    path = write_page(beside(results, tmp_path_factory.mktemp("tornado"), document()))
    one = watched(opened.tab.context.browser.new_page(viewport=DESK, color_scheme="light"))
    one.tab.goto(path.as_uri())
    one.tab.wait_for_selector("html[data-ready=yes]", state="attached")
    yield one.tab
    assert one.complaints == []
    assert [url for url in one.asked if not url.startswith(("file:", "data:", "blob:"))] == []


def test_bars_and_table_are_those_of_the_study(told: Any) -> None:
    assert [trace["x"] for trace in drawn(told, "chart-tornado")] == [[0, -30, None], [-50, 30, -5]]
    told.locator("[data-table=tornado] summary").click()
    comes(told, "document.querySelectorAll('[data-table=tornado] tr').length > 1", wanted=True)  # filled when opened
    rows = told.locator("[data-table=tornado] tr").all()
    assert rows[1].locator("td").all_inner_texts()[1:7] == [
        "Targeting, dynamic: people per desk", "targeting.dynamic.people_per_desk", "assumed", "4", "5", "8",
    ]  # fmt: skip
    assert "people per desk, 0 at 4 and −50 at 8" in told.get_attribute("#chart-tornado", "aria-label")
    assert "turned round by “Targeting, dynamic: people per desk” at 8*" in told.inner_text("#assumptions")


def test_a_bar_tells_where_its_range_comes_from(told: Any) -> None:
    bar = told.locator("#chart-tornado .trace.bars").nth(1).locator("path").first
    told.evaluate("document.getElementById('chart-tornado').scrollIntoView({behavior: 'instant', block: 'center'})")
    box = bar.bounding_box()
    told.mouse.move(box["x"] + 15, box["y"] + 4)
    told.mouse.move(box["x"] + 20, box["y"] + 6)
    hover = "[...document.querySelectorAll('#chart-tornado .hovertext')].map(one => one.textContent).join('')"
    comes(told, f"({hover}).includes('Assumed: 5, 4 – 8')", wanted=True)


def test_on_a_phone_its_names_stand_apart_and_in_the_dark_its_intervals_are_seen(told: Any) -> None:
    told.set_viewport_size({"width": 360, "height": 740})
    told.emulate_media(color_scheme="dark")
    comes(told, "document.documentElement.scrollWidth", 360)
    apart = f"{LABELS}.every((one, at, all) => !at || one.top >= all[at - 1].bottom)"
    comes(told, f"{LABELS}.length === 3 && {apart}", wanted=True)
    comes(told, "document.getElementById('chart-tornado').data[1].error_x.color", "#ECECEC")
