"""The level of a threat from the record is the one that the model met."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from sim.campaign.campaign import Campaign
from sim.measures.threat import STEPS, by_day, dangers, shot_down_by_day, stopped_by_day
from tests.campaign.test_threat import ESCORTED, sams, weasels
from tests.campaign.worlds import kind, merge, patrol, place, unit, world

FORCES = {
    "falcons": unit("fighter", 8),
    "weasels": unit("fighter", 8, role="sead"),
    "growlers": unit("growler", 2, role="mpa"),
}


def flown(tasking: dict[str, Any], threats: dict[str, Any], **changes: Any) -> tuple[Campaign, list[float]]:
    """The campaign, and the level over the coast as the model has it at each point of the grid."""
    given = {"forces": FORCES, "tasking": tasking, "threats": threats, "duration": "2 d"}
    given["aircraft"] = {"growler": kind(offers={"jamming": {"amount": 1, "reach": "200 nmi"}})}
    run, log = Campaign(world(**merge(given, changes)), seed=1), []
    danger, *_ = run.threats.over["coast"]

    def poll() -> Iterator[Any]:
        for step in range(2 * STEPS):
            yield run.env.timeout((step + 0.5) * 24 / STEPS - run.env.now)
            log.append(danger.now(run.env.now))

    run.env.process(poll())
    run.run()
    return run, log


def test_it_is_the_model_s_under_suppression_that_lasts_and_jamming_from_afar() -> None:
    """Two pairs that overlap, four hours of silence after each, a jammer over the hills; it fails without either."""
    threats = sams(level=8, degraded_by={"suppression": 0.5, "jamming": 0.3}, recovers={"suppression": "4 h"})
    tasking = {
        "sead": weasels(at=[9.5, 10.5, 30]),
        "jam": patrol(at=[12, 31], roles=["mpa"], priority=1, areas={"coast": None, "hills": 1}),
        "patrol": patrol(at=[10, 20]),
    }
    run, log = flown(merge(tasking, {"jam": {"areas": {"coast": None}}}), threats, places={"hills": place("area", 300)})

    only, *_ = dangers(run.record, run.scenario)

    assert only.level.tolist() == pytest.approx(log)
    assert set(only.standing) == {8.0}
    assert len({round(level, 6) for level in log}) >= 4
    assert stopped_by_day(run.record) == {"coast": [2, 0]}  # one pair is not enough at ten; at twenty nobody is there


def test_it_is_the_model_s_under_an_escort() -> None:
    """Nobody suppresses but the pair that goes in with the strike, a line of the kind `escort`. Without it: 2."""
    run, log = flown(ESCORTED, sams(level=2))

    only, *_ = dangers(run.record, run.scenario)

    assert set(log) == {2.0, 0.5}
    assert only.level.tolist() == log


def test_it_is_quiet_until_a_day_and_gone_from_another() -> None:
    quiet = {"areas": {"coast": {"quiet_until": "2030-01-01T12:00Z", "until": "2030-01-02T06:00Z"}}}
    run, log = flown({"patrol": patrol(at=[10, 14])}, sams(**quiet))

    only, *_ = dangers(run.record, run.scenario)

    assert only.level.tolist() == log
    assert by_day(only.standing) == [4 * 0.5, 4 * 0.25]


def test_those_shot_down_are_counted_where_and_when() -> None:
    run, _ = flown({"patrol": patrol(at=[10, 34])}, sams(level=1, loss="100 /h"))

    assert {area: sum(days) for area, days in shot_down_by_day(run.record).items()} == {"coast": 2}
