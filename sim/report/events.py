"""What happened on a day, in a few words: the line under the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.measures import stockout_spells
from sim.measures.columns import DAY_H, cells

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sim.campaign.record import Record
    from sim.report.worlds import Worlds


def events(worlds: Worlds, record: Record) -> dict[int, list[str]]:
    """Day to what happened on it, stockouts first."""
    happened: dict[int, list[str]] = {}
    for hour, text in [*_stocks(worlds, record), *_units(worlds), *_phases(worlds), *_shipments(worlds, record)]:
        day = int(hour // DAY_H)
        if 0 <= day < record.days and text not in happened.setdefault(day, []):
            happened[day].append(text)
    return dict(sorted(happened.items()))


def _stocks(worlds: Worlds, record: Record) -> Iterator[tuple[float, str]]:
    for nation, munition, start_h, _ in stockout_spells(record):
        yield start_h, f"{worlds.nation(nation)} out of {worlds.munition(munition)}"


def _shipments(worlds: Worlds, record: Record) -> Iterator[tuple[float, str]]:
    munitions = worlds.scenario.munitions
    for cargo, nation, arrived_h in cells(record, "deliveries", "cargo", "nation", "arrived_h"):
        if arrived_h is not None and cargo in munitions:
            yield arrived_h, f"{worlds.munition(cargo)} arrives for {worlds.nation(nation)}"


def _units(worlds: Worlds) -> Iterator[tuple[float, str]]:
    """Of the scenario with everything: an enabler that is taken away never comes."""
    scenario = worlds.scenario
    for force in scenario.forces.values():
        who = f"{worlds.nation(force.nation)}: {scenario.aircraft[force.aircraft].title}"
        if force.from_ is not None:
            yield _hour(worlds, force.from_), f"{who} due at {worlds.place(force.base)}"
        if force.until is not None:
            yield _hour(worlds, force.until), f"{who} due to leave {worlds.place(force.base)}"


def _phases(worlds: Worlds) -> Iterator[tuple[float, str]]:
    for phase in worlds.scenario.phases:
        yield max(0.0, _hour(worlds, phase.from_)), f"phase “{phase.name}” begins"


def _hour(worlds: Worlds, moment: datetime) -> float:
    return (moment - worlds.scenario.start).total_seconds() / 3600
