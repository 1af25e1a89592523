"""Which assumptions a sensitivity study moves, and the worlds that it flies for that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

from sim.scenario.fault import ScenarioError

if TYPE_CHECKING:
    from sim.cli.worlds import Ask
    from sim.scenario.assumption import Assumption, Unmoved
    from sim.scenario.inputs.unknown import Unknown
    from sim.scenario.load import Begun, Changes, Gathered
    from sim.scenario.node import Node
    from sim.study.screening import Floats

BASE = "base"
ENDS = {"low": 0.0, "high": 1.0}
SAMPLES = {"morris": 10, "sobol": 64, "hypercube": 64}
"""Trajectories, base points, points, if none are asked for. Usual sizes to begin with; the intervals say what they are
worth."""


@dataclass(frozen=True)
class Choice:
    """Which assumptions are moved, how, and what is looked at."""

    design: str
    of: Sequence[str]
    only: Sequence[str] = ()
    but: Sequence[str] = ()
    together: Sequence[str] = ()
    by_kind: bool = False
    ranking: bool = False
    enablers: Sequence[str] = ()
    samples: int | None = None

    @property
    def size(self) -> int:
        """Trajectories or points of a design that moves several at once."""
        return self.samples or SAMPLES[self.design]


@dataclass
class Moves:
    """The assumptions that are moved, and the worlds to fly."""

    ask: Ask
    files: Gathered
    base: Begun
    """With what holds for all worlds, and nothing moved."""
    full: Node
    assumptions: list[Assumption]
    unmoved: list[Unmoved]
    factors: Mapping[str, Unknown] = field(default_factory=dict)
    """Assumptions that are named factors, by their paths; they are no longer in the scenario when it is flown."""
    refused: list[dict[str, str]] = field(default_factory=list)
    """Assumption (or point), end, and why the scenario refuses it; `numbers` if it is only some of its numbers."""
    worlds: dict[str, Changes] = field(default_factory=dict)

    def changes(self, settings: Sequence[str] = (), without: Sequence[str] = ()) -> Changes:
        """Those beside what holds for all worlds."""
        from sim.scenario.load import Changes

        ask = self.ask
        return Changes(ask.variants, (*ask.without, *without), (*ask.sets, *settings))

    def faults(self, settings: Sequence[str]) -> ScenarioError | None:
        """Why the scenario refuses these numbers, if it does."""
        try:
            self.base.setting(settings).load()
        except ScenarioError as error:
            return error
        return None


def moves(ask: Ask, choice: Choice) -> Moves:
    """The assumptions that are chosen, joined as asked; no worlds yet."""
    from sim.scenario.assumption import UNKNOWNS, assumptions, by_kind, chosen, together
    from sim.scenario.load import Changes, gathered

    files, everywhere = gathered(ask.file), Changes(ask.variants, ask.without, ask.sets)
    resolved = files.resolve(everywhere)
    known, unmoved = assumptions(resolved)
    out = chosen(known, choice.but) if choice.but else []
    found = [one for one in chosen(known, choice.only) if one not in out]
    if not found:
        asked = f"--only {' --only '.join(choice.only)}: " if choice.only else ""
        raise click.UsageError(f"{asked}{ask.file} has no assumed or calibrated number with a range that matches")
    found = together(found, choice.together)
    if choice.by_kind:
        joined = [one for one in found if one.name in choice.together]
        found = [*joined, *by_kind([one for one in found if one.name not in choice.together])]
    factors = {f"{UNKNOWNS}{name}": one.unknown for name, one in resolved.unknowns.items()}
    left = [] if choice.only else unmoved
    return Moves(ask, files, files.begun(everywhere), resolved.full, found, left, factors)


def world_name(one: str, end: str | None = None, without: str | None = None) -> str:
    """Of an assumption at one end, or of the base, with an enabler taken away or none."""
    return (one if end is None else f"{one}={end}") + (f" without {without}" if without else "")


def to_the_ends(plan: Moves, enablers: Sequence[str]) -> None:
    """The base and every assumption at each end, each with everything and without each enabler."""
    there = {name: plan.files.resolve(plan.changes((), (name,))).full for name in enablers}
    for name in (None, *enablers):
        plan.worlds[world_name(BASE, None, name)] = plan.changes((), (name,) if name else ())
    for one in plan.assumptions:
        for end, share in ENDS.items():
            settings = _accepted(plan, one, end)
            if not settings:
                continue
            plan.worlds[world_name(one.name, end)] = plan.changes(settings)
            for name in enablers:
                kept = [setting for setting in one.settings(share, there[name]) if setting in settings]
                plan.worlds[world_name(one.name, end, name)] = plan.changes(kept, (name,))


def _accepted(plan: Moves, one: Assumption, end: str) -> tuple[str, ...]:
    """The settings that the scenario takes; of one number that it refuses none, of several those it does not complain
    about. What it refuses is noted."""
    settings = one.settings(ENDS[end], plan.full)
    error = plan.faults(settings) if settings else None
    if error is None:
        return settings
    left = tuple(setting for setting in settings if not blamed(setting, error))
    why = error.faults[0]
    note = {"name": one.name, "end": end, "why": f"{why.path}: {why.message}"}
    if left and len(left) < len(settings) and plan.faults(left) is None:
        plan.refused.append(note | {"numbers": f"{len(settings) - len(left)} of {len(settings)}"})
        return left
    plan.refused.append(note)
    return ()


def blamed(setting: str, error: ScenarioError) -> bool:
    """Whether a fault is of this number, or of what stands beside it."""
    path = setting.partition("=")[0]
    beside = path.rpartition(".")[0]
    return any(
        fault.path == path or fault.path.rpartition(".")[0] == beside or fault.origin.file == f"--set {setting}"
        for fault in error.faults
    )


def over_the_ranges(plan: Moves, choice: Choice) -> Floats:
    """The points of a design that moves all at once. An assumption that is refused at an end of its range is left out;
    so is a trajectory or point that is refused as a whole, but Sobol's design needs all."""
    import numpy as np

    refused = len(plan.refused)
    for one in plan.assumptions:
        for end in ENDS:
            _accepted(plan, one, end)
    out = {note["name"] for note in plan.refused[refused:]}
    plan.assumptions = [one for one in plan.assumptions if one.name not in out]
    points = _points(plan, choice)
    block = len(plan.assumptions) + 1 if choice.design == "morris" else 1
    kept: list[int] = []
    for rows in np.split(np.arange(len(points)), len(points) // block):
        settings = {int(row): _at(plan, points[row]) for row in rows}
        faulty = next(((row, why) for row, sets in settings.items() if (why := plan.faults(sets))), None)
        if faulty is not None:
            plan.refused.append({"name": f"point {faulty[0] + 1}", "end": "", "why": str(faulty[1].faults[0])})
            continue
        kept += settings
        plan.worlds |= {f"point {row + 1}": plan.changes(sets) for row, sets in settings.items()}
    if not kept or (len(kept) < len(points) and choice.design == "sobol"):
        raise click.ClickException(
            f"{len(points) - len(kept)} of {len(points)} points are refused: {plan.refused[-1]['why']}; "
            "leave an assumption out with --but"
        )
    found: Floats = points[kept]
    return found


def _points(plan: Moves, choice: Choice) -> Floats:
    from sim.study import screening

    names = [one.name for one in plan.assumptions]
    if len(names) < 2:
        raise click.UsageError(f"a {choice.design} design moves two assumptions or more at once; {len(names)} is left")
    make: Any = getattr(screening, f"{choice.design}_points")
    try:
        points: Floats = make(names, choice.size, plan.ask.seed)
    except ValueError as fault:
        raise click.UsageError(f"--samples {choice.size}: {fault}") from None
    except ImportError:
        raise click.ClickException("Morris' design needs SALib: pip install 'linchpin-sim[sensitivity]'") from None
    return points


def _at(plan: Moves, point: Floats) -> tuple[str, ...]:
    pairs = zip(plan.assumptions, point, strict=True)
    return tuple(setting for one, share in pairs for setting in one.settings(float(share), plan.full))
