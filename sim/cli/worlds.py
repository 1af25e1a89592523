"""From what was asked to worlds that are flown and kept."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import click

from sim.cli.options import progress, split

if TYPE_CHECKING:
    from sim.results import Flown, Results
    from sim.scenario.load import Resolved
    from sim.scenario.scenario import Scenario
    from sim.study.replicate import Flown as Replications
    from sim.study.replication import Replication
    from sim.study.store import Store


class World(NamedTuple):
    """A scenario, frozen, and as text."""

    scenario: Scenario
    text: str


@dataclass(frozen=True)
class Ask:
    """What the command line asks for."""

    file: Path
    without: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    reps: int = 1
    seed: int = 1
    jobs: int = 1
    cluster: str | None = None
    out: Path = Path("results")
    keep_tables: bool = False
    began: float = field(default_factory=time.monotonic)

    @classmethod
    def given(cls, options: Mapping[str, Any]) -> Self:
        """From the options of a verb."""
        return cls(**{**options, "without": split(options.get("without", ()))})

    @property
    def seeds(self) -> list[int]:
        """The seeds, in order."""
        return list(range(self.seed, self.seed + self.reps))

    @property
    def store(self) -> Store:
        """Where finished replications are kept."""
        from sim.study.store import FOLDER, Store

        return Store(self.out / FOLDER)

    def told(self, reps: int | None = None) -> str:
        """Replications, seeds and changes, for the head of a screen."""
        reps = self.reps if reps is None else reps
        many = f"{reps} replications, seeds {self.seed} to {self.seed + reps - 1}"
        variants = [f"variant {name}" for name in self.variants]
        without = [f"without {', '.join(self.without)}"] if self.without else []
        seeds = many if reps > 1 else f"1 replication, seed {self.seed}"
        return "; ".join([seeds, *variants, *self.sets, *without])

    def resolved(
        self, *, without: Sequence[str] = (), variants: Sequence[str] = (), sets: Sequence[str] = ()
    ) -> Resolved:
        """The merged file, with these changes beside those that hold for all worlds."""
        from sim.scenario.load import Changes, resolve

        return resolve(self.file, Changes((*self.variants, *variants), tuple(without), (*self.sets, *sets)))

    def scenario(self, *, without: Sequence[str] = (), variants: Sequence[str] = ()) -> Scenario:
        """One world's scenario, checked. Raises ScenarioError."""
        from sim.scenario.load import Changes, load

        return load(self.file, Changes((*self.variants, *variants), tuple(without), self.sets))

    def world(self, *, without: Sequence[str] = (), variants: Sequence[str] = ()) -> World:
        """One world, checked. Raises ScenarioError."""
        scenario = self.scenario(without=without, variants=variants)
        return World(scenario, self.resolved(without=without, variants=variants).dump())


def every_seed(_: Replications) -> int | None:
    """No rule that ends a study before its last seed."""
    return None


def replications(
    scenarios: Mapping[str, Scenario],
    ask: Ask,
    enough: Callable[[Replications], int | None] = every_seed,
    tables: Sequence[int] = (),
) -> Replications:
    """Every world under every seed, with a bar on the terminal; what is in the store already is not flown again.

    `tables` are the seeds whose long tables are wanted; all of them with `--keep-tables`. Ctrl-C leaves with what is
    done kept, and says how to go on.
    """
    from sim.study.replicate import Means, replicate

    with progress() as bar:

        def found(have: int, todo: int) -> None:
            if have:
                bar.say(f"{have} of {have + todo} runs were flown before and are not flown again")
            bar.begin(todo)

        means = Means(
            ask.store, crew(ask, bar.say), bar.advance, found, tables=ask.seeds if ask.keep_tables else tables
        )
        try:
            return replicate(scenarios, ask.seeds, means, enough)
        except KeyboardInterrupt:
            raise interrupted(scenarios, ask, ask.store) from None


def interrupted(scenarios: Mapping[str, Scenario], ask: Ask, store: Store) -> click.Abort:
    """How many runs of these worlds are kept, and how to go on."""
    from sim.study.store import world_key

    keys = {world_key(scenario) for scenario in scenarios.values()}
    kept = sum(len(store.seeds(key).intersection(ask.seeds)) for key in keys)
    told = f"interrupted: {kept} runs are kept, and the same command goes on from there:\n  {_command()}"
    return click.Abort(told if kept else "")


def crew(ask: Ask, say: Callable[[str], None]) -> Any:
    """Who flies; what a cluster has to say about itself goes to `say`."""
    from sim.study.crew import crew_of

    if ask.cluster:
        from sim.study.cluster import cluster_crew

        return cluster_crew(ask.cluster, told=say)
    return crew_of(ask.jobs)


def _command() -> str:
    return shlex.join(["python", "run_sim.py", *sys.argv[1:]])


def first_seed(worlds: Mapping[str, World], ask: Ask, runs: Mapping[str, list[Replication]]) -> dict[str, Flown]:
    """The whole record of the first seed, flown again, which is cheaper than to carry tables between processes; and
    the tables of all replications, if there are several."""
    from sim.campaign.campaign import fly
    from sim.results import Flown
    from sim.study.ensemble import ensemble_tables
    from sim.study.store import world_key

    flown = {}
    for name, (scenario, text) in worlds.items():
        many = runs[name]
        tables = ensemble_tables(scenario, many, ask.store, world_key(scenario)) if len(many) > 1 else {}
        flown[name] = Flown(fly(scenario, ask.seed), scenario, text, tables)
    return flown


def keep(
    flown: Mapping[str, Flown],
    ask: Ask,
    document: Mapping[str, Any],
    add: Callable[[Path], object] = lambda _: None,
    key: str = "",
) -> Results:
    """Write the results folder: tables, the study as JSON, and whatever `add` writes. `key` tells studies apart."""
    from sim.results import Origin, save

    def study(folder: Path) -> None:
        (folder / "study.json").write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
        if ask.keep_tables:
            _keep_tables(flown, ask, document["reps"], folder)
        add(folder)

    origin = Origin(
        command=shlex.join(["run_sim.py", *sys.argv[1:]]),
        seed=ask.seed,
        wall_s=time.monotonic() - ask.began,
        key=key or f"reps {ask.reps}",
    )
    return save(ask.out, flown, origin, study)


def _keep_tables(flown: Mapping[str, Flown], ask: Ask, reps: int, folder: Path) -> None:
    """The long tables of every replication, out of the store; as links, where the file system has them."""
    from sim.results.read import folder_name
    from sim.study.store import world_key

    for name, world in flown.items():
        place = (folder if len(flown) == 1 else folder / folder_name(name)) / "replications"
        key = world_key(world.scenario)
        for seed in range(ask.seed, ask.seed + reps):
            link_tables(ask.store.tables(key, seed), place / str(seed))


def link_tables(kept: Path, folder: Path) -> None:
    """The long tables of one run, out of the store into a new folder."""
    folder.mkdir(parents=True)
    for file in sorted(kept.iterdir()):
        try:
            os.link(file, folder / file.name)
        except OSError:
            shutil.copy(file, folder / file.name)
