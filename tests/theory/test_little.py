"""Little's law: two books of the same aircraft, the board of tails and the table of sorties, must agree."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, cast

import numpy as np
import pytest
import simpy

from sim.campaign.campaign import Campaign
from sim.campaign.fleet import TailState
from sim.scenario.load import load
from tests.theory.estimate import Estimate, agrees

QUICKSTART = Path(__file__).parents[2] / "scenarios" / "quickstart.yaml"
EVERY_H = 0.02


class Watched(NamedTuple):
    """What somebody who counts tails in the air saw, and the sorties of the record."""

    moments: list[float]
    aloft: list[int]
    spans: list[tuple[float, float]]
    """Take-off and landing of each sortie."""


@pytest.fixture(scope="module")
def watched() -> Watched:
    """The quickstart campaign, watched once at random in each minute or so until all are down."""
    campaign = Campaign(load(QUICKSTART), 1)
    env, luck = campaign.env, np.random.default_rng(1)
    moments: list[float] = []
    aloft: list[int] = []

    def count() -> simpy.events.ProcessGenerator:
        while env.now < campaign.end_h + 24:
            at_h = EVERY_H * (len(moments) + luck.random())
            yield env.timeout(at_h - env.now)
            moments.append(at_h)
            aloft.append(sum(unit.fleet.counts()[TailState.airborne] for unit in campaign.units))

    env.process(count())
    campaign.run()
    record = campaign.record
    spans = zip(record.column("sorties", "launched_h"), record.column("sorties", "landed_h"), strict=True)
    return Watched(moments, aloft, cast("list[tuple[float, float]]", list(spans)))


def test_board_and_record_count_the_same_aircraft(watched: Watched) -> None:
    """At every moment, tails in the air = sorties launched and not landed. Exact.

    Source: the identity under Little's law. Applies because a tail is in the air from take-off to landing and a sortie
    is noted with just these times; ground aborts are neither.
    Would miss: a sortie that both books forget.
    Seen to fail when sorties were noted to land a tenth of an hour late. (Tails that stay airborne while they turn are
    found by the audit of the run itself.)
    """
    launched = np.sort([launched_h for launched_h, _ in watched.spans])
    landed = np.sort([landed_h for _, landed_h in watched.spans])
    noted = np.searchsorted(launched, watched.moments) - np.searchsorted(landed, watched.moments)
    assert len(watched.spans) > 200
    assert watched.aloft == noted.tolist()


def test_aircraft_in_the_air_are_rate_times_hours(watched: Watched) -> None:
    """L = lambda W: mean number in the air = sorties an hour x hours a sortie.

    Source: Little, A proof for the queuing formula L = lambda W, Operations Research 9 (1961) 383-387.
    Applies to any span that begins and ends with an empty sky, as this one. L is counted on the board, lambda and W
    come from the record. One look at random in each cell is stratified sampling; its error is at most that of
    neighbouring looks, whose cells differ by one more.
    Would miss: what moves both sides alike, such as aircraft that fly too long.
    Seen to fail when sorties were noted to land a tenth of an hour late.
    """
    span_h = EVERY_H * len(watched.aloft)
    assert max(landed_h for _, landed_h in watched.spans) < span_h
    steps = np.diff(np.asarray(watched.aloft, float))
    seen = Estimate(float(np.mean(watched.aloft)), float(np.sqrt(np.sum(steps**2) / 2)) / len(watched.aloft))
    hours = [landed_h - launched_h for launched_h, landed_h in watched.spans]
    agrees(seen, len(hours) / span_h * float(np.mean(hours)), sharp=0.005)
