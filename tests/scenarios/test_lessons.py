"""What a lesson answers is what its scenario shows: in the mean of paired runs, with the interval clear of zero."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from sim.campaign.campaign import Campaign, fly
from sim.measures import measure, unknown_measures
from sim.scenario.inputs import Lesson, Pull
from sim.scenario.load import Changes, load, resolve
from sim.scenario.scenario import Scenario
from sim.study.compare import Difference, compare
from sim.study.interval import Summary
from sim.study.replication import Replication

ROOT = Path(__file__).parents[2]
LESSONS = sorted((ROOT / "scenarios/lessons").glob("*.yaml"))
PAGE = (ROOT / "docs/tutorial/lessons.md").read_text(encoding="utf-8")
SEEDS = range(1, 11)
TENTH = 0.1
"""What is told is rounded, and moves a little when the model does."""

lesson_of_each = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)


def lesson(path: Path) -> Lesson:
    told = load(path).lesson
    assert told is not None
    return told


def pulled(pull: Pull) -> Changes:
    return Changes(without=(pull.without,)) if pull.without else Changes(variants=(pull.variant or "",))


def replicate(scenario: Scenario) -> list[Replication]:
    return [Replication(seed, measure(fly(scenario, seed), scenario)) for seed in SEEDS]


@cache
def flown(path: Path) -> list[list[Replication]]:
    """As it stands, then after each pull."""
    return [replicate(load(path, change)) for change in (Changes(), *map(pulled, lesson(path).pulls))]


def differences(path: Path, world: int) -> dict[str, Difference]:
    return compare(flown(path)[0], flown(path)[world])


def clear_of_zero(difference: Summary) -> bool:
    assert difference.low is not None
    assert difference.high is not None
    return difference.low > 0 or difference.high < 0


def same(told: float, mean: float | None, most: float) -> bool:
    """Within a tenth, or both next to nothing beside the largest of their row."""
    assert mean is not None
    return abs(mean - told) <= max(TENTH * abs(told), TENTH / 2 * most)


@lesson_of_each
def test_what_it_shows_is_what_comes_out(path: Path) -> None:
    wrong = {}
    for shown in lesson(path).shows:
        means = [differences(path, world)[shown.measure].other.mean for world in range(len(shown.means))]
        if not all(same(told, mean, max(shown.means)) for told, mean in zip(shown.means, means, strict=True)):
            wrong[shown.measure] = (shown.means, means)

    assert wrong == {}, "(told, came out): mend the lesson's `shows`, question, answer and page together"


@lesson_of_each
def test_a_difference_that_is_told_is_sure(path: Path) -> None:
    """Means that are told as equal differ by less than a tenth; others differ in ten pairs beyond doubt."""
    unsure = {}
    for shown in lesson(path).shows:
        for world, mean in enumerate(shown.means[1:], 1):
            if not same(shown.means[0], mean, max(shown.means)):
                found = differences(path, world)[shown.measure]
                if not clear_of_zero(found.difference):
                    unsure[shown.measure, world] = found.difference

    assert unsure == {}


@lesson_of_each
def test_its_numbers_are_those_that_it_shows(path: Path) -> None:
    """What is guessed is shown; question and answer name it as it was and as it comes to."""
    told = lesson(path)
    guessed = next(shown for shown in told.shows if shown.measure == told.guess.measure)

    assert min(guessed.means) >= told.guess.low
    assert max(guessed.means) <= told.guess.high
    assert f"{guessed.means[0]:g}" in re.findall(r"\d+", told.question)
    assert f"{guessed.means[-1 if len(told.pulls) > 2 else 1]:g}" in re.findall(r"\d+", told.answer)


def test_the_last_bottleneck_is_worth_more_than_the_cures_alone() -> None:
    """Lesson 6: all three together bring more than the sum of each alone, in every pair."""
    as_it_is, tankers, desks, bombs, _, all_three = (
        [one.measures["targets_struck"] or 0 for one in world] for world in flown(LESSONS[5])
    )
    alone = [t + d + b - 3 * a for a, t, d, b in zip(as_it_is, tankers, desks, bombs, strict=True)]
    together = [every - a for a, every in zip(as_it_is, all_three, strict=True)]

    assert all(both > each for both, each in zip(together, alone, strict=True))


@pytest.mark.parametrize(("change", "struck"), [("near", 83), ("far", 0)])
def test_where_the_tankers_reach_matters(change: str, struck: int) -> None:
    """Lesson 1: near by they are worth a quarter of the targets, far away all of them."""
    scenario = load(LESSONS[0], Changes(variants=(change,), without=("tankers",)))
    found = [one.measures["targets_struck"] or 0 for one in replicate(scenario)]

    assert sum(found) / len(found) == pytest.approx(struck, rel=TENTH)


def test_patience_saves_bombs() -> None:
    """Lesson 4: without drones, who waits for a look destroys more bunkers with the same bombs."""
    hasty = load(LESSONS[3], Changes(without=("drones",)))
    patient = load(LESSONS[3], Changes(without=("drones",), variants=("patient",)))

    found = compare(replicate(hasty), replicate(patient))["targets_struck"].difference
    assert found.low is not None
    assert found.low > 0


@lesson_of_each
def test_it_is_small(path: Path) -> None:
    """About twenty sorties a day and a few thousand events: well under a second on any machine."""
    campaign = Campaign(load(path), seed=1)
    step, events = campaign.env.step, 0

    def counted() -> None:
        nonlocal events
        events += 1
        step()

    campaign.env.step = counted  # type: ignore[method-assign]
    campaign.run()

    assert 8 <= len(campaign.record.sorties) / campaign.days <= 25
    assert events < 4_000


@lesson_of_each
def test_it_names_measures_that_exist(path: Path) -> None:
    assert list(unknown_measures(resolve(path).full, load(path))) == []


def section(path: Path, scenario: Scenario) -> str:
    """A lesson as it stands in the page for teachers."""
    from sim.measures import measures_named

    told = scenario.lesson
    assert told is not None
    worlds = ["as it is"]
    for pull in told.pulls:
        enabler = f"without: {scenario.enablers[pull.without].title}" if pull.without else ""
        worlds.append(enabler or str(scenario.variants[pull.variant or ""]["title"]))
    measures = measures_named([shown.measure for shown in told.shows], scenario).values()
    heads = [f"{one.title}, {one.unit}" if one.unit else one.title for one in measures]
    rows = [
        f"| {world} | {' | '.join(f'{shown.means[n]:g}' for shown in told.shows)} |" for n, world in enumerate(worlds)
    ]
    return "\n".join(
        [
            f"## {scenario.title}",
            "",
            "```sh",
            f"python run_sim.py lesson {path.relative_to(ROOT).as_posix()}",
            "```",
            "",
            f"**Ask.** {told.question}",
            "",
            f"| | {' | '.join(heads)} |",
            f"|---|{'---|' * len(heads)}",
            *rows,
            "",
            f"**Answer.** {told.answer}",
            "",
            "**Discuss.**",
            "",
            *(f"* {one}" for one in told.discuss),
        ]
    )


@lesson_of_each
def test_the_page_for_teachers_says_the_same(path: Path) -> None:
    written = section(path, load(path))

    assert written in PAGE, f"put this into docs/tutorial/lessons.md:\n\n{written}\n"
