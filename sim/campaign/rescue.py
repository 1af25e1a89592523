"""Combat rescue: crews that are down, and the alerts that go for them.

An alert is a line that does not fly: its aircraft stand ready at their base until they are relieved or called. A crew
that comes down calls the nearest alert that reaches it; if there is none it waits for the next that comes on, as long
as it stays free.
"""

from __future__ import annotations

from collections.abc import Generator
from math import inf
from typing import TYPE_CHECKING, Any

import simpy

from sim.campaign.clock import after
from sim.campaign.fleet import TailState
from sim.campaign.ledger import Cause, State
from sim.campaign.missions.rescue import Rescue
from sim.campaign.profile import Profile, Way, unrefuelled
from sim.campaign.sortie import fly

if TYPE_CHECKING:
    from sim.campaign.campaign import Campaign
    from sim.campaign.flight import Flight
    from sim.campaign.line import Line
    from sim.campaign.loss import Loss
    from sim.scenario.inputs import Recovery

SERVICE = "rescue"


class Crew:
    """A crew on the ground or in the water."""

    __slots__ = ("area", "by", "down_h", "nation", "recovered_h", "sortie_id", "until_h", "why")

    def __init__(self, flight: Flight, sortie_id: str, loss: Loss, free_h: float) -> None:
        self.sortie_id = sortie_id
        self.nation = flight.unit.nation
        self.area = flight.line.area
        self.why = loss.cause
        self.down_h = loss.at_h
        self.until_h = loss.at_h + free_h
        """When it will be captured, unless it has been fetched."""
        self.recovered_h: float | None = None
        self.by: str | None = None

    def row(self, end_h: float) -> tuple[object, ...]:
        """As in the table of crews."""
        outcome = "captured" if self.until_h <= end_h else "missing"
        if self.recovered_h is not None:
            outcome = "recovered"
        return (self.sortie_id, self.nation, self.area, self.why, self.down_h, self.recovered_h, outcome, self.by)


class Alert:
    """Aircraft that stand ready."""

    __slots__ = ("call", "line")

    def __init__(self, line: Line, call: simpy.Event) -> None:
        self.line = line
        self.call = call
        """Brings a crew, or None when the alert is over."""


