"""The daily air tasking order: who flies what, when, with which fuel and weapons.

The planner fills the commander's requests in priority order, well before the day begins. It spreads them
over what the nations offer; checks caveats, weapons and aircraft in line; lays tankers over the day to meet
what the lines will drink; and promises each receiver a tanker, a time and tonnes. What cannot be promised is
shortened, then moved to a unit that needs less, then dropped with its cause.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

import simpy

from sim.campaign.candidates import Candidates
from sim.campaign.escort import Pair, escort_for
from sim.campaign.fuel import set_aside, take_back, why_no_way, why_none
from sim.campaign.ledger import Cause, State
from sim.campaign.luck import Stream
from sim.campaign.order import DAY_H, Order, Spread
from sim.campaign.rescue import stand
from sim.campaign.slip import moved, shortened, struck_out, written
from sim.campaign.sortie import fly

if TYPE_CHECKING:
    from sim.campaign.campaign import Campaign
    from sim.campaign.line import Line
    from sim.campaign.profile import Profile
    from sim.campaign.unit import Unit
    from sim.scenario.scenario import Phase

_REACHED = (
    Cause.no_aircraft,
    Cause.no_tanker_fuel,
    Cause.wrong_refuelling_system,
    Cause.caveat,
    Cause.no_munition,
)
"""Of the units that could not fly a line, the one that came farthest gives the cause."""


class Planner:
    """Writes one air tasking order a day."""

    def __init__(self, world: Campaign) -> None:
        self.world = world
        self.spread = Spread()
        self.covered_h: dict[str, float] = {}
        """By request and orbit, until when it is planned."""
        self.owed_h: dict[str, float] = {}
        """By request and orbit that is not held all day, for how long it is still to be held."""
        self.lines: list[Line] = []
        self.open_lines = 0
        """Lines planned and not yet ended."""
        self._luck: dict[str, Stream] = {}
        self.candidates = Candidates(world)
        self._number = 0

    def run(self) -> Generator[simpy.Event]:
        """A new order each day, complete `horizon` before the day begins."""
        env, horizon_h = self.world.env, self.world.scenario.planning.horizon
        for day in range(self.world.days):
            wait_h = day * DAY_H - horizon_h - env.now
            if wait_h > 0:
                yield env.timeout(wait_h)
            if self.world.ending and self.world.ending.met(env.now):
                self.world.end_after(day)
                return
            self.plan(day)

    def next_number(self) -> int:
        """Lines are numbered in the order in which they are written."""
        self._number += 1
        return self._number

    def luck(self, request: str) -> Stream:
        """The random stream of one request."""
        if request not in self._luck:
            self._luck[request] = self.world.luck.stream("tasking", request)
        return self._luck[request]

    def plan(self, day: int) -> None:
        """The order of one day: requests to lines, lines to units, fuel to lines."""
        world = self.world
        phase = world.phase(day * DAY_H)
        self.candidates.begin(day * DAY_H, phase)
        before = len(self.lines)
        planned = self._write(day, phase)
        for line in planned:
            if line.state is None and line.profile and line.profile.uplifts and not self._promise(line):
                self._replan(line)
        idle = set()
        for line in planned:
            if line.request.idle(line, world):
                self._spare(line)
                idle.add(line.number)
            elif line.state is None:
                self.open_lines += 1
                world.env.process(stand(world, line) if line.request.on_alert else fly(world, line))
        if idle:
            self.lines[before:] = [line for line in self.lines[before:] if line.number not in idle]

    def _write(self, day: int, phase: Phase) -> list[Line]:
        """Lines by priority, each on a unit as soon as it is written.

        The staff write so many lines; alerts are not among them, for they stand day after day, nor tankers, for they
        follow from the lines they serve, and a tanker that is not to be had is no line asked for: what its receivers
        lose says so.
        """
        budget = self.world.planning_lines(day * DAY_H)
        planned: list[Line] = []
        for name, request in sorted(phase.tasking.items(), key=lambda item: (item[1].follows, item[1].priority)):
            order = Order(self, day, name, planned)
            free = request.follows or request.on_alert
            for line in request.lines(order):
                if line.at_h >= self.world.end_h:
                    continue
                cause = self._assign(line) if budget >= 1 or free else Cause.no_planning_staff
                if cause is None and request.escort and self.world.threats.wants_escort(line):
                    cause = self._escort(line, phase, planned)
                if cause is None:
                    written(self.world, line)
                    planned.append(line)
                    budget -= 0 if free else 1
                elif line.again:
                    continue
                elif request.follows:
                    if cause is Cause.other_commitments:
                        self.world.commitments.leave_dry(line)
                    continue
                else:
                    self._drop(line, cause)
                self.lines.append(line)
        return planned

    def _escort(self, line: Line, phase: Phase, planned: list[Line]) -> Cause | None:
        """An escort for a line that has its unit, or neither is planned.

        Like a tanker an escort is no line asked for: it is written when it can be flown.
        """
        world, escort = self.world, escort_for(line, phase)
        pair = Pair(line, escort)
        escort.number = self.next_number()
        if self._assign(escort) is None:
            written(world, escort)
            if not world.threats.shut(line):
                planned.append(escort)
                self.lines.append(escort)
                return None
            struck_out(world, escort)
            self._take_back(escort)
        pair.part()
        self._take_back(line)
        return Cause.threat

    # -- assigning units --------------------------------------------------------------------------------

    def _assign(self, line: Line) -> Cause | None:
        """Gives the line to a unit with the best profile it can fly, or says why not; fuel is promised later."""
        if refused := self.world.clearance.write(line):
            return refused
        reached = 0
        for unit in self.candidates.willing(line):
            options = self.candidates.options(unit, line)
            if not options:
                reached = max(reached, _REACHED.index(why_no_way(self.world, unit, line.at_h)))
                continue
            failed = self._take(line, unit, options[0])
            if failed is None:
                return None
            reached = max(reached, _REACHED.index(failed))
        if not reached and self.world.commitments.cost(line, self.candidates.pools(line), self.world):
            return Cause.other_commitments
        return _REACHED[reached]

    def _take(self, line: Line, unit: Unit, profile: Profile) -> Cause | None:
        """Plans the line on that unit, or says why not."""
        launch_h = max(line.at_h - profile.out_h, self.world.env.now)
        ready_h = launch_h + profile.duration_h + unit.performance.turn
        if not unit.free(launch_h, ready_h, line.aircraft):
            return Cause.no_aircraft
        if unit.caveats and unit.refuses(line, launch_h, self.world.light(launch_h)):
            return Cause.caveat
        suits, must = line.request.arms(line)
        if suits:
            line.load = self.world.arsenal.promise(unit.nation, unit.loads, line.aircraft, suits)
            if line.load is None and must:
                return Cause.no_munition
        line.unit, line.profile, line.launch_h = unit, profile, launch_h
        unit.hold(launch_h, ready_h, line.aircraft)
        return None

    # -- promising fuel -----------------------------------------------------------------------------------

    def _promise(self, line: Line) -> bool:
        """Sets fuel aside for the line: as planned, else at another time, else by the unit's next shorter profile."""
        unit, planned = line.unit, line.profile
        assert unit is not None and planned is not None
        promises = set_aside(self.world.tracks, line, unit, planned, line.launch_h)
        if promises is not None:
            line.promises = promises
            return True
        if line.request.movable and not line.pair and moved(self.world, line):
            return True
        options = self.candidates.options(unit, line)
        return shortened(self.world, line, options[options.index(planned) + 1 :])

    def _replan(self, line: Line) -> None:
        """No fuel for the unit that had the line: another unit that needs less, or none, else it is dropped."""
        first = line.unit
        assert first is not None
        dry = self.world.commitments.left_dry(line)
        cause = Cause.other_commitments if dry else why_none(self.world, line)
        struck_out(self.world, line)
        self._take_back(line)
        for unit in self.candidates.willing(line):
            if unit is first:
                continue
            for profile in self.candidates.options(unit, line):
                if self._take(line, unit, profile) is not None:
                    break
                promises = set_aside(self.world.tracks, line, unit, profile, line.launch_h)
                if promises is not None:
                    line.promises = promises
                    written(self.world, line)
                    return
                self._take_back(line)
        line.unit = first
        self._drop(line, cause)

    def _take_back(self, line: Line) -> None:
        unit, profile = line.unit, line.profile
        assert unit is not None and profile is not None
        unit.let_go(line.launch_h, line.launch_h + profile.duration_h + unit.performance.turn, line.aircraft)
        if line.load:
            self.world.arsenal.release(line.load)
            line.load = None
        line.unit = line.profile = None

    def _spare(self, line: Line) -> None:
        """Nobody needs it after all: it is not flown, and was no line asked for."""
        struck_out(self.world, line)
        line.request.dropped(line, self.world)
        self._take_back(line)

    def _drop(self, line: Line, cause: Cause) -> None:
        line.close(State.not_planned, cause)
        struck_out(self.world, line)
        line.request.dropped(line, self.world)
        if line.pair and line is line.pair.escort:
            self.lines.remove(line)  # it was no line asked for
        if line.pair and (other := line.pair.other(line)).state is None:
            self._withdraw(other)
            self._take_back(other)
            self._drop(other, Cause.threat if other is line.pair.package else cause)

    def _withdraw(self, line: Line) -> None:
        """Fuel that was promised to it is open again."""
        if line.promises:
            assert line.unit is not None and line.profile is not None and line.profile.system is not None
            take_back(line.promises, line, line.unit, line.profile.system)
        line.promises = []
