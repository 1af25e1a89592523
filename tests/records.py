"""A small scenario and records written by hand, for tests of measures, results and figures."""

from __future__ import annotations

from typing import Any

from sim.campaign.record import TABLES, Record
from sim.scenario.scenario import Scenario

AREAS = ("misrata", "brega")


def fighter(**changes: Any) -> dict[str, Any]:
    """An aircraft type with the numbers that no test here looks at."""
    return {
        "title": "fighter",
        "cruise": "450 kt",
        "fuel": "5 t",
        "burn": "2.5 t/h",
        "reserve": "1 t",
        "endurance": "9 h",
        "turn": "3 h",
        "p_break": 0.1,
        "p_ground_abort": 0.0,
        "p_air_abort": 0.0,
        "repair": "8 h",
        **changes,
    }


def unit(nation: str, aircraft: str, role: str, **changes: Any) -> dict[str, Any]:
    """A unit of five aircraft at the one base."""
    shape = {"count": 5, "in_line": 4, "offer": 4, "base": "sigonella", "roles": [role]}
    return {"nation": nation, "aircraft": aircraft, **shape, **changes}


def target_class(*, mobile: bool) -> dict[str, Any]:
    """A class of targets."""
    exposure = {"exposure": "6 h"} if mobile else {}
    seen_by = dict.fromkeys(("eo", "sigint", "pod"), "0.1 /h")
    return {"title": "-", "mobile": mobile, **exposure, "aim_points": 1, "guidance": ["laser"], "seen_by": seen_by}


def scenario(days: float = 3, **changes: Any) -> Scenario:
    """Denmark strikes, the U.S. give fuel and watch, France is there: from 1 June 2011, 06:00."""
    common = {"roles": ["strike"], "priority": 1, "on_station": "2 h", "on_station_min": "1 h"}
    work = {"people_per_desk": 4, "work": "1 h", "spread": 0.5}
    document = {
        "format": 1,
        "name": "small",
        "title": "A small campaign",
        "start": "2011-06-01T06:00Z",
        "duration": f"{days * 24} h",
        "nations": {"denmark": {"title": "Denmark"}, "us": {"title": "United States"}, "france": {"title": "France"}},
        "places": {
            "sigonella": {"title": "Sigonella", "kind": "airfield", "lat": 37.4, "lon": 14.9},
            "north": {"title": "North", "kind": "track", "lat": 35.0, "lon": 15.0},
            "misrata": {"title": "Misrata", "kind": "area", "lat": 32.4, "lon": 15.1},
            "brega": {"title": "Brega", "kind": "area", "lat": 30.4, "lon": 19.6},
        },
        "aircraft": {
            "f-16am": fighter(),
            "kc-135r": fighter(title="tanker"),
            "mq-1b": fighter(title="drone", sensors={"eo": 1, "sigint": 1, "pod": 1}),
            "e-3a": fighter(title="controllers", sensors={"control": 1, "maritime": 1}),
        },
        "munitions": {
            "gbu-12": {"title": "GBU-12", "mass": "0.23 t", "guidance": "laser", "p_hit": 0.8},
            "gbu-49": {"title": "GBU-49", "mass": "0.25 t", "guidance": "dual", "p_hit": 0.9},
        },
        "forces": {
            "denmark-f16": unit("denmark", "f-16am", "strike"),
            "us-kc135": unit("us", "kc-135r", "tanker", until="2011-06-02T06:00Z"),
        },
        "target_classes": {"vehicle": target_class(mobile=True), "bunker": target_class(mobile=False)},
        "standing": {"brega": {"bunker": 3}},
        "planning": {
            "horizon": "12 h",
            "lines_per_person_day": 20,
            "latest_launch": "2 h",
            "dawn": 4,
            "dusk": 18,
            "nearness": 0,
        },
        "refuelling": {"margin": 0.1, "spare": 1.2, "patience": "0.5 h"},
        "targeting": {
            "dynamic": {**work, "strike": "0.3 h"},
            "deliberate": {**work, "lead": "12 h", "p_restrained": 0.1},
            "assessment": {"patience": "48 h", "ease": 3},
        },
        "phases": [
            {
                "name": "only",
                "from": "2011-06-01T06:00Z",
                "tasking": {
                    "strike": {
                        "mission": "strike",
                        **common,
                        "per_day": 4,
                        "areas": dict.fromkeys(AREAS, 1),
                        "package": 2,
                        "p_deliberate": 0.5,
                        "deliberate_on_station": "0.3 h",
                        "targets_per_line": 2,
                    },
                    "tanker": {"mission": "tanker", **common, "roles": ["tanker"], "tracks": ["north"]},
                },
                "appear": {"misrata": {"vehicle": "0.1 /h"}},
            }
        ],
        **changes,
    }
    return Scenario.model_validate(document)


