"""A campaign ends on its date, or when few live targets have stood in the open for so many days."""

from __future__ import annotations

from typing import Any

import pytest

from sim.campaign.campaign import fly
from sim.campaign.ending import Ending
from sim.campaign.target import Target
from sim.measures import daily, measure
from sim.measures.target import threat_hours_by_day
from sim.scenario.inputs import Ends
from tests.campaign.worlds import isr, patrol, strike, told, unit, world
from tests.properties.laws import broken

QUIET = {"when": {"threat_below": 2, "for": "2 d"}}


def stands(scenario: Any, appeared_h: float, hides_h: float) -> Target:
    """A vehicle in the open from then until then."""
    target = Target("-", "coast", "vehicle", scenario.target_classes["vehicle"], appeared_h)
    target.hides_h = hides_h
    return target


def test_the_threat_is_the_mean_of_live_targets_over_the_day() -> None:
    small = world()
    targets = [stands(small, 0, 12), stands(small, 6, 30), stands(small, 20, 100), stands(small, 90, 91)]
    ending = Ending(Ends.model_validate(QUIET), targets)

    threat_h = [ending.threat(start_h, start_h + 24) * 24 for start_h in (0, 24, 48, 72)]
    assert threat_h == [12 + 18 + 4, 6 + 24, 24, 24 + 1]


def test_the_days_must_follow_each_other() -> None:
    """Below two on the first day, above on the second, below on the third and fourth: the second look of two."""
    small = world()
    ending = Ending(Ends.model_validate(QUIET), [stands(small, 24, 48) for _ in range(3)])

    assert [ending.met(now) for now in (0, 24, 48, 72, 96, 120)] == [False, False, False, False, True, True]


def quiet_from_the_third_day(**changes: Any) -> dict[str, Any]:
    """Eight vehicles at a time on the first two days, none after; a patrol each noon."""
    vehicles = {"name": "loud", "from": "2030-01-01", "appear": {"coast": {"vehicle": "96 /d"}}}
    none = {"name": "quiet", "from": "2030-01-03", "appear": {}}
    noon = {"patrol": patrol(at=[12 + 24 * day for day in range(12)])}
    return {
        "forces": {"falcons": unit("fighter", 2)},
        "phases": [{**phase, "tasking": noon} for phase in (vehicles, none)],
        "target_classes": {"vehicle": {"exposure": "2 h"}},
        "duration": "12 d",
        **changes,
    }


def test_no_order_is_written_after_the_condition_is_met_and_those_out_are_flown() -> None:
    """At noon the next day is ordered: from 60 h to 108 h it was quiet, and what would be ordered then is day 5."""
    scenario = world(**quiet_from_the_third_day(ends=QUIET))
    record = fly(scenario, 1)

    assert record.ending == [(5 * 24, "condition")]
    assert record.days == 5
    assert told(record, "lines", "day", "state") == [(day, "effective") for day in range(5)]
    assert measure(record, scenario)["days"] == 5
    assert len(daily(record, scenario)["sorties"]) == 5


def test_the_date_comes_first_if_the_condition_is_not_met() -> None:
    record = fly(world(**quiet_from_the_third_day(ends=QUIET, duration="4 d")), 1)
    plain = fly(world(**quiet_from_the_third_day(duration="4 d")), 1)

    assert record.ending == [(4 * 24, "date")]
    assert vars(record) == vars(plain)


def test_a_campaign_cut_short_is_the_beginning_of_the_long_one() -> None:
    """Same seed: until the end the same targets stand, and what was flown is the same."""
    short, long = (fly(world(**quiet_from_the_third_day(**ends)), 1) for ends in ({"ends": QUIET}, {}))

    assert short.sorties == long.sorties[: len(short.sorties)]
    assert told(short, "targets", "target_id") == told(long, "targets", "target_id")


def test_striking_ends_it_sooner() -> None:
    """The same targets stand a thousand hours; with drones and bombs over them they do not."""
    stay = {"target_classes": {"vehicle": {"exposure": "200 h"}}, "ends": {"when": {"threat_below": 3, "for": "2 d"}}}
    tasking = {"strike": strike(per_day=12), "isr": isr()}
    forces = {"falcons": unit("fighter", 8), "drones": unit("drone", 4)}
    phases = [
        {"name": "loud", "from": "2030-01-01", "appear": {"coast": {"vehicle": "6 /d"}}, "tasking": tasking},
        {"name": "quiet", "from": "2030-01-03", "appear": {}, "tasking": tasking},
    ]

    armed, blind = (
        fly(world(**stay, forces=force, phases=phases, duration="40 d"), 1)
        for force in (forces, {"falcons": unit("fighter", 8)})
    )

    assert armed.ending[0][0] < blind.ending[0][0]


@pytest.mark.parametrize("horizon", ["0 h", "12 h", "36 h"])
def test_the_laws_hold_whatever_the_horizon(horizon: str) -> None:
    planning = {"horizon": horizon}
    scenario = world(**quiet_from_the_third_day(ends=QUIET, planning=planning))
    record = fly(scenario, 1)

    assert record.ending[0][1] == "condition"
    assert broken(scenario, record) == {}
    assert len(threat_hours_by_day(record, scenario)) == record.days
