"""From a detection to a nomination, and from a nomination to a weapon."""

from __future__ import annotations

from math import log
from typing import Any

import pytest
import simpy

from sim.campaign.campaign import fly
from sim.campaign.clock import after
from sim.campaign.desk import Desk
from sim.campaign.luck import Luck
from sim.campaign.nominations import Nominations
from sim.campaign.record import Record
from sim.campaign.target import Target, population
from sim.measures.sortie import strike_sorties
from tests.campaign.worlds import isr, merge, place, strike, told, unit, world

# -- desks ---------------------------------------------------------------------------------------------------------


def desk_story(
    desks: int, *, newest_first: bool, hides: dict[str, float] | None = None, staff_later: int = 0, first: str = ""
) -> Any:
    """Targets a to d are found at 0, 1, 2 and 4 h, each with three hours of work; more desks at 5 h."""
    env = simpy.Environment()
    done: list[tuple[float, str]] = []
    desk = Desk(env, newest_first=newest_first, done=lambda target: done.append((env.now, target.name)))
    desk.staff(desks)
    small = world()
    for name, at_h in {"a": 0, "b": 1, "c": 2, "d": 4}.items():
        target = Target(name, "coast", "vehicle", small.target_classes["vehicle"], at_h)
        target.priority = 1 if name in first else 2
        target.hides_h = (hides or {}).get(name, 99)
        after(env, at_h, lambda found=target: desk.submit(found, 3))  # type: ignore[misc]
    if staff_later:
        after(env, 5, lambda: desk.staff(staff_later))
    env.run()
    return done


def test_a_desk_works_on_one_target_at_a_time_in_order() -> None:
    assert desk_story(1, newest_first=False) == [(3, "a"), (6, "b"), (9, "c"), (12, "d")]


def test_the_newest_first_for_fleeting_targets() -> None:
    assert desk_story(1, newest_first=True) == [(3, "a"), (6, "c"), (9, "d"), (12, "b")]


def test_a_class_of_first_priority_passes_the_others() -> None:
    assert desk_story(1, newest_first=False, first="d") == [(3, "a"), (6, "b"), (9, "d"), (12, "c")]
    assert desk_story(1, newest_first=True, first="b") == [(3, "a"), (6, "b"), (9, "d"), (12, "c")]


def test_two_desks_work_side_by_side() -> None:
    assert desk_story(2, newest_first=False) == [(3, "a"), (4, "b"), (6, "c"), (7, "d")]


def test_a_target_that_hid_while_it_waited_takes_no_work() -> None:
    assert desk_story(1, newest_first=False, hides={"b": 2.5, "c": 2.9}) == [(3, "a"), (7, "d")]


def test_without_staff_nothing_is_done_until_some_come() -> None:
    assert desk_story(0, newest_first=False) == []
    assert desk_story(0, newest_first=False, staff_later=4) == [(8, name) for name in "abcd"]


# -- targets ---------------------------------------------------------------------------------------------------------


def test_all_targets_are_there_before_the_campaign_each_in_its_own_time() -> None:
    crowd = world(
        standing={"coast": {"depot": 3}},
        appear={"coast": {"vehicle": "5 /h"}, "hills": {"vehicle": "1 /h"}},
        target_classes={"vehicle": {"exposure": "2 h"}},
    )
    targets = population(crowd, Luck(1), lambda phase: (10.0, 40.0))

    mobile = [target for target in targets if target.kind.mobile]
    stays = [target.hides_h - target.appeared_h for target in mobile]
    assert [target.appeared_h for target in targets] == sorted(target.appeared_h for target in targets)
    assert [target.appeared_h for target in targets if not target.kind.mobile] == [0, 0, 0]
    assert all(10 <= target.appeared_h < 40 for target in mobile)
    # Poisson with a mean of 180, and an exponential of mean 2 h: four standard errors
    assert abs(len(mobile) - 180) < 4 * 180**0.5
    assert abs(sum(stays) / len(stays) - 2) < 4 * 2 / len(stays) ** 0.5
    assert len({target.name for target in targets}) == len(targets)


# -- fleeting targets ------------------------------------------------------------------------------------------------

WATCHED: dict[str, Any] = {
    "forces": {"falcons": unit("fighter", 20), "drones": unit("drone", 4)},
    "appear": {"coast": {"vehicle": "0.5 /h"}},
    "target_classes": {"vehicle": {"exposure": "9 h", "seen_by": {"camera": "20 /h"}}},
    "duration": "3 d",
}
ALWAYS = list(range(4, 72))
"""A line on station each hour; it stays for two."""


def outcomes(record: Record) -> list[str]:
    return sorted(set(told(record, "targets", "outcome")))


