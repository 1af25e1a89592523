"""Worlds in which every assumed number is drawn anew from its range, for verbs that tell how far results may be off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from sim.cli.moves import Choice, blamed, moves
from sim.scenario.fault import ScenarioError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sim.cli.moves import Moves
    from sim.cli.tallied import Tally
    from sim.cli.worlds import Ask
    from sim.scenario.load import Begun
    from sim.scenario.scenario import Scenario
    from sim.study.score import Figure
    from sim.study.screening import Floats

ASSUMED = ("assumed",)
"""Tiers of what is drawn from its range. What was calibrated is not: its range is that of a search."""
TRIES = 12
"""Times that what a scenario refuses is put back where it was, before the world is left out."""

Moved = list[tuple[str, ...]]
"""What `--set` makes of each assumption in one world."""


@dataclass
class Lot:
    """Worlds that differ by what was assumed."""

    plan: Moves
    points: Floats
    """How far each assumption is on the way from low to high; shape (world, assumption)."""

    def worlds(self) -> Iterator[Scenario | None]:
        """One for each point, or None if the scenario refuses it. Numbers that it refuses beside each other keep their
        value in that world."""
        base = self.plan.base.without_sources()
        for point in self.points:
            pairs = zip(self.plan.assumptions, point, strict=True)
            yield _accepted(base, [one.settings(float(share), self.plan.full) for one, share in pairs])


def lot(ask: Ask, worlds: int, *, unknowns: bool = False) -> Lot:
    """So many worlds of a Latin hypercube over the assumed numbers of a file and its named unknowns.

    Entries of `sources` move by themselves, the numbers of one entry together. Unknowns that were fitted are drawn from
    what the fit left open, all together; if asked, from their ranges, as if there had been no fit.
    """
    from sim.scenario.assumption import UNKNOWNS
    from sim.study.posterior import posterior_shares
    from sim.study.screening import hypercube_points

    plan = moves(ask, Choice("hypercube", ()))
    fitted = {} if unknowns else {name: one for name, one in plan.factors.items() if one.error is not None}
    plan.assumptions = [
        one
        for one in plan.assumptions
        if one.tiers == ASSUMED or one.name in fitted or (unknowns and one.name.startswith(UNKNOWNS))
    ]
    names = [one.name for one in plan.assumptions]
    points = hypercube_points(names, worlds, ask.seed)
    if fitted:
        columns = [names.index(name) for name in fitted]
        bare = {name.removeprefix(UNKNOWNS): one for name, one in fitted.items()}
        points[:, columns] = posterior_shares(bare, points[:, columns])
    return Lot(plan, points)


def tallies(ask: Ask, worlds: int, rounds: int, asked: Sequence[Figure]) -> list[Tally]:
    """The figures of one run of each world with assumed numbers drawn, after they were moved so often towards the
    calibrated figures.

    A world that the scenario refuses is left out from then on.
    """
    import numpy as np

    from sim.cli.tallied import as_numbers
    from sim.study.assimilate import assimilated, misfit, wanted

    drawn, towards = lot(ask, worlds, unknowns=rounds > 0), wanted(asked)
    for number in range(rounds):
        flown = _flown(drawn, ask, asked)
        found = np.array([as_numbers(tally, towards, scenario) for scenario, tally in flown.values()])
        off = np.sqrt(np.mean(misfit(found, towards) ** 2))
        told = f"calibrated figures {off:.1f} half widths of their bounds off (root mean square)"
        click.echo(f"before assimilation {number + 1} of {rounds}: {told}", err=True)
        drawn.points = assimilated(drawn.points[list(flown)], found, towards, rounds, ask.seed + number)
    return [tally for _, tally in _flown(drawn, ask, asked).values()]


def _flown(drawn: Lot, ask: Ask, asked: Sequence[Figure]) -> dict[int, tuple[Scenario, Tally]]:
    """One run of each world that the scenario takes, by its number; the seeds are dealt out among them in turn."""
    from sim.cli.tallied import tallied

    worlds = {number: scenario for number, scenario in enumerate(drawn.worlds()) if scenario is not None}
    found: dict[int, Tally] = {}
    for turn, seed in enumerate(ask.seeds):
        mine = {f"drawn {number + 1}": number for number in list(worlds)[turn :: ask.reps]}
        runs = tallied({name: worlds[number] for name, number in mine.items()}, replace(ask, seed=seed, reps=1), asked)
        found |= {mine[name]: tallies[0] for name, tallies in runs.items()}
    return {number: (worlds[number], found[number]) for number in sorted(found)}


def _accepted(base: Begun, moved: Moved) -> Scenario | None:
    for _ in range(TRIES):
        try:
            scenario = base.setting(_flat(moved)).load()
        except ScenarioError as error:
            left = [tuple(setting for setting in settings if not blamed(setting, error)) for settings in moved]
            moved = left if _flat(left) != _flat(moved) else _without_the_first_refused(base, moved)
        else:
            return scenario.model_copy(update={"sources": {}, "variants": {}, "enablers": {}})
    return None


def _without_the_first_refused(base: Begun, moved: Moved) -> Moved:
    """Without the first assumption that the scenario refuses beside those before it; found by halving."""
    fine, refused = 0, len(moved)
    while refused - fine > 1:
        half = (fine + refused) // 2
        world = base.setting(_flat(moved[fine:half]))
        if world.refused():
            refused = half
        else:
            fine, base = half, world
    return [*moved[: refused - 1], *moved[refused:]]


def _flat(moved: Moved) -> tuple[str, ...]:
    return tuple(setting for settings in moved for setting in settings)
