"""Figures of the record in every run of some worlds; what was flown before is not flown again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sim.cli.options import progress
from sim.cli.worlds import Ask, crew, interrupted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sim.scenario.scenario import Scenario
    from sim.study.replication import Parcel, Task
    from sim.study.score import Figure

Tally = dict[str, float | None]
"""Figure of the record to what one run says; None where it says nothing."""


def tallied(worlds: Mapping[str, Scenario], ask: Ask, figures: Sequence[Figure]) -> dict[str, list[Tally]]:
    """The figures of every world under every seed, in the order of the seeds. Of a run nothing else is kept."""
    from sim.results.origin import sha256
    from sim.study.replicate import Means, replicate
    from sim.study.store import Store

    store = Store(ask.store.folder / f"figures-{sha256(repr(figures))[:12]}")
    with progress() as bar:
        means = Means(
            store, crew(ask, bar.say), bar.advance, lambda _, todo: bar.begin(todo), partial(fly_and_take, figures)
        )
        try:
            flown = replicate(worlds, ask.seeds, means)
        except KeyboardInterrupt:
            raise interrupted(worlds, ask, store) from None
    return {name: [dict(run.measures) for run in runs] for name, runs in flown.items()}


def fly_and_take(figures: Sequence[Figure], task: Task) -> Parcel:
    """A worker: one campaign, of which only the figures are kept."""
    import pyarrow as pa

    from sim.campaign.campaign import fly
    from sim.study.replication import Parcel, Replication, pack
    from sim.study.score import tally

    record = fly(task.scenario, task.seed)
    return Parcel(pack(Replication(task.seed, tally(figures, record, task.scenario)), pa.table({})))


def as_numbers(found: Tally, figures: Sequence[Figure], scenario: Scenario) -> list[float]:
    """A tally as numbers, in the order of the figures: what did not happen by the end is dated there; a mean of nothing
    is 0."""
    missing = {one.name: scenario.duration if one.quantity.take and one.quantity.take.first else 0.0 for one in figures}
    return [missing[one.name] if (value := found[one.name]) is None else value for one in figures]
