"""The measures of a story written by hand, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from sim.campaign.ledger import Cause
from sim.campaign.record import Record
from sim.measures import by_date, daily, ledger, ledger_by_role, measure, measures_named, stock_levels, stockout_spells
from sim.measures.airlift import arrived_by_day, waiting_by_day
from tests.records import flight, note, scenario, story, unit


def test_story() -> None:
    values = measure(story(), scenario())
    assert {name: value for name, value in values.items() if "." not in name} == {
        "days": 3,
        "sorties": 4,
        "strike_sorties": 3,  # two fighters and the armed drone
        "strike_releases": 1,
        "weapons": 3,
        "targets_struck": 2,
        "targets_escaped": 1,
        "threat_hours": 1.5 + 6.0 + 12.0,  # the last one stands to the end, 72 h
        "time_to_strike_h": 1.5,  # the bunker is not mobile
        "aircraft_lost": 0,
        "crews_down": None,  # the scenario has no combat rescue
        "crews_recovered": None,
        "tanker_sorties": 1,
        "fuel_passed_t": 7.5,
        "receivers": 2,
        "isr_coverage": 24.0 / (2 * 72.0),  # Misrata from 12 h to 36 h, Brega never: a pod does not watch
        "stockouts": 1,
        "first_stockout_day": 1,
        "fill_rate": 2 / 3,  # two loads were drawn, one line was cancelled for want of weapons
        "on_station_h": (1.0 + 3.0 + 20.0) / 3,
        "airlift_t": None,  # the story knows no airlift
        "delivery_delay_h": None,
        "parts_wait_h": None,
        "hours_per_sortie": (4.0 + 5.0 + 8.0) / 3,  # the drone is still up
        "sorties_per_aircraft_day": 4 / (5 * 3 + 5 * 1),  # the tankers leave after a day
        "cost_eur": None,  # the types have no cost
    }


def test_lines_by_cause() -> None:
    values = measure(story(), scenario())
    by_cause = {name: lines for name, lines in values.items() if name.startswith("cause.")}
    assert len(by_cause) == len(Cause)
    assert {name: lines for name, lines in by_cause.items() if lines} == {
        "cause.no_target": 1,
        "cause.no_munition": 1,
        "cause.weather": 1,
    }


def test_nations() -> None:
    values = measure(story(), scenario())
    by_nation = {
        nation: [values[f"nation.{nation}.{kind}"] for kind in ("sorties", "strike_sorties", "weapons", "hours")]
        + [values[f"nation.{nation}.fuel_given_t"], values[f"nation.{nation}.share"]]
        for nation in ("denmark", "us", "france")
    }
    assert by_nation == {
        "denmark": [2, 2, 3, 9.0, 0.0, 0.5],
        "us": [2, 1, 0, 68.0, 7.5, 0.5],  # 8 h of the tanker, 60 h of the drone
        "france": [0, 0, 0, 0.0, 0.0, 0.0],
    }


def test_nothing_happened() -> None:
    values = measure(Record("small", 1, 3), scenario(forces={}))
    unknown = [name for name, value in values.items() if value is None]
    assert unknown == [
        "time_to_strike_h",
        "crews_down",
        "crews_recovered",
        "first_stockout_day",
        "fill_rate",
        "on_station_h",
        "airlift_t",
        "delivery_delay_h",
        "parts_wait_h",
        "hours_per_sortie",
        "sorties_per_aircraft_day",
    ]
    assert [name for name, value in values.items() if value] == ["days"]


def test_daily() -> None:
    assert daily(story(), scenario()) == {
        "day": [0, 1, 2],
        "date": [date(2011, 6, 1), date(2011, 6, 2), date(2011, 6, 3)],
        "sorties": [3, 1, 0],
        "strike_sorties": [2, 1, 0],
        "sorties.strike": [1, 1, 0],
        "sorties.tanker": [1, 0, 0],
        "sorties.isr": [1, 0, 0],
        "weapons": [3, 0, 0],
        "targets_struck": [1, 1, 0],
        "targets_escaped": [0, 1, 0],
        "threat_hours": [1.5 + 4.0, 2.0, 12.0],
        "fuel_passed_t": [4.0, 3.5, 0.0],
        "fuel.denmark": [0.0, 0.0, 0.0],
        "fuel.us": [4.0, 3.5, 0.0],
        "fuel.france": [0.0, 0.0, 0.0],
        "isr_coverage": [12 / 48, 12 / 48, 0.0],
        "lines_asked": [2, 2, 2],
        "lines_flown": [2, 2, 0],
    }


def test_daily_of_nothing() -> None:
    columns = daily(Record("small", 1, 3), scenario())
    assert {len(column) for column in columns.values()} == {3}
    assert not any(any(column) for name, column in columns.items() if name not in ("day", "date"))


def test_daily_adds_up_to_the_measures() -> None:
    values, columns = measure(story(), scenario()), daily(story(), scenario())
    for name in ("sorties", "strike_sorties", "weapons", "targets_struck", "targets_escaped", "threat_hours"):
        assert sum(columns[name]) == pytest.approx(values[name]), name


def test_a_substitute_is_not_the_first_choice() -> None:
    record = story()
    note(record, "stocks", time_h=40.0, nation="denmark", munition="gbu-49", change=-4, reason="substituted")
    assert measure(record, scenario())["fill_rate"] == 2 / 4


def test_watching_past_the_end_does_not_count() -> None:
    record = Record("small", 1, 3)
    for start_h, end_h in ((60.0, 80.0), (75.0, 76.0)):
        note(record, "coverage", service="eo", place="misrata", start_h=start_h, end_h=end_h)
    assert measure(record, scenario(standing={}))["isr_coverage"] == 12 / 72
    assert daily(record, scenario(standing={}))["isr_coverage"] == [0.0, 0.0, 0.5]


def test_who_sees_no_target_does_not_watch() -> None:
    """Controllers with a picture of the air and the sea, over Misrata for a day."""
    record = Record("small", 1, 3)
    for service in ("control", "maritime"):
        note(record, "coverage", service=service, place="misrata", start_h=0.0, end_h=24.0)
    assert measure(record, scenario())["isr_coverage"] == 0


def test_last_day_is_short() -> None:
    """A day of six hours that was watched throughout is covered, not covered for a quarter."""
    record = Record("small", 1, 2)
    note(record, "coverage", service="eo", place="misrata", start_h=12.0, end_h=30.0)
    assert daily(record, scenario(days=1.25, standing={}))["isr_coverage"] == [0.5, 1.0]


def test_reports_count_by_date() -> None:
    """From 1 June, 06:00, for three days: who takes off at two in the morning of the second is of that date, though of
    the first day; who takes off on the fourth is of a date that is not flown to its end."""
    record = story()
    for sortie_id, launched_h in (("dk-3", 20.0), ("dk-4", 67.0)):
        flight(record, sortie_id, launched_h, launched_h + 2)

    assert daily(record, scenario())["strike_sorties"] == [3, 1, 1]
    assert by_date(record, scenario()) == {
        "date": [date(2011, 6, 1), date(2011, 6, 2), date(2011, 6, 3)],
        "sorties": [3, 2, 0],
        "strike_sorties": [2, 2, 0],
    }


def test_dates_end_with_the_run() -> None:
    """Its condition was met at the end of the first day, six o'clock of the second of June."""
    record = story(days=1)
    record.ending.append((24.0, "condition"))
    assert by_date(record, scenario())["date"] == [date(2011, 6, 1)]


