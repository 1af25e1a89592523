"""Verbs that read a results folder: figures, page, words."""

from __future__ import annotations

from pathlib import Path

import click

from sim.cli import options


@click.command()
@options.results
@click.option(
    "--style",
    type=click.Choice(["slides", "print"]),
    help="Only one of the two; print: two columns of a journal wide, without a heading, into the folder `print`.",
)
@click.option("--animate", is_flag=True, help="Also the timeline that moves: MP4 where ffmpeg is there, else GIF.")
def plot(*, results: Path, style: str | None, animate: bool) -> None:
    """Draw the figures of a results folder again: PNG, SVG, PDF, caption and CSV, for slides and for print.

    A folder that `--figures` of another verb named will do, too.
    """
    from sim.cli.figures import animated, redraw, redraw_folder
    from sim.report.card import NOTE
    from sim.results import open_results

    styles = (style,) if style else ("slides", "print")
    if (results / NOTE).is_file():
        if animate:
            raise click.UsageError(f"--animate: {results} has figures alone, and no campaign to show day by day")
        click.echo("\n".join(map(str, redraw_folder(results, styles))))
        return
    opened = open_results(results)
    for path in redraw(opened, styles=styles):
        click.echo(path)
    if animate:
        click.echo(animated(opened))


@click.command()
@options.results
@click.option("--day", metavar="N", help="Number of a day, or a date.")
@click.option("--line", type=int, metavar="ID", help="Number of a line of the air tasking order.")
@click.option("--world", metavar="NAME", help="Which world, if the folder holds several; the first if absent.")
def why(*, results: Path, day: str | None, line: int | None, world: str | None) -> None:
    """Tell in words what happened to a line, on a day, or over the campaign, and what stood in the way."""
    from sim.results import open_results
    from sim.scenario.load import load
    from sim.story import Facts, NoSuchThing, tell_campaign, tell_day, tell_line

    if day is not None and line is not None:
        raise click.UsageError("either --day or --line, not both")
    worlds = open_results(results).worlds
    if world is not None and world not in worlds:
        raise click.UsageError(f"no world `{world}`: there are {', '.join(worlds)}")
    chosen = worlds[world] if world else next(iter(worlds.values()))
    facts = Facts(chosen, load(chosen.folder / "scenario.yaml"))
    try:
        if line is not None:
            told = tell_line(facts, line)
        else:
            told = tell_campaign(facts) if day is None else tell_day(facts, facts.day(day))
    except NoSuchThing as fault:
        raise click.UsageError(str(fault)) from None
    click.echo("\n".join(told))


@click.command()
@options.results
@click.option("--stress", is_flag=True, help="Print a STRESS-DES report instead; what nobody knows is marked empty.")
def report(results: Path, *, stress: bool) -> None:
    """Write the page of a results folder again: one file that opens offline."""
    from sim.cli.figures import repage
    from sim.results import open_results

    found = open_results(results)
    if stress:
        from sim.report.stress import stress as told
        from sim.scenario.load import load

        click.echo(told(found, load(found.folder / "scenario.yaml")), nl=False)
    else:
        click.echo(repage(found))
