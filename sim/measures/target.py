"""What the campaign did to the targets."""
# ruff: noqa: ARG001  a measure takes the record and the scenario, needed or not: all are called alike

from __future__ import annotations

from collections import Counter, defaultdict
from math import fsum
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sim.measures.columns import cells, end_h, hours_by_day
from sim.measures.once import once

if TYPE_CHECKING:
    from sim.campaign.record import Record
    from sim.measures.columns import Floats
    from sim.scenario.scenario import Scenario


def targets_struck(record: Record, scenario: Scenario) -> float:
    """Targets struck, fixed and mobile."""
    return float(list(cells(record, "targets", "outcome")).count("struck"))


def targets_escaped(record: Record, scenario: Scenario) -> float:
    """Mobile targets that hid again before they were struck."""
    return float(list(cells(record, "targets", "outcome")).count("escaped"))


def _live(record: Record, scenario: Scenario) -> list[tuple[float, float]]:
    """From when to when each mobile target stood in the open, within the campaign."""
    mobile = {name for name, target_class in scenario.target_classes.items() if target_class.mobile}
    end = end_h(record, scenario)
    rows = cells(record, "targets", "class", "appeared_h", "ended_h")
    return [(a, end if e is None else min(e, end)) for c, a, e in rows if c in mobile and a < end]


def threat_hours(record: Record, scenario: Scenario) -> float:
    """Time that live mobile targets stood in the areas, summed over the targets, in hours."""
    return fsum(ended - appeared for appeared, ended in _live(record, scenario))


def threat_hours_by_day(record: Record, scenario: Scenario) -> Floats:
    """`threat_hours` by the day on which they were spent; shape (day,)."""
    live = np.array(_live(record, scenario), dtype=np.float64).reshape(-1, 2)
    return hours_by_day(live[:, 0], live[:, 1], record.days)


def time_to_strike_h(record: Record, scenario: Scenario) -> float | None:
    """Mean time from a mobile target's appearance to its strike, over those struck, in hours."""
    mobile = {name for name, target_class in scenario.target_classes.items() if target_class.mobile}
    rows = cells(record, "targets", "class", "appeared_h", "struck_h", "outcome")
    hours = [struck - appeared for c, appeared, struck, outcome in rows if outcome == "struck" and c in mobile]
    return fsum(hours) / len(hours) if hours else None


QUANTILES = (0.05, 0.25, 0.50, 0.75, 0.95)


class Fate(NamedTuple):
    """What became of the targets of one class."""

    appeared: int
    struck: int
    escaped: int
    live: int
    hours: tuple[float, ...] | None
    """From appearance to strike, of those struck: the quantiles of `QUANTILES`; None if none was."""


@once
def fates(record: Record, scenario: Scenario) -> dict[str, Fate]:
    """Class to the fate of its targets, for the classes that appeared, in the order of the scenario."""
    ends: dict[str, Counter[str]] = defaultdict(Counter)
    hours: dict[str, list[float]] = defaultdict(list)
    rows = cells(record, "targets", "class", "outcome", "appeared_h", "struck_h")
    for name, outcome, appeared_h, struck_h in rows:
        ends[name][outcome] += 1
        if outcome == "struck":
            hours[name].append(struck_h - appeared_h)
    return {
        name: Fate(
            sum(ends[name].values()),
            ends[name]["struck"],
            ends[name]["escaped"],
            ends[name]["live"],
            tuple(np.quantile(hours[name], QUANTILES).tolist()) if hours[name] else None,
        )
        for name in scenario.target_classes
        if name in ends
    }
