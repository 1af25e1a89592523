"""The verb `calibrate`: the unknowns of a scenario fitted to the figures that are named for it."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli.options import split
from sim.cli.tallied import as_numbers, tallied
from sim.cli.worlds import Ask

if TYPE_CHECKING:
    from sim.scenario.scenario import Scenario
    from sim.scenario.unknown import Factor
    from sim.study.calibrate import Fit, Floats, Point, Problem
    from sim.study.identify import Identity
    from sim.study.score import Figure


@dataclass(frozen=True)
class Wish:
    """What is asked of a fit beside the worlds."""

    record: Path
    only: tuple[str, ...] = ()
    """Unknowns that are fitted, the others as they are; all of them if empty."""
    steps: int = 10
    """Of a round."""
    rounds: int = 2
    go_on: bool = False
    """From the values in the file, not from 1."""


def asked(given: Mapping[str, Any]) -> tuple[Ask, Wish]:
    """From the options of the verb."""
    ours = ("record", "only", "steps", "rounds", "go_on")
    ask = Ask.given({name: value for name, value in given.items() if name not in ours})
    record, only, steps, rounds, go_on = (given[name] for name in ours)
    return ask, Wish(record or ask.file.parent / "record", split(only), steps, rounds, go_on)


@dataclass(frozen=True)
class Calibration:
    """What was found."""

    scenario: Scenario
    factors: Mapping[str, Factor]
    """All unknowns of the file, those that were not fitted too."""
    problem: Problem
    fit: Fit
    identity: Identity
    command: str
    """That finds the same again."""


def calibrate(ask: Ask, wish: Wish) -> Calibration:
    """Fit the unknowns. Raises RecordError, and ScenarioError where an unknown names no figure, or an untouched one."""
    from sim.study.calibrate import Effort, Problem, fit
    from sim.study.identify import identify
    from sim.study.score import figures

    factors = ask.resolved().unknowns
    if not factors:
        raise click.UsageError(f"{ask.file} has no `unknowns` to fit")
    if lost := [name for name in wish.only if name not in factors]:
        raise click.UsageError(f"--only: no unknown is called {', '.join(lost)}; there are {', '.join(factors)}")
    fitted = {name: one for name, one in factors.items() if not wish.only or name in wish.only}
    scenario = ask.scenario()
    figures_of = chosen(figures(wish.record, scenario), fitted)
    unknowns = {name: one.unknown for name, one in fitted.items()}
    problem = Problem(
        unknowns, figures_of, partial(_measured, ask, figures_of), lambda text: click.echo(text, err=True)
    )
    start = {name: one.value for name, one in unknowns.items()} if wish.go_on else {}
    found = fit(problem, start, Effort(wish.steps, wish.rounds))
    identity = identify(found.slopes, tuple(unknowns), problem.ranges)
    return Calibration(scenario, factors, problem, found, identity, _command(ask, wish))


def chosen(figures: Sequence[Figure], factors: Mapping[str, Factor]) -> list[Figure]:
    """The figures that some unknown is set by, in the order of the record."""
    from sim.scenario.fault import did_you_mean
    from sim.scenario.load import ScenarioError

    known = {one.name: one for one in figures}
    faults = []
    for factor in factors.values():
        place = factor.node.get("set_by")
        for name in factor.unknown.set_by:
            if name not in known:
                faults.append(factor.fault(f"the record has no figure `{name}`{did_you_mean(name, known)}", place))
            elif known[name].quantity.used == "untouched":
                faults.append(factor.fault(f"`{name}` is untouched: nothing may be set by it", place))
            elif known[name].low == known[name].high:
                faults.append(factor.fault(f"`{name}` has no bounds, so it has no weight", place))
        if not factor.unknown.set_by:
            faults.append(factor.fault("names no figure in `set_by`", factor.node))
    if faults:
        raise ScenarioError(faults)
    named = {name for factor in factors.values() for name in factor.unknown.set_by}
    return [one for name, one in known.items() if name in named]


def _measured(ask: Ask, figures: Sequence[Figure], points: Sequence[Point]) -> Floats:
    """Every figure of every run at these points. What was flown before is not again."""
    import numpy as np

    from sim.scenario.load import Changes, load_each

    sets = [tuple(f"unknowns.{name}.value={value:g}" for name, value in point.items()) for point in points]
    changes = [Changes(ask.variants, ask.without, (*ask.sets, *one)) for one in sets]
    bare: dict[str, object] = {"sources": {}, "variants": {}, "enablers": {}}
    scenarios = load_each(ask.file, changes)
    worlds = {" ".join(one): scenario.model_copy(update=bare) for one, scenario in zip(sets, scenarios, strict=True)}
    found = tallied(worlds, ask, figures)
    return np.array(
        [[as_numbers(run, figures, worlds[name]) for run in runs] for name, runs in found.items()], dtype=np.float64
    )


def _command(ask: Ask, wish: Wish) -> str:
    """What was asked for, without what changes no number."""
    words = ["calibrate", ask.file.as_posix(), "--reps", str(ask.reps), "--seed", str(ask.seed)]
    words += [word for setting in ask.sets for word in ("--set", setting)]
    words += ["--only", ",".join(wish.only)] if wish.only else []
    words += ["--steps", str(wish.steps)] if wish.steps != Wish.steps else []
    words += ["--rounds", str(wish.rounds)] if wish.rounds != Wish.rounds else []
    words += ["--go-on"] if wish.go_on else []
    return shlex.join(["python", "run_sim.py", *words])
