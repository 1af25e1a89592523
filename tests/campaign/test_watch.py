"""The moment at which a target is seen: when the hazard has risen by its own draw."""

from __future__ import annotations

from typing import Any

import pytest
import simpy

from sim.campaign.campaign import fly
from sim.campaign.clock import after
from sim.campaign.target import Target
from sim.campaign.watch import Watch
from tests.campaign.worlds import isr, kind, strike, told, unit, world

CLASSES = world().target_classes


RATE = 0.5
"""Detections of one target an hour by one sensor."""


class Lookout:
    """A watch over one area, and the log of what it sees: hour and target."""

    def __init__(self) -> None:
        self.env = simpy.Environment()
        self.log: list[tuple[float, str]] = []
        self.watch = Watch(self.env, lambda target, look: self.log.append((self.env.now, target.name)))

    def target(self, name: str, at_h: float, draw: float, hides_h: float = 1e9, rate: float = RATE) -> None:
        """A target that appears then, is seen when the hazard has risen by its draw, and hides again."""
        target = Target(name, "coast", "vehicle", CLASSES["vehicle"], at_h)
        target.hides_h = hides_h
        after(self.env, at_h, lambda: self.watch.expect(target, target.looks, draw / rate))

    def sensor(self, from_h: float, until_h: float | None = None, count: int = 1) -> None:
        """Sensors come and go."""
        after(self.env, from_h, lambda: self.watch.change(count))
        if until_h is not None:
            after(self.env, until_h, lambda: self.watch.change(-count))

    def run(self) -> Any:
        self.env.run()
        return [(pytest.approx(at_h), name) for at_h, name in self.log]


def test_without_a_sensor_nothing_is_ever_seen() -> None:
    lookout = Lookout()
    lookout.target("a", 0, draw=1e-6)

    assert lookout.run() == []


def test_one_sensor_sees_it_after_the_draw_over_its_rate() -> None:
    lookout = Lookout()
    lookout.sensor(0)
    lookout.target("a", 3, draw=1)

    assert lookout.run() == [(5, "a")]


def test_two_sensors_see_it_in_half_the_time() -> None:
    lookout = Lookout()
    lookout.sensor(0, count=2)
    lookout.target("a", 3, draw=1)

    assert lookout.run() == [(4, "a")]


def test_a_second_sensor_that_comes_late_shortens_the_rest() -> None:
    lookout = Lookout()
    lookout.sensor(0)
    lookout.sensor(4)
    lookout.target("a", 3, draw=1)  # half of it by 4 h, the rest at twice the rate

    assert lookout.run() == [(4.5, "a")]


def test_a_sensor_that_leaves_and_comes_back_goes_on_where_it_stopped() -> None:
    lookout = Lookout()
    lookout.sensor(0, until_h=4)
    lookout.sensor(10)
    lookout.target("a", 3, draw=1)

    assert lookout.run() == [(11, "a")]


def test_a_target_is_seen_by_sensors_that_come_after_it() -> None:
    lookout = Lookout()
    lookout.target("a", 0, draw=1)
    lookout.target("b", 1, draw=0.5)
    lookout.sensor(7)

    assert lookout.run() == [(8, "b"), (9, "a")]


def test_a_target_that_hid_is_not_seen_and_does_not_hold_up_the_others() -> None:
    lookout = Lookout()
    lookout.sensor(0)
    lookout.target("gone", 1, draw=1, hides_h=2.9)
    lookout.target("here", 1, draw=1.5, hides_h=4.1)
    lookout.target("gone before the sensor was back", 1, draw=9, hides_h=5)

    assert lookout.run() == [(4, "here")]


def test_a_target_that_hid_while_nobody_looked_is_not_seen_later() -> None:
    lookout = Lookout()
    lookout.target("gone", 0, draw=1, hides_h=5)
    lookout.target("here", 0, draw=2, hides_h=99)
    lookout.sensor(6)

    assert lookout.run() == [(10, "here")]


