"""What combat rescue and armed drones are worth over Libya, on some weeks of it."""

from __future__ import annotations

from sim.measures import measure
from sim.scenario.load import Changes
from tests.campaign.worlds import told
from tests.scenarios.worlds import MONTH, WEEK, flown, loaded


def test_without_u_s_rescue_the_mountains_inland_are_left_out() -> None:
    base, without = (
        told(flown(Changes(without=gone, sets=(WEEK,))), "lines", "area", "cause") for gone in ((), ("us_rescue",))
    )

    assert [row for row in base if row[1] == "no_rescue"] == []
    assert {area for area, cause in without if cause == "no_rescue"} == {"nafusa"}


def test_more_armed_drones_fly_more_strike_sorties_and_strike_more() -> None:
    values = []
    for variants in ((), ("more_armed_drones",)):
        changes = Changes(variants=variants, sets=(MONTH,))
        values.append(measure(flown(changes), loaded(changes)))

    base, more = values
    for name in ("strike_sorties", "targets_struck"):
        assert more[name] > base[name]
