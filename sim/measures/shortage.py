"""What stands behind a stockout: how low the stock was, what was on its way, and what it cost."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple

from sim.measures.columns import DAY_H, cells, end_h
from sim.measures.once import once
from sim.measures.stock import Spell, Stock, stock_levels, stockout_spells

if TYPE_CHECKING:
    from sim.campaign.record import Record
    from sim.scenario.scenario import Scenario

BEFORE_D = 14.0
"""The draw before a stockout is the mean of so many days: two weeks, the rhythm of a reorder. A convention of ours."""

Supply = Literal["none", "under way", "not ordered"]
"""There is no resupply of that stock; weapons were ordered and not there yet; there is resupply, none on its way."""


class Shortage(NamedTuple):
    """One stockout and its story."""

    spell: Spell
    level: int
    """Weapons on hand when it began: fewer than a load, not always none."""
    drawn_per_day: float
    """Weapons loaded less those brought back, a day, over the two weeks before."""
    supply: Supply
    arrives_h: float | None
    """When the next shipment arrived, if one was under way and did arrive."""
    substituted: int
    """Loads of the nation that were of a second choice while it lasted."""
    dropped: int
    """Lines of any nation that were dropped for want of a weapon, on the days that it lasted."""


@once
def shortages(record: Record, scenario: Scenario) -> list[Shortage]:
    """Every stockout with its story, in the order in which they began."""
    shipped: dict[Stock, list[tuple[float, float | None]]] = defaultdict(list)
    rows = cells(record, "deliveries", "nation", "cargo", "kind", "ordered_h", "arrived_h")
    for nation, cargo, kind, ordered_h, arrived_h in rows:
        if kind == "munitions":
            shipped[nation, cargo].append((ordered_h, arrived_h))
    resupplied = {(s.nation, s.munition) for s in scenario.stocks.values() if s.reorder or s.deliveries}
    levels = stock_levels(record)
    drawn, second = _draws(record), _second_choices(record)
    dropped = [d for d, cause in cells(record, "lines", "day", "cause") if cause == "no_munition"]
    found, ended_h = [], end_h(record, scenario)
    for spell in stockout_spells(record):
        stock = (spell.nation, spell.munition)
        until_h = ended_h if spell.end_h is None else min(ended_h, spell.end_h)
        coming = [a for o, a in shipped[stock] if o <= spell.start_h and (a is None or a > spell.start_h)]
        supply: Supply = "under way" if coming else "not ordered" if stock in resupplied else "none"
        span_h = min(spell.start_h, BEFORE_D * DAY_H)
        weapons = sum(n for h, n in drawn[stock] if spell.start_h - span_h <= h <= spell.start_h)
        found.append(
            Shortage(
                spell,
                _level(levels[stock], spell.start_h),
                weapons / span_h * DAY_H if span_h else 0.0,
                supply,
                min((a for a in coming if a is not None), default=None),
                sum(spell.start_h <= h <= until_h for h in second[spell.nation]),
                # An order is planned the day before: a day counts if the stock was short when it was written.
                sum(spell.start_h <= day * DAY_H <= until_h for day in dropped),
            )
        )
    return found


@once
def stock_by_day(record: Record) -> dict[Stock, list[int]]:
    """Stock to the weapons on hand at the end of each day; the most drawn stock comes first."""
    by_day = {}
    for stock, (hours, after) in stock_levels(record).items():
        closing, at = [], 0
        for day in range(record.days):
            while at < len(hours) and hours[at] < (day + 1) * DAY_H:
                at += 1
            closing.append(after[at - 1] if at else 0)
        by_day[stock] = closing
    return by_day


def _draws(record: Record) -> dict[Stock, list[tuple[float, int]]]:
    drawn: dict[Stock, list[tuple[float, int]]] = defaultdict(list)
    for time_h, nation, munition, change, reason in cells(
        record, "stocks", "time_h", "nation", "munition", "change", "reason"
    ):
        if reason in ("loaded", "substituted", "returned"):
            drawn[nation, munition].append((time_h, -change))
    return drawn


def _second_choices(record: Record) -> dict[str, list[float]]:
    second: dict[str, list[float]] = defaultdict(list)
    for time_h, nation, reason in cells(record, "stocks", "time_h", "nation", "reason"):
        if reason == "substituted":
            second[nation].append(time_h)
    return second


def _level(levels: tuple[list[float], list[int]], hour: float) -> int:
    before = [level for h, level in zip(*levels, strict=True) if h <= hour]
    return before[-1] if before else 0
