"""The main job: a campaign with everything and without its enablers, on one screen and in one folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli import document, screen
from sim.cli.figures import draw_flown, repage
from sim.cli.worlds import Ask, first_seed, keep, replications

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sim.results import Flown
    from sim.study.compare import Difference


def fly(ask: Ask, *, as_json: bool) -> None:
    """Fly both worlds, keep them, and print what was lost."""
    from sim.results import open_results
    from sim.study.compare import compare, summaries

    everything = ask.world()
    ask = replace(ask, without=ask.without or everything.scenario.enablers_together)
    if not ask.without:
        raise click.UsageError(f"{ask.file} names no enablers to take away; `run {ask.file}` flies it as it is")
    worlds = {"with": everything, "without": ask.world(without=ask.without)}

    flown = replications({name: world.scenario for name, world in worlds.items()}, ask)
    differences = compare(flown["with"], flown["without"])
    written = document.compare_document(
        everything.scenario.name, ask.seeds, summaries(flown["with"]), {"without": differences}
    )
    written["without"] = list(ask.without)
    first = first_seed(worlds, ask, flown)

    def add(folder: Path) -> None:
        draw_flown(first, folder, ask.file.parent, ask.without)
        repage(open_results(folder), ask.file.parent)

    results = keep(first, ask, written, add)
    if as_json:
        click.echo(document.text(written))
    else:
        _print(ask, differences, first, results.folder)


def _print(ask: Ask, differences: Mapping[str, Difference], first: Mapping[str, Flown], folder: Path) -> None:
    from sim.measures import ledger, stockout_spells

    scenario = first["with"].scenario
    console = screen.console()
    console.print(screen.bold(scenario.title), ask.told(), "", sep="\n")
    console.print(screen.difference_table("with", "without", differences))
    console.print("", screen.bold("First stockouts", f" (seed {ask.seed})"), sep="\n")
    spells = {name: stockout_spells(world.record) for name, world in first.items()}
    console.print(screen.stockout_table(spells, scenario))
    console.print("", screen.bold("Lines without effect, by cause", f" (seed {ask.seed})"), sep="\n")
    console.print(screen.cause_table({name: ledger(world.record) for name, world in first.items()}))
    console.print(f"\nOpen {folder / 'report.html'} in a browser", soft_wrap=True)
    console.print(f"Tables, figures and study.json: {folder}", soft_wrap=True)
