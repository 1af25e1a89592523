"""What a package does where it was sent: it arrives, stays as long as its fuel and its luck allow, and leaves.

Whoever is told of it hears it here: coverage, services, airborne control, threat, and the mission type itself.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

import simpy

from sim.campaign.ledger import Cause, Failure
from sim.campaign.loss import Loss

if TYPE_CHECKING:
    from sim.campaign.escort import Pair
    from sim.campaign.fleet import Tail
    from sim.campaign.flight import Flight

MOMENT_H = 1e-3
"""A package that met its escort goes in just after it."""


def hold(flight: Flight) -> Generator[simpy.Event]:
    """On station for each spell of the profile, with a visit to the track between each two.

    An aircraft that is lost ends the spell: the others of the package go home.
    """
    world, losses = flight.world, flight.world.losses
    if flight.line.pair:
        yield from _meet_escort(flight, flight.line.pair)
    for number, planned_h in enumerate(flight.profile.segments):
        if number:
            yield from flight.top_up()
        spell_h = min(planned_h, flight.spare_h)
        if spell_h <= 0:
            return
        if refused := world.clearance.enter(flight):
            raise Failure(refused)
        lost = None
        if losses:
            spell_h, lost = losses.within(flight, spell_h)
        _arrive(flight, spell_h)
        yield flight.env.timeout(spell_h)
        _depart(flight, spell_h)
        if lost:
            _lose(flight, *lost)


def _meet_escort(flight: Flight, pair: Pair) -> Generator[simpy.Event]:
    """Waits short of the area for an escort that is on its way and due within the patience for a tanker.

    Only the package waits, never its escort, and only until a time that is known: they cannot block each other.
    """
    escort = pair.escort_flight
    if escort is None or escort is flight or escort.since_h:
        return
    wait_h = escort.launched_h + escort.profile.out_h - flight.env.now
    if 0 < wait_h <= min(flight.world.scenario.refuelling.patience, flight.spare_h):
        flight.burn(wait_h + MOMENT_H)
        yield flight.env.timeout(wait_h + MOMENT_H)


def _arrive(flight: Flight, spell_h: float) -> None:
    line, world = flight.line, flight.world
    coverage = world.coverage
    flight.on_station = True
    flight.since_h = now = flight.env.now
    flight.leave_h = now + spell_h
    if flight.span is None:
        flight.span = coverage.span(flight.unit.aircraft, flight.unit.kind, line.area)
    coverage.open(flight.span, len(flight.tails))
    flight.covered = flight.covered or coverage.covered(line.area)
    for tell in world.clearance.entered:
        tell(flight)
    if flight.offers:
        world.services.begin(flight)
    line.request.arrived(flight)


def _depart(flight: Flight, spell_h: float) -> None:
    line, world = flight.line, flight.world
    coverage, weather = world.coverage, world.weather
    assert flight.span is not None
    flight.on_station = False
    flight.stayed_h += spell_h
    flight.burn(spell_h)
    line.request.departs(flight)
    for tell in world.clearance.left:
        tell(flight)
    if flight.offers:
        world.services.end(flight)
    flight.covered = flight.covered or coverage.covered(line.area)
    coverage.close(flight.span, len(flight.tails), flight.since_h, flight.sortie_ids[0])
    if line.area in weather.spells:
        flight.blind_h += weather.closed_h(line.area, flight.since_h, flight.env.now)


def _lose(flight: Flight, tail: Tail, cause: Cause) -> None:
    """One aircraft is gone, and its crew with it until somebody finds them; the others of the package go home."""
    turn, rescue, losses = flight.tails.index(tail), flight.world.rescue, flight.world.losses
    flight.loss = Loss(turn, tail, flight.env.now, cause, flight.fuel_taken_t, flight.refuellings)
    if rescue and losses and not flight.unit.kind.uncrewed:
        rescue.down(flight, flight.sortie_ids[turn], flight.loss, losses.fate(tail).evasion)
    flight.tails = [other for other in flight.tails if other is not tail]
    flight.chances = [chance for n, chance in enumerate(flight.chances) if n != turn]
    flight.sortie_ids = tuple(name for n, name in enumerate(flight.sortie_ids) if n != turn)
    flight.unit.lose(tail)
    raise Failure(cause)
