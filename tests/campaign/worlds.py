"""Tiny worlds for stories: all on one meridian, a round number of hours apart, and nothing fails by chance.

    record = fly(world(forces={"falcons": unit("fighter", 2)}, tasking={"patrol": patrol(at=[10])}), seed=1)

A story names only what matters to it. What it gives is merged over the defaults below; None takes a default away.
The base lies at 0 nmi, the track at 150, the coast at 300, the hills at 600; everything flies at 300 kt and burns
1 t/h, so a fighter (6 t, 1 t of it reserve) stays three hours over the coast and cannot reach the hills dry.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import degrees
from typing import Annotated, Any, Literal

from pydantic import Field

from sim.campaign.geography import EARTH_RADIUS_NMI
from sim.campaign.line import Line, Station
from sim.campaign.missions import Mission, MissionRequest
from sim.campaign.missions.patrol import Patrol
from sim.campaign.missions.sead import Sead
from sim.campaign.missions.strike import OVERWATCH, Strike
from sim.campaign.order import Order
from sim.campaign.record import Record
from sim.measures.columns import cells
from sim.scenario.scenario import Phase, Scenario

Document = dict[str, Any]


class PatrolAt(Patrol):
    """A patrol whose lines are on station at the hours that the story gives."""

    mission: Literal["patrol_at"] = "patrol_at"
    at: tuple[float, ...]

    def lines(self, order: Order) -> Iterator[Line]:
        for at_h in self.at:
            if order.start_h <= at_h < order.start_h + 24:
                yield self.line(order, next(iter(self.areas)), at_h)


class SeadAt(Sead):
    """Suppression whose lines are on station at the hours that the story gives."""

    mission: Literal["sead_at"] = "sead_at"
    at: tuple[float, ...]

    def lines(self, order: Order) -> Iterator[Line]:
        for at_h in self.at:
            if order.start_h <= at_h < order.start_h + 24:
                yield self.line(order, next(iter(self.areas)), at_h)


class StrikeAt(Strike):
    """Armed overwatch at the hours that the story gives."""

    mission: Literal["strike_at"] = "strike_at"
    at: tuple[float, ...]

    def lines(self, order: Order) -> Iterator[Line]:
        for at_h in self.at:
            if order.start_h <= at_h < order.start_h + 24:
                line = self.line(order, next(iter(self.areas)), at_h)
                line.kind = OVERWATCH
                yield line


class SmallPhase(Phase):
    """A phase whose requests may give the hours of their lines."""

    tasking: dict[str, MissionRequest | Annotated[PatrolAt | SeadAt | StrikeAt, Field(discriminator="mission")]]


class Small(Scenario):
    """A scenario with such phases."""

    phases: Annotated[tuple[SmallPhase, ...], Field(min_length=1)]


def latitude(nmi: float) -> float:
    """Of a place so many nmi north of the base, which lies on the equator."""
    return degrees(nmi / EARTH_RADIUS_NMI)


def place(kind: str, nmi: float) -> Document:
    """A place on the meridian."""
    return {"title": "-", "kind": kind, "lat": latitude(nmi), "lon": 0}


def kind(**changes: Any) -> Document:
    """An aircraft type that never fails."""
    return {
        "title": "-",
        "cruise": "300 kt",
        "fuel": "6 t",
        "burn": "1 t/h",
        "reserve": "1 t",
        "endurance": "12 h",
        "turn": "2 h",
        "p_break": 0,
        "p_ground_abort": 0,
        "p_air_abort": 0,
        "repair": "10 h",
        **changes,
    }


def unit(aircraft: str, count: int, role: str | None = None, **changes: Any) -> Document:
    """A unit of the home nation, all in line, that offers all it can fly."""
    roles = {"fighter": ["strike", "cap"], "drone": ["uav"], "tanker": ["tanker"]}
    tasks = [role] if role else roles[aircraft]
    shape = {"nation": "home", "count": count, "in_line": count, "offer": 100, "base": "base", "roles": tasks}
    return {"aircraft": aircraft, **shape, **changes}


def patrol(**changes: Any) -> Document:
    """Single fighters over the coast for two hours; with `at`, on station at these hours."""
    shape = {"mission": "patrol_at" if "at" in changes else "patrol", "roles": ["cap"], "package": 1, "per_day": 0}
    return {**shape, "priority": 2, "on_station": "2 h", "on_station_min": "1 h", "areas": {"coast": 1}, **changes}


def strike(**changes: Any) -> Document:
    """Single fighters in armed overwatch of the coast; with `at`, on station at these hours."""
    shape = {"mission": "strike_at" if "at" in changes else "strike", "roles": ["strike"], "package": 1, "per_day": 0}
    deliberate = {"p_deliberate": 0, "deliberate_on_station": "1 h", "targets_per_line": 1}
    common = {"priority": 2, "on_station": "2 h", "on_station_min": "1 h", "areas": {"coast": 1}}
    return {**shape, **deliberate, **common, **changes}


def isr(**changes: Any) -> Document:
    """A drone always over the coast."""
    shape = {"mission": "isr", "roles": ["uav"], "orbits": 1, "areas": ["coast"]}
    return {**shape, "priority": 1, "on_station": "8 h", "on_station_min": "2 h", **changes}


MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def spells(share: float, spell: str = "6 h") -> Document:
    """Weather that closes the view for that share of every month, in spells of that mean length."""
    return {"spell": spell, "share": dict.fromkeys(MONTHS, share)}


def weather(**areas: str) -> Document:
    """Cameras and laser spots need sight, and what has both a spot and coordinates falls back on these."""
    sight = {"sensors": ["camera", "pod"], "guidance": ["laser"], "falls_back": {"dual": "gps"}}
    return {"sight": sight, "areas": areas}


def alert(**changes: Any) -> dict[str, Any]:
    """A pair of helicopters at the base, ready in a quarter of an hour, all day."""
    shape = {"mission": "rescue", "roles": ["csar"], "priority": 1, "package": 2, "places": ["base"]}
    shift = {"on_station": "12 h", "on_station_min": "12 h", "response": "15 min"}
    return merge({**shape, **shift, "offers": {"rescue": {"reach": "350 nmi"}}}, changes)


def tankers(**changes: Any) -> Document:
    """Tankers on the one track."""
    shape = {"mission": "tanker", "roles": ["tanker"], "tracks": ["track"]}
    return {**shape, "priority": 1, "on_station": "6 h", "on_station_min": "2 h", **changes}


def defaults() -> Document:
    """A world with nobody in it."""
    desk = {"people_per_desk": 1, "spread": 0}
    return {
        "format": 1,
        "name": "small",
        "title": "-",
        "start": "2030-01-01T00:00Z",
        "duration": "2 d",
        "nations": {"home": {"title": "Home"}, "friend": {"title": "Friend"}},
        "places": {
            "base": place("airfield", 0),
            "track": place("track", 150),
            "coast": place("area", 300),
            "hills": place("area", 600),
        },
        "aircraft": {
            "fighter": kind(receives=["boom"], loads={"bomb": 2}),
            "drone": kind(fuel="30 t", endurance="24 h", sensors={"camera": 1}),
            "tanker": kind(
                fuel="60 t",
                reserve="5 t",
                tanker={"boom_points": 1, "drogue_points": 0, "contact": "6 min", "rate": "60 t/h"},
            ),
        },
        "munitions": {
            "bomb": {"title": "-", "mass": "0.25 t", "guidance": "laser", "p_hit": 1},
            "dart": {"title": "-", "mass": "0.5 t", "guidance": "gps", "p_hit": 1},
        },
        "forces": {},
        "stocks": {"home-bomb": {"nation": "home", "munition": "bomb", "on_hand": 1000}},
        "staff": {
            "targeteers": {"nation": "home", "desk": "dynamic", "people": 5},
            "developers": {"nation": "home", "desk": "deliberate", "people": 5},
            "planners": {"nation": "home", "desk": "planning", "people": 100},
        },
        "target_classes": {
            "vehicle": {
                "title": "-",
                "mobile": True,
                "exposure": "1000 h",
                "aim_points": 1,
                "guidance": ["laser"],
                "seen_by": {"camera": "1 /h"},
            },
            "depot": {
                "title": "-",
                "mobile": False,
                "aim_points": 1,
                "guidance": ["laser", "gps"],
                "seen_by": {"camera": "1 /h"},
            },
        },
        "planning": {
            "horizon": "12 h",
            "lines_per_person_day": 10,
            "latest_launch": "2 h",
            "dawn": 6,
            "dusk": 18,
            "nearness": 0,
        },
        "refuelling": {"margin": 0, "spare": 1, "patience": "30 min"},
        "targeting": {
            "dynamic": {**desk, "work": "30 min", "strike": "15 min"},
            "deliberate": {**desk, "work": "6 h", "lead": "12 h", "p_restrained": 0},
            "assessment": {"patience": "24 h", "ease": 1},
        },
    }


def merge(base: Document, changes: Document) -> Document:
    """Maps merge, anything else replaces, None takes away; as in a scenario file."""
    merged = dict(base)
    for key, value in changes.items():
        if value is None:
            merged.pop(key, None)
        elif isinstance(value, dict) and isinstance(merged.get(key), dict):
            merged[key] = merge(merged[key], value)
        else:
            merged[key] = value
    return merged


def world(tasking: Document | None = None, appear: Document | None = None, **changes: Any) -> Scenario:
    """The defaults with changes; one phase with that tasking, in which those targets appear."""
    phase = {"name": "only", "from": "2030-01-01", "tasking": tasking or {}, "appear": appear or {}}
    return Small.model_validate(merge({**defaults(), "phases": [phase]}, changes))


def asked(request: Mission, area: str, number: int = 7, day: int = 3) -> Line:
    """A line of an order, as if the planner had just written it."""
    line = Line(request, request.mission, Station(area, 24.0 * day, request.on_station), 1)
    line.number, line.day = number, day
    return line


def told(record: Record, table: str, *columns: str) -> list[Any]:
    """The cells of one column, or tuples of the cells of several, row by row."""
    return list(cells(record, table, *columns))
