"""What a person reads on the terminal: tables of measures, first stockouts, causes."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from sim.measures import Spell
    from sim.scenario.scenario import Scenario
    from sim.study.compare import Difference
    from sim.study.interval import Summary

WIDTH = 100
"""Columns of a screen that is not a terminal."""


def number(value: float | None, size: float | None = None) -> str:
    """As figures and pages tell it; measures are only imported when a number is told, so that `--help` is quick."""
    from sim.measures.digits import number as told

    return told(value, size)


def console() -> Console:
    """Standard output; plain text when it is not a terminal or NO_COLOR is set.

    Brackets and colons are what they are: titles come from files and are no markup. For bold there is `bold`.
    """
    from rich.console import Console

    width = None if sys.stdout.isatty() else WIDTH
    system = None if os.environ.get("NO_COLOR") else "auto"
    return Console(width=width, color_system=system, markup=False, emoji=False, highlight=False)  # type: ignore[arg-type]


def bold(text: str, after: str = "") -> Text:
    """A heading, or a word that matters; `after` it comes what is not bold."""
    from rich.text import Text

    return Text.assemble((text, "bold"), after)


def summary_table(measures: Mapping[str, Summary]) -> Table:
    """One world."""
    table = plain_table("mean", "95 % interval", "5 to 95 % of runs")
    for name, label in _labels(measures).items():
        one = measures[name]
        size = abs(one.mean or 0)
        table.add_row(label, number(one.mean, size), span(one.low, one.high, size), span(one.p5, one.p95, size))
    return table


def difference_table(base: str, other: str, differences: Mapping[str, Difference]) -> Table:
    """Two worlds; a difference whose interval leaves out zero is bold."""
    table = plain_table(base, other, "difference", "95 % interval", "same sign")
    for name, label in _labels(differences).items():
        one = differences[name]
        size = max(abs(one.base.mean or 0), abs(one.other.mean or 0))
        low, high = one.difference.low, one.difference.high
        sure = low is not None and high is not None and (low > 0 or high < 0)
        table.add_row(
            label,
            number(one.base.mean, size),
            number(one.other.mean, size),
            bold(number(one.difference.mean, size)) if sure else number(one.difference.mean, size),
            span(low, high, size),
            "–" if one.same_sign is None else f"{one.same_sign:.0%}",
        )
    return table


def cause_table(worlds: Mapping[str, Mapping[tuple[str, str | None], int]], rows: int = 6) -> Table:
    """World to its ledger; the lines that were not flown with effect, by cause, the most frequent first.

    What is rarer than those of the `rows` stands together in the last, so that nothing is left out.
    """
    table = plain_table(*worlds)
    causes: dict[str, Counter[str]] = {world: Counter() for world in worlds}
    for world, ledger in worlds.items():
        for (state, cause), lines in ledger.items():
            if state != "effective":
                causes[world][cause or state] += lines
    table.add_row("lines asked for", *(f"{sum(ledger.values()):,}" for ledger in worlds.values()))
    most = sum((Counter(c) for c in causes.values()), Counter[str]())
    told = [cause for cause, _ in most.most_common(len(most) if len(most) <= rows + 1 else rows)]
    for cause in told:
        table.add_row(cause.replace("_", " "), *(f"{causes[world][cause]:,}" for world in worlds))
    if rest := [cause for cause in most if cause not in told]:
        others = (sum(causes[world][cause] for cause in rest) for world in worlds)
        table.add_row(f"{len(rest)} other causes", *(f"{lines:,}" for lines in others))
    return table


def stockout_table(worlds: Mapping[str, Sequence[Spell]], scenario: Scenario, rows: int = 4) -> Table:
    """World to its stockouts; the stocks that ran out first, side by side."""
    from itertools import zip_longest

    from rich.table import Table

    table = Table(*worlds, box=None, padding=(0, 2, 0, 0), pad_edge=False)
    columns = [_first_stockouts(spells, scenario, rows) for spells in worlds.values()]
    for row in zip_longest(*columns, fillvalue=""):
        table.add_row(*row)
    return table


def _first_stockouts(spells: Sequence[Spell], scenario: Scenario, rows: int) -> list[str]:
    first: dict[tuple[str, str], float] = {}
    for spell in spells:
        first.setdefault((spell.nation, spell.munition), spell.start_h)
    told = []
    for (nation, munition), hour in list(first.items())[:rows]:
        day = scenario.start + timedelta(hours=hour)
        told.append(f"{day.day:2} {day:%b}  {scenario.nations[nation].title}, {scenario.munitions[munition].title}")
    if len(first) > rows:
        told.append(f"and {len(first) - rows} more")
    return told or ["none"]


def _labels(names: Mapping[str, object]) -> dict[str, str]:
    """The measures that the screen has room for (not those of nations), with title and unit."""
    from sim.measures import MEASURES

    known = [MEASURES[name] for name in names if name in MEASURES]
    return {one.name: f"{one.title}, {one.unit}" if one.unit else one.title for one in known}


def span(low: float | None, high: float | None, size: float) -> str:
    """An interval; a dash if there is none."""
    return "–" if low is None or high is None else f"{number(low, size)} to {number(high, size)}"


def counted(many: int, what: str) -> str:
    """`1 fault`, `2 faults`."""
    return f"{many:,} {what}" if many == 1 else f"{many:,} {what}s"


def plain_table(*columns: str) -> Table:
    """An empty table: a column of labels, then these, set to the right."""
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("", overflow="fold")
    for column in columns:
        table.add_column(column, justify="right")
    return table
