"""Munitions: promised, loaded, spent, ordered, lent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import simpy

from sim.campaign.airlift import Freight
from sim.campaign.campaign import fly
from sim.campaign.clock import after
from sim.campaign.record import Record
from sim.campaign.stock import Arsenal, Load
from sim.scenario.inputs import Guidance
from tests.campaign.worlds import isr, strike, told, unit, world

LASER, GPS = (Guidance.laser,), (Guidance.gps,)
EITHER = (Guidance.laser, Guidance.gps)
LOADS = {"bomb": 2, "dart": 1}


class Depot:
    """An arsenal with a clock, and its log: hour, nation, munition, change, level, reason."""

    def __init__(self, **stocks: dict[str, Any]) -> None:
        shelf = {"nation": "home", "munition": "bomb", "on_hand": 0}
        small = world(stocks={"home-bomb": None, **{name: {**shelf, **stock} for name, stock in stocks.items()}})
        self.env = simpy.Environment()
        self.record = Record("depot", 1, 2)

        def hours(moment: datetime) -> float:
            return (moment - small.start).total_seconds() / 3600

        freight = Freight(self.env, None, small.places)
        self.arsenal = Arsenal(freight, small.stocks, small.munitions, self.record, hours)

    def promise(
        self, suits: tuple[Guidance, ...] = LASER, aircraft: int = 1, loads: dict[str, int] = LOADS
    ) -> Load | None:
        return self.arsenal.promise("home", loads, aircraft, suits)

    def spend(self, released: int, aircraft: int = 1) -> None:
        """A sortie that loads two bombs an aircraft, and releases so many."""
        load = self.promise(aircraft=aircraft)
        assert load is not None
        self.arsenal.draw(load, "base")
        self.arsenal.close(load, released, "base")

    def at(self, hour: float, act: Callable[[], object]) -> None:
        after(self.env, hour, lambda: (act(), None)[1])

    def log(self) -> list[tuple[Any, ...]]:
        """What was noted, openings left out, once the clock has run out; all shelves balance."""
        self.env.run()
        assert all(shelf.balanced() for shelf in self.arsenal.shelves.values())
        rows = told(self.record, "stocks", "time_h", "nation", "munition", "change", "level", "reason")
        return [row for row in rows if row[-1] != "opening"]


def test_a_sortie_loads_what_was_promised_and_brings_the_rest_back() -> None:
    depot = Depot(bombs={"on_hand": 10})
    load = depot.promise(aircraft=2)
    assert load is not None
    promised = depot.arsenal.shelves["home", "bomb"].free
    depot.arsenal.draw(load, "base")
    depot.arsenal.close(load, 3, "base")

    assert promised == 6
    assert depot.log() == [(0, "home", "bomb", -4, 6, "loaded"), (0, "home", "bomb", 1, 7, "returned")]
    assert depot.promise(aircraft=3) is not None  # all seven but one


def test_nothing_comes_back_from_a_sortie_that_released_all() -> None:
    depot = Depot(bombs={"on_hand": 4})
    depot.spend(2)

    assert depot.log() == [(0, "home", "bomb", -2, 2, "loaded")]


def test_what_is_promised_to_one_line_is_not_promised_to_another_until_it_is_released() -> None:
    depot = Depot(bombs={"on_hand": 3})
    first = depot.promise()
    assert first is not None
    second = depot.promise()
    depot.arsenal.release(first)

    assert second is None
    assert depot.promise() is not None


def test_the_first_munition_that_suits_and_is_there_in_order_of_preference() -> None:
    depot = Depot(bombs={"on_hand": 2}, darts={"munition": "dart", "on_hand": 5})
    asked = [EITHER, EITHER, GPS, LASER, (Guidance.radar,)]

    chosen = [load and (load.shelf.name, load.weapons) for load in map(depot.promise, asked)]

    assert chosen == [("bomb", 2), ("dart", 1), ("dart", 1), None, None]


def test_another_nations_shelf_is_not_ones_own() -> None:
    depot = Depot(bombs={"nation": "friend", "on_hand": 9})

    assert depot.promise() is None


def test_a_substitute_is_called_one() -> None:
    depot = Depot(bombs={"on_hand": 1}, darts={"munition": "dart", "on_hand": 5})
    load = depot.promise(EITHER)
    assert load is not None
    depot.arsenal.draw(load, "base")

    assert depot.log() == [(0, "home", "bomb", 0, 1, "stockout"), (0, "home", "dart", -1, 4, "substituted")]


def test_what_a_nation_never_had_cannot_run_out() -> None:
    depot = Depot(
        bombs={"deliveries": [{"on": "2030-01-01T09:00Z", "count": 2, "from": "industry"}]},
        darts={"munition": "dart", "on_hand": 5},
    )
    for hour in (1, 10, 11):
        depot.at(hour, lambda: (load := depot.promise(EITHER)) and depot.arsenal.draw(load, "base"))

    assert depot.log() == [
        (1, "home", "dart", -1, 4, "loaded"),
        (9, "home", "bomb", 2, 2, "received"),
        (10, "home", "bomb", -2, 0, "loaded"),
        (11, "home", "bomb", 0, 0, "stockout"),
        (11, "home", "dart", -1, 3, "substituted"),
    ]


def test_a_stockout_opens_once_and_ends_when_weapons_arrive() -> None:
    depot = Depot(bombs={"on_hand": 1, "deliveries": [{"on": "2030-01-01T09:00Z", "count": 9, "from": "industry"}]})
    for hour in (1, 2, 3, 10):
        depot.at(hour, depot.promise)

    assert depot.log() == [
        (1, "home", "bomb", 0, 1, "stockout"),
        (9, "home", "bomb", 9, 10, "received"),
        (9, "home", "bomb", 0, 10, "restored"),
    ]


def test_a_stockout_ends_when_a_load_can_be_met_again() -> None:
    depot = Depot(bombs={"on_hand": 4})
    load = depot.promise(aircraft=2)
    assert load is not None
    depot.at(1, depot.promise)
    depot.at(2, lambda: depot.arsenal.release(load))
    depot.at(3, depot.promise)

    assert depot.log() == [(1, "home", "bomb", 0, 4, "stockout"), (3, "home", "bomb", 0, 4, "restored")]


def test_an_order_goes_out_at_the_reorder_point_and_arrives_after_its_lead() -> None:
    depot = Depot(bombs={"on_hand": 8, "reorder": {"at": 5, "order": 6, "from": "industry", "lead": "30 h"}})
    for hour in (1, 2, 3):  # 6, then 4: order; then 2 on hand and 6 on order: no second one
        depot.at(hour, lambda: depot.spend(2))

    changes = [(row[0], *row[3:]) for row in depot.log()]

    assert changes == [(1, -2, 6, "loaded"), (2, -2, 4, "loaded"), (3, -2, 2, "loaded"), (32, 6, 8, "received")]
    rows = [cargo.row() for cargo in depot.arsenal.freight.cargo]
    assert rows == [("bomb", "munitions", "home", 1.5, 2, 2, 32, None, 32)]


def test_a_stock_that_opens_below_its_reorder_point_is_ordered_at_once() -> None:
    depot = Depot(bombs={"on_hand": 1, "reorder": {"at": 5, "order": 6, "from": "industry", "lead": "30 h"}})

    assert [(row[0], *row[3:]) for row in depot.log()] == [(30, 6, 7, "received")]


def test_weapons_in_the_air_count_as_on_hand_for_the_order() -> None:
    depot = Depot(bombs={"on_hand": 8, "reorder": {"at": 5, "order": 6, "from": "industry", "lead": "30 h"}})
    up = depot.promise(aircraft=2)
    assert up is not None
    depot.arsenal.draw(up, "base")
    depot.spend(0)

    assert depot.arsenal.shipments == []


def test_no_order_before_the_sale_is_agreed() -> None:
    rule = {"at": 5, "order": 6, "from": "industry", "lead": "10 h", "first": "2030-01-01T20:00Z"}
    depot = Depot(bombs={"on_hand": 6, "reorder": rule})
    depot.at(1, lambda: depot.spend(2))

    changes = [(row[0], *row[3:]) for row in depot.log()]

    assert changes == [(1, -2, 4, "loaded"), (30, 6, 10, "received")]


def test_a_nation_lends_only_what_it_has_not_promised() -> None:
    rule = {"at": 9, "order": 7, "from": "friend", "lead": "5 h"}
    depot = Depot(bombs={"on_hand": 10, "reorder": rule}, theirs={"nation": "friend", "on_hand": 8})
    theirs = depot.arsenal.promise("friend", {"bomb": 3}, 1, LASER)
    assert theirs is not None
    depot.at(1, lambda: depot.spend(2))

    assert depot.log() == [
        (1, "home", "bomb", -2, 8, "loaded"),
        (1, "friend", "bomb", -5, 3, "lent"),
        (6, "home", "bomb", 5, 13, "borrowed"),
    ]


def test_a_lender_with_an_empty_shelf_lends_nothing() -> None:
    delivery = {"on": "2030-01-01T09:00Z", "count": 9, "from": "friend"}
    depot = Depot(bombs={"on_hand": 1, "deliveries": [delivery]}, theirs={"nation": "friend", "on_hand": 0})

    assert depot.log() == []
    assert depot.arsenal.shipments == []


def test_a_seller_without_a_shelf_sells_what_is_ordered() -> None:
    depot = Depot(bombs={"on_hand": 1, "deliveries": [{"on": "2030-01-01T09:00Z", "count": 9, "from": "friend"}]})

    assert depot.log() == [(9, "home", "bomb", 9, 10, "borrowed")]


def test_a_loan_goes_back_as_far_as_it_is_there() -> None:
    """Nine come, five are used, four go back."""
    loan = {"on": "2030-01-01T09:00Z", "count": 9, "from": "friend", "back": "2030-01-01T20:00Z"}
    depot = Depot(bombs={"deliveries": [loan]}, theirs={"nation": "friend", "on_hand": 12})
    depot.at(10, lambda: depot.spend(5, aircraft=3))

    assert depot.log() == [
        (9, "friend", "bomb", -9, 3, "lent"),
        (9, "home", "bomb", 9, 9, "borrowed"),
        (10, "home", "bomb", -6, 3, "loaded"),
        (10, "home", "bomb", 1, 4, "returned"),
        (20, "home", "bomb", -4, 0, "lent"),
        (20, "friend", "bomb", 4, 7, "borrowed"),
    ]


def test_a_shelf_does_not_balance_when_a_weapon_is_lost() -> None:
    depot = Depot(bombs={"on_hand": 4})
    shelf = depot.arsenal.shelves["home", "bomb"]
    shelf.on_hand -= 1

    assert not shelf.balanced()


def test_strike_lines_stop_when_the_last_bomb_is_promised_and_go_on_when_more_arrive() -> None:
    short = world(
        forces={"falcons": unit("fighter", 9), "drones": unit("drone", 4)},
        stocks={"home-bomb": {"on_hand": 5, "deliveries": [{"on": "2030-01-02", "count": 2, "from": "industry"}]}},
        appear={"coast": {"vehicle": "5 /h"}},
        tasking={"strike": strike(at=[12, 14, 16, 26, 40]), "isr": isr()},
        planning={"horizon": "0 h"},
        duration="2 d",
    )

    record = fly(short, 1)

    # two lines take four bombs; on the next day one bomb and two delivered ones make one more load
    flown, none = ("effective", None), ("not_planned", "no_munition")
    lines = told(record, "lines", "role", "state", "cause")
    assert [line[1:] for line in lines if line[0] == "strike_at"] == [flown, flown, none, flown, none]
    assert told(record, "stocks", "time_h", "change", "level", "reason") == [
        (0, 5, 5, "opening"),
        (0, 0, 5, "stockout"),
        (11, -2, 3, "loaded"),
        (13, -2, 1, "loaded"),
        (24, 2, 3, "received"),
        (24, 0, 3, "restored"),
        (24, 0, 3, "stockout"),
        (25, -2, 1, "loaded"),
    ]
    assert sum(told(record, "targets", "weapons")) == 6
