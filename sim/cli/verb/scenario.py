"""Verbs that read a scenario and fly little or nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from sim.cli import options


@click.command()
@click.argument("files", nargs=-1, required=True, type=options.FILE)
def check(files: Sequence[Path]) -> None:
    """Validate scenarios and do nothing else."""
    from sim.cli.lesson import unknown_measures
    from sim.scenario.load import check as faults_of

    faults = 0
    for file in files:
        found = faults_of(file) or unknown_measures(file)
        faults += len(found)
        click.echo("\n".join(map(str, found)) or f"{file}: ok")
    if faults:
        click.get_current_context().exit(2)


@click.command()
@options.file
@options.changes
@click.option("--origins", is_flag=True, help="Say where each value comes from.")
def show(*, origins: bool, **given: object) -> None:
    """Print the scenario as it is flown: everything merged, in one file."""
    from sim.cli.worlds import Ask

    ask = Ask.given(given)
    resolved = ask.resolved(without=ask.without)
    if origins:
        for path, value, origin in resolved.origins():
            click.echo(f"{path}: {value}  # {origin}")
    else:
        click.echo(resolved.dump(), nl=False)


@click.command()
@options.file
@click.option("--guess", type=float, help="What the class guesses; asked for on a terminal if absent.")
@options.study
@options.out
def lesson(*, guess: float | None, **given: object) -> None:
    """Teach the lesson of FILE: the question, a guess, what comes out, the answer.

    Flies the scenario as it stands and after each pull of the lesson, under the same luck. What was flown
    is kept below the folder of the results, and not flown again.
    """
    from sim.cli.lesson import teach
    from sim.cli.worlds import Ask

    teach(Ask.given(given), guess)


@click.command()
def schema() -> None:
    """Print the JSON Schema of a scenario, for editors."""
    from sim.scenario.load import schema as scenario_schema

    click.echo(json.dumps(scenario_schema(), indent=2))


@click.command(name="list")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("scenarios"))
def list_(folder: Path) -> None:
    """Scenarios of a folder, with their enablers and variants, and the lessons in it."""
    from sim.cli.catalogue import entry

    files = [*sorted(folder.glob("*.yaml")), *sorted(folder.glob("lessons/*.yaml"))]
    if not files:
        raise click.UsageError(f"no scenario (*.yaml) in {folder}")
    click.echo("\n".join(line for file in files for line in entry(file)))
