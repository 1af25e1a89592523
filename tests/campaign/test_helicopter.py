"""Attack helicopters: by night, near their ship, on what shows itself, and never by way of a tanker.

The ship lies 40 nmi off the coast; dawn is at 6 and dusk at 18 in the tiny world.
"""

from __future__ import annotations

from typing import Any

from sim.campaign.campaign import fly
from sim.measures import measure
from sim.scenario.scenario import Scenario
from tests.campaign.worlds import isr, kind, place, tankers, told, unit, world

HOT = {"title": "-", "mass": "24 kg", "guidance": "wire", "p_hit": 1}


def coast(
    tasking: dict[str, Any] | None = None, wired: tuple[str, ...] = ("laser", "wire"), **changes: Any
) -> Scenario:
    """Three helicopters off the coast, four single sorties a night asked for; what `changes` says of the request."""
    request = {
        "mission": "helicopter",
        "roles": ["attack-helicopter"],
        "package": 1,
        "per_day": 4,
        "priority": 1,
        "on_station": "1 h",
        "on_station_min": "30 min",
        "areas": {"coast": 1},
        "radius": "60 nmi",
        **changes,
    }
    return world(
        tasking={"helicopters": request, **(tasking or {})},
        appear={"coast": {"vehicle": "6 /d"}},
        duration="3 d",
        places={"ship": place("ship", 260)},
        aircraft={"gunship": kind(cruise="120 kt", fuel="1.1 t", burn="0.4 t/h", reserve="0.1 t", loads={"hot": 4})},
        munitions={"hot": HOT},
        stocks={"home-hot": {"nation": "home", "munition": "hot", "on_hand": 200}},
        target_classes={"vehicle": {"guidance": list(wired)}},
        forces={
            "gunships": unit("gunship", 3, "attack-helicopter", base="ship"),
            "watchers": unit("drone", 3),
            "tankers": unit("tanker", 2),
        },
    )


WATCHED = {"isr": isr()}


def test_all_the_time_on_station_is_in_the_dark() -> None:
    assert_dark(coast(on_station="2 h", per_day=6), dusk=18)


def test_and_where_the_night_lies_within_the_day_of_utc() -> None:
    """Dusk at 5, dawn at 17. Seen to fail: all 24 hours were taken for night."""
    turned = coast(on_station="2 h", per_day=6)
    planning = turned.planning.model_copy(update={"dawn": 17.0, "dusk": 5.0})

    assert_dark(turned.model_copy(update={"planning": planning}), dusk=5)


def assert_dark(scenario: Scenario, dusk: float) -> None:
    """For twelve hours from dusk on."""
    record = fly(scenario, seed=1)
    flown = [
        row
        for row in told(record, "sorties", "role", "launched_h", "landed_h", "on_station_h")
        if row[0] == "helicopter"
    ]
    transit_h = 40 / 120
    assert len(flown) >= 12
    for _, launched_h, landed_h, stayed_h in flown:
        arrives, leaves = launched_h + transit_h, landed_h - transit_h
        assert abs(leaves - arrives - stayed_h) < 1e-3
        assert (arrives - dusk) % 24 + stayed_h <= 12 + 1e-3, f"on station from {arrives} to {leaves}"


def test_a_night_shorter_than_the_time_on_station_has_no_lines() -> None:
    long, short = coast(per_day=4), coast(per_day=4, on_station="13 h")

    assert "helicopter" in told(fly(long, 1), "lines", "role")
    assert "helicopter" not in told(fly(short, 1), "lines", "role")


def test_beyond_the_radius_nothing_is_planned() -> None:
    within, beyond = (
        [
            row[1:]
            for row in told(fly(coast(radius=radius), 1), "lines", "role", "unit", "state")
            if row[0] == "helicopter"
        ]
        for radius in ("41 nmi", "39 nmi")
    )

    assert {unit for unit, _ in within} == {"gunships"}
    assert set(beyond) == {(None, "not_planned")}


def test_they_strike_what_shows_itself_with_missiles_of_their_own_and_count_as_strike_sorties() -> None:
    watched = coast(WATCHED)
    record = fly(watched, seed=1)

    released = [row[1] for row in told(record, "sorties", "role", "weapons_released") if row[0] == "helicopter"]
    assert sum(released) > 0
    assert measure(record, watched)["strike_sorties"] == len(released)
    assert measure(record, watched)["targets_struck"] == sum(released)
    blind = coast()
    assert measure(fly(blind, 1), blind)["weapons"] == 0


def test_a_missile_on_a_wire_is_no_use_against_what_it_does_not_fit() -> None:
    misfit = coast(WATCHED, wired=("laser",))

    assert measure(fly(misfit, 1), misfit)["weapons"] == 0


def test_no_tanker_waits_for_them() -> None:
    served = coast({"tanker": tankers()})
    record = fly(served, 1)

    assert "tanker" not in told(record, "sorties", "role")
    assert {row[1] for row in told(record, "lines", "role", "state") if row[0] == "helicopter"} != {"not_planned"}
