"""A number as people read it."""

from __future__ import annotations

MILLION = 1e6
LARGE = 10 * MILLION
"""From here on a number is told in millions: money."""


def number(value: float | None, size: float | None = None) -> str:
    """As many decimals as its size (or its row's) deserves, millions as `3,832 M`; a dash for what is not known."""
    if value is None:
        return "–"
    size = abs(value) if size is None else size
    if size >= LARGE:
        return f"{number(value / MILLION, size / MILLION)} M"
    text = f"{value:,.{0 if size >= 100 else 1 if size >= 10 else 2}f}"
    return text.lstrip("-") if not text.strip("-0.,") else text
