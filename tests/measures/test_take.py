"""Numbers taken from the tables of a run by a description."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from sim.measures.take import Take, Window, taken
from tests.records import scenario, story

ALL = Window(0, 72)


def number(window: Window = ALL, **take: Any) -> float | None:
    return taken(Take.model_validate(take), story(), scenario(), window)


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
