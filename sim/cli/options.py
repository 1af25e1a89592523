"""Options that several verbs share."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

Function = TypeVar("Function", bound=Callable[..., Any])

FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)

file = click.argument("file", type=FILE)
sets = click.option("--set", "sets", multiple=True, metavar="PATH=VALUE", help="One value, such as forces.x.count=10.")
results = click.argument("results", type=click.Path(path_type=Path))
variants = click.option(
    "--variant", "variants", multiple=True, metavar="V", help="A variant of the file, in every world."
)
markdown = click.option("--markdown", is_flag=True, help="Print Markdown, as for the documentation.")
figures = click.option(
    "--figures", type=click.Path(file_okay=False, path_type=Path), help="Draw the figures into this folder."
)
record = click.option(
    "--record", type=click.Path(file_okay=False, path_type=Path), help="Folder of the record.  [FILE/../record]"
)
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
        "--jobs", type=click.IntRange(min=1), default=cores, show_default="all cores", help="Worker processes."
    )
    cluster = click.option("--cluster", metavar="ADDRESS", help="Fly on a Dask cluster, such as tcp://host:8786.")
    return reps(seed(jobs(cluster(function))))


def measures(what: str, default: tuple[str, ...] = ("targets_struck",)) -> Callable[[Function], Function]:
    """`--of`, may be repeated: what is shown; `what` is its help."""
    told = f"{what} May be repeated."
    return click.option(
        "--of", "measures", multiple=True, metavar="MEASURE", default=default, show_default=True, help=told
    )


class Share(click.ParamType[float]):
    """`2%` or `0.02`."""

    name = "share"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The share as a number above 0."""
        text = str(value).strip()
        try:
            share = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
        except ValueError:
            share = 0.0
        if not 0 < share < 1:
            self.fail(f"{text!r} is not a share between 0 and 100 %, such as 2%", param, ctx)
        return share


def precision(function: Function) -> Function:
    """`--precision` of a measure, in place of a number of replications."""
    wanted = click.option(
        "--precision",
        type=Share(),
        metavar="2%",
        help="Go on after --reps until the 95 % interval of the mean of --of is within this of it.",
    )
    of = click.option("--of", metavar="MEASURE", default="targets_struck", show_default=True, help="For --precision.")
    cap = click.option(
        "--max-reps", type=click.IntRange(min=1), default=200, show_default=True, help="For --precision: never more."
    )
    return wanted(of(cap(function)))


keep_tables = click.option(
    "--keep-tables", is_flag=True, help="Keep the long tables of every replication, not of the first alone."
)


def cores() -> int:
    """Cores that this process may use."""
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


class Bar:
    """A bar on the terminal, if there is one."""

    def __init__(self, shown: Progress | None) -> None:
        self._shown = shown
        self._task: TaskID | None = None

    def begin(self, total: int) -> None:
        """So many runs are to fly; no bar for none."""
        if self._shown is not None and total:
            self._task = self._shown.add_task("", total=total)

    def advance(self) -> None:
        """One has landed."""
        if self._shown is not None and self._task is not None:
            self._shown.advance(self._task)

    def say(self, text: str) -> None:
        """A line above the bar, on standard error."""
        if self._shown is not None:
            self._shown.console.print(text, soft_wrap=True)
        else:
            click.echo(text, err=True)

    def watch(self, done: int, of: int) -> None:
        """So many of so many are done."""
        if done == 1:
            self.begin(of)
        self.advance()


@contextmanager
def progress(doing: str = "flying") -> Iterator[Bar]:
    """Runs landed, and the time left, while the block lasts."""
    if not sys.stderr.isatty():
        yield Bar(None)
        return

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(
        *columns, console=Console(stderr=True, markup=False, emoji=False, highlight=False), transient=True
    ) as shown:
        yield Bar(shown)
