"""The parts of the page, in its order. To add one: a module with `section`, and its name here.

`section` returns None where there is nothing to tell, such as cost in a scenario without prices.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sim.page.sections import (
    answer,
    assumption,
    beside,
    cost,
    coverage,
    explorer,
    fuel,
    ledger,
    nation,
    provenance,
    sortie,
    stockout,
    target,
    theatre,
    threat,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sim.page.chart import Section
    from sim.page.told import Told


class Part(Protocol):
    """What a section's module offers."""

    def section(self, told: Told) -> Section | None:
        """The section, if there is something to tell."""


PARTS: tuple[Part, ...] = (
    answer,
    beside,
    explorer,
    stockout,
    sortie,
    ledger,
    fuel,
    coverage,
    threat,
    target,
    nation,
    cost,
    theatre,
    assumption,
    provenance,
)


ALWAYS: dict[str, Part] = {"explorer": explorer, "assumptions": assumption, "provenance": provenance}
"""Those that say the same whatever enablers are there, by the names of their sections."""


def sections(told: Told) -> list[Section]:
    """Every section that has something to tell."""
    return _found(PARTS, told)


def sections_that_follow(told: Told) -> list[Section]:
    """Those that change with the enablers that are there."""
    return _found([part for part in PARTS if part not in ALWAYS.values()], told)


def _found(parts: Sequence[Part], told: Told) -> list[Section]:
    return [found for part in parts if (found := part.section(told)) is not None]
