"""A page tells of the sensitivity study that lies beside its result, if it is of the same world."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sim.page import page
from sim.page.chart import Section
from sim.page.naming import meaning, words
from sim.page.sections import assumption
from sim.page.studied import command_for, studies_of
from sim.page.told import Told, told
from sim.results import Results
from tests.page.study import DESK, FACTOR, SEEN, beside, document, number


def section(results: Results) -> Section:
    found = assumption.section(told(results))
    assert found is not None
    return found


def test_the_tornado_has_the_bars_of_the_study(results: Results, tmp_path: Path) -> None:
    chart, turns = section(beside(results, tmp_path, document())).quiet

    low, high = chart.traces
    assert low["y"] == [
        "Targeting, dynamic: people per desk<br>4 – 8",
        "Target classes: seen by (3 numbers)<br>0 /h – 4 /h",
        "What the neighbours offer<br>0.5 – 2",
    ]
    assert (low["x"], high["x"]) == ([0, -30, None], [-50, 30, -5])
    assert (low["error_x"]["array"], high["error_x"]["arrayminus"]) == ([0, 1, 0], [1, 1, 1])
    assert chart.table["path"] == [DESK, SEEN, FACTOR]
    assert turns.table["order_there"] == ["Borrowed tankers before Borrowed drones"]


def test_a_bar_says_meaning_tier_range_and_source(results: Results, tmp_path: Path) -> None:
    chart = section(beside(results, tmp_path, document())).quiet[0]

    desk, seen, factor = chart.traces[1]["customdata"]
    assert desk.split("<br>")[:4] == [
        "<b>Targeting, dynamic: people per desk</b>",
        "Staff that keep one desk manned round the",
        "clock.",
        "At 8: −50 (−51 to −49)",
    ]
    assert "Assumed: 5, 4 – 8" in desk
    assert factor.endswith("Calibrated: 1, 0.5 – 2<br>nobody says how much")
    sources = told(results).worlds.scenario.sources
    why = next(one.source for path, one in sources.items() if path.startswith("target_classes.") and "seen" in path)
    assert why[:20] in seen


def test_it_is_said_which_assumptions_change_the_order_of_the_enablers(results: Results, tmp_path: Path) -> None:
    facts = section(beside(results, tmp_path, document())).facts

    (told,) = facts["turned"]
    assert told == (
        "Targets struck: the enablers are missed in the order Borrowed drones before Borrowed tankers. It is turned "
        "round by “Targeting, dynamic: people per desk” at 8* (Borrowed tankers before Borrowed drones) (* at 95 "
        "% for all comparisons together). At one end of a range it is no longer sure."
    )
    assert facts["moved"][1].startswith("Targets struck, 100 as it is: 3 of 4 move it beyond luck (95 %")


def test_without_a_study_one_line_says_how_to_come_by_it(paired: Told) -> None:
    text = page(paired)

    assert "was not flown for this very world: <code>python run_sim.py sensitivity " in text
    assert "chart-tornado" not in text


@pytest.mark.parametrize(
    "facts", [{"scenario_sha256": "another"}, {"seed": 2}, {"days": 11}, {"tables": "another version"}]
)
def test_a_study_of_another_world_is_not_shown(results: Results, tmp_path: Path, facts: dict[str, Any]) -> None:
    """Another scenario, seed or length; or the same that an other version of the code flew otherwise."""
    if "tables" in facts:
        tables = next(iter(results.manifest["worlds"].values()))["tables"]
        facts = {"tables": tables | {"sorties": {"rows": 1, "sha256": "another"}}}

    assert studies_of(beside(results, tmp_path, document(), **facts)) is None


def test_of_several_studies_the_widest_is_drawn_and_the_widest_with_a_ranking_is_told(
    results: Results, tmp_path: Path
) -> None:
    narrow, wide = document(), document()
    narrow["assumptions"][1]["numbers"] = 2
    del wide["ranking"]
    beside(results, tmp_path, narrow)
    beside(results, tmp_path, {**document(), "design": "morris"})
    studies = studies_of(beside(results, tmp_path, wide))

    assert studies is not None
    assert studies.tornado.document == wide
    assert studies.ranking is not None
    assert studies.ranking.document == narrow


def test_of_single_runs_what_moves_is_drawn_without_intervals(results: Results, tmp_path: Path) -> None:
    single = document(reps=1)
    for row in single["tornado"]["targets_struck"]["assumptions"]:
        for end in ("low", "high"):
            row[end] = row[end] and {"mean": row[end]["mean"], "low": None, "high": None}
        row["sure"] = False
    del single["ranking"]
    found = section(beside(results, tmp_path, single))

    assert "error_x" not in found.quiet[0].traces[0]
    assert found.quiet[0].traces[0]["x"] == [0, -30, None, 0.5]
    assert "one run of each" in found.facts["moved"][1]


def test_a_choice_of_measures_and_names_that_are_the_same(results: Results, tmp_path: Path) -> None:
    """Two measures are a menu; two rows of one name stand apart by their paths; what moves nothing says so."""
    study = document()
    study["of"].append("sorties")
    study["about"]["sorties"] = {"title": "sorties", "unit": "", "better": "neither"}
    still = {"base": number(9), "assumptions": [{"name": DESK, "low": None, "high": number(0), "sure": False}]}
    study["tornado"]["sorties"], study["ranking"]["sorties"] = still, study["ranking"]["targets_struck"] | {"turns": []}
    study["assumptions"][2] |= {"title": "Targeting, dynamic: people per desk", "low": "4", "high": "8"}
    found = section(beside(results, tmp_path, study))

    assert [choice.name for choice in found.quiet[0].choices] == ["Targets struck", "Sorties"]
    assert [row.split("<br>")[0] for row in found.quiet[0].traces[0]["y"]][::2] == [DESK, FACTOR]
    assert found.quiet[0].choices[1].traces[0]["x"] == []
    assert "and no assumption turns two of them round" in found.facts["turned"][1]


def test_it_makes_the_page_little_larger(paired: Told, results: Results, tmp_path: Path) -> None:
    study = document()
    row = study["tornado"]["targets_struck"]["assumptions"][1]
    names = [f"staff.desk-{number}.people" for number in range(60)]
    study["assumptions"] += [{**study["assumptions"][1], "name": name} for name in names]
    study["tornado"]["targets_struck"]["assumptions"] += [{**row, "name": name} for name in names]

    assert len(page(told(beside(results, tmp_path, study)))) < len(page(paired)) + 20_000


@pytest.mark.parametrize(
    ("flown", "asked"),
    [
        ("scenarios/a.yaml --without x --set b.c=3 --reps 9", "scenarios/a.yaml --set b.c=3"),
        ("run a.yaml --variant v --without=x --seed 7", "a.yaml --variant v --without x --seed 7"),
        ("compare a.yaml --variant v --without x --out there", "a.yaml --out there"),
        ("attribute a.yaml --enablers x,y --variant v", "a.yaml --variant v"),
        ("-q", "FILE"),
    ],
)
def test_the_command_of_a_study_is_of_the_first_world(flown: str, asked: str) -> None:
    assert (
        command_for({"command": f"run_sim.py {flown}"}) == f"python run_sim.py sensitivity {asked} --by-kind --reps 5"
    )


def test_paths_in_words(paired: Told) -> None:
    scenario = paired.worlds.scenario
    munition, known = next(iter(scenario.munitions.items()))
    paths = (f"munitions.{munition}.p_hit", "staff.us-*,phases.*.tasking.strike.per_day", "standing.*.*")

    assert [words(path, scenario) for path in paths] == [
        f"munitions, {known.title}: probability (hit)",
        "staff: us-* and phases, tasking, strike: per day",
        "standing",
    ]
    assert meaning("munitions.*.p_hit") == "A released weapon hits its aim point."
    assert meaning("phases.*.tasking.drones.orbits") == meaning("no.such.path") == ""