class Centre:
    """The rescue centre: everybody who is down, and everybody who could go."""

    def __init__(self, world: Campaign, rules: Recovery) -> None:
        self.rules = rules
        self.crews: list[Crew] = []
        self.called: dict[int, Crew] = {}
        """By number of the alert's line, the crew it went for."""
        self._world = world
        self._waiting: list[Crew] = []
        self._alerts: list[Alert] = []
        self._needed = frozenset(rules.needed)
        self._spares = frozenset(rules.spares)
        if rules.needed:
            world.clearance.to_write.append(self.may_write)
            world.clearance.to_enter.append(self.may_enter)

    # -- who may go in ------------------------------------------------------------------------------------

    def _concerns(self, line: Line) -> bool:
        return line.area in self._needed and not self._spares.issuperset(line.request.roles)

    def may_write(self, line: Line) -> Cause | None:
        """Nobody is sent where the orders so far leave no alert within reach."""
        if self._concerns(line) and self._world.services.planned(SERVICE, line.area, line.at_h) <= 0:
            return Cause.no_rescue
        return None

    def may_enter(self, flight: Flight) -> Cause | None:
        """Turned back when it first arrives if no alert is ready now: the one there was may be out."""
        line = flight.line
        if flight.stayed_h or not self._concerns(line) or self._world.services.level(SERVICE, line.area) > 0:
            return None
        return Cause.no_rescue

    # -- crews and alerts -----------------------------------------------------------------------------------

    def down(self, flight: Flight, sortie_id: str, loss: Loss, luck: float) -> None:
        """A crew has come down; it stays free for a time of its own."""
        crew = Crew(flight, sortie_id, loss, luck * self.rules.evasion)
        self.crews.append(crew)
        self.call_again(crew)

    def call_again(self, crew: Crew) -> None:
        """Calls the nearest alert for a crew that is still free, or lets it wait for the next."""
        if crew.until_h <= self._world.env.now:
            return
        distance = self._world.chart.distance
        able = [alert for alert in self._alerts if self._reaches(alert.line, crew)]
        if able:
            self._send(min(able, key=lambda alert: distance(alert.line.area, crew.area)), crew)
        else:
            self._waiting.append(crew)

    def ready(self, alert: Alert) -> None:
        """An alert comes on: it goes at once if a crew within reach waits and is still free."""
        now = self._world.env.now
        self._waiting = [crew for crew in self._waiting if crew.until_h > now]
        self._alerts.append(alert)
        for crew in self._waiting:
            if self._reaches(alert.line, crew):
                self._waiting.remove(crew)
                self._send(alert, crew)
                return

    def relieve(self, alert: Alert) -> None:
        """Its time is over, unless it was called."""
        if not alert.call.triggered:
            self._alerts.remove(alert)
            alert.call.succeed(None)

    def _send(self, alert: Alert, crew: Crew) -> None:
        self._alerts.remove(alert)
        self.called[alert.line.number] = crew
        alert.call.succeed(crew)

    def _reaches(self, line: Line, crew: Crew) -> bool:
        unit, request = line.unit, line.request
        assert unit is not None and isinstance(request, Rescue)
        if self._world.env.now + request.response > unit.until_h:
            return False  # it would leave after its unit has gone home
        offer = request.offers.get(SERVICE)
        reach_nmi = offer.reach if offer else inf
        near = self._world.chart.distance(line.area, crew.area) <= reach_nmi
        return near and self.way_to(line, crew) is not None

    def way_to(self, line: Line, crew: Crew) -> Profile | None:
        """There and back with the time to search, on its own fuel; None if that is too far."""
        unit = line.unit
        assert unit is not None
        way = self._world.routes.way(unit, crew.area, None)
        profile = unrefuelled(unit.kind, way, self.rules.search)
        return profile if profile and profile.on_station_h >= self.rules.search else None

    def found(self, crew: Crew, sortie_id: str) -> None:
        """Aboard, if it is still free."""
        if crew.until_h > self._world.env.now:
            crew.recovered_h, crew.by = self._world.env.now, sortie_id


def standing(stay_h: float, turn_h: float) -> Profile:
    """The profile of an alert: it goes nowhere. The turn that the planner adds to every line is within it."""
    busy_h = max(0.0, stay_h - turn_h - 1e-6)
    return Profile(None, 0.0, (stay_h,), None, (), (), busy_h, None, stay_h, (), Way(0.0, 0.0), 0.0)


def stand(world: Campaign, line: Line) -> Generator[simpy.Event, Any, None]:
    """One alert as a process: from aircraft taken until they are relieved, or home from where they were called to."""
    env, unit, rescue, request = world.env, line.unit, world.rescue, line.request
    assert unit is not None and rescue is not None and isinstance(request, Rescue)
    if line.launch_h > env.now:
        yield env.timeout(line.launch_h - env.now)
    end_h = line.launch_h + line.stay_h
    tails = unit.fleet.take(line.aircraft)
    if tails is None:
        tails = yield unit.fleet.ask(line.aircraft, min(line.stay_h, world.scenario.planning.latest_launch))
    if tails is None:
        line.close(State.cancelled, unit.fleet.why_none(line.aircraft))
        world.planner.open_lines -= 1
        return
    for tail in tails:
        tail.state = TailState.ready
    alert = Alert(line, env.event())
    world.services.stand(line, line.aircraft)
    rescue.ready(alert)
    after(env, max(0.0, end_h - env.now), lambda: rescue.relieve(alert))
    crew = yield alert.call
    world.services.stand(line, -line.aircraft)
    if crew is None:
        line.close(State.effective, None)
        world.planner.open_lines -= 1
        for tail in tails:
            unit.fleet.ready(tail)
        return
    yield env.timeout(request.response)
    for tail in tails:
        tail.state = TailState.airborne
    line.profile = rescue.way_to(line, crew)
    line.area = crew.area
    yield from fly(world, line, tails)
