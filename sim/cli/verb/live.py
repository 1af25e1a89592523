"""The verb that opens the classroom."""

from __future__ import annotations

from pathlib import Path

import click

from sim.cli import options


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
