"""Little's law: two books of the same aircraft, the board of tails and the table of sorties, must agree."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any, NamedTuple, cast

import numpy as np

from sim.campaign.campaign import Campaign
from sim.campaign.fleet import TailState
from sim.theory.estimate import Estimate
from sim.theory.form import Check, Form, equal
from sim.theory.small import aircraft, request, scenario, unit

EVERY_H = 0.02


class Watched(NamedTuple):
    """What somebody who counts tails in the air saw, and the sorties of the record."""

    moments: list[float]
    aloft: list[int]
    spans: list[tuple[float, float]]
    """Take-off and landing of each sortie."""


def checks(seed: int) -> Iterator[Check]:
    seen = watched(seed)
    launched = np.sort([launched_h for launched_h, _ in seen.spans])
    landed = np.sort([landed_h for _, landed_h in seen.spans])
    noted = np.searchsorted(launched, seen.moments) - np.searchsorted(landed, seen.moments)
    yield equal("most by which the two books differ, tails", int(np.max(np.abs(noted - seen.aloft))), 0)
    span_h = EVERY_H * len(seen.aloft)
    assert landed[-1] < span_h
    steps = np.diff(np.asarray(seen.aloft, float))
    mean = Estimate(float(np.mean(seen.aloft)), float(np.sqrt(np.sum(steps**2) / 2)) / len(seen.aloft))
    hours = [landed_h - launched_h for launched_h, landed_h in seen.spans]
    yield Check("mean number in the air", mean, len(hours) / span_h * float(np.mean(hours)), sharp=0.005)


def watched(seed: int) -> Watched:
    """Ten days of patrols that break, looked at once at random in each minute or so until all are down."""
    patrol = request("cap", per_day=24, areas={"area": 1}, package=2, on_station="2 h")
    kind = aircraft(turn="3 h", p_break=0.2, repair="8 h", p_ground_abort=0.05, p_air_abort=0.05)
    planning = {
        "horizon": "12 h",
        "lines_per_person_day": 1000,
        "latest_launch": "3 h",
        "dawn": 0,
        "dusk": 24,
        "nearness": 0,
    }
    world = scenario(
        10,
        400,
        {"patrol": patrol},
        aircraft={"type": kind},
        forces={"unit": unit(12, "cap", in_line=10)},
        planning=planning,
    )
    campaign = Campaign(world, seed)
    env, luck = campaign.env, np.random.default_rng(seed)
    moments: list[float] = []
    aloft: list[int] = []

    def count() -> Generator[Any, Any, None]:
        while env.now < campaign.end_h + 24:
            at_h = EVERY_H * (len(moments) + luck.random())
            yield env.timeout(at_h - env.now)
            moments.append(at_h)
            aloft.append(sum(one.fleet.counts()[TailState.airborne] for one in campaign.units))

    env.process(count())
    campaign.run()
    env.run(until=campaign.end_h + 25)
    record = campaign.record
    spans = zip(record.column("sorties", "launched_h"), record.column("sorties", "landed_h"), strict=True)
    return Watched(moments, aloft, cast("list[tuple[float, float]]", list(spans)))


FORM = Form(
    title="Aircraft in the air",
    formula="L = λ W: mean number in the air = sorties an hour × hours a sortie",
    mechanism="board of tails against the table of sorties, whole campaign",
    source="Little, A proof for the queuing formula L = λ W, Operations Research 9 (1961) 383-387",
    applies="the span begins and ends with an empty sky; L is counted on the board, λ and W come from the record; "
    "one look at random in each cell is stratified sampling, whose error is at most that of neighbouring "
    "looks",
    misses="what moves both books alike, such as aircraft that fly too long or a sortie that both forget",
    broken="sorties were noted to land a tenth of an hour late",
    checks=checks,
)
