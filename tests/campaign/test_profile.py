"""Flight profiles, reckoned by hand: everything flies 300 kt and burns 1 t/h; six tonnes, one of them reserve."""

from __future__ import annotations

from math import inf
from typing import Any

import pytest

from sim.campaign.profile import (
    CONTACT_H,
    SIP_T,
    EnRoute,
    Profile,
    Stay,
    Uplift,
    Way,
    give_away,
    refuelled,
    unrefuelled,
)
from sim.scenario.inputs import AircraftType, System
from tests.campaign.worlds import kind, world

NEAR = Way(base_area=300, area_divert=300, base_track=150, track_area=150, track_divert=150)
FAR = Way(base_area=600, area_divert=600, base_track=150, track_area=450, track_divert=150)


def fighter(**changes: Any) -> AircraftType:
    return world(aircraft={"fighter": changes}).aircraft["fighter"]


def by_track(aircraft: AircraftType, way: Way, on_station_h: float, least_h: float = inf) -> Profile | None:
    return refuelled(aircraft, way, Stay(on_station_h, least_h), "track", System.boom)


def test_without_a_tanker_it_stays_as_long_as_its_fuel_lasts() -> None:
    # five tonnes are five hours; an hour out and an hour back leave three
    profile = unrefuelled(fighter(), NEAR, 9)

    assert profile is not None
    assert (profile.track, profile.system, profile.uplifts) == (None, None, ())
    assert (profile.out_h, profile.segments, profile.duration_h, profile.on_station_h) == (1, (3,), 5, 3)


@pytest.mark.parametrize(
    ("way", "asked_h", "endurance", "stay_h"),
    [
        (NEAR, 2, "12 h", 2),  # as long as asked for
        (NEAR, 9, "4 h", 2),  # as the crew bears
        (NEAR._replace(base_area=749), 9, "12 h", 5 - 2 * 749 / 300),  # one moment
        (FAR._replace(base_area=750), 9, "12 h", None),  # there and back, and not even that one
        (FAR._replace(base_area=900), 9, "12 h", None),
    ],
)
def test_how_long_it_stays_without_a_tanker(way: Way, asked_h: float, endurance: str, stay_h: float | None) -> None:
    profile = unrefuelled(fighter(endurance=endurance), way, asked_h)

    assert (profile and profile.on_station_h) == (stay_h and pytest.approx(stay_h))


def test_with_a_tanker_it_tops_up_on_the_way_out() -> None:
    # at the track after half an hour, half a tonne down; full again, less what it burns there; half an hour on, at the
    # area with 5.3 t; 2 t take it to the nearest airfield with its reserve: so three hours are one spell
    profile = by_track(fighter(), NEAR, 3)
    out_h = 0.5 + CONTACT_H + 0.5

    assert profile is not None
    assert (profile.track, profile.system) == ("track", System.boom)
    assert (profile.pre, profile.between, profile.post) == (Uplift(0.5, 0.5, "track"), (), ())
    assert profile.uplifts == (Uplift(0.5, 0.5, "track"),)
    assert (profile.out_h, profile.segments, profile.duration_h) == (out_h, (3,), out_h + 3 + 1)


def test_a_longer_stay_is_broken_by_visits_to_the_track() -> None:
    # 3.5 h to bingo (2 t), less the time at the tanker; the track is half an hour off, where 4.5 t are lacking; then
    # half an hour back and the rest
    profile = by_track(fighter(), NEAR, 5)
    assert profile is not None

    visit_h = 0.5 + CONTACT_H + 0.5 + (3.5 - CONTACT_H) + 0.5
    assert profile.segments == pytest.approx((3.5 - CONTACT_H, 1.5 + CONTACT_H))
    assert [uplift[:2] for uplift in profile.between] == [pytest.approx((visit_h, 4.5))]
    assert profile.post == ()
    assert profile.duration_h == pytest.approx(visit_h + CONTACT_H + 0.5 + 1.5 + CONTACT_H + 1)


@pytest.mark.parametrize(
    ("asked_h", "least_h", "segments"),
    [
        (4.4, 3, (3.5 - CONTACT_H,)),  # 1.1 h more would cost 1.2 h at and to the track
        (4.6, 3, (3.5 - CONTACT_H, 1.1 + CONTACT_H)),  # 1.3 h more are worth it
        (4.4, 4, (3.5 - CONTACT_H, 0.9 + CONTACT_H)),  # less than four hours are of no use
    ],
)
def test_it_does_not_go_back_to_the_track_for_less_time_than_that_takes(
    asked_h: float, least_h: float, segments: tuple[float, ...]
) -> None:
    profile = by_track(fighter(), NEAR, asked_h, least_h)

    assert profile is not None
    assert profile.segments == pytest.approx(segments)
    assert profile.on_station_h == pytest.approx(sum(segments))


