"""The world: builds everything a scenario names, lets it run, and hands over the record."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from math import ceil, inf
from typing import Literal, Never

import simpy

from sim.campaign.airlift import Freight
from sim.campaign.audit import audit
from sim.campaign.cargo import Cargo, Goods, Route
from sim.campaign.clearance import Clearance
from sim.campaign.clock import after
from sim.campaign.commitment import Commitments
from sim.campaign.control import AirControl
from sim.campaign.coverage import Coverage
from sim.campaign.ending import CONDITION, DATE, Ending
from sim.campaign.fleet import Fleet
from sim.campaign.geography import Map
from sim.campaign.kit import Kit
from sim.campaign.ledger import BrokenIdentity
from sim.campaign.loss import Losses
from sim.campaign.luck import Luck
from sim.campaign.order import DAY_H
from sim.campaign.pool import FuelShares, served
from sim.campaign.radar import Radars
from sim.campaign.record import Record
from sim.campaign.refuelling import Tracks
from sim.campaign.rescue import Centre
from sim.campaign.routes import Routes
from sim.campaign.services import Services
from sim.campaign.stock import Arsenal
from sim.campaign.target import population
from sim.campaign.targeting import Cell
from sim.campaign.tasking import Planner
from sim.campaign.threat import Threats
from sim.campaign.unit import Span, Unit
from sim.campaign.weather import Weather
from sim.scenario.inputs import CargoKind, Caveat, Deployment, Force, Role, Staff
from sim.scenario.inputs import Kit as SpareKit
from sim.scenario.scenario import Phase, Scenario


def fly(scenario: Scenario, seed: int) -> Record:
    """Flies one campaign. Same scenario and seed, same record.

    Raises BrokenIdentity if an accounting identity does not hold, which is a fault of the model.
    """
    with collector_off():
        campaign = Campaign(scenario, seed)
        campaign.run()
        record = campaign.record
        vars(campaign).clear()  # its parts know it and it knows them: parted they are freed at once, uncollected
    return record


@contextmanager
def collector_off() -> Iterator[None]:
    """Without the cyclic garbage collector: a run makes no cycles worth collecting, and looking for them costs a
    fifth of its time (docs/background/speed.md)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Campaign:
    """One run of one scenario under one seed."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self.scenario = scenario
        self.env = simpy.Environment()
        self.luck = Luck(seed)
        self.end_h = scenario.duration
        self.days = ceil(self.end_h / DAY_H)
        self.record = Record(scenario.name, seed, self.days)
        self.chart = Map(scenario.places)
        self.freight = Freight(self.env, scenario.airlift, scenario.places)
        self.arsenal = Arsenal(self.freight, scenario.stocks, scenario.munitions, self.record, self.hours)
        if scenario.pools:
            self.arsenal.share(scenario)
        self.fuel_shares = {name: FuelShares(pool) for name, pool in scenario.pools.items()}
        self.tracks = Tracks(self.env, scenario.refuelling, self.record)
        self.offloads_t: list[float] = []
        """What each tanker that was on its track has less than it brought, for the audit."""
        self.weather = Weather(scenario, self.luck)
        self.cell = Cell(self.env, scenario.targeting, self.chart, self.end_h, self.weather)
        self.coverage = Coverage(self.env, self.chart, scenario.target_classes, self.record, self.cell)
        self.cell.coverage = self.coverage
        self.services = Services(self.env, self.chart, self.record)
        self.clearance = Clearance()
        if scenario.control:
            AirControl(self, scenario.control).join(self.clearance)
        self.units = [self._unit(name, force) for name, force in scenario.forces.items()]
        self.commitments = Commitments(self.env, scenario, self.units)
        self.routes = Routes(self.chart)
        self.targets = population(scenario, self.luck, self._span)
        self.ending = Ending(scenario.ends, self.targets) if scenario.ends else None
        self.threats = Threats(self)
        risky = bool(self.threats.over) or any(unit.kind.mishap for unit in self.units)
        self.losses = Losses(self) if risky else None
        """None where nothing can be lost, so that it costs nothing."""
        radiating = any(kind.emits for kind in scenario.threats.values())
        self.radars = Radars(self) if radiating else None
        """None where no radar is ever shot at, so that it costs nothing."""
        self.rescue = Centre(self, scenario.rescue) if scenario.rescue else None
        self.planner = Planner(self)
        self._by_roles: dict[tuple[Role, ...], list[Unit]] = {}
        self._start_hour = scenario.start.hour + scenario.start.minute / 60

    def run(self) -> None:
        """To the end, and on until the last aircraft of the last order is down."""
        for desk_name, desk in (("dynamic", self.cell.dynamic), ("deliberate", self.cell.deliberate)):
            self._man(desk_name, desk.staff)
        if self.weather.spells:
            self.env.process(self.weather.run(self.env, self.coverage, self.cell))
        self.env.process(self._appear())
        self.env.process(self.planner.run())
        while self.env.now < self.end_h:  # which may come nearer
            self.env.run(until=min(self.end_h, (self.env.now // DAY_H + 1) * DAY_H))
        while self.planner.open_lines:
            self.env.step()
        self.record.lines.extend(line.row() for line in self.planner.lines)
        if self.rescue:
            self.record.crews.extend(crew.row(self.end_h) for crew in self.rescue.crews)
        self.targets = [target for target in self.targets if target.appeared_h < self.end_h]
        self.record.deliveries.extend(cargo.row() for cargo in self.freight.cargo)
        for unit in self.units:
            if unit.fleet.kit:
                unit.fleet.kit.close()
        self.weather.note(self.record, self.end_h)
        self.record.targets.extend(target.row(self.end_h) for target in self.targets)
        self.record.ending.append((self.end_h, DATE if self.end_h == self.scenario.duration else CONDITION))
        audit(self)

    def end_after(self, days: int) -> None:
        """The condition is met: these days have their orders, and no other will."""
        self.end_h = self.cell.end_h = days * DAY_H
        self.days = self.record.days = days

    def broken(self, what: str, subject: str) -> Never:
        """An identity does not hold: the run fails, and says when, what and with which seed."""
        raise BrokenIdentity(f"{what} (at {self.env.now:.3f} h, {subject}, seed {self.luck.seed})")

    # -- time -------------------------------------------------------------------------------------------

    def hours(self, moment: datetime) -> float:
        """Hours since the start."""
        return (moment - self.scenario.start).total_seconds() / 3600

    def hour_of_day(self, at_h: float) -> float:
        """Hour of the day in UTC, 0 to 24."""
        return (self._start_hour + at_h) % 24

    def light(self, at_h: float) -> Literal["day", "night"]:
        """Whether the sun is up."""
        return "day" if self.scenario.planning.by_day(self.hour_of_day(at_h)) else "night"

    def phase(self, at_h: float) -> Phase:
        """The phase in force for a day that begins then: the one that holds at its middle."""
        current = self.scenario.phases[0]
        for phase in self.scenario.phases:
            if self.hours(phase.from_) <= at_h + DAY_H / 2:
                current = phase
        return current

    def _span(self, phase: Phase) -> tuple[float, float]:
        start_h = max(0.0, self.hours(phase.from_))
        later = [self.hours(p.from_) for p in self.scenario.phases if p.from_ > phase.from_]
        return start_h, max(start_h, min([*later, self.end_h]))

    def _stay(self, thing: Force | Staff | Caveat) -> tuple[float, float]:
        start_h = self.hours(thing.from_) if thing.from_ else -inf
        return start_h, self.hours(thing.until) if thing.until else inf

    # -- who is there ---------------------------------------------------------------------------------------

    def units_for(self, roles: tuple[Role, ...]) -> list[Unit]:
        """Units with one of these roles, in the order of the scenario."""
        if roles not in self._by_roles:
            self._by_roles[roles] = [u for u in self.units if any(role in roles for role in u.force.roles)]
        return self._by_roles[roles]

    def planning_lines(self, at_h: float) -> float:
        """Lines that the planning staff can write for one day."""
        return self._people("planning", at_h) * self.scenario.planning.lines_per_person_day

    def _people(self, desk: str, at_h: float) -> int:
        people = 0
        for staff in self.scenario.staff.values():
            start_h, end_h = self._stay(staff)
            if staff.desk == desk and start_h <= at_h < end_h:
                people += staff.people
        return people

    def _man(self, desk_name: str, staff: object) -> None:
        """Keeps the desks manned by the people who are there, as they come and go."""
        rules = self.scenario.targeting
        per_desk = (rules.dynamic if desk_name == "dynamic" else rules.deliberate).people_per_desk
        assert callable(staff)
        changes = {0.0}
        for people in self.scenario.staff.values():
            changes.update(h for h in self._stay(people) if 0 < h < self.end_h)
        for at_h in sorted(changes):
            after(self.env, at_h, partial(staff, self._people(desk_name, at_h) // per_desk))

    def _unit(self, name: str, force: Force) -> Unit:
        kind = self.scenario.aircraft[force.aircraft]
        fleet = Fleet(self.env, name, force, kind, self.luck)
        stay = self._stay(force)
        unit = Unit(name, force, kind, fleet, Span(*stay, self.end_h))
        unit.serves = served(force.serves, self.scenario.pools)
        unit.fuel = next((self.fuel_shares[name] for name in force.serves if name in self.fuel_shares), None)
        unit.caveats = tuple((*self._stay(caveat), caveat) for caveat in force.caveats)
        if force.deploys:
            self._deploy(unit, force.deploys)
        else:
            after(self.env, max(0.0, stay[0]), fleet.arrive)
        if stay[1] < inf:
            after(self.env, max(0.0, stay[1]), fleet.leave)
        if force.spares:
            fleet.kit = self._kit(name, force, force.spares)
        return unit

    def _deploy(self, unit: Unit, deploys: Deployment) -> None:
        """The unit is there on its first day, or when all of its cargo is, whichever is later; nobody plans before."""
        first_h = max(0.0, unit.from_h)
        unit.from_h = inf
        goods = Goods(CargoKind.deployment, unit.name, unit.nation, deploys.tonnes)

        def arrive(cargo: Cargo) -> None:
            if cargo.arrived_h is not None:
                unit.from_h = max(first_h, self.env.now)
                after(self.env, unit.from_h - self.env.now, unit.fleet.arrive)

        route = Route(deploys.depot, unit.base)
        self.freight.send(goods, route, max(0.0, first_h - deploys.notice), arrive)

    def _kit(self, name: str, force: Force, spares: SpareKit) -> Kit:
        """A unit's kit of spares; what it orders comes after the lead time, by airlift if it names a depot."""
        goods = Goods(CargoKind.spares, name, force.nation, spares.mass, spares.mass)
        route = Route(spares.depot, force.base) if spares.depot else None

        def note(tail: str, since_h: float, part_h: float | None) -> None:
            self.record.parts.append((tail, name, since_h, part_h))

        def order() -> None:
            self.freight.send(goods, route, spares.lead, lambda _: kit.receive())

        kit = Kit(self.env, spares.parts, order, note)
        return kit

    def _appear(self) -> simpy.events.ProcessGenerator:
        """Targets appear, one after the other."""
        env, expect = self.env, self.coverage.expect
        for target in self.targets:
            if target.appeared_h > env.now:
                yield env.timeout(target.appeared_h - env.now)
            expect(target)
