"""The figures of a story written by hand: what is drawn, and that it can be read."""

from __future__ import annotations

import csv
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sim.campaign.record import Record
from sim.report import Worlds, draw, fuel_a_day, isr_coverage, ledger, sorties_a_day, stockouts, strike_by_nation
from sim.report.draw import FIGURES, Look, draw_one
from sim.report.style import PRINT, SLIDES, WITH, WITHOUT, Style, sheet
from tests.records import note, scenario, story

NAMES = (
    *("stockouts", "sorties_a_day", "fuel_a_day", "isr_coverage", "ledger", "strike_by_nation", "deliveries"),
    "threat",
)
EMPTY = Record("small", 1, 3)


def worlds(*records: Record, record_daily: Path | None = None) -> Worlds:
    return Worlds(scenario(), dict(zip(("with", "without"), records, strict=False)), record_daily)


@contextmanager
def no_warning() -> Iterator[None]:
    """matplotlib warns when labels leave no room for the plot."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


@pytest.fixture(scope="module")
def two_worlds(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every figure in every form: to paint them takes seconds."""
    with no_warning():
        return draw(story(), story(), tmp_path_factory.mktemp("two-worlds"), scenario())


def test_every_figure_as_png_svg_and_csv(two_worlds: list[Path]) -> None:
    files = {f"{name}.{kind}" for name in NAMES for kind in ("png", "svg", "csv")} | {"stock_levels.csv"}
    assert {path.name for path in two_worlds} == files == {path.name for path in two_worlds[0].parent.iterdir()}


@pytest.mark.parametrize("without", [None, EMPTY], ids=["one world", "nothing flew in the other"])
def test_every_figure_without_a_second_world(tmp_path: Path, without: Record | None) -> None:
    with no_warning():
        written = draw(story(), without, tmp_path, scenario(), look=Look(forms=("png",)))
    assert {path.stem for path in written if path.suffix == ".png"} == set(NAMES)


@pytest.mark.parametrize("style", [SLIDES, PRINT], ids=["slides", "print"])
def test_for_a_paper_as_pdf_with_its_caption(tmp_path: Path, style: Style) -> None:
    look = Look(style, ("pdf",), caption=True)
    with no_warning():
        written = draw(story(), story(), tmp_path, scenario(), look=look)
    assert {f"{name}.{kind}" for name in NAMES for kind in ("pdf", "txt")} <= {path.name for path in written}
    assert (
        (tmp_path / "ledger.txt")
        .read_text(encoding="utf-8")
        .startswith(f"{ledger.TITLE}. A small campaign, with and without. {ledger.CAPTION} One run of each, seed 1.")
    )


