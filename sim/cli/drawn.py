"""Worlds in which every assumed number is drawn anew from its range, for verbs that tell how far results may be off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.cli.moves import Choice, blamed, moves
from sim.scenario.fault import ScenarioError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sim.cli.moves import Moves
    from sim.cli.worlds import Ask
    from sim.scenario.scenario import Scenario

ASSUMED = ("assumed",)
"""Tiers of what is drawn. What was calibrated stays: its range is not what is left of its uncertainty."""
TRIES = 5
"""Times that what a scenario refuses is put back where it was, before the world is left out."""


def drawn(ask: Ask, worlds: int) -> Iterator[tuple[str, Scenario]]:
    """So many worlds of a Latin hypercube over the assumed numbers of a file, by name.

    Entries of `sources` move by themselves, the numbers of one entry together. Numbers that a scenario refuses beside
    each other keep their value in that world; one that it refuses in the end is left out.
    """
    from sim.study.screening import hypercube_points

    plan = moves(ask, Choice("hypercube", ()))
    plan.assumptions = [one for one in plan.assumptions if one.tiers == ASSUMED]
    points = hypercube_points([one.name for one in plan.assumptions], worlds, ask.seed)
    for number, point in enumerate(points):
        settings = tuple(
            setting
            for one, share in zip(plan.assumptions, point, strict=True)
            for setting in one.settings(float(share), plan.full)
        )
        scenario = _accepted(plan, settings)
        if scenario:
            yield f"drawn {number + 1}", scenario


def _accepted(plan: Moves, settings: tuple[str, ...]) -> Scenario | None:
    for _ in range(TRIES):
        try:
            scenario = plan.files.load(plan.changes(settings))
        except ScenarioError as error:
            settings = tuple(setting for setting in settings if not blamed(setting, error))
        else:
            return scenario.model_copy(update={"sources": {}, "variants": {}, "enablers": {}})
    return None
