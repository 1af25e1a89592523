"""Whose weapons and whose fuel may serve whom."""

from __future__ import annotations

from typing import Any

import pytest
import simpy

from sim.campaign.airlift import Freight
from sim.campaign.campaign import fly
from sim.campaign.ledger import BrokenIdentity
from sim.campaign.pool import FuelShares, served
from sim.campaign.record import Record
from sim.campaign.stock import Arsenal, Load, Shelf
from sim.scenario.inputs import Guidance, Pool
from sim.scenario.scenario import Scenario
from tests.campaign.worlds import patrol, strike, tankers, told, unit, world
from tests.properties.laws import broken

SUITS = (Guidance.laser, Guidance.gps)


def depot(members: dict[str, float], **on_hand: int) -> Arsenal:
    """Shelves such as `home_bomb`, and a pool of what the friend has."""
    names = [name.split("_") for name in on_hand]
    stocks: dict[str, Any] = {
        f"{nation}-{munition}": {"nation": nation, "munition": munition, "on_hand": count}
        for (nation, munition), count in zip(names, on_hand.values(), strict=True)
    }
    shared = {"title": "-", "of": [name for name in stocks if name.startswith("friend")], "members": members}
    scenario = world(stocks={"home-bomb": None, **stocks}, pools={"shared": shared})
    arsenal = Arsenal(
        Freight(simpy.Environment(), None, {}), scenario.stocks, scenario.munitions, Record("-", 1, 1), lambda _: 0.0
    )
    arsenal.share(scenario)
    return arsenal


def promised(arsenal: Arsenal, loads: dict[str, int], lines: int) -> list[tuple[str, str] | None]:
    """The owner and the munition of each of so many loads."""
    found = [arsenal.promise("home", loads, 1, SUITS) for _ in range(lines)]
    return [(load.shelf.nation, load.shelf.name) if load else None for load in found]


def test_a_nation_takes_its_own_first_then_the_pool_then_a_substitute() -> None:
    arsenal = depot({"home": 1}, home_bomb=4, friend_bomb=2, home_dart=1)

    own, pooled, other = ("home", "bomb"), ("friend", "bomb"), ("home", "dart")
    assert promised(arsenal, {"bomb": 2, "dart": 1}, 5) == [own, own, pooled, other, None]


def test_a_member_takes_no_more_than_its_share() -> None:
    arsenal = depot({"home": 0.3}, friend_bomb=10)

    assert promised(arsenal, {"bomb": 1}, 4) == [("friend", "bomb")] * 3 + [None]


def test_nobody_takes_from_a_pool_that_it_is_not_a_member_of() -> None:
    assert promised(depot({"friend": 1}, friend_bomb=10), {"bomb": 1}, 1) == [None]


def test_a_pool_gives_nobody_what_he_cannot_carry() -> None:
    assert promised(depot({"home": 1}, friend_bomb=10), {"dart": 1}, 1) == [None]


def test_what_comes_home_and_what_never_left_is_open_to_the_member_again() -> None:
    """Ten in the pool, half of them at most: the account follows promise, release, draw and return."""
    arsenal = depot({"home": 0.5}, friend_bomb=10)
    log = []

    def note(load: Load | None) -> Load:
        assert load is not None
        assert load.account is not None
        log.append((load.account.taken, load.shelf.on_hand, load.shelf.promised))
        return load

    load = note(arsenal.promise("home", {"bomb": 4}, 1, SUITS))
    arsenal.release(load)
    note(load)
    load = note(arsenal.promise("home", {"bomb": 4}, 1, SUITS))
    arsenal.draw(load, "base")
    note(load)
    arsenal.close(load, 1, "base")
    note(load)
    note(arsenal.promise("home", {"bomb": 4}, 1, SUITS))

    assert log == [(4, 10, 4), (0, 10, 0), (4, 10, 4), (4, 6, 0), (1, 9, 0), (5, 9, 4)]
    assert arsenal.promise("home", {"bomb": 1}, 1, SUITS) is None


def test_a_share_grows_with_what_the_pool_receives() -> None:
    """Of eight bombs four: two sorties. Ten more come before the next day is planned: of eighteen nine, two more."""
    more = {"on": "2030-01-01T06:00Z", "count": 10, "from": "industry"}
    tasking = {"strike": strike(at=[12, 14, 16, 36, 38, 40])}
    scenario = world(
        forces={"falcons": unit("fighter", 6)},
        stocks={
            "home-bomb": None,
            "friend-bomb": {"nation": "friend", "munition": "bomb", "on_hand": 8, "deliveries": [more]},
        },
        pools={"shared": {"title": "-", "of": ["friend-bomb"], "members": {"home": 0.5}}},
        tasking=tasking,
        appear={"coast": {"vehicle": "10 /h"}},
        aircraft={"fighter": {"sensors": {"camera": 1}}},
        target_classes={"vehicle": {"seen_by": {"camera": "10 /h"}}},
    )

    record = fly(scenario, 1)

    assert told(record, "lines", "cause") == [None, None, "no_munition"] * 2
    assert broken(scenario, record) == {}


