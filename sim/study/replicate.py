"""Worlds under many seeds, by any crew: the results are the same, in the order of the seeds.

Every replication goes to the store as it lands and only its summary stays in memory, so a study may be as long as the
disk allows, and one that was killed goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.study.crew import Crew, crew_of
from sim.study.pool import do_all
from sim.study.replication import Parcel, Replication, StudyError, Task, Worker, fly_and_pack
from sim.study.store import Store, world_key

if TYPE_CHECKING:
    from sim.scenario.scenario import Scenario

Flown = dict[str, list[Replication]]
"""World to its replications, in the order of the seeds."""


ALONE = crew_of(1)


@dataclass(frozen=True)
class Means:
    """By whom and into what store worlds are flown, and who is told."""

    store: Store
    crew: Crew = ALONE
    landed: Callable[[], None] = lambda: None
    """Called after each run."""
    found: Callable[[int, int], None] = lambda _have, _todo: None
    """Called once, with the number of runs that are in the store already, and of those that are not."""
    worker: Worker = fly_and_pack
    tables: Container[int] = ()
    """Seeds whose long tables are kept in the store."""


def replicate(
    worlds: Mapping[str, Scenario],
    seeds: Sequence[int],
    means: Means,
    enough: Callable[[Flown], int | None] = lambda _: None,
) -> Flown:
    """Fly every world under every seed that is not in the store yet, seed by seed.

    `enough` is asked after each seed under which all worlds have landed, with the replications so far; the number that
    it answers with is how many count, and the rest of the seeds is not flown. Worker processes import the main module:
    a script that calls this needs its `if __name__ == "__main__":`. Raises StudyError naming world and seed if its
    worker died twice, after everything else was flown, and if accounts do not add up.
    """
    study = _Study(worlds, seeds, means, enough)
    dead = do_all(means.worker, study.tasks(), means.crew, study.land)
    if dead:
        raise StudyError(
            "the worker that flew it died twice (out of memory?): "
            + "; ".join(map(study.told, sorted(dead, key=study.order)))
            + ". Everything else is kept: the same command flies only these again."
        )
    return study.flown()


class _Study:
    """What is flown, what was found, and what is still to do."""

    def __init__(
        self,
        worlds: Mapping[str, Scenario],
        seeds: Sequence[int],
        means: Means,
        enough: Callable[[Flown], int | None],
    ) -> None:
        self.worlds = worlds
        self.seeds = seeds
        self.means = means
        self.enough = enough
        self.keys = {name: world_key(scenario) for name, scenario in worlds.items()}
        self.whole = 0
        """Seeds, from the first on, under which every world has landed."""
        self.counted = len(seeds)
        """Seeds that count, as far as is known."""
        self.have: dict[tuple[str, int], Replication] = {}
        """By key, so that worlds that are the same scenario are flown once."""
        keys = set(self.keys.values())
        for key in keys:
            for seed in means.store.seeds(key).intersection(seeds):
                self._look_up(key, seed)
        means.found(len(self.have), len(keys) * len(seeds) - len(self.have))

    def tasks(self) -> Iterator[Task]:
        """Those not in the store, until enough is known."""
        asked: set[tuple[str, int]] = set()
        for number, seed in enumerate(self.seeds):
            for name, scenario in self.worlds.items():
                self._ask()
                if number >= self.counted:
                    return
                run = self.keys[name], seed
                if run not in self.have and run not in asked:
                    asked.add(run)
                    yield Task(scenario, seed, seed in self.means.tables)

    def land(self, task: Task, parcel: Parcel) -> None:
        """Store one, and keep its summary."""
        key = self.keys[self._name(task)]
        self.means.store.put(key, task.seed, parcel)
        if not self._look_up(key, task.seed):
            raise StudyError(f"{self.told(task)}: what came back is not a replication")
        self.means.landed()

    def order(self, task: Task) -> tuple[int, int]:
        """Where it stands among the tasks, whenever it landed."""
        return list(self.seeds).index(task.seed), list(self.worlds).index(self._name(task))

    def told(self, task: Task) -> str:
        """World and seed, for a message."""
        return f"{self._name(task)}, seed {task.seed}"

    def flown(self) -> Flown:
        """What counts."""
        self._ask()
        return self._first(self.counted)

    def _ask(self) -> None:
        """Ask about every seed that has become whole since."""
        while self.whole < self.counted and all(
            (key, self.seeds[self.whole]) in self.have for key in self.keys.values()
        ):
            self.whole += 1
            answer = self.enough(self._first(self.whole))
            if answer is not None:
                self.counted = answer

    def _first(self, many: int) -> Flown:
        return {name: [self.have[key, seed] for seed in self.seeds[:many]] for name, key in self.keys.items()}

    def _name(self, task: Task) -> str:
        return next(name for name, scenario in self.worlds.items() if scenario is task.scenario)

    def _look_up(self, key: str, seed: int) -> bool:
        store = self.means.store
        if seed in self.means.tables and not store.tables(key, seed).is_dir():
            return False
        found = store.get(key, seed)
        if found is not None:
            self.have[key, seed] = found
        return found is not None
