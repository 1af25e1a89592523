"""How dangerous it was where: the level of each threat over each area, what it stopped, and what it shot down.

The record has who suppressed when; the level is worked out from it as the model does, on a grid of time.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sim.campaign.escort import ESCORT
from sim.campaign.geography import Map
from sim.measures.columns import DAY_H, cells
from sim.measures.once import once

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sim.campaign.missions.base import Mission
    from sim.campaign.record import Record
    from sim.measures.columns import Floats
    from sim.scenario.inputs import Offer, Threat
    from sim.scenario.scenario import Phase, Scenario

STEPS = 24
"""Points of the grid a day, each in the middle of its hour."""


class Danger(NamedTuple):
    """One threat over one area, at the points of the grid; shape (day x STEPS,)."""

    threat: str
    area: str
    standing: Floats
    """What is left of it as sites are destroyed, if nobody suppresses it."""
    level: Floats
    """Under what is, or lately was, on station."""


class Spell(NamedTuple):
    """A flight that gives a service on its station."""

    station: str
    start_h: float
    end_h: float
    amount: float
    reach_nmi: float


@once
def dangers(record: Record, scenario: Scenario) -> list[Danger]:
    """Every threat over every area, in the order of the scenario."""
    hours = (np.arange(record.days * STEPS) + 0.5) * DAY_H / STEPS
    chart, given = Map(dict(scenario.places)), _given(record, scenario)
    found = []
    for name, threat in scenario.threats.items():
        for area in threat.areas:
            standing = _standing(record, scenario, threat, area, hours)
            level = standing.copy()
            for service, share in threat.degraded_by.items():
                spells = [s for s in given.get(service, ()) if _serves(chart, s, area)]
                level *= (1 - share) ** _lately(spells, hours, threat.recovers.get(service, 0.0))
            found.append(Danger(name, area, standing, level))
    return found


def by_day(values: Floats) -> list[float]:
    """The mean of each day."""
    means: list[float] = values.reshape(-1, STEPS).mean(axis=1).tolist()
    return means


def stopped_by_day(record: Record) -> dict[str, list[int]]:
    """Area to the lines that the threat stopped, not planned or turned back, by the day of the order."""
    rows = cells(record, "lines", "area", "day", "cause")
    return _counted(record, Counter((area, day) for area, day, cause in rows if cause == "threat"))


def shot_down_by_day(record: Record) -> dict[str, list[int]]:
    """Area to the aircraft that were shot down, by the day on which they fell."""
    rows = cells(record, "sorties", "area", "landed_h", "outcome", "cause")
    lost = [(a, h) for a, h, end, cause in rows if end == "lost" and cause == "attrition" and h is not None]
    return _counted(record, Counter((area, int(hour // DAY_H)) for area, hour in lost))


def _counted(record: Record, counts: Counter[tuple[str, int]]) -> dict[str, list[int]]:
    areas = sorted({area for area, _ in counts})
    return {area: [counts[area, day] for day in range(record.days)] for area in areas}


def _standing(record: Record, scenario: Scenario, threat: Threat, area: str, hours: Floats) -> Floats:
    presence = threat.areas[area]
    rows = cells(record, "targets", "area", "class", "struck_h", "outcome")
    hits = [(h, threat.reduced_by[c]) for a, c, h, o in rows if a == area and o == "struck" and c in threat.reduced_by]
    gone = sum((each * (hours >= struck_h) for struck_h, each in hits), np.zeros_like(hours))
    level: Floats = np.maximum(min(threat.lowest, presence.level), presence.level - gone)
    for moment, there in ((presence.quiet_until, np.greater_equal), (presence.until, np.less)):
        if moment is not None:
            level = level * there(hours, (moment - scenario.start).total_seconds() / 3600)
    return level


def _given(record: Record, scenario: Scenario) -> dict[str, list[Spell]]:
    """Service to the spells in which somebody gave it, of the services that degrade a threat."""
    wanted = {service for threat in scenario.threats.values() for service in threat.degraded_by}
    flights = {sortie: (line, unit) for sortie, line, unit in cells(record, "sorties", "sortie_id", "line_id", "unit")}
    aircraft = Counter(line for line, _ in flights.values())
    orders = {line: order for line, *order in cells(record, "lines", "line_id", "day", "role", "kind")}
    found: dict[str, list[Spell]] = {service: [] for service in wanted}
    for service, station, sortie, start_h, end_h in cells(
        record, "coverage", "service", "place", "provider_sortie", "start_h", "end_h"
    ):
        if service in wanted and sortie in flights:
            line, unit = flights[sortie]
            day, role, kind = orders[line]
            for offer in _offers(scenario, _requests(_phase(scenario, day), role, kind), unit, service):
                spell = Spell(station, start_h, end_h, offer.amount * aircraft[line], offer.reach)
                found[service].append(spell)
    return found


def _offers(scenario: Scenario, requests: Iterable[Mission], unit: str, service: str) -> Iterator[Offer]:
    """What an aircraft of the unit offers on such an order: its type's, or the request's."""
    force = scenario.forces[unit]
    own = scenario.aircraft[force.aircraft].offers
    if service in own:
        yield own[service]
        return
    asked = (one for one in requests if service in one.offers and not set(one.roles).isdisjoint(force.roles))
    for request in islice(asked, 1):
        yield request.offers[service]


def _phase(scenario: Scenario, day: int) -> Phase:
    """The phase that holds at the middle of the day."""
    middle_h = (day + 0.5) * DAY_H
    begun = [p for p in scenario.phases if (p.from_ - scenario.start).total_seconds() / 3600 <= middle_h]
    return begun[-1] if begun else scenario.phases[0]


def _requests(phase: Phase, role: str, kind: str) -> Iterator[Mission]:
    """The request of a line, whose name is the line's kind; those that it may be of where the kind is another word."""
    if kind in phase.tasking:
        yield phase.tasking[kind]
        return
    escorts = {request.escort.by for request in phase.tasking.values() if request.escort}
    for name, request in phase.tasking.items():
        if request.mission == role and (kind != ESCORT or name in escorts):
            yield request


def _serves(chart: Map, spell: Spell, area: str) -> bool:
    return spell.station == area or chart.distance(spell.station, area) <= spell.reach_nmi


def _lately(spells: list[Spell], hours: Floats, lasts_h: float) -> Floats:
    """The most that was on station at once at any time in the last so many hours.

    How much there is changes only when somebody comes or leaves, so each sum between two changes is looked at once.
    """
    most = np.zeros_like(hours)
    edges = sorted({edge for spell in spells for edge in (spell.start_h, spell.end_h)})
    change = dict.fromkeys(edges, 0.0)
    for spell in spells:
        change[spell.start_h] += spell.amount
        change[spell.end_h] -= spell.amount
    amount = 0.0
    for start_h, end_h in pairwise(edges):
        amount += change[start_h]
        first, last = np.searchsorted(hours, start_h), np.searchsorted(hours, end_h + lasts_h, side="right")
        most[first:last] = np.maximum(most[first:last], amount)
    return most
