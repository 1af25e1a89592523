"""One function a verb, and the main job. Each parses, calls and prints; heavy imports happen inside."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from sim.cli import options
from sim.cli.condition import Condition, ConditionType
from sim.cli.sweep import Axis, AxisType


@click.command(name="")
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
@options.file
@options.measures(
    "A column.",
    ("sorties", "strike_sorties", "weapons", "targets_struck", "threat_hours", "on_station_h", "stockouts"),
)
@options.variants
@options.sets
@options.study
@options.out
@options.as_json
@options.markdown
def enablers(*, measures: Sequence[str], as_json: bool, markdown: bool, **given: object) -> None:
    """Fly FILE without each of its enablers alone: one table of what each is worth, and of what it is that fails.

    Paired with the whole under the same seeds; nothing is shown that the interval of the pairs does not hold sure.
    """
    from sim.cli import enablers as table
    from sim.cli.worlds import Ask

    table.fly(Ask.given(given), measures, as_json=as_json, markdown=markdown)


@click.command()
@options.file
@click.option("--enablers", multiple=True, metavar="A,B", help="Share between these; all of the file unless given.")
@options.measures("What is shown and drawn; study.json has all measures.")
@click.option(
    "--permutations",
    "pairs",
    type=click.IntRange(min=2),
    metavar="N",
    help="Draw N random orders and their reverses in place of all sets; always so (N = 32) beyond ten enablers.",
)
@options.variants
@options.sets
@options.study
@options.out
@options.as_json
def attribute(
    *,
    as_json: bool,
    enablers: Sequence[str],
    measures: Sequence[str],
    pairs: int | None,
    **given: object,
) -> None:
    """Fly FILE with every set of its enablers, and share what is lost without them fairly between them.

    Shapley values over all sets, with paired intervals; they add up to the difference between all and none. Also
    what pairs add together, what each brings alone or takes along last, and a waterfall, which depends on its order.
    """
    from sim.cli import attribution
    from sim.cli.worlds import Ask

    attribution.fly(Ask.given(given), options.split(enablers), measures, pairs, as_json=as_json)


@click.command()
@options.file
@click.option(
    "--over",
    "axes",
    multiple=True,
    required=True,
    type=AxisType(),
    metavar="PATH=V1,V2",
    help="Values of a setting (or of several at once: PATH,PATH=...), or FROM..TO..STEP for whole numbers.",
)
@options.measures("What is shown and drawn; the table has all measures.")
@options.changes
@options.study
@options.out
@options.as_json
def sweep(*, as_json: bool, axes: Sequence[Axis], measures: Sequence[str], **given: object) -> None:
    """Fly FILE for every value of a setting, under the same seeds: how much is enough?

    One setting is drawn as a line, two as a field of colour; the results folder has a tidy table.
    """
    from sim.cli import sweep as sweeping
    from sim.cli.worlds import Ask

    sweeping.fly(Ask.given(given), axes, measures, as_json=as_json)


@click.command()
@options.file
@click.option(
    "--design",
    type=click.Choice(["tornado", "morris", "sobol", "hypercube"]),
    default="tornado",
    show_default=True,
    help="One at a time from end to end; Morris' screening; Sobol's shares of the variance; a Latin hypercube.",
)
@options.measures("What is shown and drawn; the table has all measures.")
@click.option("--only", multiple=True, metavar="PATTERN", help="Only assumptions whose path matches, such as staff.*")
@click.option("--but", multiple=True, metavar="PATTERN", help="Not those whose path matches.")
@click.option(
    "--together",
    multiple=True,
    metavar="PATTERN",
    help="Move all that match at once; PATTERN,PATTERN for those of either. May be repeated.",
)
@click.option("--by-kind", is_flag=True, help="Move all numbers of a kind at once: all break rates, all stocks.")
@click.option("--ranking", is_flag=True, help="Also without each enabler: which assumptions change their order?")
@click.option("--enablers", multiple=True, metavar="A,B", help="For --ranking: these; all of the file unless given.")
@click.option(
    "--samples",
    type=click.IntRange(min=2),
    metavar="N",
    help="Trajectories (morris, 10), points (hypercube, 64), base points (sobol, 64, a power of two).",
)
@click.option("--list", "listed", is_flag=True, help="Say what would be moved, and in how many worlds; fly nothing.")
@options.markdown
@options.changes
@options.study
@options.out
@options.as_json
def sensitivity(  # noqa: PLR0913  one argument an option
    *,
    design: str,
    measures: Sequence[str],
    only: Sequence[str],
    but: Sequence[str],
    together: Sequence[str],
    by_kind: bool,
    ranking: bool,
    enablers: Sequence[str],
    samples: int | None,
    listed: bool,
    markdown: bool,
    as_json: bool,
    **given: object,
) -> None:
    """Move the assumed numbers of FILE over their ranges, under the same seeds: what hangs on them?

    An assumption is an entry of `sources` that is assumed or calibrated and has a range; what its path finds moves
    together. A number that the scenario refuses at an end of its range is reported. What was flown is kept: a study
    that was stopped goes on where it was.
    """
    from sim.cli import sensitivity as study
    from sim.cli.moves import Choice
    from sim.cli.worlds import Ask

    if ranking and design != "tornado":
        raise click.UsageError("--ranking goes with the tornado: it needs every assumption at its ends")
    if samples and design == "tornado":
        raise click.UsageError("--samples goes with a design that draws points")
    choice = Choice(design, measures, only, but, together, by_kind, ranking, tuple(options.split(enablers)), samples)
    output = "list" if listed else "json" if as_json else "markdown" if markdown else "screen"
    study.fly(Ask.given(given), choice, output)


@click.command()
@options.file
@click.option("--cause", "causes", multiple=True, metavar="A,B", help="These causes; all that took lines unless given.")
@options.markdown
@options.changes
@options.study
@options.out
@options.as_json
def relax(*, causes: Sequence[str], markdown: bool, as_json: bool, **given: object) -> None:
    """Loosen each cause that cost FILE lines, alone and all but one: was it sole, joint, or is another next in line?

    The ledger names the first thing that stood in the way. Here each is taken away under the same seeds, and the lost
    lines are looked up in the worlds without it.
    """
    from sim.cli import relaxation
    from sim.cli.worlds import Ask

    output = "json" if as_json else "markdown" if markdown else "screen"
    relaxation.fly(Ask.given(given), options.split(causes), output)


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
@click.argument(
    "place", metavar="[FILE|FOLDER]", type=click.Path(exists=True, path_type=Path), default=Path("scenarios")
)
@click.option("--port", type=click.IntRange(1, 65535), default=8765, show_default=True, help="Port to listen on.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; another needs a token.")
@click.option(
    "--token",
    envvar="LINCHPIN_TOKEN",
    help="Word that opens the room for others, at least 8 characters; one is made up with --host.",
)
@click.option("--name", "names", multiple=True, metavar="HOST", help="Another name that browsers call this machine by.")
@click.option("--jobs", type=click.IntRange(min=1), default=options.cores, show_default="all cores", help="Workers.")
@click.option("--max-reps", type=click.IntRange(min=1), default=40, show_default=True, help="Most runs of a world.")
@click.option("--max-days", type=click.IntRange(min=1), default=400, show_default=True, help="Longest campaign.")
def serve(**given: object) -> None:
    """Open the classroom: a live page of the lessons and scenarios of FOLDER, or of FILE alone.

    Choose, guess, pull an enabler, fly: the page answers with the real simulation. It listens to this machine only
    unless --host says otherwise. Ctrl-C closes it.
    """
    from sim.cli.serve import serve as open_classroom

    open_classroom(**given)  # type: ignore[arg-type]
