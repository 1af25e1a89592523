"""Named streams: the same in every process, whatever else is drawn."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np

from sim.campaign.luck import Luck

ROOT = Path(__file__).parents[2]
ASK = """
from sim.campaign.luck import Luck
luck = Luck(7)
break_, tasking = luck.stream("break", "f-16", 12), luck.stream("tasking", "strike")
print([(break_.uniform(), tasking.uniform()) for _ in range(100)], luck.generator("target", "brega").random(3).tolist())
"""


def draws(luck: Luck, *name: object, count: int = 200) -> list[float]:
    stream = luck.stream(*map(str, name))
    return [stream.uniform() for _ in range(count)]


def test_a_name_gives_the_same_numbers_in_every_process() -> None:
    answers = {
        subprocess.run(
            [sys.executable, "-c", ASK],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("0", "1")
    }
    luck = Luck(7)
    here = list(
        zip(draws(luck, "break", "f-16", 12, count=100), draws(luck, "tasking", "strike", count=100), strict=True)
    )

    assert answers == {f"{here} {luck.generator('target', 'brega').random(3).tolist()}\n"}


def test_a_stream_does_not_depend_on_what_else_is_drawn_or_when_it_was_made() -> None:
    alone = draws(Luck(1), "tail", "eagles", 2)
    luck = Luck(1)
    others = [luck.stream("tail", "eagles", n) for n in (3, 1)]
    second = luck.stream("tail", "eagles", 2)
    among = []
    for _ in alone:
        among.append(second.uniform())
        for other in others:
            other.uniform()

    assert among == alone


def test_purpose_entity_and_seed_each_make_another_stream() -> None:
    names = [("tail", "eagles", 1), ("tail", "eagles", 2), ("tail", "falcons", 1), ("target", "eagles", 1)]
    streams = [draws(Luck(seed), *name) for seed in (1, 2) for name in names]

    # four standard errors of a correlation of 200 independent pairs
    correlations = np.corrcoef(streams)[np.triu_indices(len(streams), 1)]
    assert np.abs(correlations).max() < 4 / np.sqrt(200)
    assert all(0 <= draw < 1 for stream in streams for draw in stream)
