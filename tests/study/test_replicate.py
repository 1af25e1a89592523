"""Many runs of many worlds: in order, once each, and on from where a study was stopped."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sim.study.crew import Crew, crew_of
from sim.study.replicate import Flown, Means, replicate
from sim.study.replication import Parcel, StudyError, Task
from sim.study.store import Store
from tests.study import crew
from tests.study.worlds import WORLDS, world


class Log:
    """Counts what is flown here, through the store of a folder."""

    def __init__(self, folder: Path) -> None:
        self.flown: list[tuple[float, int]] = []
        self.found: list[tuple[int, int]] = []
        self.store = Store(folder)

    def means(self, worker: Callable[[Task], Parcel] = crew.luck) -> Means:
        def fly(task: Task) -> Parcel:
            self.flown.append((task.scenario.duration, task.seed))
            return worker(task)

        return Means(self.store, found=lambda *counts: self.found.append(counts), worker=fly)


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return Log(tmp_path)


def seeds(flown: Flown) -> dict[str, list[int]]:
    return {name: [run.seed for run in runs] for name, runs in flown.items()}


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.arrow") if path.is_file()}


def test_every_world_is_flown_under_every_seed_in_order(log: Log) -> None:
    flown = replicate(WORLDS, [5, 3, 4], log.means())

    assert seeds(flown) == {"base": [5, 3, 4], "longer": [5, 3, 4]}
    assert [run.measures["sorties"] for run in flown["longer"]] == [82.0, 78.0, 80.0]
    assert len(log.flown) == 6


@pytest.mark.parametrize(("jobs", "batch"), [(2, 1), (2, 2), (3, 5)])
def test_the_crew_changes_no_byte(tmp_path: Path, standing: Crew, jobs: int, batch: int) -> None:
    here = replicate(WORLDS, [1, 2, 3], Means(Store(tmp_path / "here"), worker=crew.luck))
    many = replace(standing, width=jobs, batch=batch)

    there = replicate(WORLDS, [1, 2, 3], Means(Store(tmp_path / "there"), many, worker=crew.luck))

    assert there == here
    assert len(files(tmp_path / "here")) == 6
    assert files(tmp_path / "there") == files(tmp_path / "here")


def test_what_is_in_the_store_is_not_flown_again(log: Log) -> None:
    whole = replicate(WORLDS, [1, 2, 3, 4], Log(log.store.folder / "elsewhere").means())
    replicate({"base": WORLDS["base"]}, [2, 3], log.means())

    again = replicate(WORLDS, [1, 2, 3, 4], log.means())

    assert again == whole
    assert log.found == [(0, 2), (2, 6)]
    assert len(log.flown) == len(set(log.flown)) == 8


def test_a_study_that_was_stopped_goes_on(log: Log) -> None:
    def stop_at_three(task: Task) -> Parcel:
        if task.seed == 3:
            raise KeyboardInterrupt
        return crew.luck(task)

    with pytest.raises(KeyboardInterrupt):
        replicate(WORLDS, [1, 2, 3, 4], log.means(stop_at_three))
    log.flown.clear()
    replicate(WORLDS, [1, 2, 3, 4], log.means())

    assert log.found[-1] == (4, 4)
    assert [seed for _, seed in log.flown] == [3, 3, 4, 4]


def test_worlds_that_are_the_same_scenario_are_flown_once(log: Log) -> None:
    flown = replicate({"base": world(2), "same": world(2)}, [1, 2], log.means())

    assert len(log.flown) == 2
    assert flown["base"] == flown["same"]


def test_another_code_finds_nothing(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    replicate(WORLDS, [1], log.means())
    monkeypatch.setattr("sim.results.origin.code_version", lambda: {"source": "edited"})

    replicate(WORLDS, [1], log.means())

    assert log.found == [(0, 2), (0, 2)]


def test_words_in_a_scenario_do_not_make_it_another_one_but_numbers_do(log: Log) -> None:
    base = world()
    replicate({"base": base}, [1], log.means())
    replicate({"base": base.model_copy(update={"title": "renamed"})}, [1], log.means())
    replicate({"base": world(2.5)}, [1], log.means())

    assert log.found == [(0, 1), (1, 0), (0, 1)]


def test_a_run_whose_worker_dies_twice_is_named_by_world_and_seed_and_the_rest_is_kept(log: Log) -> None:
    means = Means(log.store, crew_of(2), worker=crew.die_on_seven)

    with pytest.raises(StudyError, match=r"died twice .*: base, seed 7; longer, seed 7. Everything else is kept"):
        replicate(WORLDS, [6, 7, 8], means)

    replicate(WORLDS, [6, 8], log.means())
    assert log.found == [(4, 0)]


def three_are_enough(flown: Flown) -> int | None:
    return 3 if len(flown["base"]) == 3 else None


@pytest.mark.parametrize("jobs", [1, 2])
def test_enough_stops_the_study_at_the_same_number_whoever_flies(tmp_path: Path, standing: Crew, jobs: int) -> None:
    means = Means(Store(tmp_path), crew_of(1) if jobs == 1 else replace(standing, width=jobs), worker=crew.luck)

    assert seeds(replicate(WORLDS, range(1, 50), means, three_are_enough)) == {"base": [1, 2, 3], "longer": [1, 2, 3]}


def test_enough_known_with_the_last_seed_still_counts(log: Log) -> None:
    means = log.means()

    assert seeds(replicate(WORLDS, [1, 2, 3], means, lambda flown: 2 if len(flown["base"]) == 3 else None)) == {
        "base": [1, 2],
        "longer": [1, 2],
    }
