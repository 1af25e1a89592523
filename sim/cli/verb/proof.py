"""Verbs that hold the model against something else: closed forms, the record, a fluid."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import click

from sim.cli import options


@click.command()
@click.argument("forms", nargs=-1, metavar="[FORM]...")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Luck of all checks.")
@options.as_json
def verify(*, forms: Sequence[str], seed: int, as_json: bool) -> int:
    """Hold the model's mechanisms against closed forms: queues, stocks, rotations, detection.

    Each form is run as a small world of the model's own parts. Without luck the two must be equal, with luck they
    must lie within four standard errors; exit code 1 if one does not. Takes some twenty seconds.
    """
    from sim.cli.verify import verify as all_of

    return all_of(forms, seed, as_json=as_json)


@click.command()
@options.file
@options.changes
@options.study
@options.out
@options.record
@options.figures
@click.option(
    "--drawn",
    type=click.IntRange(min=2),
    metavar="WORLDS",
    help="Beside it, so many worlds in which every assumed number is drawn from its range.",
)
@click.option(
    "--assimilate",
    type=click.IntRange(min=1),
    metavar="TIMES",
    help="Move the drawn worlds so often towards the figures that inputs were calibrated to; 3 or 4 are usual.",
)
@click.option("--fail-under", type=click.FloatRange(0, 1), help="Exit 1 if a smaller share of the untouched is inside.")
@options.markdown
@options.as_json
def score(  # noqa: PLR0913  its options
    *,
    record: Path | None,
    figures: Path | None,
    drawn: int | None,
    assimilate: int | None,
    fail_under: float | None,
    markdown: bool,
    as_json: bool,
    **given: object,
) -> int:
    """Hold FILE against what was published: inside or not, and how each figure was used.

    A figure is inside if the published value lies in the 90 % band of the runs, or their mean in the published bounds.
    Runs of one scenario differ by luck alone; with --drawn the same is told of worlds that differ by what was assumed,
    too, and --fail-under asks for these. Drawn worlds may lie beside the scenario, so that a figure can be inside by
    the first count alone: a third one tells how many are inside by either, which asks for less than each. With
    --assimilate these are worlds that agree with the calibrated figures as far as the model can, so that the untouched
    ones are tested by what is left of the doubt.
    """
    from sim.cli import document, screen
    from sim.cli import score as card
    from sim.cli.worlds import Ask
    from sim.study.score import share_inside

    if assimilate and not drawn:
        raise click.UsageError("--assimilate moves worlds that were drawn: say how many with --drawn")
    if assimilate and find_spec("pyesmda") is None:
        raise click.ClickException("--assimilate needs pyesmda: pip install 'linchpin-sim[sensitivity]'")
    ask = Ask.given(given)
    found = card.score(ask, record or ask.file.parent / "record", drawn or 0, assimilate or 0)
    if figures:
        card.draw(found, figures)
    if as_json:
        click.echo(document.text(card.score_document(found, ask.seeds)))
    elif markdown:
        click.echo(card.markdown(found))
    else:
        console = screen.console()
        console.print(card.table(found), "", *card.summary(found), sep="\n")
    share = share_inside(found.drawn or found.scores)
    return 1 if fail_under is not None and (share is None or share < fail_under) else 0


@click.command()
@options.file
@options.sets
@options.study
@click.option(
    "--out",
    "written",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the unknowns, fitted, to this file.",
)
@options.record
@options.figures
@click.option("--only", multiple=True, metavar="A,B", help="Fit these unknowns, and leave the others as they are.")
@click.option(
    "--steps",
    type=click.IntRange(min=1),
    default=8,
    show_default=True,
    help="Steps of a round, at most.",
)
@click.option(
    "--rounds",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    help="Times that all slopes are measured; each takes a run of each seed for each unknown.",
)
@click.option(
    "--go-on", is_flag=True, help="Begin with the values in the file, not with 1; then it matters what they are."
)
@click.option(
    "--results",
    "out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("results"),
    show_default=True,
    help="Folder in which finished runs are kept, so that a fit that was stopped goes on.",
)
@options.as_json
def calibrate(*, written: Path | None, figures: Path | None, as_json: bool, **given: object) -> None:
    """Fit the `unknowns` of FILE to the figures of the record that they name, and say what these cannot tell.

    Bounded least squares, each figure weighted by its published bounds, on the same seeds at every step: the same
    command finds the same values. Finished runs are kept.
    """
    from sim.cli import calibrate as fitting
    from sim.cli import calibration, document, screen
    from sim.cli.unknowns_file import unknowns_file

    ask, wish = fitting.asked(given)
    found = fitting.calibrate(ask, wish)
    if written:
        written.write_text(unknowns_file(found), encoding="utf-8")
    if figures:
        calibration.draw(found, figures)
    if as_json:
        click.echo(document.text(calibration.calibration_document(found, ask)))
        return
    shown = (calibration.unknowns_table(found), "", calibration.figures_table(found), "")
    screen.console().print(*shown, *calibration.findings(found), sep="\n", soft_wrap=True)


@click.command()
@options.file
@options.sets
@options.study
@options.out
@click.option("--fly", is_flag=True, help="Fly the simulation beside it, --reps times each.")
@options.figures
@options.as_json
def twin(*, fly: bool, figures: Path | None, as_json: bool, **given: object) -> None:
    """The fluid model of FILE, with and without each enabler: a second's check that a scenario makes sense.

    What capacity explains, it shows; where the simulation differs, a queue, a time that two must share, or luck does.
    """
    from sim.cli import twin as fluid
    from sim.cli.worlds import Ask

    fluid.show(Ask.given(given), figures, fly=fly, as_json=as_json)
