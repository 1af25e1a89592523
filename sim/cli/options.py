"""Options that several verbs share."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., Any])

FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)

file = click.argument("file", type=FILE)
sets = click.option("--set", "sets", multiple=True, metavar="PATH=VALUE", help="One value, such as forces.x.count=10.")
as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document instead of tables.")


def changes(function: Function) -> Function:
    """`--without`, `--variant` and `--set`, all of which change the one world that is flown."""
    without = click.option("--without", multiple=True, metavar="A,B", help="Enablers to take away.")
    variant = click.option("--variant", "variants", multiple=True, metavar="V", help="A variant of the file.")
    return without(variant(sets(function)))


def study(function: Function) -> Function:
    """How often, from which seed, on how many cores."""
    reps = click.option("--reps", type=click.IntRange(min=1), default=10, show_default=True, help="Replications.")
    seed = click.option(
        "--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Seed of the first replication."
    )
    jobs = click.option(
        "--jobs", type=click.IntRange(min=1), default=_cores, show_default="all cores", help="Worker processes."
    )
    return reps(seed(jobs(function)))


def _cores() -> int:
    return len(os.sched_getaffinity(0))


def _folder(_ctx: click.Context, _parameter: click.Parameter, path: Path) -> Path:
    """A folder that can be written to, known before an hour of flying is spent."""
    there = path.absolute()
    while not there.exists():
        there = there.parent
    if not there.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))
    if not os.access(there, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    return path


out = click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("results"),
    show_default=True,
    callback=_folder,
    help="Folder that the results go to.",
)


def split(without: Sequence[str]) -> tuple[str, ...]:
    """`("a,b", "c")` as `("a", "b", "c")`."""
    return tuple(name.strip() for text in without for name in text.split(",") if name.strip())


@contextmanager
def progress(total: int) -> Iterator[Callable[[], None]]:
    """A bar on the terminal, if there is one; yields what to call after each run."""
    if not sys.stderr.isatty():
        yield lambda: None
        return

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("flying"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)