def lends(back: str | None, of: list[str]) -> Scenario:
    """The friend has eight bombs and lends six at midnight; half of them at most are for home, and each of its six
    sorties would load two."""
    loan = {"on": "2030-01-01T00:00Z", "count": 6, "from": "friend", **({"back": back} if back else {})}
    forces = {"falcons": unit("fighter", 6), "guests": unit("fighter", 1, "cap", nation="guest")}
    return world(
        nations={"guest": {"title": "Guest"}},
        forces=forces,
        stocks={
            "home-bomb": None,
            "friend-bomb": {"nation": "friend", "munition": "bomb", "on_hand": 8},
            "guest-bomb": {"nation": "guest", "munition": "bomb", "on_hand": 0, "deliveries": [loan]},
        },
        pools={"shared": {"title": "-", "of": of, "members": {"home": 0.5}}},
        tasking={"strike": strike(at=[36, 38, 40, 42, 44, 46])},
        appear={"coast": {"vehicle": "10 /h"}},
        aircraft={"fighter": {"sensors": {"camera": 1}}},
        target_classes={"vehicle": {"seen_by": {"camera": "10 /h"}}},
    )


ONCE = [("2030-01-01T06:00Z", ["friend-bomb"]), (None, ["friend-bomb", "guest-bomb"])]
"""A loan that comes back, and one from stock to stock within the pool: of eight bombs four, two sorties."""


@pytest.mark.parametrize(("back", "of"), ONCE)
def test_a_weapon_counts_once_in_a_share_though_it_was_lent(back: str | None, of: list[str]) -> None:
    """Seen to fail: it counted as received each time, and the member had seven of eight."""
    record = fly(lends(back, of), 1)

    assert told(record, "lines", "cause") == [None, None] + ["no_munition"] * 4


@pytest.mark.parametrize(("back", "of"), ONCE)
def test_the_audit_counts_what_a_pool_had_by_itself(
    back: str | None, of: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Shelf, "had_beside", lambda shelf, _: shelf.opening + shelf.received + shelf.borrowed)

    with pytest.raises(BrokenIdentity, match=r"used 6 weapons and took 6, its share is 0\.5 of 8"):
        fly(lends(back, of), 1)


def test_the_audit_counts_what_a_member_used_by_its_sorties(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that it loaded is given back to its account, whatever was released."""

    def forget(arsenal: Arsenal, load: Load, released: int, base: str) -> None:
        close(arsenal, load, released, base)
        if load.account:
            load.account.taken -= released

    close = Arsenal.close
    monkeypatch.setattr(Arsenal, "close", forget)

    with pytest.raises(BrokenIdentity, match=r"used \d+ weapons and took 0"):
        fly(lends(*ONCE[0]), 1)


def test_a_stockout_is_the_members_own() -> None:
    scenario = world(
        forces={"falcons": unit("fighter", 6)},
        stocks={"home-bomb": None, "friend-bomb": {"nation": "friend", "munition": "bomb", "on_hand": 2}},
        pools={"shared": {"title": "-", "of": ["friend-bomb"], "members": {"home": 1}}},
        tasking={"strike": strike(at=[12, 12])},
    )

    record = fly(scenario, 1)

    out = [row[1:] for row in told(record, "stocks", "reason", "nation", "munition") if row[0] == "stockout"]
    assert out == [("home", "bomb")]


@pytest.mark.parametrize(("on_hand", "out"), [(0, []), (1, [("home", "bomb")])])
def test_what_a_pool_never_held_cannot_run_out(on_hand: int, out: list[tuple[str, str]]) -> None:
    arsenal = depot({"home": 1}, friend_bomb=on_hand, home_dart=1)

    assert promised(arsenal, {"bomb": 2, "dart": 1}, 1) == [("home", "dart")]
    rows = told(arsenal.record, "stocks", "reason", "nation", "munition")
    assert [row[1:] for row in rows if row[0] == "stockout"] == out


def test_a_pool_stands_for_its_members() -> None:
    pools = {"fleet": Pool(title="-", members={"home": 0.5, "friend": 0.5})}

    assert served(("fleet", "home", "other"), pools) == ("home", "friend", "other")


@pytest.mark.parametrize(("members", "served_lines"), [({"home": 1}, 1), ({"friend": 1}, 0)])
def test_a_pooled_tanker_fuels_members(members: dict[str, float], served_lines: int) -> None:
    record = fly(
        world(
            forces={
                "falcons": unit("fighter", 2),
                "fleet": unit("tanker", 4, nation="friend", serves=["fleet"]),
            },
            pools={"fleet": {"title": "-", "members": members}},
            tasking={
                "patrol": patrol(at=[14], areas={"hills": 1}, on_station_min="1.5 h"),
                "tanker": tankers(),
            },
        ),
        1,
    )

    states = [state for role, state in told(record, "lines", "role", "state") if role == "patrol_at"]
    assert states.count("effective") == served_lines


def test_fuel_is_promised_up_to_the_share_of_what_the_pool_brings() -> None:
    shares = FuelShares(Pool(title="-", members={"home": 0.25, "friend": 1}))
    shares.lay(40)
    shares.take("home", 8)

    assert [shares.allows("home", fuel_t) for fuel_t in (2, 2.1)] == [True, False]
    assert shares.allows("friend", 40)
    shares.take("home", -8)
    assert shares.allows("home", 10)


def test_a_small_share_of_the_fuel_keeps_a_member_at_home() -> None:
    """The hills are out of reach dry. With all of the pooled fuel five patrols get there, with a tenth of it fewer."""

    def effective(share: float) -> int:
        record = fly(
            world(
                forces={"falcons": unit("fighter", 6), "fleet": unit("tanker", 4, nation="friend", serves=["fleet"])},
                pools={"fleet": {"title": "-", "members": {"home": share, "friend": 1}}},
                tasking={
                    "patrol": patrol(at=[14, 15, 16, 17, 18], areas={"hills": 1}, on_station_min="1.5 h"),
                    "tanker": tankers(),
                },
            ),
            1,
        )
        return [s for role, s in told(record, "lines", "role", "state") if role == "patrol_at"].count("effective")

    assert effective(1) == 5
    assert 0 < effective(0.2) < 5
