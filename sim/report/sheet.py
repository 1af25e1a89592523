"""One figure ready to be painted: what it is called, what is drawn, how, and how to read it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from sim.report.worlds import Columns


class Sheet(NamedTuple):
    """A figure without its paper."""

    title: str
    data: dict[str, Columns]
    """By the names of its CSVs; the first is the name of the figure."""
    draw: Callable[[Figure, dict[str, Columns]], None]
    caption: str
    """What one must know to read it, for the caption under it in a paper."""
