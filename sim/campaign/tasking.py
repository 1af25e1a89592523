"""The daily air tasking order: who flies what, when, with which fuel and weapons.

The planner fills the commander's requests in priority order, well before the day begins. It spreads them
over what the nations offer; checks caveats, weapons and aircraft in line; lays tankers over the day to meet
what the lines will drink; and promises each receiver a tanker, a time and tonnes. What cannot be promised is
shortened, then moved to a unit that needs less, then dropped with its cause.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from math import floor, inf
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

import simpy

from sim.campaign.ledger import Cause, State
from sim.campaign.line import Line
from sim.campaign.luck import Stream
from sim.campaign.missions.base import Mission
from sim.campaign.profile import Profile
from sim.campaign.sortie import fly
from sim.campaign.tanker_sortie import Promise
from sim.campaign.unit import Unit

if TYPE_CHECKING:
    from sim.campaign.campaign import Campaign
    from sim.scenario.scenario import Phase

DAY_H = 24.0
_SLACK = attrgetter("slack")

_REACHED = (Cause.no_aircraft, Cause.no_tanker_fuel, Cause.caveat, Cause.no_munition)
"""Of the units that could not fly a line, the one that came farthest gives the cause."""


class Spread:
    """Deals whole numbers in proportion to weights, carrying over what each is still owed."""

    def __init__(self) -> None:
        self._owed: dict[str, float] = {}
        self._dealt: dict[str, dict[str, float]] = {}

    def whole(self, name: str, amount: float) -> int:
        """`amount` in whole units, the fraction carried to the next call."""
        owed = self._owed.get(name, 0.0) + amount
        count = floor(owed + 1e-9)
        self._owed[name] = owed - count
        return count

    def next(self, name: str, weights: dict[str, float]) -> str:
        """The key that is owed most after each has got its weight."""
        total = sum(weights.values())
        dealt = self._dealt.setdefault(name, {})
        best, most = "", -inf
        for key, weight in weights.items():
            dealt[key] = owed = dealt.get(key, 0.0) + weight / total
            if owed > most:
                best, most = key, owed
        dealt[best] -= 1
        return best


class Order:
    """One request's part of one day's air tasking order: what a mission type sees when it writes its lines."""

    def __init__(self, planner: Planner, day: int, name: str, lines: list[Line]) -> None:
        self.world = planner.world
        self.planner = planner
        self.spread = planner.spread
        self.day = day
        self.start_h = day * DAY_H
        self.name = name
        self.written = lines
        """Lines of the day that are already assigned."""

    def line(self, request: Mission, kind: str, area: str, aircraft: int, at_h: float, stay_h: float) -> Line:
        """A new line, on station at that time for so long."""
        line = Line(self.planner.next_number(), self.day, request, kind, area, aircraft)
        line.at_h, line.stay_h = at_h, stay_h
        return line

    def chance(self) -> float:
        """The request's own random number."""
        return self.planner.luck(self.name).uniform()

    def covered_h(self, orbit: str) -> float:
        """Until when an orbit of this request is planned already."""
        return self.planner.covered_h.get(f"{self.name}/{orbit}", self.start_h)

    def cover(self, orbit: str, until_h: float) -> None:
        """The orbit is planned until then, or given up until then."""
        self.planner.covered_h[f"{self.name}/{orbit}"] = until_h


def tracks(phase: Phase) -> tuple[str, ...]:
    """The tanker tracks of a phase."""
    return tuple(dict.fromkeys(track for request in phase.tasking.values() for track in getattr(request, "tracks", ())))


