"""Slides are painted coarsely: what is on them, what warns and what is cut off does not hang on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from sim.report.style import PNG_DPI

COARSE_DPI = 40


@pytest.fixture(scope="module", autouse=True)
def coarse() -> Iterator[None]:
    """To fill and to pack the pixels of a slide takes longer than to lay it out. Those for print keep theirs."""
    from matplotlib.figure import Figure

    finely = Figure.savefig

    def coarsely(figure: Figure, *where: object, **how: Any) -> None:
        finely(figure, *where, **how | ({"dpi": COARSE_DPI} if how.get("dpi") == PNG_DPI else {}))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Figure, "savefig", coarsely)
        yield
