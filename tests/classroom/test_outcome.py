"""What a page says: the guess against the answer, tables, figures, and one day."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from sim.classroom import figure, said
from sim.classroom.cascade import Cascade, Fell, cascade_chart
from sim.classroom.house import House
from sim.classroom.limits import Limits, Refused
from sim.classroom.outcome import AS_IT_STANDS, CHANGED, Scale, guessed, rows, scale, verdict
from sim.classroom.room import Seen, Stage
from sim.classroom.state import Desk
from sim.scenario.load import Changes
from sim.study.compare import compare
from sim.study.replicate import Flown, Means, replicate
from sim.study.replication import Replication
from sim.study.store import Store, world_key


def struck(base: list[float], other: list[float]) -> Flown:
    """Two worlds in which so many targets were struck."""
    return {
        world: [Replication(seed, {"targets_struck": value}) for seed, value in enumerate(values)]
        for world, values in ((AS_IT_STANDS, base), (CHANGED, other))
    }


@pytest.mark.parametrize(
    ("guess", "told"),
    [
        (30.5, "You guessed 30.5; it came to 31. That is inside of what luck alone does, 30.1 to 31.9."),
        (40, "You guessed 40; it came to 31. Close."),
        (75, "You guessed 75; it came to 31. The change is larger than you expected."),
        (0, "You guessed 0; it came to 31. The change is smaller than you expected."),
        (130, "You guessed 130; it came to 31. You expected it to go the other way."),
    ],
)
def test_the_guess_against_the_answer(desk: Desk, guess: float, told: str) -> None:
    flown = struck([110, 112], [30, 32])
    assert verdict(guess, flown, guessed(desk.scenario), Scale()) == told


def test_where_no_lesson_asks_the_guess_is_of_a_hundred(shelf_quickstart: Desk) -> None:
    flown = struck([50, 50], [20, 20])
    by = scale(flown, shelf_quickstart.scenario)
    assert by == Scale(0.5, " of 100")
    told = verdict(75 * by.one, flown, guessed(shelf_quickstart.scenario), by)
    assert told == "You guessed 75 of 100; it came to 40 of 100. The change is larger than you expected."
    assert scale({}, shelf_quickstart.scenario) is None
    assert scale(struck([0], [0]), shelf_quickstart.scenario) is None


@pytest.fixture(scope="module")
def shelf_quickstart() -> Desk:
    from sim.classroom.shelf import Shelf
    from tests.classroom.conftest import SCENARIOS

    return Desk(Shelf(SCENARIOS / "quickstart.yaml", Limits()).book("quickstart"), Limits())


@pytest.fixture(scope="module")
def worlds(shelf_quickstart: Desk) -> dict:  # type: ignore[type-arg]
    files = shelf_quickstart.book.files
    return {AS_IT_STANDS: files.load(), CHANGED: files.load(Changes(without=("tankers",)))}


@pytest.fixture(scope="module")
def store(worlds: dict, tmp_path_factory: pytest.TempPathFactory) -> Store:  # type: ignore[type-arg]
    """Three runs of both worlds, tables kept."""
    store = Store(tmp_path_factory.mktemp("runs"))
    replicate(worlds, [1, 2, 3], Means(store, tables=[1, 2, 3]))
    return store


@pytest.fixture(scope="module")
def flown(worlds: dict, store: Store) -> Flown:  # type: ignore[type-arg]
    return replicate(worlds, [1, 2, 3], Means(store))


def test_the_table_is_that_of_a_comparison(shelf_quickstart: Desk, flown: Flown) -> None:
    whole = compare(flown[AS_IT_STANDS], flown[CHANGED])
    for row in rows(flown, shelf_quickstart.scenario):
        one = whole[row.name]
        assert row.base == said.number(one.base.mean, max(abs(one.base.mean or 0), abs(one.other.mean or 0)))
        low, high = one.difference.low, one.difference.high
        assert row.sure == (low is not None and high is not None and (low > 0 or high < 0))
    alone = rows({AS_IT_STANDS: flown[AS_IT_STANDS]}, shelf_quickstart.scenario)
    assert {row.other for row in alone} == {""}


def test_figures_are_what_plotly_takes(shelf_quickstart: Desk, flown: Flown, worlds: dict, store: Store) -> None:  # type: ignore[type-arg]
    import plotly.graph_objects as go

    tables = {name: [store.days(world_key(scenario), seed) for seed in (1, 2, 3)] for name, scenario in worlds.items()}
    entry = guessed(shelf_quickstart.scenario)
    day = Cascade(worlds, store).tell(3)
    charts = [
        figure.answer(flown, entry, 20.0, [10.0, 30.0]),
        figure.answer({AS_IT_STANDS: flown[AS_IT_STANDS]}, entry, None),
        *(figure.by_day(tables, name) for name in figure.BY_DAY),
        figure.causes(flown),
    ]
    for chart in charts:
        go.Figure(chart.traces, chart.layout)
        chart.document()
    sankey = [{key: value for key, value in trace.items() if key != "x"} for trace in cascade_chart(day).traces]
    go.Figure(sankey)


def test_the_band_of_a_day_is_that_of_its_runs(flown: Flown, worlds: dict, store: Store) -> None:  # type: ignore[type-arg]
    tables = {AS_IT_STANDS: [store.days(world_key(worlds[AS_IT_STANDS]), seed) for seed in (1, 2, 3)]}
    chart = figure.by_day(tables, "sorties")
    values = [table["sorties"][4].as_py() for table in tables[AS_IT_STANDS]]
    assert chart.table["mean"][4] == pytest.approx(sum(values) / 3)
    assert min(values) <= chart.table["p5"][4] <= chart.table["p95"][4] <= max(values)


def test_what_fell_on_a_day_is_what_the_ledger_lost(worlds: dict, store: Store) -> None:  # type: ignore[type-arg]
    """Of each request, never more than it lost; gained less fell is the difference in lines with effect."""
    cascade = Cascade(worlds, store)
    fell = 0
    for number in range(cascade.days):
        day = cascade.tell(number)
        effective = [
            sum(row["day"] == number and row["state"] == "effective" for row in cascade.facts[world].rows("lines"))
            for world in (AS_IT_STANDS, CHANGED)
        ]
        assert sum(one.lines for one in day.fell) - day.gained == effective[0] - effective[1]
        fell += sum(one.lines for one in day.fell)
    assert fell > 0
    worst = cascade.first()
    assert cascade.tell(worst).fell
    assert cascade.tell(worst).stories[CHANGED][0].startswith(f"Day {worst}, from ")


def test_a_request_that_lost_three_lines_lost_three_by_its_causes() -> None:
    from sim.classroom.cascade import _fell

    before = {"strike": Counter({"": 10, "weather": 2}), "tanker": Counter({"": 4}), "recce": Counter({"": 1})}
    after = {"strike": Counter({"": 5, "weather": 3, "no_tanker_fuel": 6}), "recce": Counter({"": 2})}
    assert _fell(before, after) == (
        [Fell("no_tanker_fuel", "strike", 5), Fell("not_asked", "tanker", 4)],
        1,
    )


def test_a_status_says_where_a_run_is(desk: Desk, tmp_path: Path) -> None:
    from sim.classroom.room import Job, Wish

    job = Job(1, Wish("anna", {AS_IT_STANDS: desk.scenario}, 10), tmp_path / "mark")
    assert said.status(job, 3) == "3rd in the queue."
    assert [said.ordinal(place) for place in (1, 2, 4, 11, 12, 13, 21, 112)] == [
        *("1st", "2nd", "4th", "11th", "12th", "13th", "21st", "112th")
    ]
    job.show(stage=Stage.waiting, flown={AS_IT_STANDS: [Replication(1, {})] * 4})
    assert said.status(job, 1) == "1st in the queue; 4 of 10 runs are in."
    job.show(stage=Stage.flown)
    assert said.status(job, 0) == "Flying: 4 of 10 runs are in."
    assert said.said(guessed(desk.scenario), Seen(), None, None).startswith("So far: the first 30 days")


def test_markup_in_a_scenario_is_text(desk: Desk) -> None:
    from sim.classroom.outcome import Row

    table = said.table([Row("x", "<script>alert(1)</script>", "1", "", "", "–", sure=False)])
    assert "<script>" not in table
    assert said.faults(Refused("no")) == "no"


def test_guesses_are_kept_by_visitor_and_told_without_names(shelf_quickstart: Desk) -> None:
    house = House(None, None, Limits())  # type: ignore[arg-type]
    house.guess("quickstart", "anna", 40)
    house.guess("quickstart", "ben", 60)
    house.guess("quickstart", "anna", 50)
    house.guess("libya_2011", "anna", 1)
    assert house.guessed("quickstart", "anna") == 50
    assert sorted(house.guesses("quickstart")) == [50, 60]
    house.guess_again("quickstart", "anna")
    assert house.guessed("quickstart", "anna") is None
