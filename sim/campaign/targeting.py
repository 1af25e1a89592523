"""The targeting cell: from a detection to a nomination, and from a nomination to a weapon.

Fleeting targets go over the dynamic desks to whoever is on station with a fitting weapon; fixed ones are
developed over the deliberate desks for the next air tasking order. A damaged target counts as destroyed for
the planners only when somebody has looked; until then it may be struck again.
"""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

import simpy

from sim.campaign.clock import after
from sim.campaign.desk import Desk
from sim.campaign.geography import Map
from sim.campaign.nominations import Nominations
from sim.campaign.target import Target
from sim.scenario.inputs import Targeting

if TYPE_CHECKING:
    from sim.campaign.coverage import Coverage
    from sim.campaign.flight import Flight
    from sim.campaign.weather import Weather

NEAR_NMI = 120.0
"""Aircraft on station are sent to a fleeting target in another area up to this far. Assumed (60 to 200 nmi)."""


class Cell:
    """The targeting cell and its lists."""

    def __init__(self, env: simpy.Environment, rules: Targeting, chart: Map, end_h: float, weather: Weather) -> None:
        areas = chart.areas
        self.env = env
        self.rules = rules
        self.end_h = end_h
        self.weather = weather
        self.coverage: Coverage | None = None
        self.dynamic = Desk(env, newest_first=True, done=self._approve)
        self.deliberate = Desk(env, newest_first=False, done=self._developed)
        self.nominated = {area: Nominations() for area in areas}
        """Fixed targets cleared for the next air tasking order, by area."""
        self._fleeting: dict[str, list[Target]] = {area: [] for area in areas}
        self._on_call: dict[str, list[Flight]] = {area: [] for area in areas}
        self._last_resort: dict[str, list[Flight]] = {area: [] for area in areas}
        self._near = {
            area: [
                (other, nmi) for other in chart.nearest(area, areas) if (nmi := chart.distance(area, other)) < NEAR_NMI
            ]
            for area in areas
        }
        """Areas from which aircraft on station may be sent, the area itself first, with the distance."""

    # -- from detection to nomination -------------------------------------------------------------------

    def seen(self, target: Target, look: int) -> None:
        """A sensor has found a target, or has looked again at one that was struck."""
        target.looks = look + 1
        if self.env.now >= self.end_h or not target.open:
            return
        if target.detected_h is None:
            target.detected_h = self.env.now
            if target.kind.mobile:
                rules = self.rules.dynamic
                self.dynamic.submit(target, rules.work * exp(rules.spread * target.work_draw))
            else:
                slow = self.rules.deliberate
                self.deliberate.submit(target, slow.work * exp(slow.spread * target.work_draw))
        elif target.weapons:
            self._assess(target)

    def _developed(self, target: Target) -> None:
        if target.clear_draw < self.rules.deliberate.p_restrained:
            target.open = False
            return
        after(self.env, self.rules.deliberate.lead, lambda: self.nominate(target))

    def nominate(self, target: Target) -> None:
        """A fixed target goes on the list for the next order."""
        if self.env.now >= self.end_h:
            return
        if target.nominated_h is None:
            target.nominated_h = self.env.now
        target.listed = True
        self.nominated[target.area].add(target)

    def _approve(self, target: Target) -> None:
        if target.hides_h <= self.env.now or self.env.now >= self.end_h:
            return
        target.nominated_h = self.env.now
        self._offer(target)

    # -- from nomination to weapon ------------------------------------------------------------------------

    def on_call(self, flight: Flight) -> None:
        """Strike aircraft on station take what is nominated in their area."""
        self._heed_caveats(flight)
        self._on_call[flight.line.area].append(flight)
        self.next_task(flight)

    def last_resort(self, flight: Flight) -> None:
        """A sensor with a weapon or two is asked when nobody else can come: its place is to go on looking."""
        self._heed_caveats(flight)
        self._last_resort[flight.line.area].append(flight)
        self.next_task(flight)

    def _heed_caveats(self, flight: Flight) -> None:
        """Who may make planned attacks only is cleared for nothing else."""
        if flight.unit.caveats and flight.unit.refuses_dynamic(self.env.now):
            flight.p_cleared = 0.0

    def off_call(self, flight: Flight) -> None:
        """They leave."""
        for on_call in (self._on_call[flight.line.area], self._last_resort[flight.line.area]):
            if flight in on_call:
                on_call.remove(flight)

    def _offer(self, target: Target) -> None:
        """To strike aircraft over the area, to those over the next ones, to an armed sensor; else it waits."""
        near = self._near[target.area]
        for on_call, places in ((self._on_call, near), (self._last_resort, near[:1])):
            for place, nmi in places:
                for flight in on_call[place]:
                    if not flight.busy and self._fits(flight, target, nmi):
                        self._send(flight, target, nmi)
                        return
        self._fleeting[target.area].append(target)

    def next_task(self, flight: Flight) -> None:
        """The newest fleeting target that waits in its area, or in one near by, for who is on station with nothing in
        hand."""
        if flight.busy or not flight.on_station:
            return
        now = self.env.now
        for place, nmi in self._near[flight.line.area]:
            waiting = self._fleeting[place]
            if not waiting:
                continue
            waiting[:] = [target for target in waiting if target.hides_h > now]
            for n in range(len(waiting) - 1, -1, -1):
                if self._fits(flight, waiting[n], nmi):
                    self._send(flight, waiting.pop(n), nmi)
                    return

    def _strike_h(self, target: Target) -> float:
        return self.rules.dynamic.strike * exp(self.rules.dynamic.spread * target.strike_draw)

    def _fits(self, flight: Flight, target: Target, nmi: float) -> bool:
        """It has a weapon that can hit, and the time to go there, strike, and be back where it leaves from."""
        load = flight.line.load
        return (
            flight.weapons > 0
            and target.clear_draw < flight.p_cleared
            and load is not None
            and load.shelf.munition.guidance in target.kind.guidance
            and self.env.now + self._strike_h(target) + 2 * nmi / flight.kind.cruise < flight.leave_h
            and self._in_sight(flight, target)
        )

    def _in_sight(self, flight: Flight, target: Target) -> bool:
        """Whether the weather over the target leaves its weapon a way to find it; if not, the flight remembers why."""
        load = flight.line.load
        assert load is not None
        guidance = load.shelf.munition.guidance
        left = self.weather.left(guidance, target.area)
        if left is guidance or left in target.kind.guidance:
            return True
        flight.weathered = True
        return False

    def _send(self, flight: Flight, target: Target, nmi: float) -> None:
        flight.busy = True
        after(self.env, self._strike_h(target) + nmi / flight.kind.cruise, lambda: self._attack(flight, target))

    def _attack(self, flight: Flight, target: Target) -> None:
        flight.busy = False
        if target.hides_h > self.env.now and self.env.now < self.end_h:
            while target.hits < target.kind.aim_points and flight.weapons and self._in_sight(flight, target):
                target.hits += flight.release(target)
            if target.hits >= target.kind.aim_points:
                self._destroy(flight, target)
            else:
                self._offer(target)
        if flight.on_station and flight.line.targets:  # these waited for the weather
            self.attack_planned(flight)
        self.next_task(flight)

    def view_opens(self, area: str) -> None:
        """The weather over an area has cleared: planned attacks that waited for it are made, then fleeting targets
        that waited are offered again, the newest first."""
        for flight in list(self._on_call[area]):
            if flight.line.targets and flight.weathered and not flight.busy:
                self.attack_planned(flight)
        waiting = self._fleeting[area]
        self._fleeting[area] = []
        for target in reversed(waiting):
            if target.hides_h > self.env.now:
                self._offer(target)
        self._fleeting[area].reverse()

    def attack_planned(self, flight: Flight) -> None:
        """A deliberate line attacks its targets: a weapon for each aim point, seen again only later."""
        if self.env.now >= self.end_h:
            return
        waiting: list[Target] = []
        for target in flight.line.targets:
            points = target.kind.aim_points
            if not target.open:
                continue
            if flight.weapons < points:
                self.nominated[target.area].put_back(target)
                continue
            if not self._in_sight(flight, target):
                waiting.append(target)
                continue
            target.listed = False
            flight.struck_again = flight.struck_again or target.destroyed
            hits = sum(flight.release(target) for _ in range(points))
            if hits == points and not target.destroyed:
                self._destroy(flight, target)
            self._look_again(target)
        flight.line.targets = waiting

    def _destroy(self, flight: Flight, target: Target) -> None:
        target.destroyed = True
        target.struck_h = self.env.now
        flight.struck += 1
        if target.kind.mobile:
            target.open = False
            target.hides_h = min(target.hides_h, self.env.now)

    # -- damage assessment --------------------------------------------------------------------------------

    def _look_again(self, target: Target) -> None:
        """Sensors look at the place; unless one has by the end of patience, the target goes back on the list."""
        assert self.coverage is not None
        rules = self.rules.assessment
        attacks = target.weapons
        self.coverage.expect(target, rules.ease)

        def lose_patience() -> None:
            if target.open and target.weapons == attacks and not target.listed:
                self.nominate(target)

        after(self.env, rules.patience, lose_patience)

    def _assess(self, target: Target) -> None:
        if target.destroyed:
            target.open = False
        elif not target.listed:
            self.nominate(target)
