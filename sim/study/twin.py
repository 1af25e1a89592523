"""A fluid twin of a campaign: the same scenario in a page of arithmetic, day by day, without queues and without luck.

Request, aircraft, fuel, sensors, desks, weapons and targets are flows between stocks; what limits a flow is a capacity,
never a wait. Where it and the simulation agree, capacity explains the result; where they part, a queue, a time that
two things must share, or luck does. It takes a tenth of a second, so it is also a check that a scenario makes sense.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil, exp, inf
from typing import TYPE_CHECKING, Any

from sim.campaign.geography import Map
from sim.scenario.inputs import System

if TYPE_CHECKING:
    from datetime import datetime

    from sim.campaign.missions import MissionRequest
    from sim.scenario.inputs import AircraftType, Force, Stock, TargetClass
    from sim.scenario.scenario import Phase, Scenario

DAY_H = 24.0
SERIES = ("sorties", "strike_sorties", "fuel_passed_t", "weapons", "targets_struck")


def flow(scenario: Scenario) -> dict[str, list[float]]:
    """The daily series of SERIES, one value a day."""
    twin = _Twin(scenario)
    days = [twin.day(day) for day in range(ceil(scenario.duration / DAY_H))]
    return {name: [day[name] for day in days] for name in SERIES}


@dataclass
class _Shelf:
    """A stock as a fluid."""

    stock: Stock
    on_hand: float
    coming: list[tuple[float, float]] = field(default_factory=list)
    """Day of arrival, weapons."""


@dataclass
class _Flown:
    """What flew on one day."""

    sorties: float = 0.0
    strikes: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    """Strike sorties by nation."""
    drones: float = 0.0
    fuel: dict[System, float] = field(default_factory=lambda: defaultdict(float))
    sensors: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    """By area and sensor: mean number on station."""


class _Twin:
    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.chart = Map(scenario.places)
        self.shelves = [_Shelf(stock, float(stock.on_hand)) for stock in scenario.stocks.values()]
        self.hidden = {(a, c): float(n) for a, kinds in scenario.standing.items() for c, n in kinds.items()}
        """Fixed targets that nobody has found."""
        self.queue = self.listed = 0.0
        """Found and waiting for a desk; cleared for attack."""
        hits = [(s.on_hand, scenario.munitions[s.munition].p_hit) for s in scenario.stocks.values()]
        self.p_hit = sum(n * p for n, p in hits) / (sum(n for n, _ in hits) or 1) if hits else 1.0

        self.aim_points = self._mean_aim_points()

    def _mean_aim_points(self) -> float:
        """Of all targets that stand there or will appear."""
        scenario = self.scenario
        begins = [self._hours(phase.from_) for phase in scenario.phases]
        spells = [until - since for since, until in pairwise([*begins, scenario.duration])]
        coming: list[tuple[Mapping[str, float], float]] = [
            (kinds, spell_h)
            for phase, spell_h in zip(scenario.phases, spells, strict=True)
            for kinds in phase.appear.values()
        ]
        there: list[tuple[Mapping[str, float], float]] = [(kinds, 1.0) for kinds in scenario.standing.values()]
        counts = [(name, weight * n) for kinds, weight in [*there, *coming] for name, n in kinds.items()]
        points = sum(n * scenario.target_classes[name].aim_points for name, n in counts)
        return points / (sum(n for _, n in counts) or 1.0) or 1.0

    def day(self, day: int) -> dict[str, float]:
        """One day of flows."""
        scenario, at_h = self.scenario, day * DAY_H + DAY_H / 2
        phases = [p for p in scenario.phases if self._hours(p.from_) <= at_h] or [scenario.phases[0]]
        phase = phases[-1]
        left = {name: self._offered(force, at_h) for name, force in scenario.forces.items()}
        fuel, tankers = self._tanker_fuel(phase, left)
        flown = _Flown()
        for request in sorted(phase.tasking.values(), key=lambda one: one.priority):
            if not request.follows:
                self._fly(request, left, fuel, flown)
        wanted, able = sum(flown.fuel.values()), sum(fuel.values()) + sum(flown.fuel.values())
        laid = min(1.0, scenario.refuelling.spare * wanted / able) if able else 0.0
        self._resupply(day)
        struck, weapons = self._strike(phase, flown, at_h)
        strikes = sum(flown.strikes.values()) + flown.drones
        return {
            "sorties": flown.sorties + laid * tankers,
            "strike_sorties": strikes,
            "fuel_passed_t": wanted,
            "weapons": weapons,
            "targets_struck": struck,
        }

    # -- aircraft and fuel --------------------------------------------------------------------------------

    def _offered(self, force: Force, at_h: float) -> float:
        since = self._hours(force.from_) if force.from_ else 0.0
        until = self._hours(force.until) if force.until else inf
        kind = self.scenario.aircraft[force.aircraft]
        return min(force.offer, force.in_line * DAY_H / (kind.turn + 2)) if since <= at_h < until else 0.0

    def _tanker_fuel(self, phase: Phase, left: dict[str, float]) -> tuple[dict[System, float], float]:
        """Fuel that can be promised today by system, those with both counted where they are scarce; and sorties."""
        fuel: dict[System, float] = dict.fromkeys(System, 0.0)
        sorties = 0.0
        for request in phase.tasking.values():
            if request.mission != "tanker":
                continue
            for name, force in self.scenario.forces.items():
                kind = self.scenario.aircraft[force.aircraft]
                if not kind.tanker or not set(force.roles) & set(request.roles):
                    continue
                out_h = min(self.chart.distance(force.base, track) for track in request.tracks) / kind.cruise
                each_t = kind.fuel - kind.burn * (2 * out_h + request.on_station) - kind.reserve
                points = {System.boom: kind.tanker.boom_points, System.probe: kind.tanker.drogue_points}
                gives = [system for system in System if points[system]]
                for system in gives:
                    share = max(0.0, each_t) * (1 - self.scenario.refuelling.margin) / len(gives)
                    fuel[system] += left[name] * share
                sorties += left[name]
                left[name] = 0.0
        return fuel, sorties

    def _fly(self, request: MissionRequest, left: dict[str, float], fuel: dict[System, float], flown: _Flown) -> None:
        """Sorties of one request, shared out by what is offered, with fuel while there is some, else dry or not."""
        areas: Any = request.areas if hasattr(request, "areas") else ()
        weights = dict(areas) if isinstance(areas, dict) else dict.fromkeys(areas, 1.0)
        units = [n for n, f in self.scenario.forces.items() if set(f.roles) & set(request.roles) and left[n] > 0]
        offered = sum(left[name] for name in units)
        asked: float = getattr(request, "per_day", 0.0) or DAY_H * getattr(request, "orbits", 0.0) / request.on_station
        if not offered or not weights:
            return
        share = min(1.0, asked / offered)
        for name in units:
            force = self.scenario.forces[name]
            kind = self.scenario.aircraft[force.aircraft]
            count = share * left[name]
            total = sum(weights.values())
            for area, weight in weights.items():
                here = count * weight / total
                dry_h, need_t = self._needs(kind, force.base, area, self._stay(request, force))
                system = next((s for s in kind.receives if fuel[s] > 0), None)
                wet = min(here, fuel[system] / need_t) if need_t and system else (0.0 if need_t else here)
                if need_t and system:
                    fuel[system] -= wet * need_t
                    flown.fuel[system] += wet * need_t
                dry = here - wet if dry_h >= request.on_station_min else 0.0
                self._note(request, force, (area, wet, dry, dry_h), flown)
            left[name] -= count

    def _stay(self, request: MissionRequest, force: Force) -> float:
        """Hours on station asked for, as far as the nation keeps it there; for strikes the mean of deliberate lines and
        overwatch."""
        longest = force.on_station or inf
        if request.mission != "strike":
            return min(longest, request.on_station)
        share = request.p_deliberate
        return min(longest, share * request.deliberate_on_station + (1 - share) * request.on_station)

    def _needs(self, kind: AircraftType, base: str, area: str, stay_h: float) -> tuple[float, float]:
        """Hours on station without a tanker, and the fuel for the time asked for, filled up at the track each time."""
        out_h = self.chart.distance(base, area) / kind.cruise
        dry_h = min(stay_h, (kind.fuel - kind.reserve) / kind.burn - 2 * out_h)
        tracks = [name for name, place in self.scenario.places.items() if place.kind == "track"]
        if dry_h >= stay_h or not tracks or not kind.receives:
            return dry_h, 0.0
        track = min(tracks, key=lambda name: self.chart.distance(base, name) + self.chart.distance(name, area))
        to_h = self.chart.distance(base, track) / kind.cruise
        leg_h = self.chart.distance(track, area) / kind.cruise
        spell_h = (kind.fuel - kind.reserve) / kind.burn - 3 * leg_h
        if spell_h <= 0:
            return dry_h, 0.0
        between = max(0, ceil(stay_h / spell_h) - 1)
        left_t = kind.fuel - kind.burn * (leg_h + stay_h - between * spell_h)
        last_t = max(0.0, kind.reserve + kind.burn * out_h - left_t)
        return dry_h, kind.burn * (to_h + between * (spell_h + 2 * leg_h)) + last_t

    def _note(
        self, request: MissionRequest, force: Force, part: tuple[str, float, float, float], flown: _Flown
    ) -> None:
        area, wet, dry, dry_h = part
        flown.sorties += wet + dry
        if request.mission in ("strike", "sead"):
            flown.strikes[force.nation] += wet + dry
        elif getattr(request, "armed", False):
            flown.drones += wet + dry
        stay = wet * self._stay(request, force) + dry * max(0.0, dry_h)
        for sensor, at_once in self.scenario.aircraft[force.aircraft].sensors.items():
            for seen in self.chart.nearest(area, self.chart.areas)[:at_once]:
                flown.sensors[seen, sensor] += stay / DAY_H

    # -- targets and weapons ------------------------------------------------------------------------------

    def _strike(self, phase: Phase, flown: _Flown, at_h: float) -> tuple[float, float]:
        """Targets struck and weapons released: found, worked on, and as far as sorties and stocks go."""
        rules, classes = self.scenario.targeting, self.scenario.target_classes
        on_hand = {n: sum(s.on_hand for s in self.shelves if s.stock.nation == n) for n in flown.strikes}
        sorties = sum(n for nation, n in flown.strikes.items() if on_hand[nation] >= 1)
        work_h = rules.dynamic.work * exp(rules.dynamic.spread**2 / 2)
        fleeting = deliberate = 0.0
        for area, kinds in phase.appear.items():
            for name, rate in kinds.items():
                kind, seen = classes[name], self._seen(flown, area, classes[name])
                if kind.mobile and kind.exposure:
                    alive = exp(-(work_h + rules.dynamic.strike) / kind.exposure)
                    fleeting += DAY_H * rate * seen / (seen + 1 / kind.exposure) * alive
                else:
                    self.hidden[area, name] = self.hidden.get((area, name), 0.0) + DAY_H * rate
        for (area, name), count in self.hidden.items():
            found = count * (1 - exp(-DAY_H * self._seen(flown, area, classes[name])))
            self.hidden[area, name] -= found
            self.queue += found
        desk_h = rules.deliberate.work * exp(rules.deliberate.spread**2 / 2)
        fleeting = min(fleeting, self._desks("dynamic", at_h, rules.dynamic.people_per_desk) * DAY_H / work_h)
        done = min(self.queue, self._desks("deliberate", at_h, rules.deliberate.people_per_desk) * DAY_H / desk_h)
        self.queue -= done
        self.listed += done * (1 - rules.deliberate.p_restrained)
        for request in phase.tasking.values():
            if request.mission == "strike":
                lines = sorties / request.package * request.p_deliberate
                deliberate += min(self.listed, lines * request.targets_per_line)
        deliberate = min(self.listed, deliberate)
        each = self.aim_points / self.p_hit
        wanted = (fleeting + deliberate) * each
        stock = sum(on_hand.values())
        released = min(wanted, stock) if sorties else 0.0
        self.listed -= deliberate * (released / wanted if wanted else 0.0)
        for shelf in self.shelves:
            if stock and shelf.stock.nation in on_hand:
                shelf.on_hand -= released * self._draw(shelf, flown, on_hand, sorties)
        return released / each, released

    def _draw(self, shelf: _Shelf, flown: _Flown, on_hand: dict[str, float], sorties: float) -> float:
        """Share of the day's weapons that comes from one shelf: by its nation's sorties, then by what it holds."""
        nation = shelf.stock.nation
        if on_hand[nation] < 1 or not sorties:
            return 0.0
        return flown.strikes[nation] / sorties * shelf.on_hand / on_hand[nation]

    def _seen(self, flown: _Flown, area: str, kind: TargetClass) -> float:
        """Rate at which one target of the class is found there, per hour."""
        return sum(rate * flown.sensors.get((area, sensor), 0.0) for sensor, rate in kind.seen_by.items())

    def _desks(self, desk: str, at_h: float, each: int) -> int:
        people = 0
        for staff in self.scenario.staff.values():
            since = self._hours(staff.from_) if staff.from_ else 0.0
            until = self._hours(staff.until) if staff.until else inf
            people += staff.people if staff.desk == desk and since <= at_h < until else 0
        return people // each

    def _resupply(self, day: int) -> None:
        """Dated deliveries, and orders when a stock falls to its level."""
        for shelf in self.shelves:
            shelf.on_hand = max(0.0, shelf.on_hand)
            shelf.on_hand += sum(d.count for d in shelf.stock.deliveries if self._hours(d.on) // DAY_H == day)
            shelf.on_hand += sum(count for on, count in shelf.coming if on <= day)
            shelf.coming = [(on, count) for on, count in shelf.coming if on > day]
            rule = shelf.stock.reorder
            agreed = rule is not None and (rule.first is None or self._hours(rule.first) <= day * DAY_H)
            if rule and agreed and shelf.on_hand + sum(count for _, count in shelf.coming) <= rule.at:
                shelf.coming.append((day + rule.lead / DAY_H, float(rule.order)))

    def _hours(self, moment: datetime) -> float:
        return (moment - self.scenario.start).total_seconds() / 3600
