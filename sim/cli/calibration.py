"""What a calibration is told as: tables, sentences, JSON, figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from math import exp, isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.cli import document, screen

if TYPE_CHECKING:
    from rich.table import Table

    from sim.cli.calibrate import Calibration
    from sim.cli.worlds import Ask
    from sim.study.score import Figure


def rows(found: Calibration) -> Iterator[tuple[Figure, float, float, bool]]:
    """Figure, before, after, and whether what it is after lies within the published bounds."""
    for one, before, after in zip(
        found.problem.figures, found.fit.before.tolist(), found.fit.after.tolist(), strict=True
    ):
        yield one, before, after, one.low <= after <= one.high


def number(found: Calibration, figure: Figure, value: float) -> str:
    """In the figure's unit."""
    if figure.unit == "date":
        moment = found.scenario.start + timedelta(hours=value)
        return f"{moment.day} {moment:%b}"
    return screen.number(value, abs(figure.value))


def figures_table(found: Calibration) -> Table:
    """Figure, published, before, after."""
    table = screen.plain_table("published", "bounds", "before", "after", "inside")
    for figure, before, after, inside in rows(found):
        value, low, high, was, now = (
            number(found, figure, one) for one in (figure.value, figure.low, figure.high, before, after)
        )
        table.add_row(
            figure.quantity.title, value, f"{low} to {high}", was, now, "yes" if inside else screen.bold("no")
        )
    return table


def unknowns_table(found: Calibration) -> Table:
    """Unknown, factor, how sure."""
    table = screen.plain_table("factor", "give or take", "range", "learned", "")
    for name, error, learned in zip(
        found.identity.names, found.identity.errors.tolist(), found.identity.learned.tolist(), strict=True
    ):
        unknown, value = found.problem.unknowns[name], found.fit.factors[name]
        at_end = screen.bold("at its end") if value in (unknown.low, unknown.high) else ""
        table.add_row(
            unknown.title,
            f"{value:g}",
            f"{error:.0%}",
            f"{unknown.low:g} to {unknown.high:g}",
            f"{learned:.0%}",
            at_end,
        )
    return table


def findings(found: Calibration) -> Iterator[str]:
    """What the record cannot tell apart, or cannot tell at all."""
    identity, titles = found.identity, {name: one.title for name, one in found.problem.unknowns.items()}
    for first, second, correlation in identity.traded:
        ways = "one up, the other down" if correlation < 0 else "both up, or both down"
        yield f"{titles[first]} and {titles[second]} trade off against each other ({correlation:+.2f}: {ways})"
    for one in identity.combinations:
        if not one.told:
            parts = ", ".join(f"{titles[name]} {part:+.1f}" for name, part in one.named.items())
            yield f"not told by the record (strength {one.strength:.2f}): {parts}"
    strengths = ", ".join(f"{one.strength:.3g}" for one in identity.combinations)
    luck = "" if isnan(identity.noise) else f"; luck alone makes {identity.noise:.2g}"
    yield f"singular values, in half widths of bounds by half ranges: {strengths}{luck}"


def calibration_document(found: Calibration, ask: Ask) -> dict[str, Any]:
    """What `--json` prints; dates are hours since the start."""
    identity = found.identity
    return {
        "schema": document.VERSION,
        "scenario": found.scenario.name,
        "seed": ask.seed,
        "reps": ask.reps,
        "command": found.command,
        "unknowns": {
            name: {
                "value": found.fit.factors[name],
                "log_error": float(identity.errors[at]),
                "learned": float(identity.learned[at]),
                "low": found.problem.unknowns[name].low,
                "high": found.problem.unknowns[name].high,
            }
            for at, name in enumerate(identity.names)
        },
        "figures": {
            one.name: {"published": one.value, "low": one.low, "high": one.high, "before": before, "after": after}
            for one, before, after, _ in rows(found)
        },
        "correlations": identity.correlations.tolist(),
        "combinations": [{"strength": one.strength, "parts": one.parts} for one in identity.combinations],
        "noise": None if isnan(identity.noise) else identity.noise,
        "misfits": list(found.fit.misfits),
    }


def draw(found: Calibration, folder: Path) -> list[Path]:
    """The factors with what they trade off, and the closest pairs."""
    from sim.report.card import draw_card

    title, identity = found.scenario.title, found.identity
    unknowns = [found.problem.unknowns[name] for name in identity.names]
    titles = [one.title for one in unknowns]
    values = [found.fit.factors[name] for name in identity.names]
    factors: dict[str, list[Any]] = {
        "unknown": list(identity.names),
        "title": titles,
        "value": values,
        "low": [one.low for one in unknowns],
        "high": [one.high for one in unknowns],
        "lower": [value * exp(-error) for value, error in zip(values, identity.errors.tolist(), strict=True)],
        "upper": [value * exp(error) for value, error in zip(values, identity.errors.tolist(), strict=True)],
        "learned": identity.learned.tolist(),
    }
    correlations = dict(zip(titles, identity.correlations.T.tolist(), strict=True))
    data = {"calibration": factors, "calibration_correlations": {"title": titles, **correlations}}
    written = draw_card(data, title, "", folder)
    if pairs := identity.traded:
        at = {name: number for number, name in enumerate(identity.names)}
        sides = {
            key: [factors[key][at[name]] for pair in pairs for name in pair[:2]]
            for key in ("title", "value", "low", "high")
        }
        sides["error"] = [float(identity.errors[at[name]]) for pair in pairs for name in pair[:2]]
        sides["correlation"] = [pair[2] for pair in pairs for _ in range(2)]
        written += draw_card({"calibration_pairs": sides}, title, "", folder)
    return written
