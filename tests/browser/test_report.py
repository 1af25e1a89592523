"""What a reader does with the page, in a real browser."""

from __future__ import annotations

import csv
import io
from typing import Any

from sim.page.chart import short
from tests.browser.conftest import DESK


def drawn(page: Any, chart: str) -> Any:
    """The traces that plotly shows in a figure, names and numbers."""
    return page.evaluate(
        """name => (document.getElementById(name).data || []).map(t => (
            {name: t.name, x: t.x, y: t.y, fill: t.fillcolor}))""",
        chart,
    )


def comes(page: Any, question: str, wanted: object) -> None:
    """Asks until the answer is there: figures follow a change when the browser has time."""
    for _ in range(100):
        if page.evaluate(question) == wanted:
            return
        page.wait_for_timeout(100)
    assert page.evaluate(question) == wanted


INK = "document.getElementById('chart-fuel_a_day').layout.font.color"


def test_every_figure_is_drawn(page: Any) -> None:
    names = page.eval_on_selector_all(".chart", "all => all.map(one => [one.id, !!one.querySelector('svg.main-svg')])")
    assert len(names) >= 12
    assert [name for name, there in names if not there] == []


def test_the_table_of_measures_is_that_of_the_study(page: Any, results: Any) -> None:
    import json

    study = json.loads((results.folder / "study.json").read_text(encoding="utf-8"))
    cells = (
        page.locator("#measures tbody tr", has=page.get_by_text("Sorties", exact=True)).locator("td").all_inner_texts()
    )
    base = study["measures"]["sorties"]["mean"]
    other = study["worlds"]["without"]["measures"]["sorties"]["mean"]
    assert cells[:3] == [f"{base:,.0f}", f"{other:,.0f}", f"{other - base:,.0f}".replace("-", "−")]


def test_the_menu_of_a_figure_shows_what_it_says(page: Any, results: Any) -> None:
    page.select_option("#choose-nations", label="Fuel given in the air, t")
    world = results.worlds["with"].measures
    titles = {"Powerful friend": "friend", "Home coalition": "home"}
    shown = drawn(page, "chart-nations")[0]
    import json

    study = json.loads((results.folder / "study.json").read_text(encoding="utf-8"))["measures"]
    assert {titles[y]: x for x, y in zip(shown["x"], shown["y"], strict=True)} == {
        key: short(study[f"nation.{key}.fuel_given_t"]["mean"]) for key in titles.values()
    }
    assert set(world) <= set(study)


def test_numbers_as_a_table_and_as_csv_are_the_same(page: Any) -> None:
    details = page.locator("[data-table=fuel_a_day]")
    details.locator("summary").click()
    rows = details.locator("tr").all()
    table = [row.locator("th, td").all_inner_texts() for row in rows]
    with page.expect_download() as saving:
        details.get_by_role("button", name="Save as CSV").click()
    assert saving.value.suggested_filename == "fuel_a_day.csv"
    text = saving.value.path().read_text(encoding="utf-8")
    assert list(csv.reader(io.StringIO(text)))[1:] == table[1:]
    assert len(table) == 1 + 2 * 10


def test_the_ledger_drills_from_end_to_nation_to_week(page: Any, results: Any) -> None:
    from sim.measures import ledger

    page.select_option("#ledger-end", label="not planned: no tanker fuel")
    lines = [ledger(world.record()).get(("not_planned", "no_tanker_fuel"), 0) for world in results.worlds.values()]
    assert f"{lines[0]} with everything, {lines[1]} without" in page.inner_text("#ledger-says")
    nations = drawn(page, "ledger-nations")
    assert [sum(trace["x"]) for trace in nations] == lines
    nation = nations[1]["y"][0]
    page.select_option("#ledger-nation", label=nation)
    weeks = drawn(page, "ledger-weeks")
    assert [sum(trace["y"]) for trace in weeks] == [trace["x"][0] for trace in nations]


def test_a_click_on_a_bar_of_the_ledger_chooses_it(page: Any) -> None:
    page.locator("#ledger-ends").scroll_into_view_if_needed()
    page.locator("#ledger-ends .trace.bars").last.locator("path").last.click(force=True)
    assert page.input_value("#ledger-end") == drawn(page, "ledger-ends")[0]["y"][-1]


def test_the_slider_shows_the_day(page: Any, results: Any) -> None:
    daily = [results.table("daily", world) for world in results.worlds]
    page.focus("#map-day")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert page.inner_text("#map-date") == "4 May 2030"
    shown = page.locator("#maps b[data-what=sorties]").all_inner_texts()
    assert shown == [str(table["sorties"][3].as_py()) for table in daily]
    fuel = page.locator("#maps b[data-what=fuel]").all_inner_texts()
    assert fuel == [f"{table['fuel_passed_t'][3].as_py():,.0f}" for table in daily]
    assert f"{shown[0]} sorties" in page.get_attribute("#map-day", "aria-valuetext")


def test_one_target_is_one(page: Any, results: Any) -> None:
    struck = [results.table("daily", world)["targets_struck"].to_pylist() for world in results.worlds]
    assert any(1 in days for days in struck)
    page.focus("#map-day")
    page.keyboard.press("Home")
    for today in zip(*struck, strict=True):
        told = page.locator("#maps .tally span:nth-child(2)").all_inner_texts()
        assert told == [f"{many:.0f} target{'' if many == 1 else 's'} struck" for many in today]
        page.keyboard.press("ArrowRight")


