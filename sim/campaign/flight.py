"""A package in the air: where it is, its fuel, its weapons, and the verbs that mission types tell their story with."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, NoReturn

import simpy

from sim.campaign.ledger import Cause, Failure
from sim.campaign.on_station import hold
from sim.campaign.profile import CONTACT_H, SIP_T, holds_way_home
from sim.scenario.inputs import System

if TYPE_CHECKING:
    from sim.campaign.campaign import Campaign
    from sim.campaign.coverage import Span
    from sim.campaign.fleet import Chance, Tail
    from sim.campaign.line import Line
    from sim.campaign.loss import Loss
    from sim.campaign.profile import EnRoute
    from sim.campaign.target import Target

Steps = Generator[simpy.Event]

ROUNDING_H = 1e-9
SLACK_T = 1e-6
"""Fuel that is no more than rounding."""


class Flight:
    """A package in being. Fuel is that of each aircraft, in tonnes; distances in nmi, times in hours."""

    fuel_taken_t = 0.0
    refuellings = 0
    struck = 0
    struck_again = False
    """It attacked a target that was destroyed already, for want of anybody who had looked."""
    weathered = False
    """Weather closed the view of a target that it could have attacked."""
    blind_h = 0.0
    """Time on station in which weather closed the view of its area."""
    on_station = False
    busy = False
    """On its way to a target."""
    p_cleared = 1.0
    """Share of the fleeting targets that it may strike."""
    leave_h = 0.0
    """When it leaves its station."""
    since_h = 0.0
    """When it came on station."""
    stayed_h = 0.0
    landed_h = 0.0
    ferry_h = 0.0
    """From where it landed to its base, if it had to divert."""
    cause: Cause | None = None
    """What went wrong, if something did."""
    aborts = False
    """A technical fault turns it back."""
    covered = False
    """A sensor other than its own was seen over its area."""
    loss: Loss | None = None
    """An aircraft of it was lost; the others go home."""
    at_track = False
    track: str | None = None
    """Where it drinks."""
    home_nmi = 0.0
    divert_nmi = 0.0
    radars_due = 0.0
    """Radars that should have come up in its area while it was there to shoot at them: the mean."""
    span: Span | None = None
    """Where its sensors look, from its first arrival on."""

    def __init__(self, world: Campaign, line: Line) -> None:
        assert line.unit is not None and line.profile is not None
        self.world = world
        self.env = world.env
        self.line = line
        self.unit = line.unit
        self.kind = line.unit.performance
        self.profile = line.profile
        self.system = line.profile.system or System.boom
        self.way = line.profile.way
        self.track = line.profile.track
        self.promises = line.promises
        self.tails: list[Tail] = []
        self.chances: list[Chance] = []
        self.down: list[tuple[float, Tail]] = []
        """Tails that are not ready, and the hours until they are."""
        self.sortie_ids: tuple[str, ...] = ()
        self.offers = line.unit.gives(line.request)
        self.fuel_t = self.kind.fuel
        self.weapons = line.load.weapons if line.load else 0
        self.launched_h = world.env.now

    # -- going --------------------------------------------------------------------------------------------

    def outbound(self) -> Steps:
        """To the area, by way of the track if the profile says so; a technical fault turns it back half-way."""
        way = self.way
        if self.profile.pre:
            if way.en_route:
                yield from self._drink_en_route(way.en_route)
            else:
                yield self.transit(way.base_track)
            self._be_at_track()
            if self.aborts:
                raise Failure(Cause.breakdown)
            yield from self._refuel_and_press_on()
            return
        if self.aborts:
            yield self.transit(way.base_area / 2)
            self.home_nmi = self.divert_nmi = way.base_area / 2
            raise Failure(Cause.breakdown)
        yield self.transit(way.base_area)
        self._be_at_area()

    def hold(self) -> Steps:
        """On station for each spell of the profile, with a visit to the track between each two."""
        return hold(self)

    def search(self, hours: float) -> Steps:
        """Looks for somebody on the ground, whoever else is there."""
        self.since_h = self.env.now
        self.burn(hours)
        yield self.env.timeout(hours)
        self.stayed_h += hours

    def go_home(self) -> Steps:
        """Home, with a sip at the track if the fuel does not reach, or to the nearest airfield if that fails."""
        if not self.tails:
            pass  # the one aircraft that flew it was lost
        elif self.reaches(self.home_nmi):
            yield self.transit(self.home_nmi)
        else:
            yield from self._home_by_track()
        self.let_go()
        self.landed_h = self.env.now

    def reaches(self, nmi: float) -> bool:
        """Whether it can fly so far and land with its reserve."""
        return self.fuel_t + SLACK_T >= self.kind.reserve + self.kind.burn * nmi / self.kind.cruise

    def _home_by_track(self) -> Steps:
        kind, way = self.kind, self.way
        if self.profile.track and not self.at_track:
            yield self.transit(way.track_area)
            self._be_at_track()
            stop = None if holds_way_home(kind, way) else way.en_route
            try:
                if stop:
                    yield from self._fill_up_for(stop, stop.divert)
                    self._be_en_route(stop)
                yield from self._sip_and_go_home()
                return
            except Failure as failure:
                self.cause = self.cause or failure.cause
        if self.reaches(self.home_nmi):
            yield self.transit(self.home_nmi)
            return
        yield self.transit(self.divert_nmi)
        self.ferry_h = kind.turn + way.base_area / kind.cruise

    def _sip_and_go_home(self) -> Steps:
        """Takes what is missing to fly home from the track where it is."""
        kind, nmi = self.kind, self.home_nmi
        home_t = kind.reserve + kind.burn * nmi / kind.cruise
        want_t = home_t + kind.burn * CONTACT_H - self.fuel_t
        yield from self.refuel(min(max(want_t, SIP_T), kind.fuel - self.fuel_t), home_t, nmi)

    def _be_en_route(self, stop: EnRoute) -> None:
        self.at_track, self.track = True, stop.track
        self.home_nmi, self.divert_nmi = stop.base, stop.divert

    def _be_at_track(self) -> None:
        self.at_track, self.track = True, self.profile.track
        self.home_nmi, self.divert_nmi = self.way.base_track, self.way.track_divert

    def _be_at_area(self) -> None:
        self.at_track = False
        self.home_nmi, self.divert_nmi = self.way.base_area, self.way.area_divert

    # -- fuel -----------------------------------------------------------------------------------------------

    def transit(self, nmi: float) -> simpy.Event:
        """Fly so far, and burn for it."""
        hours = nmi / self.kind.cruise
        self.burn(hours)
        return self.env.timeout(hours)

    def burn(self, hours: float) -> None:
        """Fuel burns down with time."""
        self.fuel_t -= hours * self.kind.burn
        if self.fuel_t < -SLACK_T:
            self.world.broken("fuel below zero", str(self.line))

    def _drink_en_route(self, stop: EnRoute) -> Steps:
        """Fills up at a track between the base and the one that it works from, and flies on to that."""
        yield self.transit(stop.base)
        self._be_en_route(stop)
        if self.aborts:
            raise Failure(Cause.breakdown)
        yield from self._fill_up_for(stop, self.way.track_divert)

    def _fill_up_for(self, stop: EnRoute, divert: float) -> Steps:
        """Full tanks at one end of the leg between the two tracks, and to the other end."""
        kind = self.kind
        enough_t = kind.reserve + kind.burn * (stop.on + divert) / kind.cruise
        yield from self.refuel(kind.fuel - self.fuel_t, enough_t, stop.on)

    def _refuel_and_press_on(self) -> Steps:
        """Fills up at the track and goes to the area, if it has drunk enough to come back."""
        track_area = self.way.track_area
        enough_t = self.profile.bingo_t + self.kind.burn * track_area / self.kind.cruise
        yield from self.refuel(self.kind.fuel - self.fuel_t, enough_t, track_area)
        self._be_at_area()

    def top_up(self) -> Steps:
        """From the area to the track for fuel, and back."""
        yield self.transit(self.way.track_area)
        self._be_at_track()
        yield from self._refuel_and_press_on()

    def refuel(self, want_t: float, enough_t: float, then_nmi: float) -> Steps:
        """Takes fuel at the track, from whoever promised it or has some to spare, and flies on.

        Time at the tanker burns too. Nothing can happen between the contact and the end of the leg after it, so
        they are one event. Fails if nobody has fuel, or if what it got is not enough to fly on.
        """
        tracks, env = self.world.tracks, self.env
        promise = self.promises.pop(0) if self.promises else None
        if promise:
            tracks.void(promise)
        arrived_h = env.now
        busy_h = tracks.contact(self, want_t, promise, arrived_h)
        while busy_h < 0:  # a tanker is due
            self.burn(-busy_h)
            yield env.timeout(-busy_h)
            busy_h = tracks.contact(self, want_t, promise, arrived_h)
        self.burn(busy_h)
        if self.fuel_t + SLACK_T < enough_t:
            yield env.timeout(busy_h)
            raise Failure(Cause.no_tanker_fuel)
        then_h = then_nmi / self.kind.cruise
        self.burn(then_h)
        yield env.timeout(busy_h + then_h)

    @property
    def loiter_h(self) -> float:
        """How long it can wait where it is and still reach the nearest airfield with half its reserve."""
        kind = self.kind
        return (self.fuel_t - kind.reserve / 2) / kind.burn - self.divert_nmi / kind.cruise

    @property
    def spare_h(self) -> float:
        """How long it can stay in its area before it has to leave."""
        return (self.fuel_t - self.profile.bingo_t) / self.kind.burn

    def take_fuel(self, fuel_t: float) -> None:
        """Fuel comes aboard each aircraft."""
        self.fuel_t += fuel_t
        self.fuel_taken_t += fuel_t
        self.refuellings += 1

    def let_go(self) -> None:
        """Promises that it did not use are void."""
        while self.promises:
            self.world.tracks.void(self.promises.pop())

    def fill_up(self) -> None:
        """Full tanks on the ground."""
        self.fuel_t = self.kind.fuel

    def fail(self, cause: Cause) -> NoReturn:
        """Something stands in the way: the story ends here, and the aircraft goes home."""
        raise Failure(cause)

    # -- what it saw, and what it drops ---------------------------------------------------------------------------

    @property
    def saw_nothing(self) -> bool:
        """All its sensors need sight, and weather closed the view of its area as long as it stayed."""
        sensors, weather = self.unit.kind.sensors, self.world.weather
        return bool(sensors) and self.blind_h + ROUNDING_H >= self.stayed_h and weather.sensors.issuperset(sensors)

    @property
    def hampered(self) -> bool:
        """Its weapon loses something without sight, and weather closed the view for half of its stay or more."""
        load, weather = self.line.load, self.world.weather
        return (
            load is not None
            and 0 < self.stayed_h <= 2 * self.blind_h
            and weather.needs_sight(load.shelf.munition.guidance)
        )

    def release(self, target: Target) -> bool:
        """One weapon leaves the aircraft; whether it hits."""
        assert self.line.load is not None
        self.weapons -= 1
        return target.hit(self.line.load.shelf.munition.p_hit)
