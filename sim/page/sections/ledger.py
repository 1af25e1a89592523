"""Where the sorties went: every line asked for ended in one state with one cause; from cause to nation to week."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from sim.measures import ledger_by_week
from sim.measures.ledger import WEEK_D
from sim.measures.sortie import STRIKE_ROLES
from sim.page.chart import COLOUR, Chart, Section
from sim.report.ledger import PANELS, STATES, end_in_words

if TYPE_CHECKING:
    from sim.page.told import Told
    from sim.report.worlds import Columns

NOBODY = "no unit tasked"


def section(told: Told) -> Section:
    """One table of lines by world, kind, end, nation and week; the page's script adds up what is chosen."""
    worlds = told.worlds
    columns: Columns = {name: [] for name in ("world", "of", "end", "nation", "week", "lines")}
    for world, record in worlds.records.items():
        sums: Counter[tuple[str, str, str, int]] = Counter()
        for (role, state, cause, nation, week), lines in ledger_by_week(record).items():
            who = NOBODY if nation is None else worlds.nation(nation)
            sums[PANELS[role not in STRIKE_ROLES], end_in_words(state, cause), who, week] += lines
        for (of, end, who, week), lines in sorted(sums.items()):
            start = (worlds.scenario.start + timedelta(days=WEEK_D * week)).date()
            for name, cell in zip(columns, (world, of, end, who, start, lines), strict=True):
                columns[name].append(cell)
    rank = {end_in_words(state, None): number for number, state in enumerate(STATES)}
    total: Counter[str] = Counter()
    for end, lines in zip(columns["end"], columns["lines"], strict=True):
        total[end] += lines
    ends = sorted(total, key=lambda end: (rank.get(end.partition(":")[0], len(rank)), -total[end], end))
    chart = Chart("ledger", "Lines by end", "How the lines asked for ended, in both worlds.", [], columns)
    asked = " and ".join(
        f"{sum(n for w, n in zip(columns['world'], columns['lines'], strict=True) if w == world):,} {world}"
        for world in worlds.records
    )
    lead = (
        f"Every line of the daily orders ended in exactly one way: {asked}. Choose an end to see whose lines they "
        "were; choose a nation to see when."
    )
    facts = {"of": list(PANELS), "ends": ends}
    data = {"worlds": list(worlds.records), "colours": list(COLOUR), "ends": ends}
    return Section("ledger", "Where the sorties went", lead, quiet=[chart], facts=facts, data=data, own=True)
