"""Numbers taken from the tables of a run by a description."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from sim.measures.take import Shelf, Take, Window, taken
from tests.records import flight, note, scenario, story

ALL = Window(0, 72)


def number(window: Window = ALL, **take: Any) -> float | None:
    return taken(Take.model_validate(take), Shelf(story(), scenario()), window)


def rows(table: str, column: str) -> list[Any]:
    return story().column(table, column)


def test_the_whole_table() -> None:
    assert number(count="sorties") == len(rows("sorties", "nation"))
    assert number(sum="sorties.weapons_released") == sum(rows("sorties", "weapons_released"))
    assert number(distinct="sorties.nation") == len(set(rows("sorties", "nation")))


def test_where_takes_one_value_or_several() -> None:
    flown = rows("sorties", "nation")

    assert number(count="sorties", where={"nation": "denmark"}) == flown.count("denmark")
    assert number(count="sorties", where={"nation": ["denmark", "us"]}) == flown.count("denmark") + flown.count("us")


def test_only_the_days_asked_for() -> None:
    launched = rows("sorties", "launched_h")

    assert number(Window(0, 12), count="sorties") == sum(hour < 12 for hour in launched)
    assert number(Window(0, 12), count="sorties", over="days") == 2 * sum(hour < 12 for hour in launched)


def test_days_after_the_end_of_the_run_are_not_days() -> None:
    """Its condition was met after two of the three days; the drone, off at hour 12, is still up."""
    record = story(days=2)
    record.ending.append((48.0, "condition"))
    shelf = Shelf(record, scenario())

    def says(**take: Any) -> float | None:
        return taken(Take.model_validate(take), shelf, ALL)

    assert says(count="sorties", over="days") == len(record.sorties) / 2
    assert says(count="sorties", over="days", between=["2011-06-02", "2011-06-30"]) == 1 / 1.25
    assert says(count="sorties", over="days", between=["2011-06-04", "2011-06-30"]) is None
    assert says(sum="sorties.hours", where={"role": "isr"}) == 36


def test_over_another_take() -> None:
    giver = {"sum": "refuellings.fuel_t"}

    assert number(**giver, where={"nation": "us"}, over=giver) == 1.0


def test_what_did_not_happen_is_none() -> None:
    assert number(first="stocks", where={"nation": "france"}) is None
    assert number(mean="sorties.hours", where={"nation": "nobody"}) is None
    assert number(count="sorties", over={"count": "sorties", "where": {"nation": "nobody"}}) is None


@pytest.mark.parametrize(
    ("take", "said"),
    [
        ({}, "exactly one of count, sum, mean, distinct and first"),
        ({"count": "sorties", "sum": "sorties.hours"}, "exactly one of"),
        ({"count": "flights"}, "`flights` is no table to take from: sorties, refuellings, targets, stocks"),
        ({"sum": "sorties.bombs"}, "the table `sorties` has no column `bombs`"),
        ({"count": "sorties", "where": {"country": "us"}}, "the table `sorties` has no column `country`"),
        ({"sum": "sorties"}, "`sum` takes a table and a column"),
        ({"count": "sorties.hours"}, "`count` takes a table"),
    ],
)
def test_what_cannot_be_taken_is_refused(take: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said.replace("`", ".")):
        Take.model_validate(take)


def test_a_take_may_have_days_of_its_own() -> None:
    """Of the first of June 2011 from 06:00, and of the days after it."""
    launched = rows("sorties", "launched_h")
    first = sum(hour < 18 for hour in launched)

    assert number(count="sorties", between=["2011-06-01", "2011-06-01"]) == first
    assert number(
        Window(18, 72), count="sorties", over={"count": "sorties", "between": ["2011-06-01", "2011-06-01"]}
    ) == ((len(launched) - first) / first)


def test_what_flew_by_night() -> None:
    """Dawn is at 4, dusk at 18, the clock starts at 6."""
    by_night = [hour for hour in rows("sorties", "launched_h") if not 4 <= (hour + 6) % 24 < 18]

    assert number(count="sorties", where={"night": True}) == len(by_night) > 0
    assert number(count="sorties", where={"released": True}) == sum(n > 0 for n in rows("sorties", "weapons_released"))


def test_which_tanker_gave() -> None:
    record = story()
    flight(record, "us-3", 40.0, 48.0, nation="us", role="tanker", aircraft="kc-135r")
    note(record, "refuellings", time_h=42.0, fuel_t=6.0, tanker_sortie="us-3", receiver_sortie="dk-2", system="boom")
    take = Take.model_validate({"sum": "refuellings.fuel_t", "where": {"aircraft": "kc-135r"}})

    assert taken(take, Shelf(record, scenario()), ALL) == 6.0