def test_each_target_is_seen_at_its_own_rate() -> None:
    lookout = Lookout()
    lookout.sensor(0)
    lookout.target("vehicle", 0, draw=1, rate=1)
    lookout.target("depot", 0, draw=1, rate=0.1)

    assert lookout.run() == [(1, "vehicle"), (10, "depot")]


def test_one_that_comes_later_may_be_seen_sooner() -> None:
    lookout = Lookout()
    lookout.sensor(0)
    lookout.target("slow", 0, draw=5)
    lookout.target("quick", 2, draw=0.5)

    assert lookout.run() == [(3, "quick"), (10, "slow")]


# -- over an area of a campaign --------------------------------------------------------------------------------

SEEN_AT_ONCE = {"depot": {"seen_by": {"camera": "1000 /h", "pod": "1000 /h"}}}


def detected(**changes: Any) -> list[tuple[str, float | None]]:
    """The area and the whole hour of the first sight of a depot on the coast and one in the hills."""
    standing = {"coast": {"depot": 1}, "hills": {"depot": 1}}
    seen = fly(world(standing=standing, target_classes=SEEN_AT_ONCE, **changes), 1)
    return [(area, at_h and round(at_h, 1)) for area, at_h in told(seen, "targets", "area", "detected_h")]


def test_a_drone_sees_its_own_area_from_arrival_on() -> None:
    assert detected(forces={"drones": unit("drone", 3)}, tasking={"isr": isr()}) == [("coast", 1.0), ("hills", None)]


def test_a_sensor_that_looks_at_two_areas_sees_the_next_one_too() -> None:
    drones = {"drone": {"sensors": {"camera": 2}}}

    assert detected(forces={"drones": unit("drone", 3)}, aircraft=drones, tasking={"isr": isr()}) == [
        ("coast", 1.0),
        ("hills", 1.0),
    ]


def test_a_strike_aircraft_sees_with_its_pod_and_is_no_isr_coverage() -> None:
    fighters = {"fighter": kind(sensors={"pod": 1}, loads={"dart": 1})}
    stocks = {"darts": {"nation": "home", "munition": "dart", "on_hand": 9}}
    changes = {"forces": {"falcons": unit("fighter", 2)}, "stocks": stocks, "tasking": {"strike": strike(at=[12])}}

    assert detected(aircraft=fighters, **changes) == [("coast", 12.0), ("hills", None)]


def test_of_two_kinds_of_sensor_the_one_that_gets_there_first_has_found_it() -> None:
    def seen(*sensors: str) -> list[float]:
        many = world(
            forces={"drones": unit("drone", 4)},
            aircraft={"drone": {"sensors": {"camera": None, **dict.fromkeys(sensors, 1)}}},
            standing={"coast": {"depot": 30}},
            target_classes={"depot": {"seen_by": {"camera": "0.2 /h", "ear": "0.1 /h"}}},
            tasking={"isr": isr()},
            duration="30 d",
        )
        return told(fly(many, 1), "targets", "detected_h")

    earliest = [min(pair) for pair in zip(seen("camera"), seen("ear"), strict=True)]
    assert seen("camera", "ear") == pytest.approx(earliest)


def test_with_no_sensor_up_nothing_is_seen() -> None:
    assert detected(forces={"falcons": unit("fighter", 2)}, tasking={"strike": strike(at=[12])}) == [
        ("coast", None),
        ("hills", None),
    ]


def test_coverage_is_noted_by_sensor_and_place_for_the_time_on_station() -> None:
    watched = world(
        forces={"drones": unit("drone", 1)},
        aircraft={"drone": {"sensors": {"camera": 2, "ear": 1}}},
        tasking={"isr": isr()},
    )

    record = fly(watched, 1)

    rows = told(record, "coverage", "service", "place", "start_h", "end_h")
    spells = [(at_h, at_h + 8) for at_h in dict.fromkeys(row[2] for row in rows)]
    looks = [("camera", "coast"), ("camera", "hills"), ("ear", "coast")]
    assert rows == [(*look, *spell) for spell in spells for look in looks]
    assert spells[0] == pytest.approx((1, 9))