def note(record: Record, table: str, **cells: Any) -> None:
    """Add one row; the cells not given are those of an uneventful one."""
    names = [column.name for column in TABLES[table]]
    unknown = set(cells) - set(names)
    assert not unknown, unknown
    plain = {
        "int": 0,
        "text": None,
        "float": None,
        "texts": (),
    }
    record.rows(table).append(tuple(cells.get(c.name, plain[c.kind]) for c in TABLES[table]))


def flight(record: Record, sortie_id: str, launched_h: float, landed_h: float | None, **cells: Any) -> None:
    """A Danish strike sortie, unless said otherwise."""
    shape = {"nation": "denmark", "role": "strike", "area": "misrata", "outcome": "effective", "on_station_h": 1.0}
    note(record, "sorties", sortie_id=sortie_id, launched_h=launched_h, landed_h=landed_h, **{**shape, **cells})


def story(days: int = 3, seed: int = 1) -> Record:
    """Three days: two strike lines, a tanker, a drone that watches Misrata, and Denmark out of bombs for a day."""
    record = Record("small", seed, days)
    flight(record, "dk-1", 2.0, 6.0, line_id=0, weapons_loaded=4, weapons_released=3, targets_struck=2)
    flight(record, "dk-2", 26.0, 31.0, line_id=1, weapons_loaded=4, on_station_h=3.0, outcome="ineffective")
    flight(record, "us-1", 1.0, 9.0, line_id=2, nation="us", role="tanker", area="north", on_station_h=5.0)
    flight(record, "us-2", 12.0, None, line_id=3, nation="us", role="isr", weapons_loaded=2, on_station_h=20.0)
    ends = [("strike", "effective", None), ("strike", "ineffective", "no_target"), ("tanker", "effective", None)]
    ends += [("isr", "effective", None), ("strike", "cancelled", "no_munition"), ("strike", "not_planned", "weather")]
    for line_id, (role, state, cause) in enumerate(ends):
        note(record, "lines", line_id=line_id, day=line_id // 2, role=role, state=state, cause=cause)
    for time_h, receiver, fuel_t in ((3.0, "dk-1", 4.0), (27.0, "dk-2", 3.5)):
        contact = {"tanker_sortie": "us-1", "receiver_sortie": receiver, "system": "boom", "track": "north"}
        note(record, "refuellings", time_h=time_h, fuel_t=fuel_t, wait_h=0.1, **contact)
    stock = {"nation": "denmark", "munition": "gbu-12", "base": "sigonella"}
    changes = [(0.0, 8, "opening"), (1.0, -4, "loaded"), (6.0, 1, "returned"), (25.0, -4, "loaded")]
    changes += [(30.0, 0, "stockout"), (54.0, 6, "received"), (54.0, 0, "restored")]
    level = 0
    for time_h, change, reason in changes:
        level += change
        note(record, "stocks", **stock, time_h=time_h, change=change, level=level, reason=reason)
    for service, place, start_h, end_h in (
        ("eo", "misrata", 12.0, 30.0),
        ("sigint", "misrata", 20.0, 36.0),
        ("pod", "brega", 0.0, 10.0),
        ("boom", "north", 1.0, 8.0),
    ):
        note(record, "coverage", service=service, place=place, provider_sortie="us-2", start_h=start_h, end_h=end_h)
    mobile = {"class": "vehicle", "area": "misrata"}
    note(record, "targets", target_id="v1", appeared_h=4.0, struck_h=5.5, ended_h=5.5, outcome="struck", **mobile)
    note(record, "targets", target_id="v2", appeared_h=20.0, ended_h=26.0, outcome="escaped", **mobile)
    note(record, "targets", target_id="v3", appeared_h=60.0, outcome="live", **mobile)
    fixed = {"class": "bunker", "area": "brega", "appeared_h": 0.0}
    note(record, "targets", target_id="b1", struck_h=29.0, ended_h=29.0, outcome="struck", **fixed)
    when = {"ordered_h": 10.0, "shipped_h": 10.0, "arrived_h": 54.0}
    note(record, "deliveries", cargo="gbu-12", kind="munitions", nation="denmark", tonnes=1.4, **when)
    return record
