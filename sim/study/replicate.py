"""One world under many seeds, on any number of workers: the results are the same, in the order of the seeds.

What comes back is small (measures and the daily series), so that memory does not grow with the tables of the runs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sim.study.pool import do_all

if TYPE_CHECKING:
    from sim.scenario.scenario import Scenario


class StudyError(Exception):
    """A replication could not be flown, or its accounts do not add up; the text names its seed."""


@dataclass(frozen=True)
class Replication:
    """What is kept of one run."""

    seed: int
    measures: dict[str, float | None]
    daily: dict[str, list[Any]]
    """Series by name, one value a day."""


class Task(NamedTuple):
    """One run that is asked for."""

    scenario: Scenario
    seed: int


Worker = Callable[[Task], Replication]
"""Flies a task; must be importable by name, so that a worker process can find it."""


def fly_and_measure(task: Task) -> Replication:
    """Fly one campaign and keep its measures. Raises StudyError if it broke one of its own accounts."""
    from sim.campaign.campaign import fly
    from sim.campaign.ledger import BrokenIdentity
    from sim.measures import daily, measure

    try:
        record = fly(task.scenario, task.seed)
        return Replication(task.seed, measure(record, task.scenario), daily(record, task.scenario))
    except BrokenIdentity as fault:
        raise StudyError(f"{task.scenario.name}: {fault}") from fault
    except Exception as fault:
        fault.add_note(f"while flying {task.scenario.name} under seed {task.seed}")
        raise


def replicate(
    worlds: Mapping[str, Scenario],
    seeds: Sequence[int],
    *,
    jobs: int = 1,
    landed: Callable[[], None] = lambda: None,
    worker: Worker = fly_and_measure,
) -> dict[str, list[Replication]]:
    """Fly every world under every seed; `landed` is called after each run.

    With more than one job the runs are flown by worker processes, which import the main module: a script that
    calls this needs its `if __name__ == "__main__":`. Raises StudyError naming world and seed if its
    process was killed again and again, and if accounts do not add up.
    """
    asked = [(world, Task(scenario, seed)) for seed in seeds for world, scenario in worlds.items()]
    results = do_all(worker, [task for _, task in asked], jobs=jobs, done=landed)
    flown: dict[str, list[Replication]] = {world: [] for world in worlds}
    dead = []
    for (world, task), result in zip(asked, results, strict=True):
        if result is None:
            dead.append(f"{world}, seed {task.seed}")
        else:
            flown[world].append(result)
    if dead:
        raise StudyError("the process that flew it was killed again and again (out of memory?): " + "; ".join(dead))
    return flown
