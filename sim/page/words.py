"""Numbers and dates as the page says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date


def number(value: float | None, size: float | None = None) -> str:
    """As many decimals as its size (or that of its row) deserves; a dash for what is not known."""
    if value is None:
        return "–"
    size = abs(value) if size is None else size
    text = f"{value:,.{0 if size >= 100 else 1 if size >= 10 else 2}f}"
    text = text.lstrip("-") if not text.strip("-0.,") else text
    return text.replace("-", "−")


def between(one: Mapping[str, float | None], size: float | None = None) -> str:
    """The interval, or a dash."""
    low, high = one.get("low"), one.get("high")
    return "–" if low is None or high is None else f"{number(low, size)} to {number(high, size)}"


def share(part: float, whole: float) -> str:
    """In per cent, whole."""
    return f"{100 * part / whole:.0f} %" if whole else "–"


def listed(names: Sequence[str]) -> str:
    """`a, b and c`."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def day(moment: date) -> str:
    """`3 June 2011`."""
    return f"{moment.day} {moment:%B %Y}"


def sentence(text: str) -> str:
    """With a capital."""
    return text[:1].upper() + text[1:]
