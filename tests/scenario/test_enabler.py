"""Variants, and enablers taken away."""

from __future__ import annotations

import pytest

from sim.scenario.load import Changes, check, load


def left(path, *without, variants=()):
    return load(path, Changes(variants=variants, without=without))


def test_units_go_by_nation_and_role(tiny):
    assert list(left(tiny, "us_tankers").forces) == ["no-f16", "us-mq1"]
    assert list(left(tiny, "us_tankers", "us_drones").forces) == ["no-f16"]


def test_staff_go_by_nation(tiny):
    assert list(left(tiny, "us_staff").staff) == ["no-planning"]


def test_resupply_takes_orders_and_deliveries_from_that_nation(write):
    path = write(
        "extends: tiny.yaml\nstocks: {no-gbu12: {deliveries: [{on: 2011-04-04, count: 1, from: us}, "
        "{on: 2011-04-05, count: 2, from: industry}]}}"
    )
    stock = left(path, "us_resupply").stocks["no-gbu12"]
    assert stock.reorder is None
    assert [delivery.count for delivery in stock.deliveries] == [2]


def test_several_removals_and_lists_of_aircraft(write):
    path = write(
        "extends: tiny.yaml\nenablers: {all: {title: All, remove: [{nation: us, aircraft: [mq-1, kc-135r]}, "
        "{of: staff, desk: planning}]}}"
    )
    found = left(path, "all")
    assert (list(found.forces), list(found.staff)) == (["no-f16"], ["us-dynamic", "us-deliberate"])


def test_enablers_may_overlap(write):
    path = write("extends: tiny.yaml\nenablers: {us: {title: All U.S. units, remove: {nation: us}}}")
    assert list(left(path, "us", "us_tankers").forces) == ["no-f16"]


def test_variants_come_first_so_that_an_enabler_takes_what_they_bring(write):
    path = write("extends: tiny.yaml\nvariants: {lent: {title: Lent, forces: {us-kc135: {nation: no}}}}\n")
    assert "us-kc135" in load(path, Changes(variants=("lent",))).forces
    assert "us-kc135" not in left(path, "us_tankers").forces
    assert any("removes nothing" in line for line in failing(path, Changes(("lent",), ("us_tankers",))))


def failing(path, changes):
    with pytest.raises(Exception, match="error") as error:
        load(path, changes)
    return str(error.value).splitlines()


def test_names_that_are_not_there(tiny):
    changes = Changes(variants=("more_tanker",), without=("us_tanker", "zzz"))
    assert failing(tiny, changes) == [
        "--variant more_tanker: error: the scenario has no variant `more_tanker` (did you mean `more_tankers`?)",
        "--without us_tanker: error: the scenario has no enabler `us_tanker` (did you mean `us_tankers`?)",
        "--without zzz: error: the scenario has no enabler `zzz`",
    ]


def test_a_variant_may_delete_and_change_one_phase(write):
    path = write(
        "extends: tiny.yaml\nvariants: {calm: {title: Calm, forces: {us-mq1: null}, "
        "phases: {opening: {tasking: {strike: {per_day: 1}}}}}}"
    )
    found = load(path, Changes(variants=("calm",)))
    assert found.title == "A week over one coast"
    assert "us-mq1" not in found.forces
    assert [phase.tasking["strike"].per_day for phase in found.phases] == [1, 12]


def test_check_tries_every_variant_and_enabler(write):
    path = write(
        "extends: tiny.yaml\nvariants:\n  bad: {title: Bad, forces: {no-f16: {base: sigonela}}}\n"
        "enablers:\n  bad: {title: Bad, remove: {nation: no, role: tanker}}\n"
    )
    assert [(fault.origin.line, fault.path) for fault in check(path)] == [
        (3, "forces.no-f16.base"),
        (5, "enablers.bad"),
    ]


def test_sources_of_what_was_taken_away_go_with_it(write):
    path = write("extends: tiny.yaml\nsources: {forces.us-kc135.count: {tier: assumed, source: none}}")
    assert "forces.us-kc135.count" in load(path).sources
    assert "forces.us-kc135.count" not in left(path, "us_tankers").sources


def test_a_null_for_what_an_enabler_may_leave_out_changes_nothing(write):
    path = write("extends: tiny.yaml\nenablers: {us_tankers: {only_when_named: null}}")
    assert "us-kc135" not in load(path, Changes(without=("us_tankers",))).forces
