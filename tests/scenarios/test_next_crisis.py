"""The claim `next_crisis` (Rasmussen, 5 September 2011): nobody can tell where the next crisis will come from. The same
forces in another theatre meet another bottleneck: far from friendly bases tanker fuel binds, close by it does not."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from sim.campaign.campaign import fly
from sim.measures import measure
from sim.scenario.inputs import Force, Stock
from sim.scenario.load import Changes, check, load
from tests.scenarios import worlds
from tests.scenarios.worlds import HOME, loaded

ROOT = Path(__file__).parents[2]
SOUTH, NORTH, LIBYA = "next_crisis_south", "next_crisis_north", "libya_2011"
SEEDS = (1, 2)
DAYS = "duration=12 d"
PAGE = (ROOT / "docs/how-to/next-crisis.md").read_text(encoding="utf-8")


@cache
def flown(name: str, *without: str) -> list[dict[str, float]]:
    changes, path = Changes(without=without, sets=(DAYS,)), HOME / f"{name}.yaml"
    scenario, records = loaded(changes, path), [worlds.flown(changes, seed, path) for seed in SEEDS]
    return [{key: value or 0 for key, value in measure(record, scenario).items()} for record in records]


def for_want_of_fuel(values: dict[str, float]) -> float:
    """Share of the lines without effect that fuel stopped."""
    fuel = values["cause.no_tanker_fuel"] + values["cause.no_tanker_contact"]
    return fuel / sum(lines for name, lines in values.items() if name.startswith("cause."))


def loss(name: str) -> float:
    """Share of the targets struck that go with the U.S. tankers, over both seeds: in twelve days one is too few."""
    left, all_of_it = (sum(one["targets_struck"] for one in flown(name, *without)) for without in (["us_tankers"], []))
    return 1 - left / all_of_it


@pytest.mark.parametrize("number", range(len(SEEDS)), ids=lambda number: f"seed {SEEDS[number]}")
def test_another_theatre_another_bottleneck(number: int) -> None:
    far, there, near = (for_want_of_fuel(flown(name)[number]) for name in (SOUTH, LIBYA, NORTH))

    assert far > there > near
    assert far > 0.4
    assert near < 0.05


def test_what_tankers_are_worth_depends_on_where() -> None:
    far, there, near = (loss(name) for name in (SOUTH, LIBYA, NORTH))

    assert far > there > near + 0.15
    assert near < 0.15


def test_where_the_threat_is_dense_it_binds_and_suppression_is_worth_most() -> None:
    """Over Libya the same aircraft are missed half as much or less in the first days; see the page for twenty."""

    def without_sead(name: str) -> float:
        return 1 - flown(name, "us_sead")[0]["targets_struck"] / flown(name)[0]["targets_struck"]

    lost = {cause: lines for cause, lines in flown(NORTH)[0].items() if cause.startswith("cause.")}

    assert max(lost, key=lambda cause: lost[cause]) == "cause.threat"
    assert without_sead(NORTH) > max(0.4, 2 * without_sead(LIBYA))


def unplaced(thing: Force | Stock) -> str:
    """All that is said of it but the places."""
    return re.sub(r'"(base|depot)":"[^"]*"', "", thing.model_dump_json())


@pytest.mark.parametrize("name", [SOUTH, NORTH])
def test_the_forces_are_the_same_and_stand_elsewhere(name: str) -> None:
    there, here = loaded(), loaded(path=HOME / f"{name}.yaml")

    assert [unplaced(unit) for unit in here.forces.values()] == [unplaced(unit) for unit in there.forces.values()]
    assert [unplaced(stock) for stock in here.stocks.values()] == [unplaced(stock) for stock in there.stocks.values()]
    assert here.staff == there.staff
    assert {unit.base for unit in here.forces.values()} <= here.places.keys() - there.places.keys()


@pytest.mark.parametrize("name", [SOUTH, NORTH])
def test_it_stays_short(name: str) -> None:
    assert len((HOME / f"{name}.yaml").read_text().splitlines()) < 80


def test_the_third_of_the_page_flies(tmp_path: Path) -> None:
    """The file in the how-to, put where it says."""
    for beside in ("library", "libya_2011.yaml"):
        (tmp_path / beside).symlink_to(HOME / beside)
    path = tmp_path / "next_crisis_east.yaml"
    (text,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    path.write_text(text)

    assert [str(fault) for fault in check(path)] == []
    scenario = load(path, Changes(sets=("duration=3 d",)))
    values = measure(fly(scenario, seed=1), scenario)
    assert values["targets_struck"]
    assert values["fuel_passed_t"]


def test_every_command_of_the_page_names_a_file() -> None:
    files = re.findall(r"run_sim\.py .*?(scenarios/\S+\.yaml)", PAGE)

    assert files
    assert {file for file in files if not (ROOT / file).exists()} == {"scenarios/next_crisis_east.yaml"}
