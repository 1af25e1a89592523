"""Where two worlds part, in records of a few rows."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest

from sim.campaign.record import Record
from sim.study.by_day import difference_by_day
from sim.study.parting import ELSEWHERE, NOT_THERE, RETIMED, World, first_day, first_shared, first_sortie
from tests.study.test_ensemble import days

BOTH = ("us-kc135", "no-f16")


def world(*lines: tuple[Any, ...], units: tuple[str, ...] = BOTH) -> World:
    """Each line: unit, role, launch (None: not flown), state, cause; all of day 0 and of one area."""
    record = Record("small", 1, 3)
    for number, (unit, role, launched_h, state, cause) in enumerate(lines):
        record.lines.append((number, 0, role, "kind", "coast", "-", unit, state, cause, []))
        if launched_h is not None:
            flight = (f"{unit}-1.1", number, "-", unit, "-", "1", role, "coast", "-", launched_h, launched_h + 2)
            record.sorties.append((*flight, 1.0, state, cause, 0, 0.0, 0, 0, 0))
    scenario: Any = SimpleNamespace(forces=dict.fromkeys(units))
    return World(record, scenario)


TANKER = ("us-kc135", "tanker", 1.0, "effective", None)
STRIKE = ("no-f16", "strike", 3.0, "effective", None)
NO_FUEL = (None, "strike", None, "not_planned", "no_tanker_fuel")


def test_a_unit_that_was_taken_away_is_the_first_and_what_it_costs_others_the_second() -> None:
    base, other = world(TANKER, STRIKE), world(NO_FUEL, units=("no-f16",))

    first, shared = first_sortie(base, other), first_shared(base, other)

    assert first is not None
    assert shared is not None
    assert (first.flew_in, first.unit, first.launched_h, first.cause) == (0, "us-kc135", 1.0, NOT_THERE)
    assert (shared.unit, shared.role, shared.area, shared.cause) == ("no-f16", "strike", "coast", "no_tanker_fuel")


def test_a_sortie_of_the_other_world_alone_is_told_as_that() -> None:
    first = first_sortie(world(TANKER, NO_FUEL), world(TANKER, STRIKE))

    assert first is not None
    assert (first.flew_in, first.unit, first.cause) == (1, "no-f16", "no_tanker_fuel")


@pytest.mark.parametrize(
    ("there", "cause"),
    [
        (("no-f16", "strike", 4.0, "effective", None), RETIMED),
        (("no-f16", "patrol", 5.0, "effective", None), ELSEWHERE),
        ((None, "strike", None, "cancelled", "weather"), "weather"),
    ],
)
def test_why_a_unit_that_is_there_did_not_fly(there: tuple[Any, ...], cause: str) -> None:
    found = first_sortie(world(STRIKE), world(there))

    assert found is not None
    assert (found.flew_in, found.launched_h, found.cause) == (0, 3.0, cause)


def test_worlds_that_are_the_same_do_not_part() -> None:
    assert first_sortie(world(TANKER, STRIKE), world(TANKER, STRIKE)) is None
    assert first_day(days(1, 2, 3), days(1, 2, 3)) is None


def test_the_first_day_is_that_of_any_measure() -> None:
    def with_fuel(table: pa.Table, *fuel: float) -> pa.Table:
        return table.append_column("fuel", pa.array(fuel, pa.float64()))

    base = with_fuel(days(1, 2, 3), 5, 5, 5)

    assert first_day(base, with_fuel(days(1, 2, 4), 5, 6, 5)) == 1


def test_the_difference_by_day_is_that_of_the_pairs() -> None:
    # The levels scatter by hundreds; the differences of day 0 are -10, -12, -8, those of day 1 all 1.
    base = [days(100, 7), days(500, 8), days(900, 9)]
    other = [days(90, 8), days(488, 9), days(892, 10)]

    first, second = difference_by_day(base, other).to_pylist()

    half = 4.302653 * 2 / 3**0.5
    assert (first["mean"], first["p50"]) == (-10, -10)
    assert (first["low"], first["high"]) == pytest.approx((-10 - half, -10 + half), rel=1e-6)
    assert (second["mean"], second["low"], second["high"]) == (1, 1, 1)


def test_one_pair_has_no_interval() -> None:
    assert difference_by_day([days(1)], [days(3)]).to_pylist()[0]["low"] is None


def test_a_day_counts_the_pairs_in_which_both_campaigns_last() -> None:
    base, other = [days(1, 2, 3), days(1, 2)], [days(2, 4, 9, 9), days(2, 6, 9)]

    found = difference_by_day(base, other).to_pylist()

    assert [row["mean"] for row in found] == [1, 3, 6]
    assert [row["low"] is None for row in found] == [False, False, True]
    assert first_day(days(1, 2), days(1, 2, 3)) == 2  # one has ended, the other goes on
