"""The verb `sensitivity`: what assumed numbers do to the measures, and to the order of the enablers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import islice
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli import document, screen
from sim.cli import sensitivity_told as telling
from sim.cli.ensemble import check_measure
from sim.cli.moves import BASE, ENDS, Choice, Moves, moves, over_the_ranges, to_the_ends, world_name
from sim.cli.worlds import Ask, World, first_seed, keep, replications
from sim.scenario.fault import ScenarioError

if TYPE_CHECKING:
    from sim.scenario.assumption import Assumption
    from sim.scenario.scenario import Scenario
    from sim.study.screening import Floats

Runs = Mapping[str, Mapping[str, list[float | None]]]
"""World to measure to values by seed."""
PORTION = 200
"""Worlds whose scenarios are in memory at once. Assumed, 20 to 1,000: each takes some megabytes."""


def fly(ask: Ask, choice: Choice, output: str) -> None:
    """Fly the design, keep it, and print it. `output`: screen, json, markdown, or list, which flies nothing."""
    world = World(ask.scenario(without=ask.without), ask.resolved(without=ask.without).dump())
    for name in choice.of:
        check_measure(name, world.scenario, "--of")
    enablers = _enablers(world.scenario, choice) if choice.ranking else {}
    plan = moves(ask, choice)
    points = None if choice.design == "tornado" else over_the_ranges(plan, choice)
    if points is None:
        to_the_ends(plan, list(enablers))
    written = _head(plan, choice, world.scenario) | {"enablers": enablers}
    if output == "list":
        click.echo("\n".join(telling.listed(written, len(plan.worlds))))
        return
    click.echo(f"{len(plan.worlds)} worlds, {ask.reps} replications each", err=True)
    runs = _flown(plan, list(written["about"]))
    written |= _found(plan, choice, runs, points)

    def add(folder: Path) -> None:
        from sim.report import draw_sensitivity
        from sim.results.write import parquet

        (folder / "sensitivity.parquet").write_bytes(parquet(telling.tidy(written, plan, runs)))
        for name in choice.of:
            draw_sensitivity(written, name, folder)

    base = replications({BASE: world.scenario}, ask)
    results = keep(first_seed({BASE: world}, ask, base), ask, written, add=add, key=f"sensitivity {ask.reps} {choice}")
    if output == "json":
        click.echo(document.text(written))
    elif output == "markdown":
        click.echo("\n".join(telling.markdown(written)))
    else:
        console = screen.console()
        console.print(screen.bold(world.scenario.title), ask.told(), sep="\n")
        for part in telling.shown(written):
            console.print(part)
        console.print(f"\nTables, figures and study.json: {results.folder}", soft_wrap=True)


def _enablers(scenario: Scenario, choice: Choice) -> dict[str, str]:
    from sim.scenario.fault import did_you_mean

    for name in choice.enablers:
        if name not in scenario.enablers:
            raise click.UsageError(
                f"--enablers {name}: there is no such enabler{did_you_mean(name, scenario.enablers)}"
            )
    names = [name for name in scenario.enablers if name in (choice.enablers or scenario.enablers_together)]
    if len(names) < 2:
        raise click.UsageError(f"a ranking needs at least two enablers; there are {len(names)}")
    return {name: scenario.enablers[name].title for name in names}


def _flown(plan: Moves, names: Sequence[str]) -> dict[str, dict[str, list[float | None]]]:
    """Every world's measures by seed, flown in portions; a world that the scenario refuses is noted."""
    found: dict[str, dict[str, list[float | None]]] = {}
    ahead = iter(plan.worlds)
    done = 0
    while portion := list(islice(ahead, PORTION)):
        scenarios = {}
        for name in portion:
            try:
                scenario = plan.files.load(plan.worlds[name])
                scenarios[name] = scenario.model_copy(update={"sources": {}, "variants": {}, "enablers": {}})
            except ScenarioError as error:
                plan.refused.append({"name": name, "end": "", "why": str(error.faults[0])})
        if len(plan.worlds) > PORTION:
            click.echo(f"worlds {done + 1} to {done + len(portion)} of {len(plan.worlds)}", err=True)
        for world, runs in replications(scenarios, plan.ask).items():
            found[world] = {name: [run.measures.get(name) for run in runs] for name in names}
        done += len(portion)
    return found


