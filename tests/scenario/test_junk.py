"""Whatever stands in a file, `check` answers with faults at a place, and never breaks."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.scenario.document import read
from sim.scenario.load import check
from sim.scenario.node import plain

TINY = Path(__file__).parent / "tiny.yaml"
WHOLE = plain(read(str(TINY), []))
JUNK = [
    None,
    True,
    -1,
    1e300,
    float("nan"),
    10**30,
    "",
    "-3 h",
    "9999-12-31T23:59-23:00",
    "strike",
    [],
    {},
    [None],
    ["x"],
    {"name": "x"},
    {"of": "staff"},
    {"strike": None},
]


def places(value, path=()):
    yield path
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, entry in entries:
        yield from places(entry, (*path, key))


def with_junk(path, junk):
    changed = deepcopy(WHOLE)
    around = changed
    for step in path[:-1]:
        around = around[step]
    around[path[-1]] = junk
    return changed


@given(st.sampled_from(list(places(WHOLE))[1:]), st.sampled_from(JUNK))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_junk_in_any_place(tmp_path, path, junk):
    file = tmp_path / "junk.yaml"
    file.write_text(yaml.safe_dump(with_junk(path, junk), sort_keys=False))
    for fault in check(file):
        assert fault.origin.line > 0
        assert "Input should" not in fault.message


@given(st.integers(0, len(TINY.read_text()) - 1), st.sampled_from("{}[]:,-#&*!|>'\"%@`\n\t 0é~?\0\u2028"))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_slip_of_the_finger_anywhere(tmp_path, position, character):
    text = TINY.read_text()
    file = tmp_path / "slip.yaml"
    file.write_text(text[:position] + character + text[position + 1 :])
    assert all(fault.origin.line > 0 for fault in check(file))
