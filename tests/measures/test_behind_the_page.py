"""What the page asks of the record beyond the measures: each from a few rows, the numbers by hand."""

from __future__ import annotations

from math import isclose

from sim.campaign.record import Record
from sim.measures import (
    fates,
    flow_by_day,
    flows_by_day,
    fuel_by_track,
    give_away_by_day,
    ledger_by_week,
    shortages,
    stock_by_day,
    tankers_by_track,
)
from tests.records import fighter, flight, note, scenario, story


def test_a_shortage_tells_its_story() -> None:
    """Out at hour 30 with one bomb left, after 4 - 1 + 4 in 30 hours; the order of hour 10 came at hour 54."""
    (one,) = shortages(story(), scenario())
    assert one.spell[2:] == (30.0, 54.0)
    assert (one.level, one.supply, one.arrives_h) == (1, "under way", 54.0)
    assert isclose(one.drawn_per_day, 7 / 30 * 24)
    assert (one.substituted, one.dropped) == (0, 1)


def test_a_shortage_counts_second_choices_of_its_nation_while_it_lasts() -> None:
    record = story()
    for time_h, nation in ((29.0, "denmark"), (31.0, "denmark"), (40.0, "us"), (53.0, "denmark"), (60.0, "denmark")):
        note(record, "stocks", time_h=time_h, nation=nation, munition="gbu-49", change=-1, reason="substituted")
    assert shortages(record, scenario())[0].substituted == 2


def test_a_shortage_ends_with_its_campaign() -> None:
    """The condition was met at hour 50, four hours before the bombs came."""
    record = story()
    record.ending.append((50.0, "condition"))
    for time_h in (31.0, 53.0):
        note(record, "stocks", time_h=time_h, nation="denmark", munition="gbu-49", change=-1, reason="substituted")
    assert shortages(record, scenario())[0].substituted == 1


def test_a_tanker_that_is_still_up_flew_until_its_campaign_ended() -> None:
    """Off at hour 1, up when it ends at hour 11: of its ten tonnes five are burnt by then, and one is reserve."""
    record, world = tankers(landed_h=None)
    record.ending.append((11.0, "condition"))
    could, _ = give_away_by_day(record, world)
    assert could == [4.0, 0.0, 0.0]


def test_no_resupply_is_told_from_none_on_its_way() -> None:
    record = story()
    record.deliveries.clear()
    reorder = {"at": 2, "order": 6, "from": "us", "lead": "2 d"}
    stock = {"nation": "denmark", "munition": "gbu-12", "on_hand": 8}
    with_rule = scenario(stocks={"dk": stock | {"reorder": reorder}})
    assert shortages(record, scenario(stocks={"dk": stock}))[0].supply == "none"
    assert shortages(record, with_rule)[0].supply == "not ordered"


def test_stocks_at_the_end_of_each_day() -> None:
    assert stock_by_day(story()) == {("denmark", "gbu-12"): [5, 1, 7]}


def tankers(landed_h: float | None = 9.0) -> tuple[Record, object]:
    """One tanker, ten tonnes at take-off, that flies eight hours at half a tonne an hour and gives twice."""
    fit = {"boom_points": 1, "drogue_points": 2, "contact": "0.1 h", "rate": "10 t/h"}
    kind = fighter(fuel="10 t", burn="0.5 t/h", reserve="1 t", tanker=fit)
    world = scenario(aircraft={"f-16am": fighter(), "kc-135r": kind, "mq-1b": fighter()})
    record = Record("small", 1, 3)
    flight(
        record, "us-1", 1.0, landed_h, nation="us", role="tanker", aircraft="kc-135r", area="north", base="sigonella"
    )
    flight(record, "dk-1", 23.5, 27.0, area="brega", base="sigonella", aircraft="f-16am")
    for service in ("boom", "probe"):
        note(record, "coverage", service=service, place="north", provider_sortie="us-1", start_h=2.0, end_h=6.0)
    for time_h, fuel_t in ((3.0, 2.0), (5.0, 1.0)):
        contact = {"tanker_sortie": "us-1", "receiver_sortie": "dk-1", "system": "boom", "track": "north"}
        note(record, "refuellings", time_h=time_h, fuel_t=fuel_t, wait_h=0.0, **contact)
    return record, world


def test_flow_is_time_on_the_boom_over_time_on_station() -> None:
    record, world = tankers()
    flow = flow_by_day(record, world)
    assert isclose(flow["boom"][0], (2 * 0.1 + 3.0 / 10) / 4)
    assert flow["boom"][1:] == [None, None]
    assert flow["probe"] == [0.0, None, None]


def test_give_away_is_what_the_tanker_does_not_need() -> None:
    record, world = tankers()
    assert give_away_by_day(record, world) == ([10 - 0.5 * 8 - 1, 0, 0], [3.0, 0, 0])


def test_movements_by_day() -> None:
    record, _ = tankers()
    assert flows_by_day(record) == {("sigonella", "brega"): {0: 1}, ("sigonella", "north"): {0: 1}}
    assert fuel_by_track(record) == {"north": [3.0, 0.0, 0.0]}
    assert tankers_by_track(record) == {"north": [1, 0, 0]}


def test_ledger_by_week_adds_up_to_the_lines() -> None:
    record = story()
    note(record, "lines", line_id=9, day=7, role="strike", nation="denmark", state="cancelled", cause="no_munition")
    found = ledger_by_week(record)
    assert found["strike", "cancelled", "no_munition", None, 0] == 1
    assert found["strike", "cancelled", "no_munition", "denmark", 1] == 1
    assert sum(found.values()) == len(record.lines)


def test_fates_by_class() -> None:
    found = fates(story(), scenario())
    assert list(found) == ["vehicle", "bunker"]
    assert found["vehicle"][:4] == (3, 1, 1, 1)
    assert found["vehicle"].hours == (1.5,) * 5
    assert found["bunker"].hours == (29.0,) * 5
