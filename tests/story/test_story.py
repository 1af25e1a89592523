"""Lines, days and campaigns told in words, from a record whose every row is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.campaign.ledger import Cause
from sim.campaign.record import Record
from sim.results import Flown, Origin, save
from sim.story import Facts, NoSuchThing, tell_campaign, tell_day, tell_line
from sim.story.line import EXPLAINED
from tests.records import flight, note, scenario


def eventful() -> Record:
    """Two aircraft that drank, saw a vehicle and a bunker and dropped; a line that found nothing; one without bombs."""
    record = Record("small", 1, 3)
    common = {"line_id": 1, "unit": "denmark-f16", "aircraft": "f-16am", "base": "sigonella"}
    for tail in (1, 2):
        shape = {"weapons_loaded": 2, "weapons_released": 1, "targets_struck": tail % 2}
        flight(record, f"dk-{tail}.1", 2.0, 6.0, **common, **shape)
        contact = {"tanker_sortie": "us-1.1", "receiver_sortie": f"dk-{tail}.1", "system": "boom", "track": "north"}
        note(record, "refuellings", time_h=3.0, fuel_t=4.0, wait_h=0.1, **contact)
    tanker = {"nation": "us", "unit": "us-kc135", "aircraft": "kc-135r", "role": "tanker", "area": "north"}
    flight(record, "us-1.1", 1.0, 9.0, line_id=4, base="sigonella", **tanker)
    flight(record, "dk-3.1", 8.0, 9.0, **{**common, "line_id": 2}, on_station_h=0.0, outcome="air_abort")
    strike = {"role": "strike", "kind": "overwatch", "area": "misrata", "day": 0}
    note(record, "lines", line_id=1, state="effective", **strike)
    note(record, "lines", line_id=2, state="air_abort", cause="breakdown", **strike)
    note(record, "lines", line_id=3, state="not_planned", cause="no_munition", unit="denmark-f16", **strike)
    note(record, "lines", line_id=4, state="effective", day=1, role="tanker", kind="boom", area="north")
    vehicle = {"class": "vehicle", "area": "misrata", "target_id": "v", "appeared_h": 1.0}
    note(record, "targets", detected_h=2.5, nominated_h=3.5, struck_h=4.0, ended_h=4.0, outcome="struck", **vehicle)
    note(record, "targets", ended_h=5.0, outcome="escaped", **{**vehicle, "target_id": "w"})
    note(record, "targets", detected_h=7.0, outcome="live", **{**vehicle, "class": "bunker", "target_id": "b"})
    note(record, "coverage", service="eo", place="misrata", provider_sortie="us-2.1", start_h=0.0, end_h=5.0)
    note(record, "coverage", service="pod", place="misrata", provider_sortie="dk-1.1", start_h=3.0, end_h=5.0)
    note(record, "stocks", time_h=30.0, nation="denmark", munition="gbu-12", change=0, level=0, reason="stockout")
    return record


@pytest.fixture
def facts(tmp_path: Path) -> Facts:
    world = Flown(eventful(), scenario(), "forces: {}\n")
    return Facts(save(tmp_path, {"run": world}, Origin(command="-", seed=1, wall_s=0)).worlds["run"], scenario())


def test_a_line_that_was_flown(facts: Facts) -> None:
    assert tell_line(facts, 1) == [
        "Line 1, order of day 0 (1 June 2011): strike (overwatch) over Misrata.",
        (
            "Flown by Denmark, denmark-f16: 2 aircraft of type fighter from Sigonella, "
            "up 1 June 08:00, down 1 June 12:00 UTC."
        ),
        "On station for 1.0 h.",
        "1 June 09:00: dk-1.1 and dk-2.1 took 4.0 t each by boom from us-1.1 after 6 min of waiting.",
        "4 weapons loaded, 2 released, 1 target struck.",
        "Meanwhile in Misrata (1 June 08:00 to 1 June 12:00):",
        "  2 fleeting targets, 1 of them seen, 1 cleared for attack.",
        "  1 fixed target, 0 of them seen, 0 cleared for attack.",
        "  Others on station there: 1 eo.",
        "It did what it was sent for.",
    ]


def test_a_tanker_says_what_it_gave(facts: Facts) -> None:
    assert tell_line(facts, 4)[3:] == ["It gave 8.0 t in 2 contacts.", "It did what it was sent for."]


def test_a_line_that_turned_back(facts: Facts) -> None:
    assert tell_line(facts, 2)[2:] == [
        "It never came on station.",
        "Meanwhile in Misrata (1 June 15:00 to 1 June 21:00):",
        "  0 fleeting targets, 0 of them seen, 0 cleared for attack.",
        "  1 fixed target, 1 of them seen, 0 cleared for attack.",
        "  Nobody else was on station there.",
        f"Turned back before it was on station: breakdown. {EXPLAINED['breakdown']}",
    ]


def test_a_line_that_was_never_planned(facts: Facts) -> None:
    told = tell_line(facts, 3)

    assert told[0] == "Line 3, order of day 0 (1 June 2011): strike (overwatch) over Misrata."
    assert told[-1] == (
        "Asked for, never planned: no munition (last tried: denmark-f16). "
        "The stock held no weapon that its aircraft carry and that could hit."
    )


def test_a_day(facts: Facts) -> None:
    assert tell_day(facts, 0) == [
        "Day 0, from 1 June 2011 06:00 UTC.",
        "3 lines asked for, 2 flown.",
        "  strike: 1 with effect, 1 air abort, 1 not planned.",
        "What stood in the way:",
        "  breakdown: 1 line (1 strike over misrata). For example: --line 2",
        "  no munition: 1 line (1 strike over misrata). For example: --line 3",
        "8 t passed in 2 contacts by 1 tanker sortie; mean wait 6 min.",
        "1 target struck (1 -); 1 escaped, 1 of them never seen.",
    ]
    assert tell_day(facts, 1)[-1] == "2 June 12:00: Denmark out of GBU-12."


def test_a_campaign(facts: Facts) -> None:
    assert tell_campaign(facts)[:3] == [
        "A small campaign: 4 lines asked for, 2 with effect (50%).",
        "breakdown: 1 line (1 strike). An aircraft failed and there was no spare, or it turned back.",
        "  Most on day 0 (1 June): 1 line; see --day 0",
    ]


def test_what_does_not_exist_is_said_with_what_does(facts: Facts) -> None:
    said = []
    for ask in (lambda: tell_line(facts, 9), lambda: facts.day("7"), lambda: facts.day("soon")):
        with pytest.raises(NoSuchThing) as refused:
            ask()
        said.append(str(refused.value))

    assert said == [
        "no line 9: the lines are 1 to 4",
        "no day 7: the campaign has the days 0 to 2, 2011-06-01 to 2011-06-03",
        "`soon` is neither a number of a day nor a date such as 2011-06-01",
    ]
    assert (facts.day("1"), facts.day("2011-06-03")) == (1, 2)


def test_every_cause_of_the_ledger_has_a_sentence() -> None:
    assert set(EXPLAINED) == {cause.value for cause in Cause}
