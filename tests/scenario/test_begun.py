"""Worlds that differ by some settings more: the same as if each had been loaded from its files with all of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.scenario.document import compose
from sim.scenario.fault import Fault, Origin
from sim.scenario.load import Begun, Changes, ScenarioError, gathered
from sim.scenario.node import Node
from sim.scenario.override import WORD, as_yaml

UNKNOWN = """
unknowns:
  crews: {title: Crews, value: 1, low: 0.5, high: 2, scale: [forces.no-f16.offer]}
"""
STEPS = (
    ("forces.no-f16.offer=3", "phases.pursuit.tasking.strike.per_day=2"),
    ("forces.no-f16.offer=5", "phases.pursuit.from=2011-04-05"),
    ("phases.pursuit.tasking.isr=null", "aircraft.*.turn=3 h"),
    ("unknowns.crews.value=2",),
    ("planning.horizon=2 d", "unknowns.crews.value=1.5"),
)
REFUSED = (
    "forces.no-f16.in_line=99",
    "forces.no-f16.count=two",
    "forces.no-f17.count=2",
    "forces.no-f16.base=atlantis",
    "unknowns.crews.value=-1",
    "phases.pursuit.tasking.isr.on_station_min=99 h",
)


@pytest.fixture
def base(tmp_path: Path) -> Begun:
    tiny = Path(__file__).parent / "tiny.yaml"
    path = tmp_path / "tiny.yaml"
    path.write_text(tiny.read_text() + UNKNOWN)
    return gathered(path).begun(Changes(sets=("title=Three worlds",)))


def faults(world: Begun) -> tuple[Fault, ...]:
    try:
        world.load()
    except ScenarioError as error:
        return error.faults
    return ()


def test_what_is_set_step_by_step_is_what_is_set_at_once(base: Begun) -> None:
    step, sets = base, base.changes.sets
    for settings in STEPS:
        step, sets = step.setting(settings), (*sets, *settings)
        at_once = gathered(base.files.origin.file).begun(Changes(sets=sets))

        assert step.changes == at_once.changes
        assert (step.load(), faults(step), step.refused()) == (at_once.load(), (), False)


@pytest.mark.parametrize("setting", REFUSED)
def test_refused_is_what_does_not_load(base: Begun, setting: str) -> None:
    world = base.setting(STEPS[0]).setting([setting])
    at_once = gathered(base.files.origin.file).begun(Changes(sets=(*base.changes.sets, *STEPS[0], setting)))

    assert world.refused()
    assert faults(world) == faults(at_once) != ()


def test_a_refusal_ends_with_the_world_that_it_is_of(base: Begun) -> None:
    assert base.setting([REFUSED[0]]).refused()
    assert not base.refused()


def test_without_sources_the_rest_is_the_same(base: Begun) -> None:
    here, there = (one.setting(STEPS[0]).load() for one in (base, base.without_sources()))

    assert here.sources
    assert there == here.model_copy(update={"sources": {}})


@given(st.from_regex(WORD, fullmatch=True) | st.text("0: a#-./", min_size=2, max_size=5))
def test_a_word_is_read_as_yaml_reads_it(text: str) -> None:
    """Seen to fail with `:` among the letters of a word: `0: a` is a map."""
    assert read(as_yaml, text) == read(compose, text)


def read(by: Callable[[str, Origin, list[Fault]], Node], text: str) -> tuple[object, list[Fault]]:
    found: list[Fault] = []
    try:
        return by(text, Origin("--set"), found).value if text.strip() else None, found
    except ScenarioError as error:
        return None, list(error.faults)
