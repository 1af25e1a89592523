"""From what was asked to worlds that are flown and kept."""

from __future__ import annotations

import json
import shlex
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from sim.cli.options import progress, split

if TYPE_CHECKING:
    from sim.results import Flown, Results
    from sim.scenario.load import Resolved
    from sim.scenario.scenario import Scenario
    from sim.study.replicate import Replication


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
    out: Path = Path("results")
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
    def told(self) -> str:
        """Replications, seeds and changes, for the head of a screen."""
        many = f"{self.reps} replications, seeds {self.seed} to {self.seeds[-1]}"
        variants = [f"variant {name}" for name in self.variants]
        without = [f"without {', '.join(self.without)}"] if self.without else []
        seeds = many if self.reps > 1 else f"1 replication, seed {self.seed}"
        return "; ".join([seeds, *variants, *self.sets, *without])

    def resolved(self, *, without: Sequence[str] = (), variants: Sequence[str] = ()) -> Resolved:
        """The merged file, with these changes beside those that hold for all worlds."""
        from sim.scenario.load import Changes, resolve

        return resolve(self.file, Changes((*self.variants, *variants), tuple(without), self.sets))

    def world(self, *, without: Sequence[str] = (), variants: Sequence[str] = ()) -> World:
        """One world, checked. Raises ScenarioError."""
        from sim.scenario.load import Changes, load

        scenario = load(self.file, Changes((*self.variants, *variants), tuple(without), self.sets))
        return World(scenario, self.resolved(without=without, variants=variants).dump())


def replications(worlds: Mapping[str, World], ask: Ask) -> dict[str, list[Replication]]:
    """Every world under every seed, with a bar on the terminal."""
    from sim.study.replicate import replicate

    with progress(len(worlds) * ask.reps) as landed:
        scenarios = {name: world.scenario for name, world in worlds.items()}
        return replicate(scenarios, ask.seeds, jobs=ask.jobs, landed=landed)


def first_seed(worlds: Mapping[str, World], ask: Ask) -> dict[str, Flown]:
    """The whole record of the first seed: flown again, which is cheaper than to carry tables between processes."""
    from sim.campaign.campaign import fly
    from sim.results import Flown

    return {name: Flown(fly(world.scenario, ask.seed), world.scenario, world.text) for name, world in worlds.items()}


def keep(
    flown: Mapping[str, Flown], ask: Ask, document: Mapping[str, Any], add: Callable[[Path], object] = lambda _: None
) -> Results:
    """Write the results folder: tables of the first seed, the study as JSON, and whatever `add` writes."""
    from sim.results import Origin, save

    def study(folder: Path) -> None:
        (folder / "study.json").write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
        add(folder)

    origin = Origin(
        command=shlex.join(["run_sim.py", *sys.argv[1:]]),
        seed=ask.seed,
        wall_s=time.monotonic() - ask.began,
        key=f"reps {ask.reps}",
    )
    return save(ask.out, flown, origin, study)