def test_ledger() -> None:
    assert list(ledger(story()).items()) == [
        (("effective", None), 3),
        (("ineffective", "no_target"), 1),
        (("cancelled", "no_munition"), 1),
        (("not_planned", "weather"), 1),
    ]
    assert ledger_by_role(story())["tanker"] == {("effective", None): 1}


def test_stockout_spells() -> None:
    record = story()
    for time_h, reason in ((60.0, "stockout"), (61.0, "stockout")):
        note(record, "stocks", time_h=time_h, nation="us", munition="gbu-49", reason=reason)
    spells = [tuple(spell) for spell in stockout_spells(record)]
    assert spells == [("denmark", "gbu-12", 30.0, 54.0), ("us", "gbu-49", 60.0, None)]


def test_most_drawn_stock_comes_first() -> None:
    record = story()
    for change, level, reason in ((900, 900, "opening"), (-2, 898, "loaded")):
        note(record, "stocks", time_h=0.0, nation="us", munition="gbu-12", change=change, level=level, reason=reason)
    levels = stock_levels(record)
    assert list(levels) == [("denmark", "gbu-12"), ("us", "gbu-12")]
    assert levels["denmark", "gbu-12"] == ([0.0, 1.0, 6.0, 25.0, 30.0, 54.0, 54.0], [8, 4, 5, 1, 1, 7, 7])


