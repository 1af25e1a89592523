"""From the command line to an exit code: 0 done, 1 the work failed, 2 wrong usage or scenario, 130 interrupted."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from sim.cli.verb import fly, live, proof, result, scenario, study


class FileOrVerb(click.Group):
    """A file, or an option, where a verb is due means the main job."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        first = args[0]
        if first in self.commands:
            return super().resolve_command(ctx, args)
        if first.startswith("-") or Path(first).suffix or Path(first).exists():
            return "", fly.job, args
        return super().resolve_command(ctx, args)


@click.group(
    cls=FileOrVerb,
    context_settings={"help_option_names": ["-h", "--help"], "ignore_unknown_options": True, "max_content_width": 100},
    subcommand_metavar="FILE | VERB ...",
)
@click.version_option(package_name="linchpin-sim", prog_name="linchpin")
def command() -> None:
    """What an air campaign loses when an enabler is taken away, and why.

    With a scenario FILE alone: fly it with everything and without its enablers, under the same luck, and
    show what was lost. `FILE --help` lists the options of that.
    """


for verb in (
    fly.run,
    fly.compare,
    study.enablers,
    study.attribute,
    study.sweep,
    study.sensitivity,
    study.relax,
    fly.store,
    scenario.check,
    scenario.show,
    scenario.schema,
    scenario.lesson,
    result.plot,
    result.why,
    result.report,
    scenario.list_,
    proof.verify,
    proof.score,
    proof.calibrate,
    proof.twin,
    live.serve,
):
    command.add_command(verb)


def main() -> None:
    """The entry point."""
    sys.exit(answer(sys.argv[1:]))


def answer(args: Sequence[str]) -> int:
    """Do what the arguments say; returns the exit code. A fault that nobody foresaw keeps its traceback."""
    try:
        code = command.main(list(args), standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as fault:
        fault.show()
        return fault.exit_code
    except (click.Abort, KeyboardInterrupt) as stop:
        click.echo(str(stop) or "interrupted", err=True)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as fault:
        told = _told(fault)
        if told is None:
            raise
        text, exit_code = told
        click.echo(text, err=True)
        return exit_code
    return code if isinstance(code, int) else 0


def _told(fault: Exception) -> tuple[str, int] | None:
    """What the user is told of a fault that can be expected, and the exit code."""
    from sim.campaign.ledger import BrokenIdentity
    from sim.results import NotAResult
    from sim.scenario.load import ScenarioError
    from sim.study.replication import StudyError
    from sim.study.score import RecordError

    if isinstance(fault, (ScenarioError, NotAResult, RecordError)):
        return str(fault), 2
    if isinstance(fault, (BrokenIdentity, StudyError)):
        return "\n".join([str(fault), *getattr(fault, "__notes__", [])]), 1
    if isinstance(fault, OSError):
        where = f"{fault.filename}: " if fault.filename else ""
        return f"error: {where}{fault.strerror or fault}", 1
    return None
