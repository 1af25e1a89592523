"""Promising fuel: each refuelling of a line gets a tanker, a time and tonnes, or the line has to do with less."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.campaign.ledger import Cause
from sim.scenario.inputs import Role, System

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sim.campaign.campaign import Campaign
    from sim.campaign.line import Line
    from sim.campaign.profile import Profile
    from sim.campaign.refuelling import Tracks
    from sim.campaign.tanker_sortie import Promise, TankerSortie
    from sim.campaign.unit import Unit


def set_aside(tracks: Tracks, line: Line, unit: Unit, profile: Profile, launch_h: float) -> list[Promise] | None:
    """A promise for each refuelling of the profile: by one tanker for all on the track that it works from, if one can,
    else by one after the other; None if a refuelling cannot be met."""
    system, aircraft = profile.system, line.aircraft
    if system is None:
        return []
    wants = [(launch_h + after_h, fuel_t * aircraft) for after_h, fuel_t, _ in profile.uplifts]
    there = [
        tracks.planned(uplift.track, system, at_h) for uplift, (at_h, _) in zip(profile.uplifts, wants, strict=True)
    ]
    here = [n for n, uplift in enumerate(profile.uplifts) if uplift.track == profile.track]
    if len(here) > 1:
        last_h, whole_t = wants[here[-1]][0], sum([wants[n][1] for n in here])
        for tanker in there[here[0]]:
            if tanker.end_h > last_h and tanker.unpromised_t >= whole_t:
                one = [(tanker,) if n in here else others for n, others in enumerate(there)]
                promises = _met(wants, line, unit, system, one)
                if promises is not None:
                    return promises
    return _met(wants, line, unit, system, there)


def _met(
    wants: Sequence[tuple[float, float]],
    line: Line,
    unit: Unit,
    system: System,
    tankers: Sequence[Sequence[TankerSortie]],
) -> list[Promise] | None:
    """A promise for each time and its tonnes, by the first of its tankers that can; None, and none stands, if one of
    them cannot be met."""
    promises: list[Promise] = []
    nation = unit.nation
    for (at_h, fuel_t), there in zip(wants, tankers, strict=True):
        able = [tanker for tanker in there if tanker.unpromised_t >= fuel_t]
        for tanker in _known_first(able, promises):
            if not tanker.serves or (nation in tanker.serves and tanker.within_share(nation, fuel_t)):
                promise = tanker.promise(system, at_h, fuel_t, line.aircraft)
                if promise:
                    promises.append(promise)
                    if tanker.fuel:
                        tanker.fuel.take(nation, promise.fuel_t)
                    break
        else:
            take_back(promises, line, unit, system)
            return None
    return promises


def take_back(promises: list[Promise], line: Line, unit: Unit, system: System) -> None:
    """Promises to a line are open again, and so is what its nation took of a pool's fuel."""
    for promise in promises:
        promise.tanker.withdraw(promise, system, line.aircraft)
        if promise.tanker.fuel:
            promise.tanker.fuel.take(unit.nation, -promise.fuel_t)


def _known_first(tankers: Sequence[TankerSortie], promises: list[Promise]) -> Sequence[TankerSortie]:
    """Those that have promised the line something already, then the others."""
    if not promises:
        return tankers
    known = {id(promise.tanker) for promise in promises}
    return sorted(tankers, key=lambda tanker: id(tanker) not in known)


def why_none(world: Campaign, line: Line) -> Cause:
    """Why no fuel could be promised: wrong system, no free boom or hose, or no fuel.

    Tankers are laid where they are of use, so the wrong ones may not be there: then the fleet is asked.
    """
    profile, unit = line.profile, line.unit
    assert profile is not None and unit is not None and profile.system
    first = profile.uplifts[0]
    at_h = line.launch_h + first.after_h
    tracks = world.tracks
    there = [tanker for tanker in tracks.tankers.get(first.track, ()) if tanker.start_h <= at_h < tanker.end_h]
    fitting = [tanker for tanker in there if tanker.gives(profile.system, unit.nation)]
    if not fitting and (there or _other_systems_only(world, profile.system, at_h)):
        return Cause.wrong_refuelling_system
    need_t = first.fuel_t * line.aircraft
    allowed = [tanker for tanker in fitting if tanker.within_share(unit.nation, need_t)]
    return Cause.no_tanker_contact if any(t.unpromised_t >= need_t for t in allowed) else Cause.no_tanker_fuel


def systems_for(world: Campaign, nation: str, at_h: float) -> frozenset[System]:
    """By which systems tankers in theatre could refuel that nation."""
    fits = [unit.kind.tanker for unit in _fleet(world, at_h) if not unit.serves or nation in unit.serves]
    found = {System.boom: any(fit.boom_points for fit in fits if fit)}
    found[System.probe] = any(fit.drogue_points for fit in fits if fit)
    return frozenset(system for system, given in found.items() if given)


def why_no_way(world: Campaign, unit: Unit, at_h: float) -> Cause:
    """Why no tanker in theatre can refuel a unit: none that it could drink from, or none at all."""
    wrong = any(_other_systems_only(world, system, at_h) for system in unit.kind.receives)
    return Cause.wrong_refuelling_system if wrong else Cause.no_tanker_fuel


def _other_systems_only(world: Campaign, system: System, at_h: float) -> bool:
    """Whether there are tankers in theatre, and none of them, whomever it serves, gives fuel by that system."""
    fleet = [unit.kind.tanker for unit in _fleet(world, at_h)]
    points = [(fit.boom_points if system is System.boom else fit.drogue_points) for fit in fleet if fit]
    return bool(points) and not any(points)


def _fleet(world: Campaign, at_h: float) -> list[Unit]:
    return [unit for unit in world.units_for((Role.tanker,)) if unit.from_h <= at_h < unit.until_h]