def test_names() -> None:
    scene = scenario()
    entry = measures_named(["nation.us.fuel_given_t"], scene)["nation.us.fuel_given_t"]
    assert (entry.title, entry.unit, entry.function(story(), scene)) == (
        "United States: fuel given in the air",
        "t",
        7.5,
    )
    with pytest.raises(KeyError):
        measures_named(["nation.atlantis.sorties"], scene)


def test_airlift() -> None:
    """Two orders of ten tonnes by airlift, one of which never comes, and one by road; a tail that waits for a part."""
    kit = {"parts": 1, "mass": "0.1 t", "lead": "1 h"}
    rules = {"first": [], "fill": 0.5, "hold": "1 d", "patience": "1 h"}
    fighters = unit("denmark", "f-16am", "strike", spares=kit)
    lifters = unit("us", "kc-135r", "airlift")
    world = scenario(airlift=rules, forces={"falcons": fighters, "lifters": lifters})
    record = Record("small", 1, 3)
    note(record, "deliveries", kind="munitions", tonnes=10.0, base="sigonella", ready_h=12.0, arrived_h=30.0)
    note(record, "deliveries", kind="spares", tonnes=30.0, base="sigonella", ready_h=48.0)
    note(record, "deliveries", kind="munitions", tonnes=5.0, ready_h=0.0, arrived_h=1.0)
    note(record, "parts", since_h=10.0, part_h=14.0)
    note(record, "parts", since_h=70.0)
    note(record, "sorties", nation="us", role="airlift", launched_h=0.0, landed_h=8.0, on_station_h=4.0, line_id=1)
    note(record, "sorties", nation="denmark", role="strike", launched_h=0.0, landed_h=3.0, on_station_h=1.0, line_id=2)
    values = measure(record, world)

    assert (values["airlift_t"], values["delivery_delay_h"], values["parts_wait_h"]) == (10, (180 + 30 * 24) / 40, 6)
    assert (values["sorties"], values["hours_per_sortie"], values["nation.us.sorties"]) == (1, 3, 0)
    assert (values["nation.us.hours"], values["sorties_per_aircraft_day"]) == (4, 1 / 15)
    assert daily(record, world)["sorties"] == [1, 0, 0]
    assert arrived_by_day(record, world) == {"munitions": [0, 10, 0]}
    assert waiting_by_day(record, world) == {"munitions": [5, 2.5, 0], "spares": [0, 0, 30]}


def test_a_cause_is_a_measure() -> None:
    scene = scenario()
    entry = measures_named(["cause.no_munition"], scene)["cause.no_munition"]
    assert (entry.title, entry.function(story(), scene)) == ("lines without effect: no munition", 1)
    with pytest.raises(KeyError):
        measures_named(["cause.no_luck"], scene)
