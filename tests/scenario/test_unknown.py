"""Unknowns are multiplied in once, wherever a number comes from, and say so."""

from __future__ import annotations

import pytest

from sim.scenario.load import Changes, check, load, resolve

RANGE = "low: 0.5, high: 2"


def with_unknowns(*lines: str) -> str:
    return "\n".join(["extends: tiny.yaml", "unknowns:", *(f"  {line}, {RANGE}}}" for line in lines)])


def test_every_number_that_a_path_matches_is_multiplied(write):
    path = write(with_unknowns("jets: {title: Jets, scale: [forces.*.offer, phases.*.appear.*.launcher], value: 1.5"))

    scenario = load(path)

    assert {name: force.offer for name, force in scenario.forces.items()} == {"no-f16": 9, "us-kc135": 9, "us-mq1": 3}
    assert [phase.appear["coast"]["launcher"] * 24 for phase in scenario.phases] == pytest.approx([6, 6])
    assert scenario.phases[1].appear["desert"]["launcher"] * 24 == pytest.approx(3)


def test_a_count_stays_whole_and_says_so(write):
    path = write(with_unknowns("stock: {title: Stock, scale: [stocks.*.on_hand, standing.*.*], value: 1.09"))
    origins = {path: (value, origin) for path, value, origin in resolve(path).origins()}

    assert origins["stocks.no-gbu12.on_hand"][0] == "44", "40 are 43.6"
    assert origins["stocks.no-gbu12.on_hand"][1].endswith("(40 scaled by stock, 1.09, whole)")
    assert origins["standing.coast.bunker"][0] == "7"
    assert "scaled" not in origins["forces.no-f16.offer"][1]


def test_a_factor_of_one_changes_no_byte(tiny, write):
    path = write(with_unknowns("all: {title: All, scale: [forces.*.count, phases.*.appear.*.*], value: 1"))

    assert resolve(path).dump() == resolve(tiny).dump()


def test_the_dump_is_not_multiplied_again(write):
    """Also where one phase is scaled, and a later one inherits from it."""
    path = write(
        with_unknowns(
            "one: {title: One, scale: [phases.opening.appear.*.*], value: 2",
            "two: {title: Two, scale: [phases.pursuit.tasking.isr.orbits, forces.*.offer], value: 1.25",
        )
    )
    dumped = write(resolve(path).dump(), "dumped.yaml")
    scenario = load(path)

    assert [phase.appear["coast"]["launcher"] * 24 for phase in scenario.phases] == pytest.approx([8, 8])
    assert [phase.tasking["isr"].orbits for phase in scenario.phases] == [1, 1.25]
    assert scenario.unknowns == {}
    assert load(dumped) == scenario


def test_a_setting_of_the_factor_scales_and_a_setting_of_the_number_is_flown_as_it_is_said(write):
    path = write(with_unknowns("jets: {title: Jets, scale: [forces.*.offer], value: 1"))

    forces = load(path, Changes(sets=("unknowns.jets.value=1.5", "forces.no-f16.offer=5"))).forces

    assert (forces["no-f16"].offer, forces["us-mq1"].offer) == (5, 3)


def test_what_an_enabler_takes_is_no_longer_missed(write):
    path = write(with_unknowns("tankers: {title: T, scale: [forces.us-kc135.offer], value: 1.5"))

    assert check(path) == []
    assert "us-kc135" not in load(path, Changes(without=("us_tankers",))).forces


def test_unknowns_go_where_their_sections_are_borrowed(write):
    write(with_unknowns("both: {title: Both, scale: [forces.*.offer, standing.*.*], value: 1.5"), "other.yaml")
    path = write("use: [tiny.yaml, {file: other.yaml, only: [forces]}]\n")

    scenario = load(path)

    assert scenario.forces["no-f16"].offer == 9
    assert scenario.standing == {"coast": {"bunker": 6}}


def test_a_setting_out_of_the_range_is_refused(write, refused):
    path = write(with_unknowns("jets: {title: Jets, scale: [forces.*.offer], value: 1"))

    assert refused(path, Changes(sets=("unknowns.jets.value=3",))) == [
        "scenario.yaml:3:9: error: unknowns.jets: its value must lie in its range of 0.5 to 2, not at 3"
    ]


def test_correlations_name_unknowns_that_there_are(write, refused):
    path = write(
        with_unknowns(
            "jets: {title: Jets, scale: [forces.*.offer], value: 1",
            "pods: {title: Pods, scale: [standing.*.*], value: 1, correlations: {jet: 0.5}",
        )
    )

    assert refused(path) == [
        "scenario.yaml:4:76: error: unknowns.pods: no unknown is called `jet` (did you mean `jets`?)"
    ]


def test_correlations_stay_behind_with_the_unknowns_that_do(write):
    both = with_unknowns(
        "jets: {title: Jets, scale: [forces.*.offer], value: 1",
        "pods: {title: Pods, scale: [standing.*.*], value: 1, correlations: {jets: 0.5}",
    )
    write(both, "other.yaml")
    path = write("extends: tiny.yaml\nuse: [{file: other.yaml, only: [standing]}]")

    assert load(path).name


def test_a_null_for_what_an_unknown_may_leave_out_changes_nothing(write):
    path = write(with_unknowns("jets: {title: Jets, scale: [forces.no-f16.offer], value: 1.5, set_by: null"))

    assert load(path).forces["no-f16"].offer == 9
