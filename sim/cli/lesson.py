"""A lesson on the terminal: the question, a guess, what comes out, the answer."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from sim.cli import screen
from sim.cli.worlds import Ask, replications

if TYPE_CHECKING:
    from pathlib import Path

    from rich.table import Table

    from sim.scenario.fault import Fault
    from sim.scenario.inputs import Lesson, Pull
    from sim.scenario.scenario import Scenario
    from sim.study.interval import Summary

AS_IT_IS = "as it is"


def teach(ask: Ask, guess: float | None) -> None:
    """Ask, let the class guess, fly every world, show, tell."""
    from sim.scenario.load import ScenarioError
    from sim.study.compare import summaries

    scenario = ask.scenario()
    lesson = scenario.lesson
    if lesson is None:
        raise click.UsageError(f"{ask.file} holds no lesson; `list` shows those that do")
    if faults := unknown_measures(ask.file):
        raise ScenarioError(faults)
    low, high = lesson.guess.low, lesson.guess.high
    if guess is not None and not low <= guess <= high:
        raise click.UsageError(f"--guess {guess:g}: a guess is from {low:g} to {high:g}")
    worlds = {AS_IT_IS: scenario} | {name(pull, scenario): pulled(pull, ask) for pull in lesson.pulls}
    console = screen.console()
    console.print(screen.bold(scenario.title), lesson.question, "", sep="\n")
    told = _guessed(lesson, scenario) if guess is None else guess
    found = {world: summaries(flown) for world, flown in replications(worlds, ask).items()}
    console.print(f"Means of {ask.told()}", _table(lesson, scenario, found), "", sep="\n")
    if told is not None:
        first = list(found.values())[1]
        came = screen.number(first[lesson.guess.measure].mean)
        console.print(f"You guessed {screen.number(told)}; it came to", screen.bold(came, "."))
        console.print()
    console.print(lesson.answer)
    if lesson.discuss:
        console.print("", screen.bold("To discuss"), *(f"* {one}" for one in lesson.discuss), sep="\n")


def pulled(pull: Pull, ask: Ask) -> Scenario:
    """The world after one pull."""
    without = (pull.without,) if pull.without else ()
    return ask.scenario(without=without, variants=(pull.variant,) if pull.variant else ())


def name(pull: Pull, scenario: Scenario) -> str:
    """The world after one pull, as in the table."""
    if pull.without:
        return f"without: {scenario.enablers[pull.without].title}"
    return str(scenario.variants[pull.variant or ""].get("title", pull.variant))


def _guessed(lesson: Lesson, scenario: Scenario) -> float | None:
    """Asked for on a terminal; nobody guesses in a pipe."""
    if not sys.stdin.isatty():
        return None
    from sim.measures import measures_named

    measure = measures_named([lesson.guess.measure], scenario)[lesson.guess.measure]
    low, high = lesson.guess.low, lesson.guess.high
    prompt = f"Your guess: {measure.title}, {low:g} to {high:g}"
    return float(click.prompt(prompt, type=click.FloatRange(low, high)))


def _table(lesson: Lesson, scenario: Scenario, found: dict[str, dict[str, Summary]]) -> Table:
    """A row for each world, a column for each measure that the lesson shows."""
    from rich.table import Table

    from sim.measures import measures_named

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("")
    measures = measures_named([shown.measure for shown in lesson.shows], scenario).values()
    for entry in measures:
        table.add_column(f"{entry.title}, {entry.unit}" if entry.unit else entry.title, justify="right")
    means = {entry.name: [world[entry.name].mean for world in found.values()] for entry in measures}
    for number, world in enumerate(found):
        sizes = {name: max(abs(mean or 0) for mean in row) for name, row in means.items()}
        table.add_row(world, *(screen.number(row[number], sizes[name]) for name, row in means.items()))
    return table


def unknown_measures(file: Path) -> list[Fault]:
    """What the lesson of a file, which is without fault otherwise, calls a measure and is none."""
    from sim.measures import unknown_measures
    from sim.scenario.load import load, resolve

    return [*unknown_measures(resolve(file).full, load(file))]
