"""The flight profile of a sortie: legs, time on station, and the fuel it needs from tankers.

Pure arithmetic on distances and burn rates, done once for each unit, area and time on station. A profile
tops up at the track on the way out, leaves the area for the track each time its fuel is down to what takes
it to the nearest friendly airfield, and takes a last sip on the way home if home is farther than that. A last
spell that is shorter than the trip to the track is not planned. Who cannot reach the track on what it took off
with drinks at another one on the way.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from sim.campaign.performance import Performance
from sim.scenario.inputs import AircraftType, System

CONTACT_H = 0.2
"""Planned time at the tanker for a package. Assumed (0.1 to 0.4 h): a pair took under ten minutes, AFP 2011."""
SEGMENTS = 8
"""More refuellings than this on one sortie are not planned."""
SIP_T = 0.3
"""Smallest uplift worth a contact, t. Assumed (0.1 to 0.5 t)."""


class Uplift(NamedTuple):
    """One planned refuelling of one aircraft."""

    after_h: float
    """From take-off."""
    fuel_t: float
    track: str
    """Where."""


class EnRoute(NamedTuple):
    """A track between the base and the one that the sortie works from; distances in nmi."""

    track: str
    base: float
    on: float
    """To the next track."""
    divert: float


class Way(NamedTuple):
    """The distances of a sortie, in nmi."""

    base_area: float
    area_divert: float
    base_track: float = 0.0
    track_area: float = 0.0
    track_divert: float = 0.0
    en_route: EnRoute | None = None
    """Where it drinks on the way to the track."""


class Stay(NamedTuple):
    """Time on station, h."""

    asked_h: float
    least_h: float = inf
    """So much is worth flying: from then on it need not be as long as asked for."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A sortie as planned; all times in hours."""

    track: str | None
    out_h: float
    """From take-off to on station."""
    segments: tuple[float, ...]
    """Spells on station, with a refuelling between each two."""
    pre: Uplift | None
    """At the track on the way out."""
    between: tuple[Uplift, ...]
    """Between the spells."""
    post: tuple[Uplift, ...]
    """On the way home."""
    duration_h: float
    system: System | None
    on_station_h: float
    """Sum of the spells."""
    uplifts: tuple[Uplift, ...]
    """All refuellings in order, those on the way to the track among them."""
    way: Way
    bingo_t: float
    """Fuel at which it leaves the area: to the nearest friendly airfield with its reserve."""


def unrefuelled(kind: AircraftType, way: Way, on_station_h: float) -> Profile | None:
    """The profile without a tanker, cut to what fuel and endurance allow; None if it cannot even get there."""
    transit_h = way.base_area / kind.cruise
    fuel_h = (kind.fuel - kind.reserve) / kind.burn
    stay_h = min(on_station_h, fuel_h - 2 * transit_h, kind.endurance - 2 * transit_h)
    if stay_h <= 0:
        return None
    bingo_t = kind.reserve + kind.burn * min(way.area_divert, way.base_area) / kind.cruise
    duration_h = 2 * transit_h + stay_h
    return Profile(None, transit_h, (stay_h,), None, (), (), duration_h, None, stay_h, (), way, bingo_t)


def holds_way_home(kind: AircraftType | Performance, way: Way) -> bool:
    """Whether full tanks take it home from the track."""
    return kind.reserve + kind.burn * (way.base_track / kind.cruise + CONTACT_H) <= kind.fuel


def refuelled(kind: AircraftType, way: Way, stay: Stay, track: str, system: System) -> Profile | None:
    """The profile by way of a tanker track; None if endurance, range or fuel do not allow the time asked for.

    Bingo, the fuel at which it leaves the area, takes it to the nearest friendly airfield with its reserve. Once it has
    been there for the least time, it does not go back to the track for a last spell shorter than the trip: then the
    profile is shorter than asked for.
    """
    cruise, burn = kind.cruise, kind.burn
    track_area_h = way.track_area / cruise
    outbound = _outbound(kind, way, track)
    if not outbound:
        return None
    pre = outbound[-1]
    out_h = clock = pre.after_h + CONTACT_H + track_area_h
    fuel = kind.fuel - burn * (CONTACT_H + track_area_h)
    bingo = kind.reserve + burn * max(way.area_divert / cruise, track_area_h + way.track_divert / cruise)
    home_h = way.base_area / cruise
    trip_h = 2 * track_area_h + CONTACT_H
    segments: list[float] = []
    between: list[Uplift] = []
    left_h = stay.asked_h
    while True:
        spell_h = min(left_h, (fuel - bingo) / burn)
        if spell_h <= 0 or len(segments) == SEGMENTS:
            return None
        segments.append(spell_h)
        fuel -= burn * spell_h
        clock += spell_h
        left_h -= spell_h
        if left_h <= 1e-9 or (left_h < trip_h and stay.asked_h - left_h >= stay.least_h):
            break
        clock += track_area_h
        fuel -= burn * track_area_h
        between.append(Uplift(clock, kind.fuel - fuel, track))
        clock += CONTACT_H + track_area_h
        fuel = kind.fuel - burn * (CONTACT_H + track_area_h)
    post: tuple[Uplift, ...] = ()
    if fuel >= kind.reserve + burn * home_h:
        clock += home_h
    else:
        clock += track_area_h
        post = _homebound(kind, way, track, clock, fuel - burn * track_area_h)
        if not post:
            return None
        last = post[-1]
        clock = last.after_h + CONTACT_H + home_nmi(way, last.track) / cruise
    if clock > kind.endurance:
        return None
    uplifts = (*outbound, *between, *post)
    spells = tuple(segments)
    return Profile(track, out_h, spells, pre, tuple(between), post, clock, system, sum(spells), uplifts, way, bingo)


