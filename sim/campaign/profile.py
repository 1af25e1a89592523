"""The flight profile of a sortie: legs, time on station, and the fuel it needs from tankers.

Pure arithmetic on distances and burn rates, done once for each unit, area and time on station. A profile
tops up at the track on the way out, leaves the area for the track each time its fuel is down to what takes
it to the nearest friendly airfield, and takes a last sip on the way home if home is farther than that. A last
spell that is shorter than the trip to the track is not planned.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import NamedTuple

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


class Way(NamedTuple):
    """The distances of a sortie, in nmi."""

    base_area: float
    area_divert: float
    base_track: float = 0.0
    track_area: float = 0.0
    track_divert: float = 0.0


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
    """On the way out."""
    between: tuple[Uplift, ...]
    """Between the spells."""
    post: Uplift | None
    """On the way home."""
    duration_h: float
    system: System | None
    on_station_h: float
    """Sum of the spells."""
    uplifts: tuple[Uplift, ...]
    """All refuellings in order."""
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
    return Profile(None, transit_h, (stay_h,), None, (), None, duration_h, None, stay_h, (), way, bingo_t)


def refuelled(kind: AircraftType, way: Way, stay: Stay, track: str, system: System) -> Profile | None:
    """The profile by way of a tanker track; None if endurance, range or fuel do not allow the time asked for.

    Bingo, the fuel at which it leaves the area, takes it to the nearest friendly airfield with its reserve. Once it has
    been there for the least time, it does not go back to the track for a last spell shorter than the trip: then the
    profile is shorter than asked for.
    """
    cruise, burn = kind.cruise, kind.burn
    to_track_h, track_area_h = way.base_track / cruise, way.track_area / cruise
    at_track = kind.fuel - burn * to_track_h
    if at_track < kind.reserve + burn * way.track_divert / cruise:
        return None
    pre = kind.fuel - at_track
    clock = to_track_h + CONTACT_H + track_area_h
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
        between.append(Uplift(clock, kind.fuel - fuel))
        clock += CONTACT_H + track_area_h
        fuel = kind.fuel - burn * (CONTACT_H + track_area_h)
    post = None
    if fuel >= kind.reserve + burn * home_h:
        clock += home_h
    else:
        clock += track_area_h
        fuel -= burn * track_area_h
        need = max(SIP_T, kind.reserve + burn * (to_track_h + CONTACT_H) - fuel)
        if need > kind.fuel - fuel:
            return None
        post = Uplift(clock, need)
        clock += CONTACT_H + to_track_h
    if clock > kind.endurance:
        return None
    first = Uplift(to_track_h, max(SIP_T, pre))
    out_h = to_track_h + CONTACT_H + track_area_h
    uplifts = (first, *between, post) if post else (first, *between)
    spells = tuple(segments)
    return Profile(track, out_h, spells, first, tuple(between), post, clock, system, sum(spells), uplifts, way, bingo)


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
    return Profile(None, out_h, (), None, (), None, duration_h, None, stop_h, (), way, kind.reserve)


def give_away(kind: AircraftType, transit_h: float, on_station_h: float) -> float:
    """Fuel a tanker can pass, t: take-off fuel less its own burn and reserve; may be negative.

    Source: the planning rule of AFPAM 10-1403, with burn by hour instead of its tables.
    """
    return kind.fuel - kind.burn * (2 * transit_h + on_station_h) - kind.reserve