def test_a_fleeting_target_is_struck_by_aircraft_on_station() -> None:
    record = fly(world(**WATCHED, tasking={"strike": strike(at=ALWAYS), "isr": isr()}), 1)

    columns = ("appeared_h", "detected_h", "nominated_h", "struck_h")
    struck = [row for row in told(record, "targets", *columns) if row[3] is not None and row[0] > 4]
    assert len(struck) > 15
    assert {round(nominated - detected, 9) for _, detected, nominated, _ in struck} == {0.5}  # half an hour of work
    # a quarter of an hour from approval, or more for one that waits for aircraft: two have two hours between them
    delays = [struck_h - nominated_h for *_, nominated_h, struck_h in struck]
    assert min(delays) == pytest.approx(0.25)
    assert sorted(delays)[len(delays) // 2] == pytest.approx(0.25)


def test_with_nobody_on_station_all_escape() -> None:
    record = fly(world(**WATCHED, tasking={"isr": isr()}), 1)

    assert outcomes(record) == ["escaped", "live"]
    assert [row for row in told(record, "targets", "nominated_h", "weapons") if row[0] is not None and row[1]] == []
    assert any(told(record, "targets", "nominated_h"))


def test_a_target_hides_when_its_time_is_up_struck_or_not() -> None:
    quiet = {row[0]: row[1] for row in told(fly(world(**WATCHED), 1), "targets", "target_id", "ended_h")}
    fought = fly(world(**WATCHED, tasking={"strike": strike(at=ALWAYS), "isr": isr()}), 1)

    for name, outcome, ended_h in told(fought, "targets", "target_id", "outcome", "ended_h"):
        if outcome == "struck" and quiet[name] is not None:
            assert ended_h < quiet[name]
        elif outcome == "escaped":
            assert ended_h == quiet[name]


@pytest.mark.parametrize(
    ("why", "changes"),
    [
        ("weapons of another guidance", {"target_classes": {"vehicle": {"guidance": ["wire"]}}}),
        ("no staff at the desk", {"staff": {"targeteers": None}}),
        ("work takes longer than it stands", {"targeting": {"dynamic": {"work": "80 h"}}}),
        ("no time left on station", {"targeting": {"dynamic": {"strike": "3 h"}}}),
        ("every weapon misses", {"munitions": {"bomb": {"p_hit": 0}}}),
        ("more aim points than all weapons", {"target_classes": {"vehicle": {"aim_points": 99}}}),
        ("no weapons", {"stocks": {"home-bomb": {"on_hand": 0}}}),
        ("aircraft over another area", {"tasking": {"strike": {"areas": {"coast": None, "elsewhere": 1}}}}),
    ],
)
def test_not_struck_because(why: str, changes: dict[str, Any]) -> None:
    elsewhere = {"places": {"elsewhere": {**place("area", 300), "lon": 5}}}
    base = {**WATCHED, **elsewhere, "tasking": {"strike": strike(at=ALWAYS), "isr": isr()}}
    as_told = fly(world(**base), 1)
    changed = fly(world(**merge(base, changes)), 1)

    assert "struck" in outcomes(as_told)
    assert "struck" not in outcomes(changed), why


def test_a_strike_line_without_effect_says_why() -> None:
    unseen = {**WATCHED, "forces": {"falcons": unit("fighter", 20)}}
    controlled = {**WATCHED, "aircraft": {"drone": {"sensors": {"camera": None, "control": 1}}}}
    missed = {**WATCHED, "munitions": {"bomb": {"p_hit": 0}}}
    empty = {**WATCHED, "appear": {}}
    at = list(range(30, 40))

    causes = [
        set(
            told(
                fly(world(**base, tasking={"strike": strike(at=at), "isr": isr()}), 1),
                "lines",
                "role",
                "state",
                "cause",
            )
        )
        for base in (unseen, controlled, missed, empty)
    ]

    strikes = [{row[1:] for row in rows if row[0] == "strike_at"} for rows in causes]
    assert strikes[0] == {("ineffective", "no_coverage")}
    assert strikes[1] == {("ineffective", "no_coverage")}, "a radar that no target is seen by"
    assert ("ineffective", "missed") in strikes[2]
    assert strikes[3] == {("ineffective", "no_target")}


def test_an_armed_drone_strikes_what_it_sees_when_nobody_else_is_there() -> None:
    drones = {"aircraft": {"drone": {"loads": {"bomb": 1}}}}

    armed, unarmed = (fly(world(**WATCHED, **drones, tasking={"isr": isr(armed=arms)}), 1) for arms in (True, False))

    assert "struck" in outcomes(armed)
    assert "struck" not in outcomes(unarmed)


# -- the list --------------------------------------------------------------------------------------------------------


def test_the_list_gives_first_priority_first_and_keeps_what_does_not_fit() -> None:
    """a and b are depots, c a command post that passes them; d cannot be hit by the weapon that suits c."""
    listed = Nominations()
    small = world().target_classes["depot"]
    targets = {name: Target(name, "coast", "depot", small, 0) for name in "abcd"}
    targets["c"].priority, targets["a"].priority, targets["b"].priority, targets["d"].priority = 1, 2, 2, 1
    for target in targets.values():
        target.open = True
        listed.add(target)

    taken = listed.take(3, lambda target, _: target.name != "d")
    listed.put_back(taken[2])
    listed.put_back(taken[1])
    targets["a"].open = False

    assert [target.name for target in taken] == ["c", "a", "b"]
    assert [target.name for target in listed.take(9, lambda *_: True)] == ["d", "b"]


DRONES: dict[str, Any] = {"aircraft": {"drone": {"loads": {"bomb": 1}}}}


def struck_by(record: Record) -> dict[str, int]:
    """Targets struck by mission type."""
    struck: dict[str, int] = {}
    for role, targets in told(record, "sorties", "role", "targets_struck"):
        struck[role] = struck.get(role, 0) + targets
    return struck


def test_an_armed_drone_is_the_last_resort() -> None:
    """With strike aircraft always over the coast it goes on looking; alone it strikes itself."""
    both = struck_by(fly(world(**WATCHED, **DRONES, tasking={"strike": strike(at=ALWAYS), "isr": isr(armed=True)}), 1))
    alone = struck_by(fly(world(**WATCHED, **DRONES, tasking={"isr": isr(armed=True)}), 1))

    assert both["strike_at"] > 15 > 3 > both["isr"]
    assert alone["isr"] > 3


def test_an_armed_drone_strikes_only_what_it_is_cleared_for() -> None:
    shares = (1, 0.3, 0)
    struck = [
        struck_by(fly(world(**WATCHED, **DRONES, tasking={"isr": isr(armed=True, p_cleared=share)}), 1))["isr"]
        for share in shares
    ]

    assert struck[0] > struck[1] > struck[2] == 0


def test_an_armed_drone_counts_as_a_strike_sortie_released_or_not_and_an_unarmed_one_does_not() -> None:
    scenarios = [world(**WATCHED, **DRONES, tasking={"isr": isr(armed=arms, p_cleared=0)}) for arms in (True, False)]
    records = [fly(scenario, 1) for scenario in scenarios]

    counted = [strike_sorties(record, scenario) for record, scenario in zip(records, scenarios, strict=True)]
    assert counted == [len(records[0].sorties), 0]


def test_a_drone_looks_all_the_same_when_its_weapons_are_out() -> None:
    empty = {"stocks": {"home-bomb": {"on_hand": 0}}}
    record = fly(world(**WATCHED, **DRONES, **empty, tasking={"isr": isr(armed=True)}), 1)

    assert set(told(record, "lines", "state")) == {"effective"}
    assert any(told(record, "targets", "detected_h"))


# -- deliberate targets -----------------------------------------------------------------------------------------------

DELIBERATE: dict[str, Any] = {
    "forces": {"falcons": unit("fighter", 20), "drones": unit("drone", 4)},
    "standing": {"coast": {"depot": 4}},
    "target_classes": {"depot": {"seen_by": {"camera": "1000 /h"}}},
    "duration": "8 d",
}


def planned(**changes: Any) -> dict[str, Any]:
    """Two deliberate lines a day."""
    return {"strike": strike(**{"per_day": 2, "p_deliberate": 1, **changes}), "isr": isr()}


def test_a_fixed_target_is_found_developed_approved_planned_and_attacked() -> None:
    record = fly(world(**DELIBERATE, tasking=planned()), 1)

    paths = told(record, "targets", "detected_h", "nominated_h", "struck_h", "outcome", "weapons")
    lines = told(record, "lines", "kind", "day", "state")
    assert [row[1] - row[0] for row in paths] == pytest.approx([6 + 12] * 4)  # work, then lead
    assert [(row[3], row[4]) for row in paths] == [("struck", 1)] * 4
    # nominated at 19 h, so that the order for the day that begins at 48 h, complete at 36 h, is the first to hold them
    assert [line for line in lines if line[0] == "deliberate"] == [
        ("deliberate", day, "effective") for day in (2, 2, 3, 3)
    ]
    assert all(48 <= row[2] < 96 for row in paths)


def test_a_line_is_given_as_many_targets_as_it_may_have() -> None:
    record = fly(world(**DELIBERATE, tasking=planned(targets_per_line=2)), 1)

    lines = [row for row in told(record, "lines", "kind", "day", "state") if row[0] == "deliberate"]
    assert lines == [("deliberate", 2, "effective")] * 2
    assert told(record, "targets", "outcome") == ["struck"] * 4


def test_a_restrained_target_is_never_attacked() -> None:
    record = fly(world(**DELIBERATE, tasking=planned(), targeting={"deliberate": {"p_restrained": 1}}), 1)

    assert told(record, "targets", "nominated_h", "outcome", "weapons") == [(None, "live", 0)] * 4


def test_what_nobody_looks_at_is_struck_again() -> None:
    # the drones leave before the first attack: nobody can tell that the depots are destroyed
    blind = {**DELIBERATE["forces"], "drones": unit("drone", 4, until="2030-01-02T12:00Z")}

    seen = fly(world(**DELIBERATE, tasking=planned(), targeting={"assessment": {"ease": 1000}}), 1)
    unseen = fly(world(**{**DELIBERATE, "forces": blind}, tasking=planned()), 1)

    assert told(seen, "targets", "weapons") == [1, 1, 1, 1]
    assert min(told(unseen, "targets", "weapons")) > 1
    assert told(unseen, "targets", "outcome") == ["struck"] * 4


def test_a_miss_that_is_seen_is_attacked_again() -> None:
    sharp = {"targeting": {"assessment": {"ease": 1000}}, "munitions": {"bomb": {"p_hit": 0}}}

    record = fly(world(**DELIBERATE, **sharp, tasking=planned()), 1)

    assert told(record, "targets", "outcome") == ["live"] * 4
    assert sum(told(record, "targets", "weapons")) == sum(told(record, "sorties", "weapons_released")) > 4


def test_a_target_waits_for_another_line_when_its_own_is_not_flown() -> None:
    faulty = {"fighter": {"p_ground_abort": 0.45, "repair": "6 h"}}
    forces = {**DELIBERATE["forces"], "falcons": unit("fighter", 3)}

    record = fly(world(**{**DELIBERATE, "forces": forces}, aircraft=faulty, tasking=planned(per_day=4, package=2)), 1)

    lines = [row[1:] for row in told(record, "lines", "kind", "state", "cause") if row[0] == "deliberate"]
    assert ("cancelled", "breakdown") in lines
    assert told(record, "targets", "outcome") == ["struck"] * 4


def test_a_planned_target_is_struck_only_by_what_can_hit_it() -> None:
    bunker = {"title": "-", "mobile": False, "aim_points": 1, "guidance": ["laser"], "seen_by": {"camera": "1000 /h"}}
    mixed = {
        **DELIBERATE,
        "standing": {"coast": {"depot": 1, "bunker": 1}},
        "target_classes": {"depot": {"guidance": ["gps"], "seen_by": {"camera": "1000 /h"}}, "bunker": bunker},
        "aircraft": {"fighter": {"loads": {"dart": 2}}},
        "stocks": {"darts": {"nation": "home", "munition": "dart", "on_hand": 99}},
    }

    record = fly(world(**mixed, tasking=planned(targets_per_line=2)), 1)

    loaded = {munition for munition, reason in told(record, "stocks", "munition", "reason") if reason == "loaded"}
    assert sorted(told(record, "targets", "class", "outcome")) == [("bunker", "struck"), ("depot", "struck")]
    assert loaded == {"bomb", "dart"}


def test_a_deliberate_line_makes_its_run_before_anything_else() -> None:
    # two bombs for the two aim points of the depot, and vehicles in the open that would take one of them
    both = {
        **DELIBERATE,
        "standing": {"coast": {"depot": 1}},
        "appear": {"coast": {"vehicle": "1 /h"}},
        "target_classes": {"depot": {"seen_by": {"camera": "1000 /h"}, "aim_points": 2}},
        "targeting": {"dynamic": {"strike": "6 min"}},
        "duration": "3 d",
    }

    record = fly(world(**both, tasking=planned(per_day=1)), 1)

    lines = [row[1:] for row in told(record, "lines", "kind", "day") if row[0] == "deliberate"]
    assert lines == [(2,)]
    assert told(record, "targets", "class", "outcome", "weapons")[0] == ("depot", "struck", 2)


def test_after_its_run_it_takes_what_has_been_waiting() -> None:
    """A vehicle that was approved before the package came. Seen to fail when only later ones were offered to it."""
    both = {
        **DELIBERATE,
        "standing": {"coast": {"depot": 1}},
        "appear": {"coast": {"vehicle": "1 /h"}},
        "target_classes": {
            "depot": {"seen_by": {"camera": "1000 /h"}},
            "vehicle": {"exposure": "1000 h", "seen_by": {"camera": "1000 /h"}},
        },
        "targeting": {"dynamic": {"strike": "1 min"}},
        "duration": "3 d",
    }

    record = fly(world(**both, tasking=planned(per_day=1, deliberate_on_station="0.3 h", on_station_min="0.1 h")), 1)

    (number,) = (row[1] for row in told(record, "lines", "kind", "line_id") if row[0] == "deliberate")
    assert [
        row[1:] for row in told(record, "sorties", "line_id", "weapons_released", "targets_struck") if row[0] == number
    ] == [(2, 2)]


def test_areas_of_overwatch_are_in_proportion_whatever_else_is_planned() -> None:
    """Seen to fail when an area was dealt to each line first, and lost by those that became deliberate."""
    crowd = {**DELIBERATE, "standing": {"coast": {"depot": 40}, "hills": {"depot": 40}}, "duration": "12 d"}
    tasking = planned(per_day=8, p_deliberate=0.5, areas={"coast": 1, "hills": 1}, on_station_min="0.1 h")

    record = fly(world(**merge(crowd, {"tasking": tasking})), 1)

    areas = [area for kind, area in told(record, "lines", "kind", "area") if kind == "overwatch"]
    assert abs(areas.count("coast") - areas.count("hills")) <= 1


def test_bombs_for_coordinates_to_what_stays_and_eyes_to_what_moves() -> None:
    """Whose first choice of weapon flies to coordinates plans on the depots; the other one is on call."""
    both = merge(
        DELIBERATE,
        {
            "munitions": {"jdam": {"title": "-", "mass": "200 kg", "guidance": "gps", "p_hit": 1}},
            "forces": {"lasers": unit("fighter", 9), "jdams": unit("fighter", 9, loads={"jdam": 2, "bomb": 2})},
            "stocks": {"jdams": {"nation": "home", "munition": "jdam", "on_hand": 100}},
            "standing": {"coast": {"depot": 20}},
        },
    )

    record = fly(world(**both, tasking=planned(per_day=4, p_deliberate=0.5)), 1)

    lines = {row[1:] for row in told(record, "lines", "role", "kind", "unit") if row[0] == "strike"}
    assert {("deliberate", "jdams"), ("overwatch", "lasers")} <= lines
    assert ("deliberate", "lasers") not in lines


def test_the_end_of_the_campaign_is_the_end_of_strikes() -> None:
    for duration in ("2.1 d", "2.5 d", "2.9 d"):
        record = fly(world(**{**DELIBERATE, "duration": duration}, tasking=planned(per_day=24)), 1)
        end_h = 24 * float(duration.split()[0])
        assert all(at_h is None or at_h <= end_h for at_h in told(record, "targets", "struck_h"))


def test_the_time_a_target_waits_is_by_its_own_draw() -> None:
    # one sensor of 0.1 /h over 400 depots: the share seen within the campaign is that of an exponential
    many = {
        **DELIBERATE,
        "standing": {"coast": {"depot": 400}},
        "target_classes": {"depot": {"seen_by": {"camera": "0.1 /h"}}},
    }

    seen = told(fly(world(**{**many, "duration": "2 d"}, tasking={"isr": isr()}), 1), "targets", "detected_h")

    median_h = sorted(at_h if at_h is not None else 99 for at_h in seen)[200] - 1  # the drone arrives after an hour
    assert median_h == pytest.approx(10 * log(2), abs=4 * 10 / 400**0.5)


# -- caveats ---------------------------------------------------------------------------------------------------------


def test_who_refuses_dynamic_strikes_flies_planned_ones_only() -> None:
    """Falcons attack planned depots and pass by the vehicles that are nominated below them."""
    hunt = merge(
        WATCHED,
        {
            "forces": {"falcons": {"caveats": [{"refuse": ["dynamic"]}]}},
            "standing": {"coast": {"depot": 30}},
            "target_classes": {"depot": {"seen_by": {"camera": "9 /h"}}},
            "planning": {"horizon": "0 h"},
        },
    )
    record = fly(world(**hunt, tasking={"strike": strike(per_day=8, p_deliberate=0.5), "isr": isr()}), 1)

    struck = [row[0] for row in told(record, "targets", "class", "outcome") if row[1] == "struck"]
    assert set(struck) == {"depot"}
    overwatch = [row[1:] for row in told(record, "lines", "kind", "state", "cause") if row[0] == "overwatch"]
    assert set(overwatch) == {("not_planned", "caveat")}