def _outbound(kind: AircraftType, way: Way, track: str) -> tuple[Uplift, ...]:
    """The refuellings on the way out, that at the track last; empty if it cannot get there."""
    before: tuple[Uplift, ...] = ()
    to_track_h = way.base_track / kind.cruise
    fuel = kind.fuel - kind.burn * to_track_h
    if stop := way.en_route:
        after_h, on_h = stop.base / kind.cruise, CONTACT_H + stop.on / kind.cruise
        if not _can_turn_away(kind, kind.fuel - kind.burn * after_h, stop.divert):
            return ()
        before = (Uplift(after_h, max(SIP_T, kind.burn * after_h), stop.track),)
        to_track_h, fuel = after_h + on_h, kind.fuel - kind.burn * on_h
    if not _can_turn_away(kind, fuel, way.track_divert):
        return ()
    return (*before, Uplift(to_track_h, max(SIP_T, kind.fuel - fuel), track))


def _homebound(kind: AircraftType, way: Way, track: str, clock: float, fuel: float) -> tuple[Uplift, ...]:
    """The refuellings on the way home of who comes to the track with so much fuel: what takes it home, or if its tanks
    do not hold that, full tanks there and the rest on the way; empty if it does not get home.
    """
    space = kind.fuel - fuel
    need = max(SIP_T, kind.reserve + kind.burn * (way.base_track / kind.cruise + CONTACT_H) - fuel)
    if need <= space:
        return (Uplift(clock, need, track),)
    stop = way.en_route
    if stop is None:
        return ()
    on_h = CONTACT_H + stop.on / kind.cruise
    left = kind.fuel - kind.burn * on_h
    need = max(SIP_T, kind.reserve + kind.burn * (stop.base / kind.cruise + CONTACT_H) - left)
    if not _can_turn_away(kind, left, stop.divert) or need > kind.fuel - left:
        return ()
    return (Uplift(clock, space, track), Uplift(clock + on_h, need, stop.track))


def home_nmi(way: Way, track: str) -> float:
    """From a track that the sortie drinks at to its base."""
    return way.en_route.base if way.en_route and track == way.en_route.track else way.base_track


def _can_turn_away(kind: AircraftType, fuel_t: float, divert: float) -> bool:
    """Whether it can fly from a track without a tanker to the nearest airfield with its reserve."""
    return fuel_t >= kind.reserve + kind.burn * divert / kind.cruise


def lifted(kind: AircraftType, way: Way, stop_h: float) -> Profile | None:
    """A trip to the depot, to a base and home, with a stop of so many hours at either and full tanks after each;
    None if a leg is longer than fuel or endurance allow. The depot takes the place of the track.
    """
    cruise = kind.cruise
    longest_h = max(way.base_track, way.track_area, way.base_area) / cruise
    if longest_h > min(kind.endurance, (kind.fuel - kind.reserve) / kind.burn):
        return None
    out_h = way.base_track / cruise + stop_h + way.track_area / cruise
    duration_h = out_h + stop_h + way.base_area / cruise
    return Profile(None, out_h, (), None, (), (), duration_h, None, stop_h, (), way, kind.reserve)


def give_away(kind: AircraftType, transit_h: float, on_station_h: float) -> float:
    """Fuel a tanker can pass, t: take-off fuel less its own burn and reserve; may be negative.

    Source: the planning rule of AFPAM 10-1403, with burn by hour instead of its tables.
    """
    return kind.fuel - kind.burn * (2 * transit_h + on_station_h) - kind.reserve
