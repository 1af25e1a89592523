"""Scenarios that we ship, with changes: read once, and each campaign flown once for all claims that look at it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sim.campaign.campaign import fly
from sim.campaign.record import Record
from sim.scenario.load import Changes, Gathered, gathered
from sim.scenario.scenario import Scenario

HOME = Path(__file__).parents[2] / "scenarios"
LIBYA = HOME / "libya_2011.yaml"
WEEK, MONTH = "duration=8 d", "duration=30 d"
"""Slices of Libya as it stands that are looked at more than once."""


@cache
def files(path: Path) -> Gathered:
    """What a scenario is made of, to be loaded with any changes."""
    return gathered(path)


@cache
def loaded(changes: Changes = Changes(), path: Path = LIBYA) -> Scenario:  # noqa: B008 - frozen
    """It, with changes."""
    return files(path).load(changes)


@cache
def flown(changes: Changes, seed: int = 1, path: Path = LIBYA) -> Record:
    """Its campaign under a seed."""
    return fly(loaded(changes, path), seed)
