"""Verbs that fly many worlds for one question: what is a thing worth, what hangs on what, how much is enough."""

from __future__ import annotations

from collections.abc import Sequence

import click

from sim.cli import options
from sim.cli.sweep import Axis, AxisType


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
