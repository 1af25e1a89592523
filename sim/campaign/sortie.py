"""The life of one line flown: from aircraft taken to aircraft turned round.

One process flies a package, whatever the number of its aircraft. What it does in the air is the mission type's
story; a failure carries its cause to the one place where a line ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.campaign.flight import Flight, Steps
from sim.campaign.ledger import LOST, Cause, Failure, State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sim.campaign.campaign import Campaign
    from sim.campaign.fleet import Tail
    from sim.campaign.line import Line
    from sim.campaign.loss import Loss


def fly(world: Campaign, line: Line, tails: list[Tail] | None = None) -> Steps:
    """One line of the air tasking order, as a process; an alert that was called has its aircraft already."""
    assert line.unit is not None
    env = world.env
    if line.launch_h > env.now:
        yield env.timeout(line.launch_h - env.now)
    fleet = line.unit.fleet
    if tails is None:
        tails = fleet.take(line.aircraft)
    if tails is None:
        tails = yield fleet.ask(line.aircraft, world.scenario.planning.latest_launch)
    flight = Flight(world, line)
    cause = _take_off(flight, tails)
    if cause:
        _cancel(flight, cause)
    else:
        try:
            yield from line.request.fly(flight)
        except Failure as failure:
            flight.cause = failure.cause
        yield from flight.go_home()
        _land(flight)
    world.planner.open_lines -= 1
    fleet.rest(flight.down)


def _take_off(flight: Flight, tails: list[Tail] | None) -> Cause | None:
    """Aircraft start, a spare for each that fails on the ground, and weapons are loaded; or why not."""
    line = flight.line
    if tails is None:
        return flight.unit.fleet.why_none(line.aircraft)
    if line.pair and (cause := line.pair.off(line)):
        flight.tails = tails
        return cause
    for tail in tails:
        _start(flight, tail)
    if len(flight.tails) < line.aircraft:
        return Cause.breakdown
    for chance in flight.chances:
        if chance[1] < flight.kind.p_air_abort:
            flight.aborts = True
    if line.load:
        flight.world.arsenal.draw(line.load, flight.unit.base)
    line.sorties = flight.sortie_ids = tuple([f"{tail.name}.{tail.takeoffs}" for tail in flight.tails])
    if line.pair and line is line.pair.escort:
        line.pair.escort_flight = flight
    return None


def _start(flight: Flight, tail: Tail | None) -> None:
    """One aircraft starts up; if it fails a spare takes its place, if there is one."""
    while tail is not None:
        chance = tail.draw()
        if chance[0] >= flight.kind.p_ground_abort:
            flight.tails.append(tail)
            flight.chances.append(chance)
            return
        flight.down.append((flight.unit.fleet.fail(tail, chance), tail))
        tail = flight.unit.fleet.spare()


def _cancel(flight: Flight, cause: Cause) -> None:
    """The line is not flown: what it held is open to others."""
    flight.line.close(State.cancelled, cause)
    if flight.line.load:
        flight.world.arsenal.release(flight.line.load)
    flight.let_go()
    flight.down += [(0.0, tail) for tail in flight.tails]
    flight.line.request.called_off(flight)


def _land(flight: Flight) -> None:
    """The aircraft are down: the line ends, weapons go back, tails are turned or repaired, the facts are noted."""
    line, world = flight.line, flight.world
    if flight.stayed_h:
        cause = line.request.shortfall(flight)
        line.close(State.ineffective if cause else State.effective, cause)
    else:
        line.close(State.air_abort, flight.cause or Cause.no_tanker_fuel)
    loaded = line.load.weapons if line.load else 0
    turns: Sequence[int] = range(line.aircraft)
    gone = 0
    if flight.loss:
        gone = _note_loss(flight, flight.loss, loaded)
        turns = [turn for turn in turns if turn != flight.loss.turn]
    if line.load:
        world.arsenal.close(line.load, loaded - flight.weapons + gone, flight.unit.base)
    line.request.ended(flight)
    land = flight.unit.fleet.land
    for tail, chance in zip(flight.tails, flight.chances, strict=True):
        flight.down.append((land(tail, chance) + flight.ferry_h, tail))
    _note(flight, loaded, turns)


def _note_loss(flight: Flight, loss: Loss, loaded: int) -> int:
    """A row for the aircraft that was lost; the weapons that went with it."""
    line, unit, count = flight.line, flight.unit, flight.line.aircraft
    released = (loaded - flight.weapons + count - 1 - loss.turn) // count
    flight.world.record.sorties.append(
        (
            line.sorties[loss.turn],
            line.number,
            unit.nation,
            unit.name,
            unit.aircraft,
            loss.tail.name,
            line.mission,
            line.area,
            unit.base,
            flight.launched_h,
            loss.at_h,
            flight.stayed_h,
            LOST,
            loss.cause,
            loss.refuellings,
            loss.fuel_taken_t,
            loaded // count,
            released,
            (flight.struck + count - 1 - loss.turn) // count,
        )
    )
    return loaded // count - released


def _note(flight: Flight, loaded: int, turns: Sequence[int]) -> None:
    """A row for each aircraft; weapons and targets of a package are shared out in turn."""
    line, unit, note = flight.line, flight.unit, flight.world.record.sorties.append
    count = line.aircraft
    released = loaded - flight.weapons
    aircraft, role, area, base = unit.aircraft, line.mission, line.area, unit.base
    launched_h, landed_h, stayed_h = flight.launched_h, flight.landed_h, flight.stayed_h
    fuel_t = flight.fuel_taken_t
    for turn, tail, sortie_id in zip(turns, flight.tails, flight.sortie_ids, strict=True):
        note(
            (
                sortie_id,
                line.number,
                unit.nation,
                unit.name,
                aircraft,
                tail.name,
                role,
                area,
                base,
                launched_h,
                landed_h,
                stayed_h,
                line.state,
                line.cause,
                flight.refuellings,
                fuel_t,
                loaded // count,
                (released + count - 1 - turn) // count,
                (flight.struck + count - 1 - turn) // count,
            )
        )
