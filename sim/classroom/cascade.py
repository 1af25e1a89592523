"""One day in both worlds: which lines fell, and because of what. Of the first seed, so the luck is the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sim.classroom.outcome import AS_IT_STANDS, CHANGED
from sim.classroom.room import SEED
from sim.page.chart import Chart
from sim.page.words import sentence
from sim.report.sorties_a_day import ROLES
from sim.report.style import COLOURS
from sim.story import Facts, tell_day
from sim.story.facts import words
from sim.story.line import EXPLAINED
from sim.study.store import world_key

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

    from sim.scenario.scenario import Scenario
    from sim.study.store import Store


class Kept:
    """The long tables of one replication, as `Facts` read them."""

    def __init__(self, folder: Path, days: int) -> None:
        self.folder = folder
        self.facts: dict[str, Any] = {"days": days}

    def table(self, name: str) -> pa.Table:
        """One table."""
        import pyarrow.parquet as pq

        return pq.read_table(self.folder / f"{name}.parquet")


class Fell(NamedTuple):
    """Lines of one request of a day that had an effect as it stands, and have none with the change."""

    cause: str
    what: str
    """Mission and area."""
    lines: int


@dataclass(frozen=True)
class Day:
    """One day, told."""

    day: int
    fell: list[Fell]
    gained: int
    """Lines that have an effect only with the change."""
    stories: dict[str, list[str]]
    """World to its day in words."""


class Cascade:
    """The first seed of both worlds, day by day."""

    def __init__(self, worlds: dict[str, Scenario], store: Store) -> None:
        """Raises FileNotFoundError if they were not flown, or are not kept any more."""
        self.facts: dict[str, Facts] = {}
        self.series = {}
        for name, scenario in worlds.items():
            key = world_key(scenario)
            self.series[name] = store.days(key, SEED)
            kept = Kept(store.tables(key, SEED), self.series[name].num_rows)
            self.facts[name] = Facts(kept, scenario)  # type: ignore[arg-type]

    @property
    def days(self) -> int:
        """Days that every world has."""
        return min(facts.days for facts in self.facts.values())

    def first(self) -> int:
        """The day on which most more lines fell than as it stands: the one to look at first."""
        if CHANGED not in self.facts:
            return 0
        lost = [
            Counter(row["day"] for row in facts.rows("lines") if row["state"] != "effective") for facts in self._both
        ]
        return max(range(self.days), key=lambda day: (lost[1][day] - lost[0][day], -day))

    @property
    def _both(self) -> tuple[Facts, Facts]:
        return self.facts[AS_IT_STANDS], self.facts[CHANGED]

    def tell(self, day: int) -> Day:
        """What fell on a day and why, and both worlds in words."""
        stories = {name: tell_day(facts, day) for name, facts in self.facts.items()}
        if CHANGED not in self.facts:
            return Day(day, [], 0, stories)
        fell, gained = _fell(*(self._ends(facts, day) for facts in self._both))
        return Day(day, fell, gained, stories)

    def _ends(self, facts: Facts, day: int) -> dict[str, Counter[str]]:
        """Mission and area to how its lines of the day ended: an effect, or the cause."""
        ends: dict[str, Counter[str]] = {}
        for row in facts.rows("lines"):
            if row["day"] == day:
                mission = ROLES.get(f"sorties.{row['role']}", words(row["role"]))
                what = f"{mission} over {facts.title('places', row['area'])}"
                end = "" if row["state"] == "effective" else (row["cause"] or row["state"])
                ends.setdefault(what, Counter())[end] += 1
        return ends


def _fell(base: dict[str, Counter[str]], other: dict[str, Counter[str]]) -> tuple[list[Fell], int]:
    """What each request lost, shared between the causes of which it has more than before.

    A request that lost three lines with effect and has four more of a cause lost three by it: the fourth fell before,
    by another.
    """
    fell: list[Fell] = []
    gained = 0
    for what in sorted(base.keys() | other.keys()):
        before, after = base.get(what, Counter()), other.get(what, Counter())
        lost = before[""] - after[""]
        if lost <= 0:
            gained -= lost
            continue
        more = sorted(
            ((after[c] - before[c], c) for c in after if c and after[c] > before[c]), key=lambda m: (-m[0], m[1])
        )
        for many, cause in more:
            if lost > 0:
                fell.append(Fell(cause, what, min(many, lost)))
                lost -= many
        if lost > 0:
            fell.append(Fell("not_asked", what, lost))
    return sorted(fell, key=lambda one: (-one.lines, one.cause, one.what)), gained


def explained(cause: str) -> str:
    """A cause in a sentence."""
    return EXPLAINED.get(
        cause,
        "It was not asked for any more: nobody is there who could fly it, or who needs it."
        if cause == "not_asked"
        else "",
    )


def cascade_chart(day: Day) -> Chart:
    """From the causes to what fell, as wide as lines fell."""
    causes: Counter[str] = Counter()
    whats: Counter[str] = Counter()
    for one in day.fell:
        causes[one.cause] += one.lines
        whats[one.what] += one.lines
    names = [*causes, *whats]
    counts = [*causes.values(), *whats.values()]
    colours = {cause: COLOURS[at % len(COLOURS)] for at, cause in enumerate(causes)}
    trace = {
        "type": "sankey",
        "x": [0],  # for those who ask whether there is anything to draw
        "node": {
            "label": [f"{sentence(words(name))}: {many}" for name, many in zip(names, counts, strict=True)],
            "pad": 16,
            "thickness": 16,
            "color": [*colours.values(), *(COLOURS[7] for _ in whats)],
            "hovertemplate": "%{label}<extra></extra>",
        },
        "link": {
            "source": [names.index(one.cause) for one in day.fell],
            "target": [names.index(one.what) for one in day.fell],
            "value": [one.lines for one in day.fell],
            "color": [_clear(colours[one.cause]) for one in day.fell],
            "hovertemplate": "%{source.label} → %{target.label}<extra>%{value}</extra>",
        },
    }
    table: dict[str, list[Any]] = {
        "cause": [words(one.cause) for one in day.fell],
        "mission": [one.what for one in day.fell],
        "lines": [one.lines for one in day.fell],
    }
    says = f"{sum(counts) // 2} lines lost their effect on day {day.day}: " + "; ".join(
        f"{one.lines} {one.what} ({words(one.cause)})" for one in day.fell
    )
    height = max(200, 70 + 36 * max(len(whats), len(causes)))
    return Chart("cascade", "Which lines fell, because of what", f"{says}.", [trace], table, {}, height)


def _clear(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.35)"