def test_the_event_line_says_who_ran_out(page: Any, results: Any) -> None:
    from sim.measures import stockout_spells

    first = stockout_spells(results.worlds["with"].record())[0]
    assert first.nation == "home"
    page.evaluate(
        "day => { const s = document.getElementById('map-day'); s.value = day; s.dispatchEvent(new Event('input')); }",
        int(first.start_h // 24),
    )
    assert "Home coalition out of GBU-" in page.locator("#maps .event").first.inner_text()
    assert page.locator("#maps .gauge.out").count() >= 1


def test_play_moves_the_day_and_pause_stops_it(page: Any) -> None:
    page.evaluate("document.getElementById('map-day').value = 0")
    page.get_by_role("button", name="Play").click()
    for _ in range(100):  # four days a second where there is time; the page forbids to evaluate a condition in it
        if int(page.input_value("#map-day")) >= 2:
            break
        page.wait_for_timeout(100)
    page.get_by_role("button", name="Pause").click()
    day = page.input_value("#map-day")
    assert int(day) >= 2
    page.wait_for_timeout(400)
    assert page.input_value("#map-day") == day
    assert page.get_attribute("#map-play", "aria-pressed") == "false"


def test_the_theme_follows_the_system_and_the_button(page: Any) -> None:
    page.emulate_media(color_scheme="dark")
    comes(page, INK, "#ececec")
    page.get_by_role("button", name="Dark").click()
    comes(page, INK, "#1c1c1c")
    assert page.get_attribute("#theme", "aria-pressed") == "false"


def test_the_keyboard_reaches_everything(page: Any) -> None:
    """From the top, Tab alone: first the way past the menu, then every control, with a mark of where one is."""
    seen = []
    assert page.evaluate("document.querySelector('a, button, input, select').textContent") == "Skip to the answer"
    page.focus(".skip")
    while "map-day" not in seen and len(seen) < 200:
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate("document.activeElement.id || document.activeElement.textContent.trim().slice(0, 30)")
        )
    assert {"theme", "choose-stock_levels", "ledger-end", "map-play", "map-day"} <= set(seen)
    page.focus("#map-play")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_what_a_screen_reader_is_told(page: Any) -> None:
    silent = page.eval_on_selector_all(
        "[role=img], canvas, select, input, button",
        """all => all
               .filter(one => !(one.getAttribute('aria-label') || one.textContent.trim() || (one.labels || []).length))
               .map(one => one.outerHTML.slice(0, 80))""",
    )
    assert silent == []
    levels = page.eval_on_selector_all("h1, h2, h3", "all => all.map(one => Number(one.tagName[1]))")
    assert levels.count(1) == 1
    assert "struck" in page.get_attribute("#maps canvas", "aria-label")


def test_a_phone_and_a_projector_have_no_sideways_scroll(page: Any) -> None:
    for width, height in ((360, 740), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        comes(page, "document.documentElement.scrollWidth", width)
        comes(
            page,
            "Math.max(...[...document.querySelectorAll('.main-svg')].map(one => one.clientWidth)) <= innerWidth",
            wanted=True,
        )
        beyond = page.eval_on_selector_all(
            "figure", "(all, width) => all.filter(one => one.getBoundingClientRect().right > width + 1).length", width
        )
        assert beyond == 0
        assert page.eval_on_selector("#beside .scroll", "one => one.scrollWidth <= one.clientWidth")


def test_a_scale_that_turns_leaves_nothing_behind(page: Any) -> None:
    """From a phone to a desk, as when a tablet is turned: the lying scale of the coverage becomes a standing one."""
    labels = "[...document.querySelectorAll('#chart-isr_coverage .infolayer')].map(one => one.textContent).join('')"
    page.set_viewport_size({"width": 360, "height": 740})
    comes(page, f"({labels}).includes('50%')", wanted=True)
    page.set_viewport_size(DESK)
    comes(page, f"({labels}).includes('20%') && !({labels}).includes('50%')", wanted=True)
    width = "document.getElementById('chart-isr_coverage')._fullLayout._size.w > 600"
    comes(page, width, wanted=True)


def test_it_prints_light_and_whole(page: Any, tmp_path: Any) -> None:
    page.emulate_media(color_scheme="dark")
    pdf = page.pdf(path=tmp_path / "page.pdf", format="A4", print_background=True)
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") >= 4
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    assert not page.get_by_role("button", name="Save as CSV").first.is_visible()


def test_sliding_keeps_thirty_frames_a_second_of_work(page: Any) -> None:
    """Time of the script for one day, both maps: in the median under a thirtieth of a second."""
    median_ms = page.evaluate(
        """() => { const s = document.getElementById('map-day'), times = [];
            for (let i = 0; i < 60; i++) { const t = performance.now(); s.value = i % 10;
                s.dispatchEvent(new Event('input')); times.push(performance.now() - t); }
            return times.sort((a, b) => a - b)[30]; }"""
    )
    assert median_ms < 1000 / 30
