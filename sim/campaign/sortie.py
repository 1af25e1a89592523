"""The life of one line flown: from aircraft taken to aircraft turned round.

One process flies a package, whatever the number of its aircraft. Mission types write the story with the
verbs below; each verb is short, and a failure carries its cause to the one place where a line ends.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

import simpy

from sim.campaign.fleet import Chance, Tail
from sim.campaign.ledger import Cause, State
from sim.campaign.profile import CONTACT_H, SIP_T
from sim.campaign.refuelling import Failure
from sim.campaign.tanker_sortie import Promise
from sim.scenario.inputs import System

if TYPE_CHECKING:
    from sim.campaign.campaign import Campaign
    from sim.campaign.line import Line
    from sim.campaign.target import Target

Steps = Generator[simpy.Event]

SLACK_T = 1e-6
"""Fuel that is no more than rounding."""


def fly(world: Campaign, line: Line) -> Steps:
    """One line of the air tasking order, as a process."""
    flight = Flight(world, line)
    try:
        yield from flight.take_off()
    except Failure as failure:
        flight.cancel(failure.cause)
        world.planner.open_lines -= 1
        yield from flight.mend()
        return
    try:
        yield from line.request.fly(flight)
    except Failure as failure:
        flight.fail(failure.cause)
    yield from flight.go_home()
    flight.close()
    world.planner.open_lines -= 1
    yield from flight.turn_round()


class Flight:
    """A package in being: its tails, fuel and weapons. Fuel is that of each aircraft, in tonnes."""

    def __init__(self, world: Campaign, line: Line) -> None:
        assert line.unit is not None and line.profile is not None
        self.world = world
        self.env = world.env
        self.line = line
        self.unit = line.unit
        self.kind = line.unit.kind
        self.profile = line.profile
        self.system = line.profile.system or System.boom
        self.way = world.routes.way(self.unit, line.area, line.profile.track)
        self.promises = list(line.promises)
        self.tails: list[Tail] = []
        self.sortie_ids: tuple[str, ...] = ()
        self.fuel_t = self.kind.fuel
        self.fuel_taken_t = 0.0
        self.refuellings = 0
        self.weapons = line.load.weapons if line.load else 0
        self.struck = 0
        self.on_station = False
        self.busy = False
        self.p_cleared = 1.0
        self.leave_h = 0.0
        self.stayed_h = 0.0
        self.launched_h = self.landed_h = 0.0
        self.cause: Cause | None = None
        self.aborts = False
        self.covered = False
        self.at_track = False
        self.home_nmi = self.divert_nmi = 0.0
        self.since_h = 0.0
        self._chances: list[Chance] = []
        self._broken: list[tuple[float, Tail]] = []
        self._ferry_h = 0.0

    # -- on the ground ----------------------------------------------------------------------------------

    def take_off(self) -> Steps:
        """Aircraft are taken all or nothing, a spare for each that fails on the ground; weapons are loaded."""
        env, fleet, count = self.env, self.unit.fleet, self.line.aircraft
        if self.line.launch_h > env.now:
            yield env.timeout(self.line.launch_h - env.now)
        tails = fleet.take(count)
        if tails is None:
            tails = yield fleet.ask(count, self.world.scenario.planning.latest_launch)
            if tails is None:
                raise Failure(Cause.no_aircraft)
        for tail in tails:
            self._start(tail)
        if len(self.tails) < count:
            raise Failure(Cause.breakdown)
        self.aborts = any(chance[1] < self.kind.p_air_abort for chance in self._chances)
        if self.line.load:
            self.world.arsenal.draw(self.line.load, self.unit.base)
        self.launched_h = env.now
        self.sortie_ids = tuple(f"{tail.name}.{tail.takeoffs}" for tail in self.tails)
        self.line.sorties = self.sortie_ids

    def _start(self, tail: Tail | None) -> None:
        """One aircraft starts up; if it fails a spare takes its place, if there is one."""
        while tail is not None:
            chance = tail.draw()
            if chance[0] >= self.kind.p_ground_abort:
                self.tails.append(tail)
                self._chances.append(chance)
                return
            self._broken.append((self.unit.fleet.fail(tail, chance), tail))
            tail = self.unit.fleet.spare()

    def cancel(self, cause: Cause) -> None:
        """The line is not flown: what it held is open to others."""
        self.line.close(State.cancelled, cause)
        if self.line.load:
            self.world.arsenal.release(self.line.load)
        self._let_go()
        self._broken += [(0.0, tail) for tail in self.tails]
        self.line.request.called_off(self)

    def turn_round(self) -> Steps:
        """Landing to ready: turn, and repair if something broke."""
        fleet = self.unit.fleet
        ferry_h = self._ferry_h
        self._broken += [
            (fleet.land(tail, chance) + ferry_h, tail) for tail, chance in zip(self.tails, self._chances, strict=True)
        ]
        return self.mend()

    def mend(self) -> Steps:
        """Tails come back to the board as each is ready."""
        start_h = self.env.now
        for wait_h, tail in sorted(self._broken, key=lambda pair: pair[0]):
            if start_h + wait_h > self.env.now:
                yield self.env.timeout(start_h + wait_h - self.env.now)
            self.unit.fleet.ready(tail)

    # -- in the air ---------------------------------------------------------------------------------------

    def outbound(self) -> Steps:
        """To the area, by way of the track if the profile says so; a technical fault turns it back half-way."""
        profile, way = self.profile, self.way
        if profile.pre:
            yield self.transit(way.base_track)
            self._be_at_track()
            if self.aborts:
                raise Failure(Cause.breakdown)
            yield from self.refuel(self.kind.fuel - self.fuel_t, way.track_area)
            return
        if self.aborts:
            yield self.transit(way.base_area / 2)
            self.home_nmi = self.divert_nmi = way.base_area / 2
            raise Failure(Cause.breakdown)
        yield self.transit(way.base_area)
        self._be_at_area()

    def _can_press_on(self) -> bool:
        """Whether it has drunk enough to go to the area and come back."""
        return self.fuel_t >= self.bingo_t + self.kind.burn * self.way.track_area / self.kind.cruise

    def _be_at_track(self) -> None:
        self.at_track = True
        self.home_nmi, self.divert_nmi = self.way.base_track, self.way.track_divert

    def _be_at_area(self) -> None:
        self.at_track = False
        self.home_nmi, self.divert_nmi = self.way.base_area, self.way.area_divert

    def hold(self) -> Steps:
        """On station for each spell of the profile, with a visit to the track between each two."""
        for number, planned_h in enumerate(self.profile.segments):
            if number:
                yield self.transit(self.way.track_area)
                self._be_at_track()
                yield from self.refuel(self.kind.fuel - self.fuel_t, self.way.track_area)
            spell_h = min(planned_h, (self.fuel_t - self.bingo_t) / self.kind.burn)
            if spell_h <= 0:
                return
            self._arrive(spell_h)
            yield self.env.timeout(spell_h)
            self._depart(spell_h)

    def go_home(self) -> Steps:
        """Home, with a sip at the track if the fuel does not reach, or to the nearest airfield if that fails."""
        if self._reaches(self.home_nmi):
            yield self.transit(self.home_nmi)
        else:
            yield from self._home_by_track()
        self._let_go()
        self.landed_h = self.env.now

    def _reaches(self, nmi: float) -> bool:
        return self.fuel_t + SLACK_T >= self.kind.reserve + self.kind.burn * nmi / self.kind.cruise

    def _home_by_track(self) -> Steps:
        kind, way = self.kind, self.way
        if self.profile.track and not self.at_track:
            yield self.transit(way.track_area)
            self._be_at_track()
            need_t = kind.reserve + kind.burn * (way.base_track / kind.cruise + CONTACT_H) - self.fuel_t
            try:
                yield from self.refuel(min(max(need_t, SIP_T), kind.fuel - self.fuel_t))
            except Failure as failure:
                self.cause = self.cause or failure.cause
        if self._reaches(self.home_nmi):
            yield self.transit(self.home_nmi)
            return
        yield self.transit(self.divert_nmi)
        self._ferry_h = kind.turn + way.base_area / kind.cruise

    def transit(self, nmi: float) -> simpy.Event:
        """Fly so far, and burn for it."""
        hours = nmi / self.kind.cruise
        self.burn(hours)
        return self.env.timeout(hours)

    def refuel(self, want_t: float, then_nmi: float = 0.0) -> Steps:
        """Take fuel at the track, from whoever promised it or has some to spare; time at the tanker burns too.

        Then fly on so far, if that is given: nothing can happen between the two, so they are one event.
        """
        promise: Promise | None = self.promises.pop(0) if self.promises else None
        tracks = self.world.tracks
        if promise:
            tracks.void(promise)
        arrived_h = self.env.now
        busy_h = tracks.contact(self, want_t, promise, arrived_h)
        while busy_h < 0:
            self.burn(-busy_h)
            yield self.env.timeout(-busy_h)
            busy_h = tracks.contact(self, want_t, promise, arrived_h)
        self.burn(busy_h)
        if then_nmi:
            if not self._can_press_on():
                yield self.env.timeout(busy_h)
                raise Failure(Cause.no_tanker_fuel)
            self._be_at_area()
            then_h = then_nmi / self.kind.cruise
            self.burn(then_h)
            busy_h += then_h
        yield self.env.timeout(busy_h)

    @property
    def loiter_h(self) -> float:
        """How long it can wait where it is and still reach the nearest airfield with half its reserve."""
        kind = self.kind
        return (self.fuel_t - kind.reserve / 2) / kind.burn - self.divert_nmi / kind.cruise

    def take_fuel(self, fuel_t: float) -> None:
        """Fuel comes aboard each aircraft."""
        self.fuel_t += fuel_t
        self.fuel_taken_t += fuel_t
        self.refuellings += 1

    def burn(self, hours: float) -> None:
        """Fuel burns down with time."""
        self.fuel_t -= hours * self.kind.burn
        if self.fuel_t < -SLACK_T:
            self.world.broken("fuel below zero", str(self.line))

    @property
    def bingo_t(self) -> float:
        """Fuel at which it must leave the area: to the nearest airfield with its reserve."""
        way, kind = self.way, self.kind
        if self.profile.track is None:
            return kind.reserve + kind.burn * min(way.area_divert, way.base_area) / kind.cruise
        reach = max(way.area_divert, way.track_area + way.track_divert)
        return kind.reserve + kind.burn * reach / kind.cruise

    def _arrive(self, spell_h: float) -> None:
        self.on_station = True
        self.since_h = self.env.now
        self.leave_h = self.since_h + spell_h
        line, coverage = self.line, self.world.coverage
        coverage.open(self.kind_name, self.kind, line.area, len(self.tails))
        self.covered = self.covered or coverage.covered(line.area)
        line.request.arrived(self)

    def _depart(self, spell_h: float) -> None:
        line = self.line
        self.on_station = False
        self.stayed_h += spell_h
        self.burn(spell_h)
        line.request.departs(self)
        coverage = self.world.coverage
        self.covered = self.covered or coverage.covered(line.area)
        coverage.close(self.kind_name, line.area, len(self.tails), self.since_h, self.sortie_ids[0])

    @property
    def kind_name(self) -> str:
        return self.unit.force.aircraft

    def release(self, target: Target) -> bool:
        """One weapon leaves the aircraft; whether it hits."""
        assert self.line.load is not None
        self.weapons -= 1
        return target.hit(self.line.load.shelf.munition.p_hit)

    # -- the end --------------------------------------------------------------------------------------------

    def fail(self, cause: Cause) -> None:
        """What was meant could not be done; it goes home from where it is."""
        self.cause = cause

    def _let_go(self) -> None:
        for promise in self.promises:
            self.world.tracks.void(promise)
        self.promises = []

    def close(self) -> None:
        """The aircraft are down: the line ends, weapons go back, the facts are noted."""
        line = self.line
        if self.stayed_h:
            cause = line.request.shortfall(self)
            line.close(State.ineffective if cause else State.effective, cause)
        else:
            line.close(State.air_abort, self.cause or Cause.no_tanker_fuel)
        loaded = line.load.weapons if line.load else 0
        if line.load:
            self.world.arsenal.close(line.load, loaded - self.weapons, self.unit.base)
        line.request.ended(self)
        self._note(loaded)

    def _note(self, loaded: int) -> None:
        line, unit = self.line, self.unit
        count = len(self.tails)
        released = loaded - self.weapons
        state, cause = line.state, line.cause
        assert state is not None
        ended = (state, cause, self.refuellings, self.fuel_taken_t, loaded // count)
        for turn, (tail, sortie_id) in enumerate(zip(self.tails, self.sortie_ids, strict=True)):
            self.world.record.sorties.append(
                (
                    sortie_id,
                    line.number,
                    unit.nation,
                    unit.name,
                    self.kind_name,
                    tail.name,
                    line.request.mission,
                    line.area,
                    unit.base,
                    self.launched_h,
                    self.landed_h,
                    self.stayed_h,
                    *ended,
                    (released + count - 1 - turn) // count,
                    (self.struck + count - 1 - turn) // count,
                )
            )
