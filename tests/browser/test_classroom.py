"""The classroom as a class uses it: one server, many browsers."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sim.cli.command import answer
from sim.page.words import number
from sim.scenario.load import Changes, load
from sim.study.replicate import Means, replicate
from sim.study.store import Store
from tests.browser.conftest import Opened, watched

ROOT = Path(__file__).parents[2]
SCENARIOS = ROOT / "scenarios"
DONE = "document.querySelector('.status')?.textContent.startsWith('Done')"
Visit = Callable[..., Any]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start(*words: str) -> tuple[subprocess.Popen[str], str]:
    """A classroom, and the line in which it says where it is."""
    command = [sys.executable, "run_sim.py", "serve", *words]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said = process.stdout.readline()
    if not said:
        raise AssertionError(process.stderr.read() if process.stderr else "")
    return process, said.split()[-1]


def stop(process: subprocess.Popen[str]) -> tuple[int, str]:
    process.send_signal(signal.SIGINT)
    try:
        _, told = process.communicate(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    return process.returncode, told


@pytest.fixture(scope="module")
def room() -> Iterator[str]:
    """Its address."""
    process, address = start("scenarios", "--port", str(free_port()), "--jobs", "1")
    yield address.rstrip("/")
    code, told = stop(process)
    assert (code, told) == (0, "Ctrl-C closes it.\nThe classroom is closed.\n")


@pytest.fixture(scope="module")
def regular(chromium: Any) -> Opened:
    """The tab of one who comes again and again, and has the scripts already, read and compiled."""
    return watched(chromium.new_context(accept_downloads=True).new_page())


@pytest.fixture
def visit(chromium: Any, regular: Opened, room: str) -> Iterator[Visit]:
    """Opens pages, each for a visitor of its own; none may complain, or ask anybody but this server."""
    tabs: list[Opened] = []

    def opened(path: str, width: int = 1280, height: int = 900, scheme: str = "light") -> Any:
        tabs.append(watched(chromium.new_context().new_page()) if tabs else regular)
        tabs[-1].tab.set_viewport_size({"width": width, "height": height})
        tabs[-1].tab.emulate_media(color_scheme=scheme)
        tabs[-1].tab.goto(room + path)
        tabs[-1].tab.wait_for_selector("h1")
        return tabs[-1].tab

    yield opened
    for one in tabs:
        assert one.complaints == []
        assert [
            url for url in one.asked if not url.startswith((room, "data:", "blob:", room.replace("http", "ws")))
        ] == []
        one.tab.evaluate("localStorage.clear(); sessionStorage.clear()")
        if one is not regular:
            one.tab.context.close()
    regular.tab.emulate_media(media="screen")
    regular.tab.context.clear_cookies()
    regular.asked.clear()


def guess(tab: Any) -> None:
    tab.get_by_role("button", name="This is my guess").click()
    tab.wait_for_selector("button:has-text('Guess again')")


def done(tab: Any) -> None:
    """What was asked for last is flown, and drawn."""
    tab.wait_for_function(f"{DONE} && document.querySelector('.verdict').textContent")
    tab.wait_for_timeout(400)
    tab.wait_for_function(DONE)


def shown(tab: Any) -> dict[str, list[str]]:
    """The rows of the table by measure."""
    rows = tab.eval_on_selector_all(
        "tr[data-measure]",
        "all => all.map(r => [r.dataset.measure, [...r.querySelectorAll('td')].map(c => c.textContent)])",
    )
    return dict(rows)


def shows(tab: Any, column: int, means: dict[str, float]) -> None:
    """The column of the table comes to these means: what landed last is drawn after all has landed."""
    rounded = {name: {number(mean, size) for size in (1, 10, 100)} for name, mean in means.items()}
    for _ in range(100):
        table = shown(tab)
        if all(table[name][column] in rounded[name] for name in rounded):
            return
        tab.wait_for_timeout(100)
    raise AssertionError(f"{table} does not show {means}")


@pytest.mark.usefixtures("sketched")
def test_the_numbers_on_the_page_are_those_of_run(
    visit: Visit, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tab = visit("/play/quickstart?without=drones&reps=4")
    guess(tab)
    tab.wait_for_function("document.querySelectorAll('tr[data-measure] td').length && " + DONE)
    command = [
        "run",
        str(SCENARIOS / "quickstart.yaml"),
        "--reps",
        "4",
        "--json",
        "--jobs",
        "1",
        "--out",
        str(tmp_path),
    ]
    for column, more in enumerate(([], ["--without", "drones"])):
        assert answer([*command, *more]) == 0
        measures = json.loads(capsys.readouterr().out)["measures"]
        names = ("targets_struck", "sorties", "weapons", "fuel_passed_t")
        shows(tab, column, {name: measures[name]["mean"] for name in names})
    table = shown(tab)
    said = tab.inner_text(".verdict")
    struck, had = (float(table["targets_struck"][column]) for column in (1, 0))
    assert re.fullmatch(r"You guessed 75 of 100; it came to ([\d.]+) of 100\. .+", said)
    assert float(re.findall(r"came to ([\d.]+)", said)[0]) == pytest.approx(100 * struck / had, abs=0.6)


def test_nothing_is_seen_before_it_is_guessed(visit: Visit) -> None:
    tab = visit("/play/lessons/1_tanker_reach?without=tankers&reps=2")
    tab.wait_for_function(DONE)
    assert not tab.locator(".verdict").is_visible()
    assert tab.locator("section[inert]").count() == 1
    guess(tab)
    tab.wait_for_function("document.querySelector('.verdict').textContent.startsWith('You guessed 75; it came to ')")
    tab.reload()
    tab.wait_for_function("document.querySelector('.verdict')?.textContent.startsWith('You guessed 75; it came to ')")
    assert not tab.get_by_text("Not one strike sortie is lost").is_visible()
    tab.get_by_role("button", name="Show the answer").click()
    tab.get_by_text("Not one strike sortie is lost").wait_for()


def test_the_keyboard_alone(visit: Visit) -> None:
    """Guess with the arrows, lock with Enter, pull with Space; a mark shows where one is."""
    tab = visit("/play/lessons/1_tanker_reach?reps=3")

    def reach(selector: str) -> None:
        for _ in range(40):
            tab.keyboard.press("Tab")
            if tab.evaluate("s => document.activeElement.matches(s)", selector):
                assert tab.evaluate(
                    "(() => { for (let e = document.activeElement; e; e = e.parentElement)"
                    " if (getComputedStyle(e).outlineStyle !== 'none') return true; return false; })()"
                )
                return
        raise AssertionError(f"Tab never came to {selector}")

    reach("[aria-label='Your guess']")
    for _ in range(60):  # a press before the page is alive is lost
        told = tab.inner_text(".number")
        if told == "70":
            break
        tab.keyboard.press("ArrowLeft" if float(told) > 70 else "ArrowRight")
        tab.wait_for_timeout(400)
    tab.wait_for_function("document.querySelector('.number').textContent === '70'")
    reach("button.go")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("button:has-text('Guess again')")
    reach("[role=switch]")
    tab.keyboard.press("Space")
    tab.wait_for_function("document.querySelector('.verdict').textContent.startsWith('You guessed 70; it came to ')")
    silent = tab.eval_on_selector_all(
        "button, [role=switch], [type=range], [role=checkbox], [role=img]",
        """all => all.filter(one => one.offsetParent && !(one.getAttribute('aria-label') || one.textContent.trim()
            || one.closest('[aria-label]') || one.closest('figure')?.querySelector('figcaption').textContent))
            .map(one => one.outerHTML.slice(0, 90))""",
    )
    assert silent == []


def test_the_address_carries_the_changes_to_others(visit: Visit) -> None:
    tab = visit("/play/lessons/1_tanker_reach?reps=2")
    guess(tab)
    tab.get_by_role("checkbox", name="The coast 200 nmi away").click()
    tab.get_by_role("switch").first.click()
    tab.wait_for_function("location.search === '?without=tankers&variant=near&reps=2'")
    done(tab)
    other = visit("/play/lessons/1_tanker_reach?without=tankers&variant=near&reps=2")
    guess(other)
    done(other)
    for _ in range(100):
        if shown(other) == shown(tab):
            break
        tab.wait_for_timeout(100)
    assert shown(other) == shown(tab)
    assert other.get_by_role("switch").first.get_attribute("aria-checked") == "false"


def test_a_number_is_moved_and_put_back(visit: Visit) -> None:
    tab = visit("/play/lessons/5_targeting_queue?reps=2")
    guess(tab)
    tab.get_by_text("People at desks", exact=True).click()
    slider = tab.get_by_label("Powerful friend: fleeting targets, people")
    slider.wait_for()
    tab.wait_for_timeout(500)  # it unfolds
    slider.focus()
    tab.keyboard.press("End")
    tab.wait_for_function("location.search.includes('move=')")
    done(tab)
    tab.get_by_role("button", name="Put everything back").click()
    tab.wait_for_function("!location.search.includes('move=')")
    tab.wait_for_function("document.querySelector('.verdict')?.textContent.includes('Now pull something')")


def test_the_file_that_is_saved_flies_the_same(visit: Visit, tmp_path: Path) -> None:
    tab = visit("/play/quickstart?without=tankers&move=uav.friend:2&reps=2")
    guess(tab)
    done(tab)
    with tab.expect_download() as saving:
        tab.get_by_role("button", name="Save as a scenario file").click()
    assert saving.value.suggested_filename == "quickstart_changed.yaml"
    text = saving.value.path().read_text(encoding="utf-8").replace("extends: ", f"extends: {SCENARIOS}/")
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    found = replicate({"mine": load(tmp_path / "mine.yaml")}, [1, 2], Means(Store(tmp_path)))["mine"]
    mean = sum(run.measures["targets_struck"] or 0 for run in found) / 2
    shows(tab, 1, {"targets_struck": mean})


def test_a_scenario_is_brought_and_a_bad_one_is_told(visit: Visit) -> None:
    tab = visit("/")
    bad = b"extends: quickstart.yaml\nuse: [/etc/passwd]\nforces: {friend-tankers: {count: many}}\n"
    tab.set_input_files("input[type=file]", {"name": "bad.yaml", "mimeType": "text/plain", "buffer": bad})
    tab.wait_for_function("document.querySelector('.faults').textContent.includes('is no file of this classroom')")
    assert str(ROOT) not in tab.inner_text("body")
    tab.wait_for_function("document.querySelectorAll('.q-uploader__file').length === 0")
    good = b"extends: quickstart.yaml\nname: mine\ntitle: Mine <b>alone</b>\n"
    tab.set_input_files("input[type=file]", {"name": "good.yaml", "mimeType": "text/plain", "buffer": good})
    tab.wait_for_url("**/play/brought/**")
    tab.wait_for_selector("h1")
    assert tab.inner_text("h1") == "Mine <b>alone</b>"


def test_a_link_that_is_no_sense_is_told(room: str) -> None:
    for path in (
        "/play/nothing",
        "/play/../../etc/passwd",
        "/play/quickstart?move=uav.friend:1e9",
        "/play/quickstart?without=%3Cb%3E",
    ):
        with pytest.raises(urllib.error.HTTPError) as fault:
            urllib.request.urlopen(room + path)
        told = fault.value.read().decode()
        assert fault.value.code == 404
        assert "<b>" not in told
        assert str(ROOT) not in told


def test_one_day_shows_what_fell_because_of_what(visit: Visit) -> None:
    tab = visit("/play/lessons/1_tanker_reach?without=tankers&reps=2")
    guess(tab)
    tab.get_by_role("heading", name="One day").wait_for()
    tab.wait_for_function("document.querySelectorAll('.why li').length > 0")
    first = tab.inner_text(".why")
    assert "Not asked: " in first
    tab.get_by_label("Day", exact=True).focus()
    tab.keyboard.press("Home")
    tab.get_by_text("1 May 2030").first.wait_for()


@pytest.mark.parametrize(("width", "height", "scheme"), [(360, 740, "dark"), (1920, 1080, "light")])
def test_a_phone_and_a_projector(visit: Visit, width: int, height: int, scheme: str) -> None:
    tab = visit("/play/quickstart?without=drones&reps=2", width, height, scheme)
    guess(tab)
    done(tab)
    tab.wait_for_function("document.querySelectorAll('.main-svg').length > 3")
    assert tab.evaluate("document.documentElement.scrollWidth") == width
    beyond = tab.eval_on_selector_all(
        "figure, section",
        "(all, width) => all.filter(one => one.getBoundingClientRect().right > width + 1).length",
        width,
    )
    assert beyond == 0
    lines = """all => all.map(one => {
        const text = document.createRange(); text.selectNodeContents(one); return text.getClientRects().length; })"""
    heads = tab.locator("table.measures thead th")
    assert heads.all_inner_texts()[3:] == ["Difference", "95 % interval"]
    assert heads.evaluate_all(lines)[3] == 1
    assert tab.eval_on_selector("table.measures", "one => one.scrollWidth <= one.parentElement.clientWidth")
    ink = "getComputedStyle(document.querySelector('h1')).color"
    before = tab.evaluate(ink)
    tab.get_by_role("button", name="Light / dark").click()
    tab.wait_for_function(f"{ink} !== '{before}'")


def test_the_teacher_has_all_lessons_on_paper(visit: Visit, tmp_path: Path) -> None:
    tab = visit("/teacher")
    lessons = [load(file) for file in sorted((SCENARIOS / "lessons").glob("*.yaml"))]
    assert tab.locator("section.lesson h2").all_inner_texts() == [lesson.title for lesson in lessons]
    text = tab.inner_text("body")
    for scenario in lessons:
        assert scenario.lesson is not None
        assert scenario.lesson.question in text
        assert scenario.lesson.answer in text
    tab.emulate_media(media="print")
    assert not tab.get_by_role("button", name="Light / dark").is_visible()
    assert tab.pdf(path=tmp_path / "lessons.pdf").count(b"/Type /Page") >= 3


def test_four_at_once_each_get_their_own_answer(visit: Visit, tmp_path: Path) -> None:
    """Each with other fighters, so no two share a world: nothing is lost, all numbers are right.

    A dozen stand in the queue, and each is told its place, in `tests/classroom/`: here the machine may be too quick."""
    counts = range(12, 16)
    tabs = [visit(f"/play/lessons/1_tanker_reach?move=strike.home:{count}&reps=6") for count in counts]
    for tab in tabs:
        tab.get_by_role("button", name="Look without a guess").click()
    for tab in tabs:  # in the page itself, so that the last asks while the first is being answered
        tab.evaluate("document.querySelector('[role=switch]').click()")
    for tab in tabs:
        tab.wait_for_function("location.search.includes('without=tankers')")
        done(tab)
    for count, tab in list(zip(counts, tabs, strict=True))[::3]:
        sets = tuple(f"forces.falcons.{key}={value}" for key, value in grown(count).items())
        changes = Changes(without=("tankers",), sets=sets)
        world = load(SCENARIOS / "lessons" / "1_tanker_reach.yaml", changes)
        runs = replicate({"one": world}, range(1, 7), Means(Store(tmp_path)))["one"]
        mean = sum(run.measures["targets_struck"] or 0 for run in runs) / 6
        shows(tab, 1, {"targets_struck": mean})


def grown(count: int) -> dict[str, float]:
    """A dozen fighters of which ten are in line and twelve sorties a day offered, at another number."""
    return {"count": count, "in_line": round(10 * count / 12), "offer": count}


def test_another_address_asks_for_the_word() -> None:
    """127.0.0.2 is this machine, and not the address that needs none."""
    refused = subprocess.run(
        [sys.executable, "run_sim.py", "serve", "--host", "127.0.0.2", "--token", "short"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 2
    assert "needs a token of at least 8 characters" in refused.stderr
    process, address = start(
        "scenarios/quickstart.yaml", "--host", "127.0.0.2", "--port", str(free_port()), "--jobs", "1"
    )
    try:
        base, word = address.split("/?token=")
        assert len(word) >= 8
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(base + "/")
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with opener.open(address) as answer:
            assert answer.geturl() == base + "/"
        assert opener.open(base + "/play/quickstart").status == 200
        with pytest.raises(urllib.error.HTTPError, match="421"):
            opener.open(urllib.request.Request(base + "/", headers={"Host": "evil.example"}))
    finally:
        code, _ = stop(process)
    assert code == 0
