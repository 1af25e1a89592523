"""What the campaign cost: flight hours, weapons used, and the part of programmes that falls into its time.

In euros; see scenarios/library/costs.yaml for what an hour holds. What was flown or used and has no cost leaves the
whole unknown: a sum that leaves something out would look like a bargain.
"""

from __future__ import annotations

from collections import Counter
from math import fsum
from typing import TYPE_CHECKING

from sim.measures.columns import cells, end_h

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sim.campaign.record import Record
    from sim.scenario.inputs import Programme
    from sim.scenario.scenario import Scenario

GONE = ("loaded", "substituted", "returned")
"""Changes of a stock that make up what was used of it."""


def cost_eur(record: Record, scenario: Scenario) -> float | None:
    """Cost of the campaign in euros; None if something that was flown or used has no cost."""
    costs = _costs(record, scenario)
    return None if costs is None else fsum(costs.values())


def nation_cost_eur(record: Record, scenario: Scenario) -> Mapping[str, float | None]:
    """The same by who pays: the unit's nation, the owner of the stock, or the payers of a programme."""
    costs = _costs(record, scenario)
    return dict.fromkeys(scenario.nations) if costs is None else {**dict.fromkeys(scenario.nations, 0.0), **costs}


def _costs(record: Record, scenario: Scenario) -> dict[str, float] | None:
    bills: dict[str, list[float]] = {}

    def charge(cost: float, nation: str, programme: Programme | None) -> None:
        for payer, share in (programme.paid_by if programme else {nation: 1.0}).items():
            bills.setdefault(payer, []).append(cost * share)

    flies = {unit: programme for programme in scenario.programmes.values() for unit in programme.units}
    buys = {stock: programme for programme in scenario.programmes.values() for stock in programme.stocks}
    for unit, hours in _hours(record, scenario).items():
        programme = flies.get(unit)
        if programme and programme.running is not None:
            continue
        force = scenario.forces.get(unit)
        hour_cost = scenario.aircraft[force.aircraft].hour_cost if force else None
        if force is None or hour_cost is None:
            return None
        charge(hours * hour_cost, force.nation, programme)
    stocks = {(stock.nation, stock.munition): key for key, stock in scenario.stocks.items()}
    for (nation, munition), used in _used(record).items():
        price = scenario.munitions[munition].price if munition in scenario.munitions else None
        if price is None:
            return None
        charge(used * price, nation, buys.get(stocks.get((nation, munition), "")))
    for programme in scenario.programmes.values():
        per_h = programme.purchase / programme.life + (programme.running or 0.0)
        charge(per_h * end_h(record, scenario), "", programme)
    return {nation: fsum(costs) for nation, costs in bills.items()}


def _hours(record: Record, scenario: Scenario) -> dict[str, float]:
    """Unit to hours flown, an airlifter's on the ground left out; a sortie still up at the end counts to the end."""
    end = end_h(record, scenario)
    hours: Counter[str] = Counter()
    rows = cells(record, "sorties", "unit", "role", "launched_h", "landed_h", "on_station_h")
    for unit, role, launched_h, landed_h, stay_h in rows:
        hours[unit] += (end if landed_h is None else landed_h) - launched_h - (stay_h if role == "airlift" else 0.0)
    return dict(hours)


def _used(record: Record) -> dict[tuple[str, str], int]:
    """Owner and munition to the weapons that were loaded and did not come back."""
    used: Counter[tuple[str, str]] = Counter()
    for nation, munition, change, reason in cells(record, "stocks", "nation", "munition", "change", "reason"):
        if reason in GONE:
            used[nation, munition] -= change
    return {stock: count for stock, count in used.items() if count}
