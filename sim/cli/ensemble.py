"""The verb `run`: one world, many times, as often as asked or until the mean is known well enough."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from sim.cli import document, screen
from sim.cli.worlds import Ask, every_seed, first_seed, keep, replications

if TYPE_CHECKING:
    from sim.scenario.scenario import Scenario
    from sim.study.precision import Rule, Verdict
    from sim.study.replicate import Flown


@dataclass(frozen=True)
class Target:
    """How well the mean of a measure is to be known."""

    precision: float
    of: str
    max_reps: int


def fly(ask: Ask, target: Target | None, *, as_json: bool) -> None:
    """Fly it, keep it, and print its measures with their intervals."""
    from sim.study.compare import summaries

    least = ask.reps
    if target is not None:
        if target.max_reps < least:
            raise click.UsageError(f"--max-reps {target.max_reps} is less than --reps {least}, the least")
        ask = replace(ask, reps=target.max_reps)
    world = ask.world(without=ask.without)
    reached = _Reached(target, least, world.scenario) if target else None
    flown = replications({"run": world.scenario}, ask, reached.ask if reached else every_seed)
    runs = flown["run"]
    found = summaries(runs)
    written = document.run_document(world.scenario.name, [run.seed for run in runs], found)
    key = ""
    if reached and target:
        written["precision"] = reached.document()
        key = f"precision {target.precision} of {target.of}, {least} to {target.max_reps}"
    results = keep(first_seed({"run": world}, ask, flown), ask, written, key=key)
    if as_json:
        click.echo(document.text(written))
        return
    console = screen.console()
    console.print(
        screen.bold(world.scenario.title), ask.told(len(runs)), *([reached.told()] if reached else []), "", sep="\n"
    )
    console.print(screen.summary_table(found))
    console.print(f"\nTables and study.json: {results.folder}", soft_wrap=True)


class _Reached:
    """The replication rule, and what it found."""

    def __init__(self, target: Target, least: int, scenario: Scenario) -> None:
        from sim.study.precision import LEAST, Rule

        check_measure(target.of, scenario, "--of")
        self.of = target.of
        self.rule: Rule = Rule(target.precision, max(least, LEAST))
        self.most = target.max_reps
        self.verdict: Verdict | None = None

    def ask(self, flown: Flown) -> int | None:
        from sim.study.precision import enough

        self.verdict = enough([run.measures.get(self.of) for run in flown["run"]], self.rule)
        return self.verdict.flown if self.verdict else None

    def document(self) -> dict[str, Any]:
        found = self.verdict._asdict() if self.verdict else None
        return {"of": self.of, **asdict(self.rule), "most": self.most, "reached": found}

    def told(self) -> str:
        if self.verdict is None:
            return f"{self.rule.precision:.3g} of {self.of} not reached after {self.most} replications (--max-reps)"
        needed, flown, precision = self.verdict
        return f"{self.of} known to ±{precision:.2%}; reached after {needed} replications and kept through {flown}"


def check_measure(name: str, scenario: Scenario, option: str) -> None:
    """Raises UsageError, with what may have been meant, for a measure that does not exist."""
    from sim.measures import MEASURES, NATION_MEASURES, measures_named
    from sim.scenario.fault import did_you_mean

    try:
        measures_named([name], scenario)
    except KeyError:
        names = [*MEASURES, *(f"nation.{key}.{kind}" for key in scenario.nations for kind in NATION_MEASURES)]
        raise click.UsageError(f"{option} {name}: there is no such measure{did_you_mean(name, names)}") from None
