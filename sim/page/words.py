"""Numbers and dates as the page says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.measures import digits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date


def number(value: float | None, size: float | None = None) -> str:
    """As on the terminal, with a true minus."""
    return digits.number(value, size).replace("-", "−")


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
