"""The verb `enablers`: each enabler taken away alone, in one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import click

from sim.cli import document, screen
from sim.cli.worlds import Ask, replications

if TYPE_CHECKING:
    from sim.study.compare import Difference

CAUSE = "cause."
CAUSES = 3
"""Causes named for each enabler: those whose number of lines grew most and surely."""


class Row(NamedTuple):
    """One enabler taken away."""

    title: str
    differences: Mapping[str, Difference]


def fly(ask: Ask, measures: Sequence[str], *, as_json: bool, markdown: bool) -> None:
    """Fly the file with all its enablers and without each alone, and print one row for each."""
    from sim.cli.ensemble import check_measure
    from sim.study.compare import compare, summaries

    base = ask.scenario()
    for name in measures:
        check_measure(name, base, "--of")
    if not base.enablers:
        raise click.UsageError(f"{ask.file} names no enablers")
    worlds = {"base": base} | {name: ask.scenario(without=(name,)) for name in base.enablers}
    flown = replications(worlds, ask)
    rows = {
        name: Row(base.enablers[name].title, compare(flown["base"], flown[name]))
        for name in worlds
        if name in base.enablers
    }
    if as_json:
        found = summaries(flown["base"])
        differences = {name: row.differences for name, row in rows.items()}
        click.echo(document.text(document.compare_document(base.name, ask.seeds, found, differences)))
    elif markdown:
        click.echo("\n".join(_markdown(rows, measures)))
    else:
        _print(base.title, ask, rows, measures)


def cell(one: Difference) -> str:
    """The change in percent of the base, or as a number where the base is none; a dash if it is not sure."""
    mean, low, high = one.difference.mean, one.difference.low, one.difference.high
    if mean is None or low is None or high is None or low <= 0 <= high:
        return "–"
    if not one.base.mean:
        return f"{mean:+,.0f}"
    percent = 100 * mean / one.base.mean
    return f"{percent:+.0f} %" if abs(percent) >= 1 else f"{percent:+.1f} %"


def causes(differences: Mapping[str, Difference]) -> list[str]:
    """The causes of the ledger that grew most, of those that surely grew: `no tanker fuel +1,203`."""
    grown: list[tuple[float, str]] = []
    for name, one in differences.items():
        low, mean = one.difference.low, one.difference.mean
        if name.startswith(CAUSE) and low is not None and mean is not None and low > 0:
            grown.append((mean, name.removeprefix(CAUSE).replace("_", " ")))
    grown.sort(key=lambda cause: (-cause[0], cause[1]))
    return [f"{name} {mean:+,.0f}" for mean, name in grown[:CAUSES]]


def _head(measures: Sequence[str]) -> list[str]:
    from sim.measures import MEASURES

    return [
        "taken away",
        *(MEASURES[name].title if name in MEASURES else name for name in measures),
        "causes that grew",
    ]


def _body(rows: Mapping[str, Row], measures: Sequence[str]) -> list[list[str]]:
    return [
        [row.title, *(cell(row.differences[name]) for name in measures), ", ".join(causes(row.differences)) or "–"]
        for row in rows.values()
    ]


def _markdown(rows: Mapping[str, Row], measures: Sequence[str]) -> list[str]:
    head = _head(measures)
    table = [head, ["---"] * len(head), *_body(rows, measures)]
    return ["| " + " | ".join(cells) + " |" for cells in table]


def _print(title: str, ask: Ask, rows: Mapping[str, Row], measures: Sequence[str]) -> None:
    from rich.table import Table

    console = screen.console()
    console.print(screen.bold(title), ask.told(), "", sep="\n")
    table = Table(box=None, padding=(0, 1))
    for number, text in enumerate(_head(measures)[:-1]):
        table.add_column(text, justify="right" if number else "left", vertical="bottom")
    body = _body(rows, measures)
    for cells in body:
        table.add_row(*cells[:-1])
    console.print(table)
    console.print("\nCauses that grew, in lines:")
    for cells in body:
        console.print(f"  {cells[0]}: {cells[-1]}")
    console.print("\nChange of the mean against all enablers; a dash where the 95 % interval of the pairs holds zero.")
