"""The story of one line of the air tasking order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from sim.story.facts import DAY_H, Facts, NoSuchThing, Row, counted, tally, words

TARGETED = ("strike", "isr", "sead")
"""Mission types whose effect hangs on what was seen below."""
AROUND_H = 3.0
"""For a line that never flew, what was there around the middle of its day, this long before and after."""


def tell_line(facts: Facts, line_id: int) -> list[str]:
    """What was asked, who flew it, what they drank, saw and dropped, and how it ended. Raises NoSuchThing."""
    lines = facts.rows("lines")
    found = next((line for line in lines if line["line_id"] == line_id), None)
    if found is None:
        numbers = [line["line_id"] for line in lines]
        have = f"the lines are {min(numbers)} to {max(numbers)}" if numbers else "there are no lines"
        raise NoSuchThing(f"no line {line_id}: {have}")
    sorties = [row for row in facts.rows("sorties") if row["line_id"] == line_id]
    told = [_asked(facts, found), *_flown(facts, sorties), *_fuel(facts, sorties), *_effect(facts, found, sorties)]
    return [*told, _end(found)]


def _asked(facts: Facts, line: Row) -> str:
    day = facts.moment(line["day"] * DAY_H)
    what = line["role"] if line["kind"] == line["role"] else f"{line['role']} ({line['kind']})"
    where = facts.title("places", line["area"])
    return f"Line {line['line_id']}, order of day {line['day']} ({day.day} {day:%B %Y}): {what} over {where}."


def _flown(facts: Facts, sorties: list[Row]) -> Iterator[str]:
    if not sorties:
        return
    first = sorties[0]
    who = f"{facts.title('nations', first['nation'])}, {first['unit']}"
    flew = f"{counted(len(sorties), 'aircraft', 'aircraft')} of type {facts.title('aircraft', first['aircraft'])}"
    up, down = facts.clock(first["launched_h"]), facts.clock(first["landed_h"])
    yield f"Flown by {who}: {flew} from {facts.title('places', first['base'])}, up {up}, down {down} UTC."
    if first["on_station_h"]:
        yield f"On station for {first['on_station_h']:.1f} h."
    else:
        yield "It never came on station."


def _fuel(facts: Facts, sorties: list[Row]) -> Iterator[str]:
    ids = {row["sortie_id"] for row in sorties}
    contacts = [row for row in facts.rows("refuellings") if row["receiver_sortie"] in ids]
    for (tanker, fuel_t), package in groupby(contacts, key=itemgetter("tanker_sortie", "fuel_t")):
        drank = list(package)
        first = drank[0]
        wait = f" after {60 * first['wait_h']:.0f} min of waiting" if first["wait_h"] > 1 / 60 else ""
        each = " each" if len(drank) > 1 else ""
        who = " and ".join(row["receiver_sortie"] for row in drank)
        took = f"took {fuel_t:.1f} t{each} by {first['system']} from {tanker}"
        yield f"{facts.clock(first['time_h'])}: {who} {took}{wait}."
    given = [row["fuel_t"] for row in facts.rows("refuellings") if row["tanker_sortie"] in ids]
    if given:
        yield f"It gave {sum(given):.1f} t in {counted(len(given), 'contact')}."


def _effect(facts: Facts, line: Row, sorties: list[Row]) -> Iterator[str]:
    loaded = sum(row["weapons_loaded"] for row in sorties)
    if loaded:
        released, struck = (sum(row[name] for row in sorties) for name in ("weapons_released", "targets_struck"))
        yield f"{counted(loaded, 'weapon')} loaded, {released:,} released, {counted(struck, 'target')} struck."
    if line["role"] not in TARGETED:
        return
    if sorties and sorties[0]["on_station_h"]:
        start_h, end_h = sorties[0]["launched_h"], sorties[0]["landed_h"]
    else:
        middle_h = (line["day"] + 0.5) * DAY_H
        start_h, end_h = middle_h - AROUND_H, middle_h + AROUND_H
    yield from _below(facts, line["area"], start_h, end_h, {row["sortie_id"] for row in sorties})


def _below(facts: Facts, area: str, start_h: float, end_h: float, own: set[str]) -> Iterator[str]:
    """What stood in the area meanwhile, what was known of it, and who was looking."""
    place = facts.title("places", area)
    there = [
        row
        for row in facts.rows("targets")
        if row["area"] == area and row["appeared_h"] < end_h and (row["ended_h"] is None or row["ended_h"] > start_h)
    ]
    yield f"Meanwhile in {place} ({facts.clock(start_h)} to {facts.clock(end_h)}):"
    for name, mobile in (("fleeting", True), ("fixed", False)):
        stood = [row for row in there if facts.scenario.target_classes[row["class"]].mobile is mobile]
        seen = sum(_before(row["detected_h"], end_h) for row in stood)
        cleared = sum(_before(row["nominated_h"], end_h) for row in stood)
        yield f"  {counted(len(stood), f'{name} target')}, {seen:,} of them seen, {cleared:,} cleared for attack."
    looking = [
        row["service"]
        for row in facts.rows("coverage")
        if row["place"] == area
        and row["start_h"] < end_h
        and row["end_h"] > start_h
        and row["provider_sortie"] not in own
    ]
    yield f"  Others on station there: {tally(looking)}." if looking else "  Nobody else was on station there."


def _before(at_h: float | None, end_h: float) -> bool:
    return at_h is not None and at_h < end_h


def _end(line: Row) -> str:
    if line["state"] == "effective":
        return "It did what it was sent for."
    ends = {
        "ineffective": "Flown without effect",
        "air_abort": "Turned back before it was on station",
        "cancelled": "Planned, never launched",
        "not_planned": "Asked for, never planned",
    }
    whose = f" (last tried: {line['unit']})" if line["state"] == "not_planned" and line["unit"] else ""
    return f"{ends[line['state']]}: {words(line['cause'])}{whose}. {EXPLAINED.get(line['cause'] or '', '')}".strip()


EXPLAINED = {
    "no_aircraft": "No unit that may fly it had aircraft in line, or sorties left in what its nation offers.",
    "no_crew": "No crew was left.",
    "no_tanker_fuel": "No tanker within its way had that much fuel unpromised, or had it when they met.",
    "no_tanker_contact": "There was fuel, and no boom or hose free in time.",
    "wrong_refuelling_system": "The tankers there pass fuel by the other system.",
    "no_munition": "The stock held no weapon that its aircraft carry and that could hit.",
    "no_target": "Nothing was seen in time that it could strike.",
    "no_coverage": "Nobody was looking: nothing was found, or it struck what was destroyed already.",
    "missed": "Weapons were released, and nothing was destroyed.",
    "no_rescue": "Nobody stood ready to fetch a crew from there.",
    "no_control": "Nobody could control one more package there.",
    "no_planning_staff": "The operations centre had not the people to write it, or to clear what was seen.",
    "threat": "The threat there was not suppressed.",
    "weather": "The weather closed what needs sight.",
    "caveat": "Its nation does not let it.",
    "breakdown": "An aircraft failed and there was no spare, or it turned back.",
    "attrition": "It was lost.",
    "base_full": "There was no place on the ramp.",
    "other_commitments": "The aircraft were needed elsewhere.",
}
"""Each cause of the ledger in a sentence."""
