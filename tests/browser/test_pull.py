"""Pulling enablers on the page of an attribution: every figure follows, and its numbers are those of that set's run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sim.page.chart import short
from sim.page.told import Told, pulled, told
from sim.page.words import number
from sim.results import Results
from tests.browser.conftest import Opened
from tests.browser.test_report import comes, drawn
from tests.page.conftest import attribution  # noqa: F401  the same folder, flown once

SETS = {0: "none", 1: "tankers", 2: "drones", 3: "all"}


@pytest.fixture(scope="module")
def tab(opened: Opened, attribution: Results) -> Iterator[Any]:  # noqa: F811
    one = opened.tab.context.browser.new_page(viewport={"width": 1280, "height": 900})
    one.set_default_timeout(60_000)
    one.on("pageerror", lambda fault: opened.complaints.append(str(fault)))
    one.on("console", lambda said: said.type in ("error", "warning") and opened.complaints.append(said.text))
    one.on("request", lambda request: opened.asked.append(request.url))
    one.goto((attribution.folder / "report.html").as_uri())
    one.wait_for_selector("html[data-ready=yes]", state="attached")
    yield one
    one.close()


@pytest.fixture(scope="module")
def sets(attribution: Results) -> dict[int, Told]:  # noqa: F811
    return dict(pulled(told(attribution, Path("scenarios/record"))))


def pull(tab: Any, wanted: int) -> None:
    """With the boxes at the foot of the page."""
    if not tab.evaluate("document.getElementById('pulled').open"):
        tab.click("#pulled summary")
    for bit in range(2):
        tab.locator(f"#pulled [data-enabler='{bit}']").set_checked(bool(wanted >> bit & 1))
    comes(tab, "document.documentElement.dataset.pulled", str(wanted))


def cells(tab: Any, measure: str) -> list[str]:
    row = tab.locator("#measures tbody tr", has=tab.get_by_text(measure, exact=True))
    found: list[str] = row.locator("td").all_inner_texts()
    return found


@pytest.mark.parametrize("wanted", [1, 2, 3, 0])
def test_every_section_shows_the_set(wanted: int, tab: Any, page: Any, sets: dict[int, Told]) -> None:
    pull(tab, wanted)
    one, alone = sets[wanted], wanted == 3
    records = list(one.worlds.records.values())
    struck, had = one.other("targets_struck")["mean"], one.base("targets_struck")["mean"]
    if alone:
        assert f"strikes {number(had)} targets" in tab.inner_text("#answer .lead")
        assert tab.inner_text("#flown") == "Flown with everything."
    else:
        assert f"strikes {number(struck, had)} targets instead of {number(had)}" in tab.inner_text("#answer .lead")
        assert all(title in tab.inner_text("#flown") for title in one.missing)
        flies, flew = one.other("sorties")["mean"], one.base("sorties")["mean"]
        assert cells(tab, "Sorties")[1] == number(flies, flew)
    assert cells(tab, "Sorties")[0] == number(one.base("sorties")["mean"])

    flown = [len(record.sorties) for record in records]
    for name, column in (("sorties_a_day", "sorties."), ("fuel_a_day", "")):
        layers = [trace for trace in drawn(tab, f"chart-{name}") if trace["fill"]]
        total = sum(sum(trace["y"][:-1]) for trace in layers)  # the last is drawn twice
        if column:
            assert total == sum(flown)
        else:
            passed = sum(fuel for record in records for fuel in record.column("refuellings", "fuel_t"))  # type: ignore[misc]
            assert total == pytest.approx(passed, rel=0.01)
    assert tab.evaluate("CHARTS.get('ledger').table.lines.reduce((a, b) => a + b, 0)") == sum(
        len(record.lines) for record in records
    )
    assert tab.locator("#maps figure").count() == len(records)
    by_map = tab.evaluate("OWN.map.worlds.map(world => world.sorties.reduce((a, b) => a + b, 0))")
    assert by_map == flown
    nations = drawn(tab, "chart-nations")
    assert len(nations) == len(records)
    assert sum(nations[-1]["x"]) == pytest.approx(
        sum(short((one.base if alone else one.other)(f"nation.{n}.sorties")["mean"] or 0) for n in ("home", "friend"))
    )
    last = tab.evaluate("CHARTS.get('isr_coverage').table.share_of_day.length")
    assert last == len(records) * len(tab.evaluate("OWN.map.dates")) * len(drawn(tab, "chart-isr_coverage")[0]["y"])
    assert tab.locator("#figure-what_is_left").is_visible() is not alone


def test_the_page_and_the_study_agree_on_the_interval(tab: Any, page: Any, attribution: Results) -> None:  # noqa: F811
    """Paired over the seeds: the difference of the means of the set and of everything."""
    study = json.loads((attribution.folder / "study.json").read_text(encoding="utf-8"))
    pull(tab, 1)
    one = next(one for one in study["sets"] if one["present"] == ["tankers"])
    expected = one["differences"]["fuel_passed_t"]["mean"]
    whole = study["sets"][-1]["measures"]["fuel_passed_t"]["mean"]
    assert expected == pytest.approx(one["measures"]["fuel_passed_t"]["mean"] - whole)
    assert cells(tab, "Fuel passed in the air, t")[2] == number(expected, whole)


def test_who_pulls_fast_sees_the_last(tab: Any, page: Any, sets: dict[int, Told]) -> None:
    pull(tab, 0)
    tab.evaluate("for (const set of [1, 3, 2, 0, 2]) PULLED.pull(set)")
    comes(tab, "document.documentElement.dataset.pulled", "2")
    assert number(sets[2].other("sorties")["mean"]) in tab.inner_text("#answer .lead")
    assert tab.locator("#pulled [data-enabler='1']").is_checked()


def test_what_was_chosen_stays_chosen(tab: Any, page: Any) -> None:
    """The stock, the end of the ledger and the day of the map, from one set to the next."""
    pull(tab, 0)
    stocks = tab.locator("#choose-stock_levels option").all_inner_texts()
    tab.select_option("#choose-stock_levels", label=stocks[-1])
    tab.evaluate("s => { s = document.getElementById('map-day'); s.value = 5; s.dispatchEvent(new Event('input')); }")
    pull(tab, 2)
    assert tab.evaluate("document.getElementById('choose-stock_levels').selectedOptions[0].textContent") == stocks[-1]
    assert tab.inner_text("#map-date") == "6 May 2030"


def test_the_page_opens_and_stays_small(attribution: Results, sets: dict[int, Told]) -> None:  # noqa: F811
    assert set(sets) == set(SETS)
    assert (attribution.folder / "report.html").stat().st_size < 3e6