def test_print_is_as_wide_as_two_columns_and_has_no_heading(tmp_path: Path) -> None:
    from PIL import Image

    draw_one(strike_by_nation, worlds(story(), story()), tmp_path, Look(PRINT, ("png", "svg")))
    with Image.open(tmp_path / "strike_by_nation.png") as image:
        assert image.size == (7.2 * 300, 4.6 * 300)
    assert "A small campaign" not in (tmp_path / "strike_by_nation.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["pdf", "svg", "png"])
def test_a_form_is_the_same_bytes_every_day(tmp_path: Path, form: str) -> None:
    drawn = [draw_one(fuel_a_day, worlds(story()), tmp_path / at, Look(PRINT, (form,)))[-1] for at in ("a", "b")]
    assert drawn[0].read_bytes() == drawn[1].read_bytes()


def test_nothing_happened(tmp_path: Path) -> None:
    with no_warning():
        drawn = draw(
            EMPTY,
            None,
            tmp_path,
            scenario(standing={}, phases=[{"name": "-", "from": "2011-06-01", "tasking": {}}]),
            look=Look(forms=("png",)),
        )
    assert drawn
    assert all(path.stat().st_size for path in drawn)


def test_same_records_same_bytes(two_worlds: list[Path], tmp_path: Path) -> None:
    """The text form of every figure; one figure in each form stands above."""
    again = draw(story(), story(), tmp_path, scenario(), look=Look(forms=("svg",)))
    before = {path.name: path.read_bytes() for path in two_worlds}
    assert [path.name for path in again if path.read_bytes() != before[path.name]] == []


@pytest.mark.parametrize(("style", "least_pt"), [(SLIDES, 12), (PRINT, 7)], ids=["slides", "print"])
@pytest.mark.parametrize("drawing", FIGURES, ids=NAMES)
def test_nothing_is_too_small_to_read(drawing: object, style: Style, least_pt: float) -> None:
    import matplotlib as mpl
    from matplotlib.text import Text

    with mpl.rc_context(style.rc):
        figure = sheet("title", "subtitle", heading=style.heading)
        drawing.draw(figure, drawing.tables(worlds(story(), story())))  # type: ignore[attr-defined]
        texts = [text for text in figure.findobj(Text) if text.get_text()]
    assert min(text.get_fontsize() for text in texts) >= least_pt


@pytest.mark.usefixtures("sketched")
def test_csv_is_what_is_drawn(tmp_path: Path) -> None:
    draw_one(fuel_a_day, worlds(story()), tmp_path)
    with (tmp_path / "fuel_a_day.csv").open(encoding="utf-8") as file:
        assert list(csv.reader(file)) == [
            ["world", "date", "United States"],
            ["with", "2011-06-01", "4.0"],
            ["with", "2011-06-02", "3.5"],
            ["with", "2011-06-03", "0.0"],
        ]


def test_stockouts() -> None:
    data = stockouts.tables(worlds(story()))
    assert data["stockouts"] == {
        "world": ["with"],
        "stock": ["Denmark GBU-12"],
        "start": [datetime(2011, 6, 2, 12, tzinfo=UTC)],
        "end": [datetime(2011, 6, 3, 12, tzinfo=UTC)],
    }
    assert data["stock_levels"]["level"] == [8, 4, 5, 1, 1, 7, 7, 7]
    assert data["stock_levels"]["time"][-1] == datetime(2011, 6, 4, 6, tzinfo=UTC)


def test_the_worlds_have_their_own_colours_in_the_legend_when_stocks_ran_out_in_the_second_alone() -> None:
    from matplotlib.colors import to_hex

    with_stocks = worlds(story(), story())
    data = stockouts.tables(with_stocks)
    data["stockouts"]["world"] = ["without"]
    figure = sheet("title", "subtitle")
    stockouts.draw(figure, data)

    (legend,) = figure.legends
    shown = zip(legend.get_texts(), legend.get_patches(), strict=False)
    assert {text.get_text(): to_hex(patch.get_facecolor()) for text, patch in shown} == {
        "with": WITH.lower(),
        "without": WITHOUT.lower(),
    }


def test_two_dollar_signs_in_a_title_are_money(tmp_path: Path) -> None:
    """As mathematics they would be gone, with the blanks between them."""
    import matplotlib as mpl

    with mpl.rc_context(SLIDES.rc):
        figure = sheet("From $5 to $10 a sortie", "")
    assert not figure.texts[0].get_parse_math()


def test_a_slide_says_which_run_it_shows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    heads = []
    monkeypatch.setitem(draw_one.__globals__, "sheet", lambda *head, heading: heads.append(head) or sheet(*head))
    draw_one(fuel_a_day, worlds(story(), story()), tmp_path, Look(forms=()))
    draw_one(fuel_a_day, worlds(story()), tmp_path, Look(forms=()))
    assert [under for _, under in heads] == [
        "A small campaign (one run of each, seed 1)",
        "A small campaign (one run, seed 1)",
    ]


def test_natos_way_of_counting_is_named_beside_its_numbers_alone(tmp_path: Path) -> None:
    known = tmp_path / "daily.csv"
    known.write_text("date,daily_sorties,daily_strike,quality\n2011-06-01,9,,C\n", encoding="utf-8")
    told = [sorties_a_day.tables(worlds(story(), record_daily=path))["sorties_a_day"] for path in (None, known)]
    assert [sorties_a_day.line_label(columns) for columns in told] == [
        "strike sorties",
        "strike sorties, as NATO counted",
    ]


def test_levels_end_with_the_campaign() -> None:
    record = story()
    note(record, "stocks", time_h=90.0, nation="denmark", munition="gbu-12", change=9, level=16, reason="received")
    assert stockouts.tables(worlds(record)) == stockouts.tables(worlds(story()))


def test_sorties_with_the_record_over_them(tmp_path: Path) -> None:
    """Of two reports on a day the more reliable; no points on dates outside, none over the second world."""
    known = tmp_path / "daily.csv"
    known.write_text(
        "date,daily_sorties,daily_strike,quality\n"
        "2011-06-01,9,,C\n2011-06-01,5,2,A\n2011-06-03,,1,B\n2011-07-01,150,60,A\n",
        encoding="utf-8",
    )
    columns = sorties_a_day.tables(worlds(story(), story(), record_daily=known))["sorties_a_day"]
    assert columns["record_sorties"] == [5, None, None] + 3 * [None]
    assert columns["record_strike_sorties"] == [2, None, 1] + 3 * [None]
    assert columns["strike_sorties"] == [2, 1, 0] * 2
    assert columns["date"][:3] == [date(2011, 6, 1), date(2011, 6, 2), date(2011, 6, 3)]


def test_coverage() -> None:
    columns = isr_coverage.tables(worlds(story()))["isr_coverage"]
    assert dict(zip(zip(columns["area"], columns["date"], strict=True), columns["share_of_day"], strict=True)) == {
        ("Misrata", date(2011, 6, 1)): 0.5,
        ("Misrata", date(2011, 6, 2)): 0.5,
        ("Misrata", date(2011, 6, 3)): 0.0,
        ("Brega", date(2011, 6, 1)): 0.0,
        ("Brega", date(2011, 6, 2)): 0.0,
        ("Brega", date(2011, 6, 3)): 0.0,
    }


def test_ledger_in_words() -> None:
    columns = ledger.tables(worlds(story()))["ledger"]
    ends = [ledger.end_in_words(*end) for end in zip(columns["state"], columns["cause"], strict=True)]
    assert list(zip(columns["of"], ends, columns["lines"], strict=True)) == [
        ("strike and SEAD lines", "effective", 1),
        ("strike and SEAD lines", "no effect: no target", 1),
        ("strike and SEAD lines", "cancelled: no munition", 1),
        ("strike and SEAD lines", "not planned: weather", 1),
        ("all other lines", "effective", 2),
    ]


def test_strike_by_nation() -> None:
    data = strike_by_nation.tables(worlds(story(), EMPTY))["strike_by_nation"]
    assert data == {"nation": ["Denmark", "United States"], "with": [2, 1], "without": [0, 0]}


def test_matplotlib_is_imported_only_to_draw() -> None:
    command = "import sys, sim.report, sim.results, sim.measures; print('matplotlib' in sys.modules)"
    root = Path(__file__).parents[2]
    asked = subprocess.run([sys.executable, "-c", command], cwd=root, capture_output=True, text=True, check=True)
    assert asked.stdout == "False\n"


def test_threat_is_drawn_with_what_it_stopped_and_shot_down() -> None:
    """Level two over Misrata from the first day, none suppressed; a line stopped on day one, an aircraft lost on it."""
    from sim.report import threat

    sams = {"title": "SAM", "areas": {"misrata": {"level": 2}}, "escort_above": 1, "shut_above": 3, "loss": "0.01 /h"}
    record = Record("small", 1, 3)
    record.lines.append((1, 1, "strike", "strike", "misrata", "denmark", "f16", "air_abort", "threat", ["a"]))
    row = ["a", 1, "denmark", "f16", "f16", "t", "strike", "misrata", "sigonella", 26.0, 28.0, 1.0, "lost", "attrition"]
    record.sorties.append((*row, 0, 0.0, 2, 0, 0))

    data = threat.tables(Worlds(scenario(threats={"sam": sams}), {"with": record}))["threat"]

    assert data["area"] == ["Misrata"] * 3
    assert data["level"] == data["unsuppressed"] == [2, 2, 2]
    assert (data["stopped"], data["shot_down"]) == ([0, 1, 0], [0, 1, 0])
    assert list(threat.by_week(data, "with", "stopped").values()) == [1]
