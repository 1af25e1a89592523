"""Who did how much. Each function gives every nation of the scenario its number, zero included."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sim.measures.columns import at, cells, end_h
from sim.measures.fuel import givers
from sim.measures.sortie import counted, strikes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sim.campaign.record import Record
    from sim.scenario.scenario import Scenario


def _sums(amounts: Iterable[tuple[str, float]], scenario: Scenario) -> dict[str, float]:
    sums = dict.fromkeys(scenario.nations, 0.0)
    for nation, amount in amounts:
        sums[nation] += amount
    return sums


def _all(counts: Mapping[str, int], scenario: Scenario) -> dict[str, float]:
    return {nation: float(counts.get(nation, 0)) for nation in scenario.nations}


def sorties(record: Record, scenario: Scenario) -> dict[str, float]:
    """Flights that took off, airlift left out."""
    nation = at("sorties", "nation")
    return _all(Counter(row[nation] for row in counted(record)), scenario)


def strike_sorties(record: Record, scenario: Scenario) -> dict[str, float]:
    """Strike sorties as NATO counted them."""
    nation = at("sorties", "nation")
    return _all(Counter(row[nation] for row in strikes(record)), scenario)


def weapons(record: Record, scenario: Scenario) -> dict[str, float]:
    """Weapons released."""
    rows = cells(record, "sorties", "nation", "weapons_released")
    return _sums((row for row in rows if row[1]), scenario)


def hours(record: Record, scenario: Scenario) -> dict[str, float]:
    """Hours flown; a sortie still up at the end counts to the end, an airlifter's hours on the ground do not."""
    end = end_h(record, scenario)
    rows = cells(record, "sorties", "nation", "role", "launched_h", "landed_h", "on_station_h")
    flown = (
        (nation, (end if landed is None else landed) - launched - (stay if role == "airlift" else 0.0))
        for nation, role, launched, landed, stay in rows
    )
    return _sums(flown, scenario)


def fuel_given_t(record: Record, scenario: Scenario) -> dict[str, float]:
    """Fuel that the nation's tankers passed, in tonnes."""
    return _sums(zip(givers(record), cells(record, "refuellings", "fuel_t"), strict=True), scenario)


def share(record: Record, scenario: Scenario) -> dict[str, float]:
    """Share of all sorties."""
    everything = len(counted(record)) or 1
    return {nation: flown / everything for nation, flown in sorties(record, scenario).items()}
