"""What ran out."""
# ruff: noqa: ARG001  a measure takes the record and the scenario, needed or not: all are called alike

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sim.measures.columns import DAY_H, cells

if TYPE_CHECKING:
    from sim.campaign.record import Record
    from sim.scenario.scenario import Scenario

Stock = tuple[str, str]
"""Nation and munition."""


class Spell(NamedTuple):
    """A time in which a planned load could not be met from one stock."""

    nation: str
    munition: str
    start_h: float
    end_h: float | None
    """Empty if it lasted to the end."""


def stockout_spells(record: Record) -> list[Spell]:
    """Every stockout, in the order in which they began."""
    spells: list[Spell] = []
    running: dict[Stock, int] = {}
    for time_h, nation, munition, reason in cells(record, "stocks", "time_h", "nation", "munition", "reason"):
        if reason == "stockout":
            if (nation, munition) not in running:
                running[nation, munition] = len(spells)
                spells.append(Spell(nation, munition, time_h, None))
        elif reason == "restored" and (nation, munition) in running:
            began = running.pop((nation, munition))
            spells[began] = spells[began]._replace(end_h=time_h)
    return spells


def stockouts(record: Record, scenario: Scenario) -> float:
    """Stocks (nation and munition) that ran out at least once."""
    return float(len({(spell.nation, spell.munition) for spell in stockout_spells(record)}))


def first_stockout_day(record: Record, scenario: Scenario) -> float | None:
    """Day of the first stockout, numbered as in the tables (0 is the first day); None if nothing ran out."""
    times = [spell.start_h for spell in stockout_spells(record)]
    return float(min(times) // DAY_H) if times else None


def fill_rate(record: Record, scenario: Scenario) -> float | None:
    """Share of the planned loads met from the stock of first choice.

    Loads drawn for the reason `loaded`, over these, those drawn as `substituted` because the stock of first choice
    was short, and the lines cancelled or not planned for `no_munition`. A line dropped for another cause (no
    aircraft, no fuel) says nothing about stocks.
    """
    drawn = Counter(cells(record, "stocks", "reason"))
    ends = Counter(cells(record, "lines", "state", "cause"))
    missed = drawn["substituted"] + ends["cancelled", "no_munition"] + ends["not_planned", "no_munition"]
    planned = drawn["loaded"] + missed
    return drawn["loaded"] / planned if planned else None


def stock_levels(record: Record) -> dict[Stock, tuple[list[float], list[int]]]:
    """Stock to its hours of change and the level after each; the most drawn stock comes first."""
    drawn: dict[Stock, int] = defaultdict(int)
    levels: dict[Stock, tuple[list[float], list[int]]] = {}
    rows = cells(record, "stocks", "time_h", "nation", "munition", "change", "level", "reason")
    for time_h, nation, munition, change, level, reason in rows:
        hours, after = levels.setdefault((nation, munition), ([], []))
        hours.append(time_h)
        after.append(level)
        if reason in ("loaded", "substituted", "returned"):
            drawn[nation, munition] -= change
    return dict(sorted(levels.items(), key=lambda item: (-drawn[item[0]], item[0])))
