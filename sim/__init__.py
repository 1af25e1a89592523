"""Linchpin: what an air campaign loses when an enabler is taken away, and why.

    from sim import load, run

    record = run(load("scenarios/libya_2011.yaml"), seed=1)
    record.table("sorties")         # as Arrow; record.sorties are the rows

Nothing heavy is imported until it is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.campaign.record import Record
    from sim.scenario.scenario import Scenario

__all__ = ["load", "run"]


def load(
    path: str | Path, *, variants: Sequence[str] = (), without: Sequence[str] = (), sets: Sequence[str] = ()
) -> Scenario:
    """Read a scenario file, apply the changes in this order, and check the result once.

    `variants` and `without` are names of variants and enablers in the file; `sets` are single values, such as
    `forces.us-kc-135.count=10`. Raises `sim.scenario.load.ScenarioError`, whose text is every fault that was found,
    each with file, line and column; TypeError for a bare word where a list is due.
    """
    from sim.scenario.load import Changes
    from sim.scenario.load import load as load_scenario

    for name, given in {"variants": variants, "without": without, "sets": sets}.items():
        if isinstance(given, str):
            raise TypeError(f"{name} is a list: write {name}=[{given!r}]")
    return load_scenario(path, Changes(variants=tuple(variants), without=tuple(without), sets=tuple(sets)))


def run(scenario: Scenario, seed: int = 1) -> Record:
    """Fly the campaign once and return what happened.

    The same scenario and seed give the same record. Raises `sim.campaign.ledger.BrokenIdentity` if the model broke
    one of its own accounts, which is a fault of the model, not of the scenario.
    """
    from sim.campaign.campaign import fly

    if isinstance(scenario, (str, Path)):
        raise TypeError(f"run flies a scenario, not a file: run(load({str(scenario)!r}))")
    return fly(scenario, seed)
