"""The map: who flew where on each day, what was watched, what was left of the stocks, with and without side by side."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from sim.measures import (
    coverage_by_day,
    daily,
    flows_by_day,
    fuel_by_track,
    stock_by_day,
    stockout_spells,
    tankers_by_track,
)
from sim.measures.columns import DAY_H
from sim.measures.daily import dates
from sim.page.chart import Section
from sim.page.coastline import around, frame
from sim.report.events import events

if TYPE_CHECKING:
    from sim.campaign.record import Record
    from sim.page.told import Told
    from sim.report.worlds import Worlds


def section(told: Told) -> Section | None:
    """The map's arrays: one entry a day, so that the slider only looks up."""
    worlds = told.worlds
    seen = _places(worlds)
    if not seen:
        return None
    places = {name: worlds.scenario.places[name] for name in seen}
    box = frame(
        [(place.lon, place.lat) for place in places.values() if place.kind in ("area", "track")],
        [
            ((worlds.scenario.places[base].lon, worlds.scenario.places[base].lat), n)
            for base, n in _flown_from(worlds).items()
        ],
    )
    coast, notice = around(box)
    at = {name: number for number, name in enumerate(places)}
    routes = list(dict.fromkeys(route for record in worlds.records.values() for route in flows_by_day(record)))
    first = next(iter(worlds.records.values()))
    data = {
        "box": box,
        "coast": coast,
        "dates": [f"{day.day} {day:%B %Y}" for day in dates(first, worlds.scenario)],
        "places": [[place.title, place.kind, place.lon, place.lat] for place in places.values()],
        "routes": [[at[base], at[area]] for base, area in routes],
        "nations": [nation.title for nation in worlds.scenario.nations.values()],
        "worlds": [{"name": name, **_world(worlds, record, at, routes)} for name, record in worlds.records.items()],
    }
    lead = (
        "Move the slider, or play. Lines are sorties from base to area, wider for more; ovals are tanker tracks, "
        "darker for more fuel passed; areas fill as far as they were watched that day; far bases lie on the frame. "
        f"One run of each world, seed {told.results.manifest['seed']}."
    )
    return Section(
        "map", "The campaign day by day", lead, facts={"notice": notice, "days": first.days}, data=data, own=True
    )


def _places(worlds: Worlds) -> list[str]:
    """Bases flown from, areas and tracks flown to or watched, in the order of the scenario."""
    used = {place for record in worlds.records.values() for route in flows_by_day(record) for place in route}
    used |= {area for record in worlds.records.values() for area in coverage_by_day(record, worlds.scenario)}
    return [name for name in worlds.scenario.places if name in used]


def _flown_from(worlds: Worlds) -> Counter[str]:
    """Base to the sorties that took off there, in all worlds."""
    sorties: Counter[str] = Counter()
    for record in worlds.records.values():
        for (base, _), days in flows_by_day(record).items():
            sorties[base] += sum(days.values())
    return sorties


def _world(worlds: Worlds, record: Record, at: dict[str, int], routes: list[tuple[str, str]]) -> dict[str, Any]:
    """One world, day by day. Flows are sorties a day by route, shares are in per cent."""
    scenario, by_route = worlds.scenario, flows_by_day(record)
    flows = [[by_route.get(route, {}).get(day, 0) for day in range(record.days)] for route in routes]
    series = daily(record, scenario)
    return {
        "flows": flows,
        "sorties": series["sorties"],
        "fuel": [round(tonnes) for tonnes in series["fuel_passed_t"]],
        "struck": series["targets_struck"],
        "watched": [round(100 * share) for share in series["isr_coverage"]],
        "track_fuel": {at[t]: [round(f) for f in days] for t, days in fuel_by_track(record).items() if t in at},
        "tankers": {at[t]: days for t, days in tankers_by_track(record).items() if t in at},
        "coverage": {
            at[area]: [round(100 * share) for share in shares]
            for area, shares in coverage_by_day(record, scenario).items()
            if area in at
        },
        "stocks": _by_nation(worlds, record),
        "out": _out(worlds, record),
        "events": events(worlds, record),
    }


def _by_nation(worlds: Worlds, record: Record) -> dict[int, list[int]]:
    """Nation to the weapons on hand at the end of each day, all types together."""
    number = {nation: at for at, nation in enumerate(worlds.scenario.nations)}
    sums: dict[int, list[int]] = {}
    for (nation, _), levels in stock_by_day(record).items():
        so_far = sums.get(number[nation], [0] * record.days)
        sums[number[nation]] = [a + b for a, b in zip(so_far, levels, strict=True)]
    return sums


def _out(worlds: Worlds, record: Record) -> dict[int, list[int]]:
    """Nation to the stocks that it was out of on each day, those that ran out at all."""
    number = {nation: at for at, nation in enumerate(worlds.scenario.nations)}
    days: dict[int, list[set[str]]] = {}
    for nation, munition, start_h, end_h in stockout_spells(record):
        out = days.setdefault(number[nation], [set() for _ in range(record.days)])
        last = record.days - 1 if end_h is None else min(record.days - 1, int(end_h // DAY_H))
        for day in range(int(start_h // DAY_H), last + 1):
            out[day].add(munition)
    return {nation: [len(stocks) for stocks in out] for nation, out in days.items()}
