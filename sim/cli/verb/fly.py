"""Verbs that fly a world or two: the main job, one world, several beside each other, and what was kept of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from sim.cli import options
from sim.cli.condition import Condition, ConditionType


class MainJob(click.Command):
    """A command whose name is not typed."""

    class context_class(click.Context):
        """Without a blank for the name in `Usage: run_sim.py [OPTIONS] FILE`."""

        @property
        def command_path(self) -> str:
            return super().command_path.rstrip()


@click.command(name="", cls=MainJob)
@options.file
@options.changes
@options.study
@options.out
@options.as_json
def job(*, as_json: bool, **given: object) -> None:
    """Fly FILE with everything and without its enablers, under the same luck, and show what was lost.

    Without `--without`, all enablers of the file are taken away together. `--variant` and `--set` change both
    worlds. Tables of the first seed and figures go to the results folder.
    """
    from sim.cli import main_job
    from sim.cli.worlds import Ask

    main_job.fly(Ask.given(given), as_json=as_json)


@click.command()
@options.file
@options.changes
@options.study
@options.precision
@options.keep_tables
@options.out
@options.as_json
def run(*, as_json: bool, precision: float | None, of: str, max_reps: int, **given: object) -> None:
    """Fly one world; means, intervals, bands by day and the risk of stockouts go to the results folder.

    Finished replications are kept: a run that was stopped goes on where it was, and more --reps add to them. With
    --precision, --reps is the least number of replications.
    """
    from sim.cli import ensemble
    from sim.cli.worlds import Ask

    target = None if precision is None else ensemble.Target(precision, of, max_reps)
    ensemble.fly(Ask.given(given), target, as_json=as_json)


@click.command()
@options.file
@click.option("--without", multiple=True, metavar="A,B", help="A world without these enablers; may be repeated.")
@click.option("--variant", "variants", multiple=True, metavar="V", help="A world with this variant; may be repeated.")
@options.sets
@click.option(
    "--fail-if",
    "conditions",
    multiple=True,
    type=ConditionType(),
    metavar="CONDITION",
    help='Exit with 1 if the mean difference is so, such as "targets_struck < -10%"; may be repeated.',
)
@options.study
@options.keep_tables
@options.out
@options.as_json
def compare(
    *,
    as_json: bool,
    without: Sequence[str],
    variants: Sequence[str],
    conditions: Sequence[Condition],
    **given: object,
) -> int:
    """Fly FILE against other worlds under the same seeds; each --without and each --variant is one world.

    Differences are paired. The results folder has every world, and the difference from the base by day.
    """
    from sim.cli import comparison
    from sim.cli.worlds import Ask

    changes = {f"without {names}": {"without": options.split([names])} for names in without}
    changes |= {f"variant {name}": {"variants": (name,)} for name in variants}
    if not changes:
        raise click.UsageError("name a world to compare with: --without A,B or --variant V")
    return comparison.fly(Ask.given(given), changes, conditions, as_json=as_json)


@click.command()
@options.out
@click.option("--clean", is_flag=True, help="Remove what another version of the code or of its packages flew.")
def store(*, out: Path, clean: bool) -> None:
    """Say what finished runs are kept below the folder of the results; with --clean, remove those that nothing finds.

    A run is found again only by the same scenario, code and packages. Everything may be deleted: what is missing is
    flown again.
    """
    from sim.study.store import FOLDER, Store

    kept = Store(out / FOLDER)
    held = kept.held()
    old = [one for one in held if not one.current]
    current = [one for one in held if one.current]
    for what, worlds in (("of this version", current), ("of another version", old)):
        runs = sum(one.runs for one in worlds)
        click.echo(f"{what}: {len(worlds)} worlds, {runs} runs, {sum(one.size for one in worlds) / 1e6:.1f} MB")
    if clean:
        click.echo(f"removed: {len(kept.clean())} worlds")
