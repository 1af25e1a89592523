"""What `sources` says may be moved: how far, what moves along, and what cannot be moved."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.scenario.assumption import Assumption, Number, Unmoved, assumptions, by_kind, chosen, kind, together
from sim.scenario.load import Changes, load, resolve

TINY = Path(__file__).parent / "tiny.yaml"


def having(folder: Path, *entries: str) -> tuple[list[Assumption], list[Unmoved]]:
    """The tiny scenario with these entries in place of its own."""
    path = folder / "moved.yaml"
    lines = "\n".join(f"  {entry}" for entry in entries)
    own = ("forces.*.count", "phases.*.tasking.strike.per_day")
    gone = "".join(f"  {name}: null\n" for name in own if f"  {name}:" not in lines)
    path.write_text(f"extends: {TINY}\nsources:\n{gone}{lines}\n")
    return assumptions(resolve(path))


def assumed(path: str, low: str, high: str, tier: str = "assumed") -> str:
    return f"{path}: {{tier: {tier}, low: {low}, high: {high}, source: made up}}"


def ends(one: Assumption) -> dict[str, tuple[str, str]]:
    return {number.path: (number.text(number.at(0)), number.text(number.at(1))) for number in one.numbers}


def test_a_range_is_read_in_the_unit_of_the_number(tmp_path: Path) -> None:
    moved, _ = having(tmp_path, assumed("targeting.dynamic.work", "0.2 h", "1 h", "calibrated"))

    assert [(one.name, one.tiers, one.told(), ends(one)) for one in moved] == [
        ("targeting.dynamic.work", ("calibrated",), "20 min", {"targeting.dynamic.work": ("12 min", "60 min")})
    ]


def test_equal_numbers_move_from_end_to_end_and_different_ones_by_one_factor(tmp_path: Path) -> None:
    moved, _ = having(
        tmp_path,
        assumed("aircraft.*.p_ground_abort", "0.01", "0.08"),
        assumed("forces.*.count", "1", "9"),
        assumed("target_classes.launcher.seen_by.*", "0.05 /h", "0.4 /h"),
    )

    assert [ends(one) for one in moved] == [
        {"forces.no-f16.count": ("3", "9"), "forces.us-kc135.count": ("2", "6"), "forces.us-mq1.count": ("1", "3")},
        {f"aircraft.{name}.p_ground_abort": ("0.01", "0.08") for name in ("f-16am", "kc-135r", "mq-1")},
        {
            "target_classes.launcher.seen_by.pod": ("0.05 /h", "0.2 /h"),
            "target_classes.launcher.seen_by.video": ("0.1 /h", "0.4 /h"),
        },
    ]


def test_coordinates_and_dates_are_shifted_not_multiplied(tmp_path: Path) -> None:
    moved, _ = having(
        tmp_path,
        assumed("places.*.lat", "29", "38.4"),
        assumed("phases.*.from", "2011-03-30", "2011-04-05"),
    )

    assert list(ends(moved[0]).values()) == [
        ("36.4", "38.4"),
        ("33.5", "35.5"),
        ("31.4", "33.4"),
        ("29", "31"),
        ("33", "35"),
    ]
    assert list(ends(moved[1]).values()) == [("2011-03-30", "2011-04-02"), ("2011-04-02", "2011-04-05")]


def test_the_entry_that_names_a_number_more_closely_governs_it(tmp_path: Path) -> None:
    moved, unmoved = having(
        tmp_path,
        assumed("aircraft.*.sensors.*", "1", "2"),
        assumed("aircraft.*.sensors.pod", "1", "3"),
        assumed("aircraft.mq-1.sensors.*", "1", "4"),
    )

    assert [ends(one) for one in moved] == [
        {"aircraft.f-16am.sensors.pod": ("1", "3")},
        {"aircraft.mq-1.sensors.video": ("1", "4")},
    ]
    assert unmoved == [Unmoved("aircraft.*.sensors.*", "every number that it finds has a closer entry")]


def test_what_cannot_be_moved_says_why(tmp_path: Path) -> None:
    moved, unmoved = having(
        tmp_path,
        "forces.*.base: {tier: assumed, source: made up}",
        assumed("forces.*.nation", "1", "2"),
        assumed("refuelling.spare", "1.2", "1.2"),
        assumed("forces.*.in_line", "2", "4"),
        assumed("forces.*.offer", "2", "6", "published"),
    )

    assert moved == []
    assert [(one.name, one.why) for one in unmoved] == [
        ("forces.*.base", "no range is given"),
        ("forces.*.nation", "it finds no numbers"),
        ("refuelling.spare", "its range is one value, 1.2"),
        ("forces.*.in_line", "its 3 values fill the range from end to end: no room to move them together"),
    ]


@pytest.mark.parametrize(
    ("value", "low", "high", "scale", "middle"),
    [
        (0.12, 0.04, 0.36, "multiplicative", 0.12),
        (480, 432, 528, "absolute", 480),
        (0, 0, 10, "absolute", 5),
        (34, 10, 60, "absolute", 35),
    ],
)
def test_a_factor_either_way_is_halved_by_its_root_and_an_amount_by_its_middle(
    value: float, low: float, high: float, scale: str, middle: float
) -> None:
    number = Number("targeting.assessment.ease", None, value, low, high)

    assert number.multiplicative == (scale == "multiplicative")
    assert number.at(0.5) == pytest.approx(middle)


def test_settings_are_taken_by_the_scenario_and_skip_what_is_the_same_or_gone(tmp_path: Path) -> None:
    moved, _ = having(tmp_path, assumed("forces.*.count", "4", "8"), assumed("refuelling.patience", "30 min", "1 h"))
    count, patience = moved
    full = resolve(TINY).full
    without = resolve(TINY, Changes(without=("us_tankers",))).full

    assert patience.settings(0.0, full) == ()
    assert count.settings(1.0, full) == ("forces.no-f16.count=8", "forces.us-kc135.count=5", "forces.us-mq1.count=3")
    assert count.settings(1.0, without) == ("forces.no-f16.count=8", "forces.us-mq1.count=3")
    assert load(TINY, Changes(sets=count.settings(1.0, full))).forces["no-f16"].count == 8


def test_numbers_of_one_kind_or_of_one_pattern_move_at_once(tmp_path: Path) -> None:
    moved, _ = having(
        tmp_path,
        assumed("aircraft.f-16am.turn", "2 h", "5 h"),
        assumed("aircraft.mq-1.turn", "4 h", "8 h"),
        assumed("standing.coast.bunker", "3", "12"),
        assumed("staff.us-dynamic.people", "4", "16"),
    )

    assert [(one.name, len(one.numbers)) for one in by_kind(moved)] == [
        ("aircraft.*.turn", 2),
        ("standing.*.*", 1),
        ("staff.*.people", 1),
    ]
    assert [(one.name, one.entries) for one in together(moved, ["aircraft.f*,staff.*"])] == [
        ("aircraft.f*,staff.*", 2),
        ("aircraft.mq-1.turn", 1),
        ("standing.coast.bunker", 1),
    ]
    assert [one.name for one in chosen(moved, ["*.mq-1.*", "standing.*"])] == [
        "aircraft.mq-1.turn",
        "standing.coast.bunker",
    ]


def test_a_request_keeps_its_name_in_a_kind() -> None:
    assert kind("phases.may.tasking.strike.areas.misrata") == "phases.*.tasking.strike.areas.*"
    assert kind("target_classes.vehicle.seen_by.fmv") == "target_classes.*.seen_by.*"
    assert kind("targeting.dynamic.work") == "targeting.dynamic.work"


def test_a_named_factor_is_an_assumption_that_stays_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "factor.yaml"
    path.write_text(
        f"extends: {TINY}\nunknowns:\n"
        "  sight: {title: How readily, scale: [target_classes.*.seen_by.*], value: 1.5, low: 0.5, high: 2}\n"
        "  turns: {title: How fast, scale: [aircraft.*.turn], value: 1, low: 0.5, high: 2, set_by: [x]}\n"
    )
    resolved = resolve(path)
    moved, _ = assumptions(resolved)

    assert [(one.name, one.tiers, one.settings(1.0, resolved.full)) for one in by_kind(moved)[:2]] == [
        ("unknowns.sight", ("assumed",), ("unknowns.sight.value=2",)),
        ("unknowns.turns", ("calibrated",), ("unknowns.turns.value=2",)),
    ]
    assert load(path, Changes(sets=("unknowns.sight.value=2",))).target_classes["launcher"].seen_by["video"] == 0.4
