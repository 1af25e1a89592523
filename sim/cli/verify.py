"""The verb `verify`: every closed form beside the model's own mechanism."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from sim.cli import document, screen
from sim.cli.options import progress

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from sim.theory import Check, Form


class Verdict(NamedTuple):
    """One form and what its checks found."""

    name: str
    form: Form
    checks: list[Check]


def verify(names: Sequence[str], seed: int, *, as_json: bool) -> int:
    """Run these forms (all if none is named) and print what was found; 1 if one does not hold, else 0."""
    verdicts = list(run(names, seed))
    failed = sum(not check.holds for verdict in verdicts for check in verdict.checks)
    if as_json:
        click.echo(document.text(verify_document(verdicts, seed)))
    else:
        console = screen.console()
        console.print(table(verdicts))
        total = sum(len(verdict.checks) for verdict in verdicts)
        console.print(f"\n{total - failed} of {total} checks of {len(verdicts)} closed forms hold (seed {seed}).")
    return 1 if failed else 0


def run(names: Sequence[str], seed: int) -> Iterator[Verdict]:
    """Form by form. Raises a usage error for a name that is none."""
    from sim.scenario.fault import did_you_mean
    from sim.theory.forms import FORMS

    for name in names:
        if name not in FORMS:
            raise click.UsageError(f"there is no closed form `{name}`{did_you_mean(name, sorted(FORMS))}")
    chosen = names or list(FORMS)
    with progress() as bar:
        bar.begin(len(chosen))
        for name in chosen:
            yield Verdict(name, FORMS[name], list(FORMS[name].checks(seed)))
            bar.advance()


def verify_document(verdicts: Sequence[Verdict], seed: int) -> dict[str, Any]:
    """What `--json` prints: every check of every form."""
    return {
        "schema": document.VERSION,
        "seed": seed,
        "forms": {
            name: {
                "title": form.title,
                "formula": form.formula,
                "source": form.source,
                "checks": [
                    {
                        "what": check.what,
                        "simulated": check.simulated.mean,
                        "exact": check.exact,
                        "standard_error": check.simulated.error,
                        "off": check.off,
                        "holds": check.holds,
                    }
                    for check in checks
                ],
            }
            for name, form, checks in verdicts
        },
    }


def table(verdicts: Sequence[Verdict]) -> Table:
    """Simulated, exact, and the difference in standard errors; what does not hold is marked."""
    from rich.table import Table

    found = Table("", box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for title in ("simulated", "exact", "off, s.e."):
        found.add_column(title, justify="right", no_wrap=True)
    found.add_column("", no_wrap=True)
    for name, form, checks in verdicts:
        found.add_row(screen.bold(form.title, f"  {name}"))
        for check in checks:
            found.add_row(f"  {check.what}", _digits(check.simulated.mean), _digits(check.exact), *_verdict(check))
    return found


def _digits(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


def _verdict(check: Check) -> tuple[str, Text | str]:
    from rich.text import Text

    word = "BLURRED" if check.blurred and check.off is not None else "FAILS"
    fault = "" if check.holds else Text(word, style="bold red")
    if check.off is None:
        return "equal" if check.holds else "differs", fault
    return f"{check.off:+.1f}", fault
