"""The verb `score`: a scenario against what was published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.cli import document, screen
from sim.cli.worlds import Ask, replications

if TYPE_CHECKING:
    from rich.table import Table

    from sim.campaign.record import Record
    from sim.scenario.scenario import Scenario
    from sim.study.score import Day, Score

ORDER = ("untouched", "calibrated", "input")


@dataclass(frozen=True)
class Card:
    """What was found."""

    scenario: Scenario
    runs: int
    scores: list[Score]
    days: list[Day]
    dates: Sequence[Mapping[str, Sequence[Any]]]
    """Run by run its sorties by date."""
    drawn: list[Score] | None = None
    """As `scores`, over worlds in which every assumed number was drawn from its range."""
    rounds: int = 0
    """How often these worlds were moved towards the calibrated figures."""

    def told(self, one: Score, value: float | None) -> str:
        """A number of a figure, in its unit."""
        if value is None:
            return "–"
        if one.figure.unit == "date":
            moment = self.scenario.start + timedelta(hours=value)
            return f"{moment.day} {moment:%b}"
        return screen.number(value, abs(one.figure.value))

    def of(self, used: str) -> list[Score]:
        """The figures that were used so."""
        return [one for one in self.scores if one.figure.quantity.used == used]

    def wide(self, used: str) -> list[Score]:
        """The same with assumed numbers drawn; empty if none were."""
        return [one for one in self.drawn or () if one.figure.quantity.used == used]

    def by_either(self, used: str) -> list[bool]:
        """Whether each of them is inside without or with assumed numbers drawn; empty if none were."""
        wide = self.wide(used)
        return [one.inside or other.inside for one, other in zip(self.of(used), wide, strict=True)] if wide else []


def score(ask: Ask, folder: Path, worlds: int = 0, rounds: int = 0) -> Card:
    """Fly the scenario and hold it against the record in that folder; so many worlds more with assumed numbers drawn
    from their ranges, moved so often towards the calibrated figures. Raises RecordError.

    The tables of every run of the scenario are kept in the store: what was flown before is only counted again.
    """
    from sim.cli.drawn import tallies
    from sim.measures import by_date
    from sim.study.score import days, figures, scores, tally

    ask = replace(ask, keep_tables=True)
    scenario = ask.scenario(without=ask.without)
    asked = figures(folder, scenario)
    records = list(_records({"score": scenario}, ask))
    dates = [by_date(record, scenario) for record, _ in records]
    fixed = scores(asked, [tally(asked, record, scenario) for record, _ in records])
    drawn = scores(asked, tallies(ask, worlds, rounds, asked)) if worlds else None
    return Card(scenario, len(records), fixed, days(folder, dates), dates, drawn, rounds)


def _records(scenarios: Mapping[str, Scenario], ask: Ask) -> Iterator[tuple[Record, Scenario]]:
    """Every run of these worlds, as facts, from the store."""
    from math import ceil

    from sim.campaign.record import Record
    from sim.measures.columns import DAY_H
    from sim.results.read import filled
    from sim.study.store import world_key

    for name, runs in replications(scenarios, ask).items():
        scenario = scenarios[name]
        key = world_key(scenario)
        for run in runs:
            days = run.measures["days"] or scenario.duration / DAY_H
            yield filled(Record(scenario.name, run.seed, ceil(days)), ask.store.tables(key, run.seed)), scenario


def table(card: Card) -> Table:
    """Figure, published, simulated, inside or not; the untouched ones first."""
    from rich.table import Table

    found = Table("", box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for title in ("published", "bounds", "mean", *_bands_told(card)):
        found.add_column(title, justify="right", no_wrap=True)
    for used in ORDER:
        found.add_row(screen.bold(used))
        for cells in _rows(card, used):
            found.add_row(*(screen.bold("no") if cell == "no" else cell for cell in cells))
    return found


def _bands_told(card: Card) -> tuple[str, ...]:
    fixed = ("90 % of runs", "inside")
    drawn = "90 % with assumptions " + ("that agree with the calibrated figures" if card.rounds else "drawn")
    return (*fixed, drawn, "inside") if card.drawn else fixed


def _rows(card: Card, used: str) -> Iterator[tuple[str, ...]]:
    """Figure by figure, without and with assumed numbers drawn."""
    for one, wide in zip_longest(card.of(used), card.wide(used)):
        cells = (*_cells(card, one), "yes" if one.inside else "no")
        if wide:
            cells += (_range(card.told(wide, wide.low), card.told(wide, wide.high)), "yes" if wide.inside else "no")
        yield cells


def _cells(card: Card, one: Score) -> tuple[str, ...]:
    figure = one.figure
    bounds, band = ((card.told(one, a), card.told(one, b)) for a, b in ((figure.low, figure.high), (one.low, one.high)))
    unit = "" if figure.unit in ("date", "share") else f", {figure.unit}"
    title = figure.quantity.title + (unit if figure.unit in ("t", "h", "t/day") else "")
    return title, card.told(one, figure.value), _range(*bounds), card.told(one, one.mean), _range(*band)


def _range(low: str, high: str) -> str:
    return low if low == high else f"{low} to {high}"


def summary(card: Card) -> Iterator[str]:
    """How many are inside, by how they were used, in each way and in either; and the days."""
    from sim.study.score import DAILY, share_of_days

    for used in ORDER:
        if kind := card.of(used):
            inside = sum(one.inside for one in kind)
            yield f"{used}: {inside} of {len(kind)} inside ({inside / len(kind):.0%})"
    for used in ORDER:
        if wide := card.wide(used):
            inside, worlds = sum(one.inside for one in wide), max(len(one.values) for one in wide)
            share = f"{inside} of {len(wide)} inside ({inside / len(wide):.0%})"
            drawn = f"assumed numbers drawn in {worlds} worlds"
            drawn += f", {card.rounds} times moved towards the calibrated figures" if card.rounds else ""
            yield f"{used}, with {drawn}: {share}"
    for used in ORDER:
        if either := card.by_either(used):
            share = f"{sum(either)} of {len(either)} inside ({sum(either) / len(either):.0%})"
            yield f"{used}, by either of the two counts (more lenient than each): {share}"
    for series in DAILY:
        if told := share_of_days(card.days, series):
            many = sum(one.series == series for one in card.days)
            name = series.replace("_", " ")
            inside_days = f"{told[0]:.0%} of {many} reported days inside the 90 % band"
            yield f"{name} by day: {inside_days}, mean absolute error {told[1]:.1f}"


def markdown(card: Card) -> str:
    """The page of the documentation, without its head."""
    lines = [f"{card.scenario.title}; {card.runs} runs.", "", *(f"* {line}" for line in summary(card)), ""]
    for used in ORDER:
        lines += [
            f"## {used.capitalize()}",
            "",
            f"| figure | published | bounds | mean | {' | '.join(_bands_told(card))} | remark |",
        ]
        lines += ["|---" * (5 + len(_bands_told(card))) + "|"]
        for one, cells in zip(card.of(used), _rows(card, used), strict=True):
            row = ("**no**" if cell == "no" else cell for cell in (*cells, one.figure.quantity.note))
            lines.append(f"| {' | '.join(row)} |")
        lines.append("")
    return "\n".join(lines).rstrip()


def score_document(card: Card, seeds: Sequence[int]) -> dict[str, Any]:
    """What `--json` prints; dates are hours since the start."""
    from sim.study.score import DAILY, share_inside, share_of_days

    return {
        "schema": document.VERSION,
        "scenario": card.scenario.name,
        "seed": seeds[0],
        "reps": card.runs,
        "inside": {used: share_inside(card.scores, used) for used in ORDER},  # type: ignore[arg-type]
        **(_shares_with_drawn(card) if card.drawn else {}),
        "figures": {
            one.figure.name: {
                "used": one.figure.quantity.used,
                "unit": one.figure.unit,
                "published": {"value": one.figure.value, "low": one.figure.low, "high": one.figure.high},
                "source": one.figure.source,
                "mean": one.mean,
                "p5": one.low,
                "p95": one.high,
                "defined": len(one.values) / card.runs,
                "inside": one.inside,
                **({"drawn": _drawn_document(wide)} if wide else {}),
            }
            for one, wide in zip_longest(card.scores, card.drawn or ())
        },
        "days": {
            series: dict(zip(("share_inside", "mean_absolute_error"), told, strict=True))
            for series in DAILY
            if (told := share_of_days(card.days, series))
        },
    }


def _shares_with_drawn(card: Card) -> dict[str, Any]:
    """Shares inside by the second count, and by either of the two."""
    from sim.study.score import share_inside

    either = {used: card.by_either(used) for used in ORDER}
    return {
        "inside_drawn": {used: share_inside(card.drawn or (), used) for used in ORDER},  # type: ignore[arg-type]
        "inside_by_either": {used: sum(kind) / len(kind) if kind else None for used, kind in either.items()},
        "assimilations": card.rounds,
    }


def _drawn_document(wide: Score) -> dict[str, Any]:
    return {"mean": wide.mean, "p5": wide.low, "p95": wide.high, "worlds": len(wide.values), "inside": wide.inside}


def draw(card: Card, folder: Path) -> list[Path]:
    """Both figures, each as PNG, SVG and CSV."""
    from sim.report.card import draw_card

    title, rests = card.scenario.title, f"{card.runs} runs" if card.runs > 1 else "One run"
    written = draw_card({"scorecard": _columns(card)}, title, rests, folder)
    if card.days:
        data = {"scorecard_days": _bands(card), "scorecard_reported": _reported(card)}
        written += draw_card(data, title, rests, folder)
    return written


def _columns(card: Card) -> dict[str, list[Any]]:
    ordered = [one for used in ORDER for one in card.of(used)]
    wide = [one for used in ORDER for one in card.wide(used)]
    return {
        "figure": [one.figure.name for one in ordered],
        "title": [one.figure.quantity.title for one in ordered],
        "used": [one.figure.quantity.used for one in ordered],
        "unit": [one.figure.unit for one in ordered],
        "value": [one.figure.value for one in ordered],
        "low": [one.figure.low for one in ordered],
        "high": [one.figure.high for one in ordered],
        "mean": [one.mean for one in ordered],
        "p5": [one.low for one in ordered],
        "p95": [one.high for one in ordered],
        "inside": [one.inside for one in ordered],
        "drawn_p5": [one.low for one in wide] or [None] * len(ordered),
        "drawn_p95": [one.high for one in wide] or [None] * len(ordered),
        "drawn_inside": [one.inside for one in wide] or [None] * len(ordered),
    }


def _bands(card: Card) -> dict[str, list[Any]]:
    import numpy as np

    from sim.study.score import BAND, DAILY

    columns: dict[str, list[Any]] = {"series": [], "date": [], "p5": [], "mean": [], "p95": []}
    longest: Sequence[date] = max((run["date"] for run in card.dates), key=len)
    for series in DAILY:
        runs = np.full((len(card.dates), len(longest)), np.nan)  # a run may have ended before the longest
        for row, run in zip(runs, card.dates, strict=True):
            row[: len(run[series])] = run[series]
        low, high = np.nanquantile(runs, BAND, axis=0)
        columns["series"] += [series] * len(longest)
        columns["date"] += longest
        columns["p5"] += low.tolist()
        columns["mean"] += np.nanmean(runs, axis=0).tolist()
        columns["p95"] += high.tolist()
    return columns


def _reported(card: Card) -> dict[str, list[Any]]:
    return {
        "series": [one.series for one in card.days],
        "date": [one.on for one in card.days],
        "reported": [one.reported for one in card.days],
        "inside": [one.low <= one.reported <= one.high for one in card.days],
    }
