"""The resolved scenario, written out, is the same scenario."""

from __future__ import annotations

import pytest

from sim.scenario.load import Changes, check, load, resolve

CHANGES = [
    Changes(),
    Changes(without=("us_tankers", "us_staff", "us_resupply")),
    Changes(variants=("no_drones", "more_tankers")),
    Changes(sets=("phases.pursuit.tasking.isr=null", "phases.*.tasking.strike.per_day=3", "title='0o17'")),
]


@pytest.mark.parametrize("changes", CHANGES, ids=["as written", "without", "variants", "sets"])
def test_a_dump_loads_to_an_equal_scenario(tiny, write, changes):
    dumped = write(resolve(tiny, changes).dump(), "dumped.yaml")
    assert load(dumped) == load(tiny, changes)


def test_a_dump_needs_no_other_file_and_keeps_quantities_as_written(write):
    text = resolve(write("extends: tiny.yaml\nplanning: {horizon: 1 d}\n")).dump()
    assert "extends" not in text
    assert "horizon: 1 d" in text
    assert "nation: no," in text or "nation: no\n" in text


@pytest.mark.parametrize(
    "word", ["1e3", "0o17", "true", "null", "~", "3.", ".inf", "", "no", "2011-03-31", "12:00", "a: b", "#"]
)
def test_text_that_looks_like_something_else_stays_text(write, word):
    path = write(f"extends: tiny.yaml\ntitle: '{word}'\n")
    dumped = write(resolve(path).dump(), "dumped.yaml")
    assert load(dumped).title == word


def test_a_dump_of_the_whole_has_no_fault(tiny, write):
    assert check(write(resolve(tiny).dump(), "dumped.yaml")) == []
