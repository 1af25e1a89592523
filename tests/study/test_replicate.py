"""Many runs of many worlds."""

import pytest

from sim.study.replicate import StudyError, replicate
from tests.study import crew

WORLDS = {"base": None, "without us_tankers": None}  # the fake worker does not look at its scenario


def test_every_world_is_flown_under_every_seed_in_order() -> None:
    flown = replicate(WORLDS, [5, 3, 4], worker=crew.luck)

    assert {world: [one.seed for one in runs] for world, runs in flown.items()} == {
        "base": [5, 3, 4],
        "without us_tankers": [5, 3, 4],
    }


def test_workers_change_no_byte() -> None:
    here = replicate(WORLDS, [1, 2, 3], worker=crew.luck)

    assert repr(replicate(WORLDS, [1, 2, 3], worker=crew.luck, jobs=2)) == repr(here)


def test_landed_is_called_after_each_run() -> None:
    landed = []

    replicate(WORLDS, [1, 2], worker=crew.luck, landed=lambda: landed.append(1))

    assert len(landed) == 4


def test_a_run_whose_worker_dies_each_time_is_named_by_world_and_seed() -> None:
    with pytest.raises(StudyError, match="base, seed 7; without us_tankers, seed 7"):
        replicate(WORLDS, [7], worker=crew.die_task, jobs=2)
