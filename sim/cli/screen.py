"""What a person reads on the terminal: tables of measures, first stockouts, causes."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from sim.measures import Spell
    from sim.study.compare import Difference
    from sim.study.interval import Summary

WIDTH = 100
"""Columns of a screen that is not a terminal."""


def console() -> Console:
    """Standard output; plain text when it is not a terminal or NO_COLOR is set."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else WIDTH
    system = None if os.environ.get("NO_COLOR") else "auto"
    return Console(width=width, color_system=system, highlight=False, soft_wrap=False)  # type: ignore[arg-type]


def number(value: float | None, size: float | None = None) -> str:
    """A number with as many decimals as its size (or that of its row) deserves; a dash for what is not known."""
    if value is None:
        return "–"
    size = abs(value) if size is None else size
    text = f"{value:,.{0 if size >= 100 else 1 if size >= 10 else 2}f}"
    return text.lstrip("-") if not text.strip("-0.,") else text


def summary_table(title: str, measures: Mapping[str, Summary]) -> Table:
    """One world."""
    table = _table(title, "mean", "95 % interval", "5 to 95 % of runs")
    for name, label in _labels(measures).items():
        one = measures[name]
        size = abs(one.mean or 0)
        table.add_row(label, number(one.mean, size), _range(one.low, one.high, size), _range(one.p5, one.p95, size))
    return table


def difference_table(title: str, base: str, other: str, differences: Mapping[str, Difference]) -> Table:
    """Two worlds; a difference whose interval leaves out zero is bold."""
    table = _table(title, base, other, "difference", "95 % interval")
    for name, label in _labels(differences).items():
        one = differences[name]
        size = max(abs(one.base.mean or 0), abs(one.other.mean or 0))
        low, high = one.difference.low, one.difference.high
        sure = low is not None and high is not None and (low > 0 or high < 0)
        table.add_row(
            label,
            number(one.base.mean, size),
            number(one.other.mean, size),
            f"[bold]{number(one.difference.mean, size)}[/]" if sure else number(one.difference.mean, size),
            _range(low, high, size),
        )
    return table


def cause_table(title: str, worlds: Mapping[str, Mapping[tuple[str, str | None], int]], rows: int = 6) -> Table:
    """World to its ledger; the lines that were not flown with effect, by cause, the most frequent first."""
    table = _table(title, *worlds)
    causes: dict[str, Counter[str]] = {world: Counter() for world in worlds}
    for world, ledger in worlds.items():
        for (state, cause), lines in ledger.items():
            if state != "effective":
                causes[world][cause or state] += lines
    table.add_row("lines asked for", *(f"{sum(ledger.values()):,}" for ledger in worlds.values()))
    most = sum((Counter(c) for c in causes.values()), Counter[str]())
    for cause, _ in most.most_common(rows):
        table.add_row(cause.replace("_", " "), *(f"{causes[world][cause]:,}" for world in worlds))
    return table


def stockout_lines(spells: Sequence[Spell], start: datetime, most: int = 3) -> str:
    """The first stocks that ran out, with their dates."""
    first: dict[tuple[str, str], float] = {}
    for spell in spells:
        first.setdefault((spell.nation, spell.munition), spell.start_h)
    if not first:
        return "none"
    told = [
        f"{nation} {munition} {(start + timedelta(hours=hour)):%-d %b}" for (nation, munition), hour in first.items()
    ]
    more = f", and {len(told) - most} more" if len(told) > most else ""
    return ", ".join(told[:most]) + more


def _labels(names: Mapping[str, object]) -> dict[str, str]:
    """The measures that the screen has room for (not those of nations), with title and unit."""
    from sim.measures import MEASURES

    known = [MEASURES[name] for name in names if name in MEASURES]
    return {one.name: f"{one.title}, {one.unit}" if one.unit else one.title for one in known}


def _range(low: float | None, high: float | None, size: float) -> str:
    return "–" if low is None or high is None else f"{number(low, size)} to {number(high, size)}"


def _table(title: str, *columns: str) -> Table:
    from rich.table import Table

    table = Table(box=None, title=title, title_justify="left", title_style="bold", padding=(0, 2, 0, 0))
    table.add_column("", overflow="fold")
    for column in columns:
        table.add_column(column, justify="right")
    return table
