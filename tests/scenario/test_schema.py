"""The JSON Schema by which editors check scenario files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from sim.scenario.document import read
from sim.scenario.load import schema
from sim.scenario.node import plain

SCENARIOS = Path(__file__).parents[2] / "scenarios"
FILES = [*SCENARIOS.glob("*.yaml"), *SCENARIOS.glob("library/*.yaml"), *SCENARIOS.glob("lessons/*.yaml")]


def faults(document):
    return [".".join(map(str, error.path)) for error in Draft202012Validator(schema()).iter_errors(document)]


def test_it_is_a_schema():
    Draft202012Validator.check_schema(schema())


def test_the_committed_one_is_that_of_the_code():
    committed = (SCENARIOS / "scenario.schema.json").read_text()
    assert json.loads(committed) == schema(), "write it anew with `python run_sim.py schema`"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_meets_it(path):
    assert faults(plain(read(str(path), []))) == []


def test_the_tiny_one_meets_it(tiny):
    assert faults(plain(read(str(tiny), []))) == []


@pytest.mark.parametrize(
    ("document", "where"),
    [
        ({"forces": {"x": {"cuont": 3}}}, "forces.x"),
        ({"aircraft": {"x": {"cruise": 450}}}, "aircraft.x"),
        ({"phases": [{"tasking": {"strike": {"per_dya": 3}}}]}, "phases"),
        ({"variants": {"v": {"forces": {"x": {"count": -1}}}}}, "variants.v"),
        ({"force": {}}, ""),
    ],
)
def test_a_slip_is_found_as_one_types(document, where):
    error = best_match(Draft202012Validator(schema()).iter_errors(document))
    assert error is not None
    assert ".".join(map(str, error.absolute_path)).startswith(where)


def test_null_may_delete_and_nothing_is_required():
    assert faults({"extends": "x.yaml", "forces": {"x": None, "y": {"from": None}}, "stocks": None}) == []
    assert faults({"phases": [{"name": "x", "tasking": {"strike": None, "isr": {"areas": None}}}]}) == []


def test_the_help_of_the_fields_is_in_it():
    assert schema()["$defs"]["Force"]["properties"]["count"]["description"] == "Tails deployed: in line and spare."
