"""The numbers that can be moved, found in the scenario."""

from contextlib import suppress

import pytest

from sim.campaign.geography import distance
from sim.classroom.away import at_distance
from sim.classroom.shelf import Shelf
from sim.classroom.state import Desk
from sim.scenario.fault import ScenarioError
from sim.scenario.inputs import Place
from sim.scenario.load import Changes


def test_the_numbers_of_a_lesson(desk: Desk) -> None:
    assert {name: (knob.group, knob.value) for name, knob in desk.knobs.items()} == {
        "tanker.friend": ("Tankers", 6),
        "uav.home": ("Drones", 6),
        "strike.home": ("Strike aircraft", 12),
        "stock.bombs": ("Weapons in stock", 1000),
        "staff.dynamic": ("People at desks", 40),
        "staff.deliberate": ("People at desks", 40),
        "staff.planning": ("People at desks", 40),
        "distance.coast": ("Distance", 360),
    }


def test_a_unit_keeps_its_proportions(desk: Desk) -> None:
    assert desk.knobs["tanker.friend"].settings(3) == (
        "forces.tankers.count=3",
        "forces.tankers.in_line=2",
        "forces.tankers.offer=4",
    )
    assert desk.knobs["tanker.friend"].settings(6) == ()
    assert desk.knobs["tanker.friend"].settings(0) == ("forces.tankers=null",)


def test_units_of_a_nation_share_what_is_asked_for(shelf: Shelf) -> None:
    libya = Desk(shelf.book("libya_2011"), shelf.limits)
    knob = libya.knobs["tanker.us"]
    for total in (0, 1, 7, 26, 40):
        moved = libya.book.files.load(Changes(sets=knob.settings(total)))
        units = [
            f for f in moved.forces.values() if f.nation == "us" and [role.value for role in f.roles] == ["tanker"]
        ]
        assert sum(unit.count for unit in units) == total
        assert all(unit.in_line <= unit.count for unit in units)


def test_the_distance_is_that_of_the_variants_of_the_lesson(desk: Desk) -> None:
    """`near` puts the coast 200 nmi away by hand, `far` 460, with 60 nmi to a degree (our sphere: 60.04)."""
    for variant, nmi in (("near", 200), ("far", 460)):
        by_hand = desk.book.files.load(Changes(variants=(variant,))).places["coast"]
        moved = desk.book.files.load(Changes(sets=desk.knobs["distance.coast"].settings(nmi))).places["coast"]
        assert distance(by_hand, moved) < 0.4


@pytest.mark.parametrize("nmi", [50, 700, 2500])
def test_a_point_on_the_great_circle_is_as_far_as_it_says(nmi: float) -> None:
    home = Place(title="", kind="airfield", lat=37.4, lon=-122.0)
    towards = Place(title="", kind="area", lat=35.6, lon=139.8)
    lat, lon = at_distance(home, towards, nmi)
    there = Place(title="", kind="area", lat=lat, lon=lon)
    assert distance(home, there) == pytest.approx(nmi, abs=1e-6)
    assert distance(home, there) + distance(there, towards) == pytest.approx(distance(home, towards))


@pytest.mark.parametrize(
    "name", ["lessons/2_boom_and_probe", "lessons/6_bottlenecks", "quickstart", "next_crisis_south"]
)
def test_every_number_can_be_moved_anywhere_or_says_why_not(shelf: Shelf, name: str) -> None:
    desk = Desk(shelf.book(name), shelf.limits)
    for knob in list(desk.knobs.values())[:: max(1, len(desk.knobs) // 12)]:
        for value in (knob.low, knob.high):
            with suppress(ScenarioError):  # any other fault is ours
                moved = desk.book.files.load(Changes(sets=knob.settings(value)))
                assert (moved == desk.scenario) == (value == knob.value)