class Planner:
    """Writes one air tasking order a day."""

    def __init__(self, world: Campaign) -> None:
        self.world = world
        self.spread = Spread()
        self.covered_h: dict[str, float] = {}
        self.lines: list[Line] = []
        self.open_lines = 0
        """Lines planned and not yet ended."""
        self._luck: dict[str, Stream] = {}
        self._pools: dict[tuple[int, str, str], list[list[Unit]]] = {}
        self._number = 0

    def run(self) -> Generator[simpy.Event]:
        """A new order each day, complete `horizon` before the day begins."""
        env, horizon_h = self.world.env, self.world.scenario.planning.horizon
        for day in range(self.world.days):
            wait_h = day * DAY_H - horizon_h - env.now
            if wait_h > 0:
                yield env.timeout(wait_h)
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
        """The order of one day: requests to lines, lines to units, fuel to lines.

        The staff write so many lines; tankers are not among them, for they follow from the lines they serve,
        and a tanker that is not to be had is no line asked for: what its receivers lose says so.
        """
        world = self.world
        for unit in world.units:
            unit.offer(day * DAY_H)
        phase = world.phase(day * DAY_H)
        if world.routes.use(tracks(phase)):
            self._pools.clear()
        budget = world.planning_lines(day * DAY_H)
        planned: list[Line] = []
        for name, request in self._in_order(phase):
            order = Order(self, day, name, planned)
            for line in request.lines(order):
                if request.follows:
                    if self._assign(line) is None:
                        planned.append(line)
                        self.lines.append(line)
                    continue
                self.lines.append(line)
                cause = self._assign(line) if budget >= 1 else Cause.no_planning_staff
                if cause:
                    self._drop(line, cause)
                else:
                    budget -= 1
                    planned.append(line)
        self._promise_all(planned)
        for line in planned:
            if line.state is None:
                self.open_lines += 1
                world.env.process(fly(world, line))

    def _in_order(self, phase: Phase) -> Iterator[tuple[str, Mission]]:
        """Requests by priority; those that follow the demand of the others come last."""
        return iter(sorted(phase.tasking.items(), key=lambda item: (item[1].follows, item[1].priority)))

    # -- assigning units --------------------------------------------------------------------------------

    def _candidates(self, line: Line) -> Iterator[Unit]:
        """Units that may fly it: by the mission's own preference, then the one with most of its offer left."""
        request = line.request
        key = (id(request), line.kind, line.area)
        pools = self._pools.get(key)
        if pools is None:
            units = self.world.units_for(request.roles)
            pools = self._pools[key] = request.pools(units, line, self.world)
        for pool in pools:
            for unit in sorted(pool, key=_SLACK, reverse=True):
                if unit.offers(line.aircraft, line.at_h) and request.accepts(unit, line, self.world):
                    yield unit

    def _assign(self, line: Line) -> Cause | None:
        """Gives the line to a unit with the best profile it can fly, or says why not; fuel is promised later."""
        reached = 0
        for unit in self._candidates(line):
            options = self._options(unit, line)
            if not options:
                reached = max(reached, 1)
                continue
            failed = self._take(line, unit, options[0])
            if failed is None:
                return None
            reached = max(reached, _REACHED.index(failed))
        return _REACHED[reached]

    def _options(self, unit: Unit, line: Line) -> tuple[Profile, ...]:
        return self.world.routes.options(unit, line.area, line.stay_h, min(line.stay_h, line.request.on_station_min))

    def _take(self, line: Line, unit: Unit, profile: Profile) -> Cause | None:
        """Plans the line on that unit, or says why not."""
        launch_h = max(line.at_h - profile.out_h, self.world.env.now)
        if not unit.free(launch_h, launch_h + profile.duration_h + unit.kind.turn, line.aircraft):
            return Cause.no_aircraft
        if unit.caveats and unit.refuses(launch_h, self._light(launch_h), line.request.mission, line.area):
            return Cause.caveat
        suits, must = line.request.arms(line)
        if suits:
            line.load = self.world.arsenal.promise(unit.nation, unit.loads, line.aircraft, suits)
            if line.load is None and must:
                return Cause.no_munition
        line.unit, line.profile, line.launch_h = unit, profile, launch_h
        unit.hold(launch_h, launch_h + profile.duration_h + unit.kind.turn, line.aircraft)
        return None

    def _light(self, at_h: float) -> Literal["day", "night"]:
        planning = self.world.scenario.planning
        return "day" if planning.dawn <= self.world.hour_of_day(at_h) < planning.dusk else "night"

    # -- promising fuel -----------------------------------------------------------------------------------

    def _promise_all(self, planned: list[Line]) -> None:
        for line in planned:
            if line.profile and line.profile.uplifts and not self._promise(line):
                self._replan(line)

    def _promise(self, line: Line) -> bool:
        """Sets fuel aside for the line: as planned, else by the next shorter profile of the same unit."""
        unit = line.unit
        assert unit is not None and line.profile is not None
        options = self._options(unit, line)
        for profile in options[options.index(line.profile) :]:
            launch_h = max(line.at_h - profile.out_h, self.world.env.now)
            promises = self._set_aside(line, unit, profile, launch_h)
            if promises is not None:
                if profile is not line.profile:
                    self._retime(line, unit, profile, launch_h)
                    line.profile, line.launch_h = profile, launch_h
                line.promises = promises
                return True
        return False

    @staticmethod
    def _retime(line: Line, unit: Unit, profile: Profile, launch_h: float) -> None:
        """The same tails, for another span of time."""
        assert line.profile is not None
        turn_h = unit.kind.turn
        unit.let_go(line.launch_h, line.launch_h + line.profile.duration_h + turn_h, line.aircraft)
        unit.hold(launch_h, launch_h + profile.duration_h + turn_h, line.aircraft)

    def _set_aside(self, line: Line, unit: Unit, profile: Profile, launch_h: float) -> list[Promise] | None:
        """A promise for each refuelling of the profile, or None if one of them cannot be met."""
        promises: list[Promise] = []
        if profile.system is None or profile.track is None:
            return promises
        planned = self.world.tracks.planned
        for after_h, fuel_t in profile.uplifts:
            at_h = launch_h + after_h
            for tanker in planned(profile.track, profile.system, at_h):
                if not tanker.serves or unit.nation in tanker.serves:
                    promise = tanker.promise(profile.system, at_h, fuel_t * line.aircraft, line.aircraft)
                    if promise:
                        promises.append(promise)
                        break
            else:
                for promise in promises:
                    promise.tanker.withdraw(promise, profile.system, line.aircraft)
                return None
        return promises

    def _replan(self, line: Line) -> None:
        """No fuel for the unit that had the line: another unit that needs less, or none, else it is dropped."""
        first = line.unit
        assert first is not None
        cause = self._why_no_fuel(line)
        self._take_back(line)
        for unit in self._candidates(line):
            if unit is first:
                continue
            for profile in self._options(unit, line):
                if self._take(line, unit, profile) is not None:
                    break
                promises = self._set_aside(line, unit, profile, line.launch_h)
                if promises is not None:
                    line.promises = promises
                    return
                self._take_back(line)
        line.unit = first
        self._drop(line, cause)

    def _take_back(self, line: Line) -> None:
        unit, profile = line.unit, line.profile
        assert unit is not None and profile is not None
        unit.let_go(line.launch_h, line.launch_h + profile.duration_h + unit.kind.turn, line.aircraft)
        if line.load:
            self.world.arsenal.release(line.load)
            line.load = None
        line.unit = line.profile = None

    def _why_no_fuel(self, line: Line) -> Cause:
        profile, unit = line.profile, line.unit
        assert profile is not None and unit is not None and profile.system and profile.track
        there = [
            tanker
            for tanker in self.world.tracks.tankers.get(profile.track, ())
            if tanker.start_h <= line.launch_h + profile.uplifts[0].after_h < tanker.end_h
        ]
        fitting = [tanker for tanker in there if tanker.gives(profile.system, unit.nation)]
        if there and not fitting:
            return Cause.wrong_refuelling_system
        need_t = profile.uplifts[0].fuel_t * line.aircraft
        return Cause.no_tanker_contact if any(t.unpromised_t >= need_t for t in fitting) else Cause.no_tanker_fuel

    def _drop(self, line: Line, cause: Cause) -> None:
        line.close(State.not_planned, cause)
        line.request.dropped(line, self.world)
