"""A campaign leaves nothing behind that somebody would have to collect."""

from __future__ import annotations

import gc

from sim.campaign.campaign import Campaign, fly
from sim.campaign.line import Line
from tests.campaign.worlds import patrol, unit, world

BASE = world(forces={"falcons": unit("fighter", 4)}, tasking={"patrol": patrol(at=[10, 20])})


def lines_alive() -> int:
    """Lines that the collector knows of and would have to walk."""
    return sum(isinstance(thing, Line) for thing in gc.get_objects())


def test_the_lines_of_a_campaign_are_gone_when_its_record_is_handed_over() -> None:
    """Seen to fail without the clearing in `fly`: the world knows itself, and its lines wait for the collector."""
    gc.collect()
    gc.disable()
    try:
        record = fly(BASE, 1)
        assert (len(record.lines), lines_alive()) == (2, 0)
    finally:
        gc.enable()


def test_a_campaign_that_is_kept_keeps_its_lines() -> None:
    campaign = Campaign(BASE, 1)
    campaign.run()
    assert len(campaign.planner.lines) == 2


def test_the_collector_is_on_again_after_a_campaign() -> None:
    fly(BASE, 1)
    assert gc.isenabled()
