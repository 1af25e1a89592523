"""Anti-radar missiles: who carries them, what comes up to be shot at, and how little a shot changes."""

from __future__ import annotations

from typing import Any

import pytest

from sim.campaign.campaign import fly
from sim.campaign.record import TABLES, Record
from tests.campaign.test_threat import sams
from tests.campaign.worlds import kind, merge, patrol, place, strike, tankers, told, unit, world

ALWAYS, NEVER = "1000 /h", "0 /h"
HARM = {"harm": {"title": "-", "mass": "0.4 t", "guidance": "radar", "p_hit": 1}}


def weasels(**changes: Any) -> dict[str, Any]:
    """A pair that suppresses the defences of the coast for two hours from ten o'clock on."""
    shape = patrol(at=[10], roles=["sead"], package=2, priority=1, offers={"suppression": {}})
    return merge(shape, {"mission": "sead_at", **changes})


def flown(emits: str, tasking: dict[str, Any] | None = None, **changes: Any) -> Record:
    """Ten systems over the coast, of which a pair leaves a quarter; each weasel carries three missiles of a hundred."""
    shape = {
        "aircraft": {"weasel": kind(loads={"harm": 3}, receives=["boom"])},
        "munitions": HARM,
        "forces": {"weasels": unit("weasel", 8, "sead")},
        "stocks": {"home-harm": {"nation": "home", "munition": "harm", "on_hand": 100}},
        "threats": sams(level=10, emits=emits, escort_above=20, shut_above=20),
    }
    return fly(world(**merge({"tasking": {"sead": weasels(), **(tasking or {})}, **shape}, changes)), seed=1)


def shots(record: Record, role: str = "sead_at") -> list[int]:
    """Missiles released by each sortie."""
    return [count for by, count in told(record, "sorties", "role", "weapons_released") if by == role]


def test_a_package_shoots_at_what_comes_up_until_its_missiles_are_gone() -> None:
    record = flown(ALWAYS)

    columns = ("outcome", "weapons_loaded", "weapons_released", "targets_struck")
    assert told(record, "sorties", *columns) == [("effective", 3, 3, 0)] * 2
    drawn = [row for row in told(record, "stocks", "munition", "change", "level", "reason") if row[0] == "harm"]
    assert drawn == [("harm", 100, 100, "opening"), ("harm", -6, 94, "loaded")]


def test_what_was_not_shot_goes_back_on_the_shelf() -> None:
    drawn = [row for row in told(flown(NEVER), "stocks", "munition", "change", "level", "reason") if row[0] == "harm"]

    assert drawn[1:] == [("harm", -6, 94, "loaded"), ("harm", 6, 100, "returned")]


def test_without_missiles_it_flies_and_suppresses_all_the_same() -> None:
    """The patrol of eleven o'clock could not go in alone."""
    opened = sams(level=10, emits=ALWAYS, escort_above=3, shut_above=3)
    with_patrol = {"patrol": patrol(at=[11])}
    forces = {"weasels": unit("weasel", 8, "sead"), "falcons": unit("fighter", 2)}

    record = flown(ALWAYS, with_patrol, stocks={"home-harm": None}, threats=opened, forces=forces)

    assert told(record, "sorties", "role", "outcome", "weapons_loaded") == [
        ("sead_at", "effective", 0),
        ("sead_at", "effective", 0),
        ("patrol_at", "effective", 0),
    ]


@pytest.mark.parametrize(
    ("why", "offers", "areas"),
    [
        ("it suppresses something else", {"suppression": None, "alarm": {}}, {}),
        ("nothing is left there", {}, {"coast": {"level": 0}}),
        ("quiet still", {}, {"coast": {"quiet_until": "2030-01-02"}}),
        ("gone already", {}, {"coast": {"until": "2030-01-01T06:00Z"}}),
        ("they are in another area", {}, {"coast": None, "hills": {"level": 10}}),
    ],
)
def test_a_package_for_which_nothing_comes_up_shoots_at_nothing(
    why: str, offers: dict[str, Any], areas: dict[str, Any]
) -> None:
    record = flown(ALWAYS, {"sead": weasels(offers=offers)}, threats={"sams": {"areas": areas}})

    assert shots(record) == [0, 0], why