def test_it_sips_on_the_way_home_if_home_is_farther_than_the_nearest_airfield() -> None:
    # bingo is 3 t: 1.5 t back to the track, half a tonne to the airfield beside it, and the reserve. From 4.5 t on
    # arrival, less what it burnt at the tanker, it comes to that in 1.5 h less its time there. Three tonnes take it
    # home if that is 600 nmi away; if it is 900, it goes by the track, is there with 1.5 t, and wants its reserve,
    # half a tonne for 150 nmi, and what it burns at the tanker.
    stay_h = 1.5 - CONTACT_H
    home, far = (by_track(fighter(), Way(base_area, 100, 150, 450, 150), stay_h) for base_area in (600, 900))
    assert home is not None
    assert far is not None

    assert home.post == ()
    sip = (0.5 + CONTACT_H + 1.5 + stay_h + 1.5, max(SIP_T, 1 + 0.5 + CONTACT_H - 1.5))
    assert [uplift[:2] for uplift in far.post] == [pytest.approx(sip)]


def test_it_drinks_on_the_way_to_a_track_that_its_tanks_do_not_reach() -> None:
    # the track is five hours off, which is all it has above its reserve; half-way is another. It comes there 2.5 t
    # down; on with 6 t less what it burns there; at the track 2.5 h later
    far = Way(base_area=1650, area_divert=300, base_track=1500, track_area=150, track_divert=150)
    stop = EnRoute("half-way", base=750, on=750, divert=150)

    assert by_track(fighter(endurance="99 h"), far, 1) is None
    profile = by_track(fighter(endurance="99 h"), far._replace(en_route=stop), 1)

    assert profile is not None
    at_track_h = 2.5 + CONTACT_H + 2.5
    leaves_h = at_track_h + CONTACT_H + 0.5 + 1
    assert profile.out_h == at_track_h + CONTACT_H + 0.5
    assert [(uplift.track, round(uplift.after_h, 6)) for uplift in profile.uplifts] == [
        ("half-way", 2.5),
        ("track", at_track_h),
        ("track", leaves_h + 0.5),
        ("half-way", round(leaves_h + 0.5 + CONTACT_H + 2.5, 6)),
    ]
    # out: what the legs burnt. Home: full at the track; then what 2.5 h and the reserve want more than is left
    burnt = (2.5, CONTACT_H + 2.5, CONTACT_H + 0.5 + 1 + 0.5, 1 + CONTACT_H + 2.5 - (6 - CONTACT_H - 2.5))
    assert [uplift.fuel_t for uplift in profile.uplifts] == pytest.approx(burnt)
    assert profile.duration_h == pytest.approx(leaves_h + 0.5 + 2 * (CONTACT_H + 2.5))


@pytest.mark.parametrize(
    ("why", "stop"),
    [
        ("it is too far as well", EnRoute("half-way", base=1400, on=100, divert=150)),
        ("from there the track is too far", EnRoute("half-way", base=150, on=1350, divert=150)),
        ("nor can it turn away", EnRoute("half-way", base=750, on=750, divert=900)),
    ],
)
def test_a_track_on_the_way_is_of_no_use_if(why: str, stop: EnRoute) -> None:
    far = Way(base_area=1650, area_divert=300, base_track=1500, track_area=150, track_divert=150, en_route=stop)

    assert by_track(fighter(endurance="99 h"), far, 1) is None, why


@pytest.mark.parametrize(
    ("why", "way", "asked_h", "endurance"),
    [
        ("it cannot reach the track with its reserve", NEAR._replace(base_track=1501), 1, "40 h"),
        ("nor turn away from a track without a tanker", NEAR._replace(base_track=1000, track_divert=600), 1, "40 h"),
        ("no spell is left between the track and bingo", NEAR._replace(track_area=750, track_divert=300), 1, "40 h"),
        ("the crew tires", NEAR, 5, "7 h"),
        ("too many visits", NEAR, 3.5 * 8 + 0.1, "99 h"),
    ],
)
def test_no_profile_when(why: str, way: Way, asked_h: float, endurance: str) -> None:
    assert by_track(fighter(endurance=endurance), way, asked_h) is None, why


@pytest.mark.parametrize("asked_h", [0.5, 1, 2, 3.5, 4, 5, 7, 9])
@pytest.mark.parametrize(
    "way", [NEAR, FAR, Way(700, 80, 200, 300, 250), Way(1600, 80, 1500, 300, 250, EnRoute("half-way", 750, 750, 100))]
)
def test_a_profile_flown_with_its_uplifts_never_goes_below_the_reserve(way: Way, asked_h: float) -> None:
    aircraft = fighter(endurance="99 h")
    profile = by_track(aircraft, way, asked_h)
    assert profile is not None

    left_t, since_h, low_t = aircraft.fuel, 0.0, aircraft.fuel
    for after_h, uplift_t in [*((u.after_h, u.fuel_t) for u in profile.uplifts), (profile.duration_h, 0)]:
        left_t -= aircraft.burn * (after_h - since_h)
        low_t = min(low_t, left_t)
        left_t, since_h = left_t + uplift_t, after_h
        assert left_t <= aircraft.fuel + 1e-9
    assert low_t >= aircraft.reserve - 1e-9
    assert profile.on_station_h == pytest.approx(asked_h)


def test_a_tanker_gives_what_it_does_not_need() -> None:
    tanker = world(aircraft={"tanker": kind(fuel="60 t", burn="4 t/h", reserve="5 t")}).aircraft["tanker"]

    assert give_away(tanker, transit_h=1.5, on_station_h=5) == 60 - 4 * 8 - 5
    assert give_away(tanker, transit_h=5, on_station_h=5) < 0
