"""The file of unknowns, as `calibrate` writes it: whole, the same bytes for the same fit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.cli.calibration import number, rows

if TYPE_CHECKING:
    from sim.cli.calibrate import Calibration
    from sim.scenario.inputs import Unknown
    from sim.study.identify import Identity

WORTH_TELLING = 0.05
"""Least correlation that is written."""
IN_A_ROW = 4
"""Correlations on one line."""
HEAD = """\
# Factors on numbers that nobody published, fitted to figures of the record; every run multiplies them in. Written by
#
#   {command}
#
# which is how to change `value`: this file is written whole. Title, paths, range and figures are read from it and kept.
# `error` and `correlations` are what the fit left open (docs/background/calibration.md).
#
"""


def unknowns_file(found: Calibration) -> str:
    """Head with the command and the figures before and after, then the unknowns."""
    lines = [*_figures(found), "", "unknowns:"]
    for name, factor in found.factors.items():
        lines += ["", *_entry(found, name, factor.unknown)]
    return HEAD.format(command=found.command) + "\n".join(lines) + "\n"


def _figures(found: Calibration) -> Iterator[str]:
    width = max(len(figure.name) for figure, *_ in rows(found))
    yield f"# {'figure':{width}}  {'published':>12}  {_before(found):>13}  {'fitted':>10}"
    for figure, before, after, inside in rows(found):
        published, was, now = (number(found, figure, value) for value in (figure.value, before, after))
        outside = "" if inside else "  outside its bounds"
        yield f"# {figure.name:{width}}  {published:>12}  {was:>13}  {now:>10}{outside}"


def _before(found: Calibration) -> str:
    return "before" if "--go-on" in found.command else "with all at 1"


def _entry(found: Calibration, name: str, unknown: Unknown) -> Iterator[str]:
    sure = dict(zip(found.identity.names, found.identity.errors.tolist(), strict=True))
    fitted = found.fit.factors.get(name)
    note = "not fitted" if fitted is None else f"give or take {sure[name]:.0%}"
    if fitted in (unknown.low, unknown.high):
        note += "; at the end of its range"
    error = unknown.error if fitted is None else float(f"{sure[name]:.2g}")
    together = unknown.correlations if fitted is None else _correlations(found.identity, name)
    yield f"  {name}:"
    yield f"    title: {_text(unknown.title)}"
    paths = [_text(path) if path.startswith("*") else path for path in unknown.scale]  # a bare * is an alias in YAML
    if len(line := f"    scale: [{', '.join(paths)}]") <= 140:
        yield line
    else:
        yield "    scale:"
        yield from (f"      - {path}" for path in paths)
    yield f"    value: {unknown.value if fitted is None else fitted:g}  # {note}"
    yield f"    low: {unknown.low:g}"
    yield f"    high: {unknown.high:g}"
    if unknown.set_by:
        yield f"    set_by: [{', '.join(unknown.set_by)}]"
    if unknown.source:
        yield f"    source: {_text(unknown.source)}"
    if error is not None:
        yield f"    error: {error:g}"
    if together:
        told = [f"{other}: {size:g}" for other, size in together.items()]
        rows = [", ".join(told[start : start + IN_A_ROW]) for start in range(0, len(told), IN_A_ROW)]
        yield "    correlations: {" + ",\n      ".join(rows) + "}"


def _correlations(identity: Identity, name: str) -> dict[str, float]:
    """With those before it, as far as they are worth a word."""
    at = identity.names.index(name)
    row = zip(identity.names[:at], identity.correlations[at].tolist(), strict=False)
    return {other: round(size, 2) for other, size in row if abs(size) >= WORTH_TELLING}


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
