"""How near the tankers were to their two limits: booms and hoses (flow), and fuel to give away (stock)."""

from __future__ import annotations

from collections import defaultdict
from math import fsum
from typing import TYPE_CHECKING

from sim.measures.columns import DAY_H, cells, end_h
from sim.measures.once import once

if TYPE_CHECKING:
    from sim.campaign.record import Record
    from sim.scenario.scenario import Scenario

SYSTEMS = ("boom", "probe")


@once
def flow_by_day(record: Record, scenario: Scenario) -> dict[str, list[float | None]]:
    """System to the share of the boom- or hose-hours on station that were spent in contact, day by day.

    A sortie counts on the day of its take-off. None on days without a tanker of that system on station.
    """
    used: dict[tuple[str, int], list[float]] = defaultdict(list)
    there: dict[tuple[str, int], list[float]] = defaultdict(list)
    (day, kind), ended_h = _tankers(record), end_h(record, scenario)
    for service, tanker, start_h, left_h in cells(record, "coverage", "service", "provider_sortie", "start_h", "end_h"):
        fit = scenario.aircraft[kind[tanker]].tanker if service in SYSTEMS and tanker in kind else None
        if fit is not None:
            until = ended_h if left_h is None else left_h
            points = fit.boom_points if service == "boom" else fit.drogue_points
            there[service, day[tanker]].append(points * (until - start_h))
    for tanker, system, fuel_t in cells(record, "refuellings", "tanker_sortie", "system", "fuel_t"):
        fit = scenario.aircraft[kind[tanker]].tanker if tanker in kind else None
        if fit is not None:
            used[system, day[tanker]].append(fit.contact + fuel_t / fit.rate)
    return {
        system: [
            min(1.0, fsum(used[system, d]) / hours) if (hours := fsum(there[system, d])) else None
            for d in range(record.days)
        ]
        for system in SYSTEMS
    }


@once
def give_away_by_day(record: Record, scenario: Scenario) -> tuple[list[float], list[float]]:
    """Tonnes that the tankers could have given, and tonnes that they gave, by the day of the tanker's take-off.

    Could: fuel at take-off, less its own burn over the hours it flew, less its reserve. Tankers on a track.
    """
    passed: dict[str, float] = defaultdict(float)
    for tanker, fuel_t in cells(record, "refuellings", "tanker_sortie", "fuel_t"):
        passed[tanker] += fuel_t
    on_track = {p for s, p in cells(record, "coverage", "service", "provider_sortie") if s in SYSTEMS}
    could, gave, ended_h = [0.0] * record.days, [0.0] * record.days, end_h(record, scenario)
    rows = cells(record, "sorties", "sortie_id", "aircraft", "launched_h", "landed_h")
    for sortie, name, launched_h, landed_h in rows:
        day = int(launched_h // DAY_H)
        if day >= record.days or not (sortie in on_track or sortie in passed):
            continue
        kind = scenario.aircraft[name]
        hours = (ended_h if landed_h is None else landed_h) - launched_h
        could[day] += max(passed[sortie], kind.fuel - kind.burn * hours - kind.reserve)
        gave[day] += passed[sortie]
    return could, gave


def _tankers(record: Record) -> tuple[dict[str, int], dict[str, str]]:
    """Tanker sortie to its day and to its type."""
    day, kind = {}, {}
    for sortie, role, name, launched_h in cells(record, "sorties", "sortie_id", "role", "aircraft", "launched_h"):
        if role == "tanker":
            day[sortie], kind[sortie] = min(record.days - 1, int(launched_h // DAY_H)), name
    return day, kind
