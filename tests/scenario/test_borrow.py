"""Some sections of another scenario, and where its units stand here."""

from __future__ import annotations

from sim.scenario.load import Changes, load, resolve

HEAD = """
format: 1
name: other
title: Another coast
start: 2011-04-01T00:00Z
duration: 3 d
use:
  - {file: tiny.yaml, only: [nations, aircraft, munitions, forces, stocks, target_classes]}
  - {file: tiny.yaml, only: [planning, refuelling, targeting]}
places:
  cove: {title: Cove, kind: airfield, lat: 10, lon: 10}
  shore: {title: Shore, kind: area, lat: 12, lon: 10}
phases:
  - {name: all, from: 2011-04-01, tasking: {patrol: {roles: [cap], priority: 1, on_station: 1 h, on_station_min: 1 h,
     per_day: 2, package: 2, areas: {shore: 1}}}}
"""


def bases(path, **changes):
    return {name: unit.base for name, unit in load(path, Changes(**changes)).forces.items()}


def test_only_what_is_asked_for_is_taken(write):
    path = write(HEAD + 'basing: {"*": cove}\n')
    other = load(path)

    assert list(other.forces) == ["no-f16", "us-kc135", "us-mq1"]
    assert list(other.places) == ["cove", "shore"]
    assert other.enablers == other.standing == other.staff == {}
    assert [phase.name for phase in other.phases] == ["all"]


def test_what_the_sources_say_of_it_comes_along(write):
    assert list(load(write(HEAD + 'basing: {"*": cove}\n')).sources) == ["forces.*.count"]


def test_a_unit_stands_where_basing_says(write):
    path = write(HEAD + "basing: {sigonella: cove}\n")

    assert set(bases(path).values()) == {"cove"}
    (line,) = (line for line in resolve(path).origins() if line[0] == "forces.no-f16.base")
    assert line[1:] == ("cove", f"{path}:16:21")


def test_the_star_leaves_those_alone_whose_base_is_a_place_here(write):
    path = write(HEAD + 'basing: {"*": cove}\nforces: {no-f16: {base: islet}}\n' + "")
    text = path.read_text().replace("places:\n", "places:\n  islet: {title: Islet, kind: ship, lat: 11, lon: 10}\n")
    path.write_text(text)

    assert bases(path) == {"no-f16": "islet", "us-kc135": "cove", "us-mq1": "cove"}


def test_a_base_that_is_set_is_moved_too(write):
    path = write(HEAD + "basing: {sigonella: cove}\n")

    assert bases(path, sets=("forces.us-mq1.base=sigonella",))["us-mq1"] == "cove"


def test_what_is_shown_loads_to_the_same(write):
    path = write(HEAD + 'basing: {"*": cove}\n')
    again = write(resolve(path).dump(), "again.yaml")

    assert load(again) == load(path)
