"""A base too far from the track for its fighters: they drink half-way, at a track that is there for them alone."""

from __future__ import annotations

from typing import Any

import pytest

from sim.campaign.campaign import fly
from sim.campaign.record import Record
from tests.campaign.worlds import kind, patrol, place, tankers, told, unit, world

PLACES = {
    "track": place("track", 1500),
    "half-way": place("track", 750),
    "coast": place("area", 1650),
    "hills": None,
    "island": place("airfield", 750),
    "port": place("airfield", 1500),
}
CONTACT = {"contact": "6 min", "rate": "60 t/h"}
LONG = {"endurance": "40 h"}
TYPES = {"fighter": LONG, "tanker": LONG}


def flown(*, package: int = 4, en_route: bool = True, **forces: Any) -> Record:
    """Four fighters from a base five hours off, over the coast at noon for an hour."""
    refuel = tankers(on_station="12 h", en_route=("half-way",) if en_route else ())
    return fly(
        world(
            places=PLACES,
            aircraft=TYPES,
            planning={"horizon": "24 h"},
            forces={"falcons": unit("fighter", 4), "tankers": unit("tanker", 9, base="island"), **forces},
            tasking={"patrol": patrol(at=[36], on_station="1 h", package=package), "tanker": refuel},
        ),
        1,
    )


def ends(record: Record) -> list[tuple[object, ...]]:
    return [row[1:] for row in told(record, "lines", "role", "state", "cause") if row[0] == "patrol_at"]


def test_it_drinks_on_the_way_out_and_on_the_way_home_from_tankers_that_come_for_it() -> None:
    record = flown()

    assert ends(record) == [("effective", None)]
    drunk = told(record, "refuellings", "track", "tanker_sortie", "receiver_sortie")
    assert [row[0] for row in drunk if row[2] == "falcons-1.1"] == ["half-way", "track", "track", "half-way"]


def test_nobody_sends_a_tanker_half_way_for_a_single_fighter() -> None:
    assert ends(flown(package=1)) == [("not_planned", "no_tanker_fuel")]


def test_without_such_a_track_it_stays_at_home() -> None:
    assert ends(flown(en_route=False)) == [("not_planned", "no_tanker_fuel")]


def test_no_tanker_half_way_no_sortie() -> None:
    """One tanker a day cannot be on both tracks."""
    assert ends(flown(tankers=unit("tanker", 1, base="island", offer=1))) == [("not_planned", "no_tanker_fuel")]


def test_who_needs_no_stop_makes_none() -> None:
    record = flown(falcons=unit("fighter", 4, base="island"))

    assert set(told(record, "refuellings", "track")) == {"track"}


def test_a_tanker_half_way_that_breaks_sends_it_home() -> None:
    """Nobody is half-way when it comes there, two and a half hours out: it waits as long as it may, and goes back."""
    broken = kind(fuel="60 t", **LONG, p_air_abort=1, tanker={"boom_points": 1, "drogue_points": 0, **CONTACT})
    record = fly(
        world(
            places=PLACES,
            aircraft={**TYPES, "tanker": broken},
            planning={"horizon": "24 h"},
            forces={"falcons": unit("fighter", 4), "tankers": unit("tanker", 9, base="island")},
            tasking={
                "patrol": patrol(at=[36], on_station="1 h", package=4),
                "tanker": tankers(on_station="12 h", en_route=["half-way"]),
            },
        ),
        1,
    )

    rows = told(record, "sorties", "unit", "outcome", "cause", "launched_h", "landed_h")
    falcons: list[Any] = [row for row in rows if row[0] == "falcons"]
    assert [row[1:3] for row in falcons] == [("air_abort", "no_tanker_fuel")] * 4
    assert falcons[0][4] - falcons[0][3] == pytest.approx(2 * 2.5, abs=0.6)