def test_other_aircraft_leave_the_radars_to_those_who_suppress() -> None:
    """A drone takes no part in it, and bombs are not aimed at radars."""
    falcons = {"forces": {"falcons": unit("fighter", 2), "weasels": None}}

    record = flown(ALWAYS, {"strike": strike(at=[10])}, **falcons)

    assert shots(record, "strike_at") == [0]


def test_a_shot_changes_nothing_but_the_weapons() -> None:
    """Lines, targets, losses and the level are those of a world in which no radar comes up."""
    deadly = sams(level=10, loss="0.05 /h", escort_above=20, shut_above=20)
    deadly["sams"].pop("emits", None)
    tasking = {"sead": weasels(at=[10, 12, 15, 30, 33]), "strike": strike(at=[11, 13, 16, 31])}
    more = {"forces": {"falcons": unit("fighter", 6), "weasels": unit("weasel", 8, "sead")}, "duration": "3 d"}

    with_shots, silent = (
        flown(rate, tasking, threats=merge(deadly, {"sams": {"emits": rate}}), **more) for rate in (ALWAYS, NEVER)
    )

    assert sum(shots(with_shots)) > 0 == sum(shots(silent))
    for table in TABLES:
        columns = [column.name for column in TABLES[table] if not column.name.startswith("weapons_")]
        if table != "stocks":
            assert told(with_shots, table, *columns) == told(silent, table, *columns), table
    assert "lost" in told(with_shots, "sorties", "outcome")


def by_sortie(record: Record) -> dict[str, int]:
    return dict(told(record, "sorties", "sortie_id", "weapons_released"))


def test_the_luck_of_a_sortie_is_its_own() -> None:
    """Others before it, of another unit over another area, move none of its shots; a lower level never adds one."""
    hours = list(range(2, 44, 4))
    asked = {"sead": weasels(at=hours, package=1)}
    elsewhere = {"early": weasels(at=[1, 5, 9, 13], areas={"coast": None, "isles": 1}, roles=["mpa"], priority=1)}
    some = {"places": {"isles": place("area", -300)}, "forces": {"others": unit("weasel", 4, "mpa")}}
    half = {"threats": sams(level=5, emits="0.2 /h", escort_above=20, shut_above=20)}

    alone = by_sortie(flown("0.2 /h", asked))
    joined = by_sortie(flown("0.2 /h", {**asked, **elsewhere}, **some))
    fewer = by_sortie(flown("0.2 /h", asked, **half))

    assert {name: joined[name] for name in alone} == alone
    assert all(fewer[name] <= count for name, count in alone.items())
    assert 0 < sum(fewer.values()) < sum(alone.values()) < 3 * len(hours)


def test_a_package_that_tops_up_between_shoots_like_one_that_stays() -> None:
    """Four hours on station in spells or in one are the same four hours, and six missiles are all there are."""
    far = {"places": {"coast": place("area", 400)}}
    tanked = {"forces": {"tankers": unit("tanker", 4), "weasels": unit("weasel", 8, "sead")}, **far}
    large = {"aircraft": {"weasel": {"fuel": "30 t"}}, **far}
    long = {"sead": weasels(on_station="4 h", on_station_min="3 h")}

    spells = flown("0.15 /h", {**long, "tanker": tankers()}, **tanked)
    one = flown("0.15 /h", long, **large)
    all_gone = flown(ALWAYS, {**long, "tanker": tankers()}, **tanked)

    assert len(told(spells, "refuellings", "fuel_t")) > 2
    assert told(one, "refuellings", "fuel_t") == []
    assert shots(spells) == shots(one) == [3, 2]  # three of the five in the first spell
    assert shots(all_gone) == [3, 3]