def _head(plan: Moves, choice: Choice, scenario: Scenario) -> dict[str, Any]:
    """What was asked, and what is moved; as docs/reference/study.md has it."""
    from sim.measures import MEASURES, measures_named

    return {
        "schema": document.VERSION,
        "kind": "sensitivity",
        "design": choice.design,
        "scenario": scenario.name,
        "title": scenario.title,
        "seed": plan.ask.seed,
        "reps": plan.ask.reps,
        "of": list(choice.of),
        "about": {
            name: {"title": one.title, "unit": one.unit, "better": one.better}
            for name, one in measures_named(dict.fromkeys([*choice.of, *MEASURES]), scenario).items()
        },
        "assumptions": [_assumption(one, plan) for one in plan.assumptions],
        "refused": plan.refused,
        "unmoved": [asdict(one) for one in plan.unmoved],
    }


def _assumption(one: Assumption, plan: Moves) -> dict[str, Any]:
    factor = plan.factors.get(one.name)
    scales = {"multiplicative" if number.multiplicative else "absolute" for number in one.numbers}
    return {
        "name": one.name,
        "entries": one.entries,
        "numbers": len(one.numbers),
        "tiers": list(one.tiers),
        "value": one.told(),
        "low": one.told(0.0),
        "high": one.told(1.0),
        "range": scales.pop() if len(scales) == 1 else "mixed",
        **({"title": factor.title, "source": factor.source} if factor else {}),
    }


def _found(plan: Moves, choice: Choice, runs: Runs, points: Floats | None) -> dict[str, Any]:
    """What the design says of every measure that is asked for."""
    if points is not None:
        found = {name: _sampled(plan, choice, runs, points, name) for name in choice.of}
        return {"samples": choice.size, "points": len(points), choice.design: found}
    names = [one.name for one in plan.assumptions]
    written: dict[str, Any] = {"tornado": {name: swings(names, name, runs) for name in choice.of}}
    if choice.ranking:
        enablers = [name for world in runs if (name := world.partition(f"{BASE} without ")[2])]
        written["ranking"] = {name: ranked(names, name, enablers, runs) for name in choice.of}
    return written


def swings(names: Sequence[str], measure: str, runs: Runs) -> dict[str, Any]:
    """The base, and every assumption with the difference from it at both ends, the largest first."""
    from sim.study.sensitivity import estimate, tornado

    at = {
        name: tuple(runs[world][measure] if (world := world_name(name, end)) in runs else None for end in ENDS)
        for name in names
    }
    found = tornado(runs[BASE][measure], {name: (ends[0], ends[1]) for name, ends in at.items()})
    return {
        "base": asdict(estimate(runs[BASE][measure])),
        "assumptions": [asdict(one) | {"sure": one.sure} for one in found],
    }


def ranked(names: Sequence[str], measure: str, enablers: Sequence[str], runs: Runs) -> dict[str, Any]:
    """The order of the enablers in the base, and where an end of an assumption turns it round."""
    from sim.measures import MEASURES
    from sim.study.sensitivity import Standing, ranking

    better = -1 if measure in MEASURES and MEASURES[measure].better == "lower" else 1

    def standing(one: str, end: str | None = None) -> Standing:
        without = {name: runs[world_name(one, end, name)][measure] for name in enablers}
        return Standing(runs[world_name(one, end)][measure], without, better)

    ends = {
        (name, end): standing(name, end)
        for name in names
        for end in ENDS
        if all(world_name(name, end, gone) in runs for gone in (None, *enablers))
    }
    found = ranking(standing(BASE), ends)
    return {
        "order": [{"enabler": name, **asdict(found.losses[name])} for name in found.order],
        "ends": len(ends),
        "comparisons": found.comparisons,
        "turns": [asdict(turn) for turn in found.turns],
        "open": [asdict(turn) for turn in found.open],
    }


def _sampled(plan: Moves, choice: Choice, runs: Runs, points: Floats, measure: str) -> dict[str, Any] | None:
    """What a design that moves all at once says of one measure; None if a run does not have it."""
    import numpy as np

    from sim.study import screening

    rows = [values[measure] for values in runs.values()]
    if any(value is None for row in rows for value in row):
        return None
    names, seed = [one.name for one in plan.assumptions], plan.ask.seed
    table = np.array(rows, dtype=np.float64)
    means = table.mean(axis=1)
    if choice.design == "morris":
        found: Sequence[Any] = screening.morris_effects(names, points, table, seed)
    elif choice.design == "sobol":
        found = screening.sobol_indices(names, means, seed) or []
    else:
        found = screening.correlations(names, points, means)
    spread = {
        "mean": float(means.mean()),
        **{f"p{share}": float(np.quantile(means, share / 100)) for share in (5, 50, 95)},
        "luck": float(np.sqrt(np.mean(table.var(axis=1, ddof=1)))) if table.shape[1] > 1 else None,
    }
    return {"over_the_design": spread, "assumptions": [_finite(asdict(one)) for one in found]}


def _finite(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: None if isinstance(value, float) and not isfinite(value) else value for key, value in row.items()}
