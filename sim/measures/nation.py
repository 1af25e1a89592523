"""Who did how much. Each function gives every nation of the scenario its number, zero included."""

from __future__ import annotations

from collections import defaultdict
from math import fsum
from typing import TYPE_CHECKING

from sim.measures.columns import cells
from sim.measures.fuel import givers
from sim.measures.sortie import is_strike

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sim.campaign.record import Record
    from sim.scenario.scenario import Scenario


def _sums(amounts: Iterable[tuple[str, float]], scenario: Scenario) -> dict[str, float]:
    by_nation: dict[str, list[float]] = defaultdict(list)
    for nation, amount in amounts:
        by_nation[nation].append(amount)
    return {nation: fsum(by_nation[nation]) for nation in scenario.nations}


def sorties(record: Record, scenario: Scenario) -> dict[str, float]:
    """Flights that took off."""
    return _sums(((nation, 1) for nation in cells(record, "sorties", "nation")), scenario)


def strike_sorties(record: Record, scenario: Scenario) -> dict[str, float]:
    """Strike sorties as NATO counted them."""
    rows = cells(record, "sorties", "nation", "role", "weapons_loaded")
    return _sums(((nation, 1) for nation, role, loaded in rows if is_strike(role, loaded)), scenario)


def weapons(record: Record, scenario: Scenario) -> dict[str, float]:
    """Weapons released."""
    return _sums(cells(record, "sorties", "nation", "weapons_released"), scenario)


def hours(record: Record, scenario: Scenario) -> dict[str, float]:
    """Hours flown; a sortie still up at the end counts to the end."""
    end = scenario.duration
    rows = cells(record, "sorties", "nation", "launched_h", "landed_h")
    return _sums(((n, (end if landed is None else landed) - launched) for n, launched, landed in rows), scenario)


def fuel_given_t(record: Record, scenario: Scenario) -> dict[str, float]:
    """Fuel that the nation's tankers passed, in tonnes."""
    return _sums(zip(givers(record), cells(record, "refuellings", "fuel_t"), strict=True), scenario)


def share(record: Record, scenario: Scenario) -> dict[str, float]:
    """Share of all sorties."""
    everything = len(record.sorties) or 1
    return {nation: flown / everything for nation, flown in sorties(record, scenario).items()}
