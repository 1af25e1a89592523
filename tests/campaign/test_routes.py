"""Which ways a unit can fly to an area: full time first, then less, then without a tanker."""

from __future__ import annotations

from typing import Any

import simpy

from sim.campaign.fleet import Fleet
from sim.campaign.geography import Map
from sim.campaign.luck import Luck
from sim.campaign.routes import Routes
from sim.campaign.unit import Span, Unit
from tests.campaign.worlds import place, unit, world


def ways(
    area: str,
    stay_h: float,
    least_h: float,
    tracks: tuple[str, ...] = ("track",),
    force: dict[str, Any] | None = None,
    **changes: Any,
) -> list[tuple]:
    """Track, system and hours on station of every profile worth planning, for one fighter."""
    small = world(forces={"falcons": {**unit("fighter", 2), **(force or {})}}, **changes)
    falcons, kind = small.forces["falcons"], small.aircraft["fighter"]
    fleet = Fleet(simpy.Environment(), "falcons", falcons, kind, Luck(1))
    routes = Routes(Map(small.places))
    routes.use(tracks)
    options = routes.options(Unit("falcons", falcons, kind, fleet, Span(0, 48, 48)), area, stay_h, least_h)
    return [(option.track, option.system, round(option.on_station_h, 6)) for option in options]


def test_no_tanker_is_wanted_where_none_is_needed() -> None:
    assert ways("coast", 3, 1) == [(None, None, 3)]


def test_a_nation_that_keeps_it_on_station_for_less_is_asked_for_no_more() -> None:
    # dry it could stay three hours
    assert ways("coast", 8, 1, force={"on_station": "2 h"}) == [(None, None, 2)]
    assert ways("coast", 1.5, 1, force={"on_station": "2 h"}) == [(None, None, 1.5)]
    assert ways("coast", 8, 4, force={"on_station": "2 h"}) == [(None, None, 2)]


def test_full_time_first_then_less_then_dry() -> None:
    # dry it stays three hours: a quarter of eight hours by tanker would be less than that. By tanker it stays 3.3 h at
    # once: for four it would have to go back for 0.7, which takes 1.2
    options = ways("coast", 8, 1, aircraft={"fighter": {"endurance": "99 h"}})

    assert options == [("track", "boom", 8), ("track", "boom", 6), ("track", "boom", 3.3), (None, None, 3)]


def test_the_least_that_is_worth_flying_is_tried_last_by_tanker() -> None:
    options = ways(
        "hills", 2, 0.4, aircraft={"fighter": {"fuel": "5 t", "endurance": "99 h"}}
    )  # which is too little dry; a trip to the track takes longer than what is left after 0.6 h

    assert options == [("track", "boom", hours) for hours in (0.6, 0.5, 0.4)]


def test_what_endurance_does_not_allow_is_not_offered() -> None:
    assert ways("coast", 8, 1) == [("track", "boom", 6), ("track", "boom", 3.3), (None, None, 3)]


def test_no_tracks_no_tankers() -> None:
    assert ways("coast", 8, 1, tracks=()) == [(None, None, 3)]
    assert ways("coast", 8, 4, tracks=()) == []


def test_an_aircraft_that_cannot_drink_goes_dry() -> None:
    assert ways("coast", 8, 1, aircraft={"fighter": {"receives": []}}) == [(None, None, 3)]


def test_either_system_where_it_takes_both_the_one_named_first_first() -> None:
    options = ways("coast", 4, 4, aircraft={"fighter": {"receives": ["probe", "boom"]}})

    assert options == [("track", "probe", 4), ("track", "boom", 4)]


def test_the_two_tracks_with_the_smallest_detour() -> None:
    places = {"aside": {**place("track", 150), "lon": 2}, "off": {**place("track", 150), "lon": 9}}

    options = ways("coast", 4, 4, tracks=("off", "aside", "track"), places=places)

    assert options == [("track", "boom", 4), ("aside", "boom", 4)]
