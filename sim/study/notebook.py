"""Studies by hand, for a notebook: tables in Arrow, `.to_pandas()` one call away where pandas is installed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

    from sim.scenario.scenario import Scenario
    from sim.study.replication import Replication
    from sim.study.store import Store


@dataclass(frozen=True)
class Runs:
    """One world under many seeds."""

    replications: Sequence[Replication]
    """The summary of each run, in the order of the seeds."""
    tables: dict[str, pa.Table]
    """`replications`, `replications_daily`, `bands`, `stockout_risk`: docs/reference/study.md."""

    @property
    def measures(self) -> pa.Table:
        """A run a row: its seed and every measure."""
        return self.tables["replications"]

    @property
    def bands(self) -> pa.Table:
        """A daily measure and day a row: mean and quantiles over the runs."""
        return self.tables["bands"]

    @property
    def stockout_risk(self) -> pa.Table:
        """A stock and day a row: how likely it is out, and has been by then."""
        return self.tables["stockout_risk"]

    def summary(self) -> pa.Table:
        """A measure a row: mean, 95 % interval, quantiles, share of the runs in which it is defined."""
        from sim.study.compare import summaries

        return _rows({name: vars(one) for name, one in summaries(self.replications).items()})


def fly(scenario: Scenario, reps: int = 10, *, seed: int = 1, jobs: int = 1, store: str | Path | None = None) -> Runs:
    """Fly a scenario under `reps` seeds, the first of which is `seed`.

    With a `store` (such as "results/.store", that of the command) finished replications are kept there and found
    again; without, they are gone when this returns. More than one job means worker processes: in a script, call it
    below `if __name__ == "__main__":`. Raises ValueError for fewer than one replication.
    """
    from sim.study.crew import crew_of
    from sim.study.ensemble import ensemble_tables
    from sim.study.replicate import Means, replicate
    from sim.study.store import world_key

    if reps < 1:
        raise ValueError(f"{reps} replications: there must be one at least")
    with _store(store) as place:
        runs = replicate({scenario.name: scenario}, range(seed, seed + reps), Means(place, crew_of(jobs)))
        replications = runs[scenario.name]
        return Runs(replications, ensemble_tables(scenario, replications, place, world_key(scenario)))


def difference(base: Runs, other: Runs) -> pa.Table:
    """A measure a row: the mean of both worlds, and the paired difference, other less base, with its 95 % interval.

    Raises ValueError if the two were not flown under the same seeds.
    """
    from sim.study.compare import compare

    found = compare(base.replications, other.replications)
    return _rows(
        {
            name: {
                "base": one.base.mean,
                "other": one.other.mean,
                "difference": one.difference.mean,
                "low": one.difference.low,
                "high": one.difference.high,
                "same_sign": one.same_sign,
                "variance_ratio": one.variance_ratio,
            }
            for name, one in found.items()
        }
    )


@contextmanager
def _store(folder: str | Path | None) -> Iterator[Store]:
    from sim.study.store import Store, passing_store

    if folder is not None:
        yield Store(Path(folder))
        return
    with passing_store() as store:
        yield store


def _rows(found: dict[str, dict[str, Any]]) -> pa.Table:
    import pyarrow as pa

    keys = list(next(iter(found.values())))
    columns = {key: pa.array([row[key] for row in found.values()], pa.float64()) for key in keys}
    return pa.table({"measure": list(found), **columns})
