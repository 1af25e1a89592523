"""A run held against what was published."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml

from sim.scenario.load import Changes, load
from sim.study.score import Figure, Quantity, RecordError, Score, Window, days, figures, share_inside, share_of_days

ROOT = Path(__file__).parents[2]
LIBYA = ROOT / "scenarios/libya_2011.yaml"
RECORD = ROOT / "scenarios/record"


def figure(value: float, low: float, high: float, used: str = "untouched") -> Figure:
    quantity = Quantity.model_validate({"title": "-", "used": used, "take": {"count": "sorties"}})
    return Figure("-", quantity, "-", value, low, high, Window(0, 24), "-")


@pytest.mark.parametrize(
    ("published", "band", "inside"),
    [
        ((100, 95, 105), (103, 102, 104), True),  # the mean in the bounds
        ((100, 100, 100), (103, 99, 107), True),  # the value in the band
        ((100, 95, 105), (106, 102, 110), False),  # they overlap, but neither holds the other
        ((100, 95, 105), (None, None, None), False),  # it never happened in the runs
    ],
)
def test_inside_is_the_value_in_the_band_or_the_mean_in_the_bounds(
    published: tuple[float, float, float], band: tuple[float | None, float | None, float | None], *, inside: bool
) -> None:
    assert Score(figure(*published), (), *band).inside is inside


def test_the_share_is_that_of_the_untouched() -> None:
    hit, miss = (figure(1, 1, 1), (1.0,), 1.0, 1.0, 1.0), (figure(2, 2, 2), (1.0,), 1.0, 1.0, 1.0)
    made = (figure(1, 1, 1, "calibrated"), (1.0,), 1.0, 1.0, 1.0)

    assert share_inside([Score(*hit), Score(*miss), Score(*made)]) == 0.5
    assert share_inside([Score(*made)]) is None


def test_days_are_held_against_the_best_report_of_their_date(tmp_path: Path) -> None:
    (tmp_path / "daily.csv").write_text(
        "date,daily_sorties,daily_strike,quality\n2011-06-01,90,,C\n2011-06-01,100,,A\n2011-06-02,100,,A\n2012-01-01,5,,A\n"
    )
    runs = [
        {"date": [date(2011, 6, 1), date(2011, 6, 2)], "sorties": [flown, flown + 20], "strike_sorties": [0, 0]}
        for flown in (98, 102)
    ]

    found = days(tmp_path, runs)

    assert [(one.on.day, one.reported, one.mean) for one in found] == [(1, 100, 100), (2, 100, 120)]
    assert share_of_days(found, "sorties") == (0.5, 10.0)
    assert share_of_days(found, "strike_sorties") is None


def test_a_day_is_held_against_the_runs_that_flew_it(tmp_path: Path) -> None:
    """The second of two runs met its condition after a day; nobody flew the third."""
    (tmp_path / "daily.csv").write_text(
        "date,daily_sorties,daily_strike,quality\n2011-06-01,90,,A\n2011-06-02,90,,A\n2011-06-03,90,,A\n"
    )
    first, second = date(2011, 6, 1), date(2011, 6, 2)
    runs = [
        {"date": [first], "sorties": [80], "strike_sorties": [0]},
        {"date": [first, second], "sorties": [100, 60], "strike_sorties": [0, 0]},
    ]

    assert [(one.on, one.mean) for one in days(tmp_path, runs)] == [(first, 90), (second, 60)]
    assert [(one.on, one.mean) for one in days(tmp_path, runs[::-1])] == [(first, 90), (second, 60)]


def test_every_figure_of_the_record_has_its_quantity() -> None:
    named = [one.name for one in figures(RECORD, load(LIBYA))]

    assert "weapons" in named
    assert "us_cut" not in named, "a run does not say it"


def test_of_a_total_from_before_the_campaign_only_the_share_of_its_days_that_are_left_is_asked_for() -> None:
    """Norwegian bombs from 21 March to 31 July: 123 of 133 days lie in the campaign, which begins at six o'clock."""
    found = {one.name: one for one in figures(RECORD, load(LIBYA))}

    bombs, hours = found["norway_weapons"], found["norway_hours_per_sortie"]
    assert bombs.low == pytest.approx(569 * (123 - 0.25) / 133)
    assert bombs.high == 588
    assert hours.low == 3.1, "a mean, no total"


def test_the_last_day_of_a_date_s_bounds_is_among_them() -> None:
    """The Danish shortage, from 1 to 15 June: a run in which it comes at nine o'clock of the fifteenth agrees."""
    start = load(LIBYA).start
    (shortage,) = [one for one in figures(RECORD, load(LIBYA)) if one.name == "denmark_shortage"]

    def agrees(day: int, hour: int) -> bool:
        at_h = (datetime(2011, 6, day, hour, tzinfo=UTC) - start).total_seconds() / 3600
        return Score(shortage, (at_h,), at_h, at_h, at_h).inside

    assert [agrees(1, 0), agrees(15, 9), agrees(16, 0)] == [True, True, False]


def test_a_figure_whose_last_days_are_not_flown_is_not_asked_for() -> None:
    """Ninety days end on 29 June, and so do the U.S. sorties of that date; those of August do not."""
    named = [one.name for one in figures(RECORD, load(LIBYA, Changes(sets=("duration=90 d",))))]

    assert "us_sorties_june" in named
    assert "us_sorties_august" not in named
    assert "weapons" not in named


def test_a_record_of_other_days_is_refused() -> None:
    quickstart = LIBYA.with_name("quickstart.yaml")

    with pytest.raises(
        RecordError, match=r"no figure is of days that quickstart flies to their end, 2030-05-01 to 2030-05-11"
    ):
        figures(RECORD, load(quickstart))


def test_what_was_calibrated_to_is_not_called_untouched() -> None:
    """`used` in the sources of the scenario and in the quantities of the record say the same."""
    sources = load(LIBYA).sources.values()
    moved = {name for source in sources if source.used for name in str(source.used).split(", ")}
    said = yaml.safe_load((RECORD / "quantities.yaml").read_text(encoding="utf-8"))

    assert moved
    assert {name: said[name]["used"] for name in moved if said[name]["used"] != "calibrated"} == {}


def test_a_figure_without_a_quantity_is_said(tmp_path: Path) -> None:
    with (RECORD / "record.csv").open(encoding="utf-8", newline="") as file:
        head, first, second, *_ = csv.reader(file)
    with (tmp_path / "record.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, first, second])
    (tmp_path / "quantities.yaml").write_text("total_sorties: {title: sorties, used: input, take: {count: sorties}}")

    with pytest.raises(RecordError, match=r"only one of record\.csv and quantities\.yaml has strike_sorties"):
        figures(tmp_path, load(LIBYA))


def test_a_quantity_that_cannot_be_taken_is_said(tmp_path: Path) -> None:
    (tmp_path / "record.csv").write_text("id\n")
    (tmp_path / "quantities.yaml").write_text("x: {title: x, used: input, take: {count: flights}}")

    with pytest.raises(RecordError, match=r"flights. is no table to take from"):
        figures(tmp_path, load(LIBYA))


def test_a_folder_that_is_no_record_is_said(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"record\.csv: not there"):
        figures(tmp_path, load(LIBYA))
