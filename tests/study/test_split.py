"""The split of the record: what was used to set a number tests nothing, and it is said in one place which that is."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from sim.scenario.load import load, resolve
from sim.study.score import Quantity

ROOT = Path(__file__).parents[2]
LIBYA = ROOT / "scenarios/libya_2011.yaml"
QUANTITIES = {
    name: Quantity.model_validate(said)
    for name, said in yaml.safe_load((ROOT / "scenarios/record/quantities.yaml").read_text("utf-8")).items()
}
UNKNOWNS = {name: one.unknown for name, one in resolve(LIBYA).unknowns.items()}


@cache
def cited() -> dict[str, str]:
    """Every figure that an unknown is set by or a source names, with who names it."""
    by_sources = {
        figure: f"sources.{path}"
        for path, source in load(LIBYA).sources.items()
        for figure in str(source.used or "").split(", ")
        if figure
    }
    return by_sources | {figure: f"unknowns.{name}" for name, one in UNKNOWNS.items() for figure in one.set_by}


def test_at_least_half_of_the_record_is_untouched_and_tests_the_model() -> None:
    """More than fifty figures, and more than half of those that a run says."""
    said = [one for one in QUANTITIES.values() if one.take]
    untouched = [one for one in said if one.used == "untouched"]

    assert len(untouched) > 50
    assert len(untouched) > len(said) / 2
    assert not [one.title for one in untouched if one.follows], "a figure that follows from others tests nothing new"


def test_no_number_is_set_by_a_figure_that_is_called_untouched() -> None:
    used = {figure: who for figure, who in cited().items() if QUANTITIES[figure].used == "untouched"}

    assert used == {}


def test_every_calibrated_figure_set_a_number_or_follows_from_such() -> None:
    calibrated = {name: one for name, one in QUANTITIES.items() if one.used == "calibrated"}
    idle = {name for name, one in calibrated.items() if name not in cited() and not one.follows}

    assert idle == set()
    assert all(QUANTITIES[source].used == "calibrated" for one in calibrated.values() for source in one.follows)


def test_every_unknown_names_its_figures_and_says_why_its_range_is_so() -> None:
    assert {name for name, one in UNKNOWNS.items() if not one.set_by or not one.source} == set()


def table() -> str:
    """The unknowns as they stand in the page."""
    lines = [
        f"| {one.title} | {one.value:g} | {one.error or 0:.0%} "
        f"| {one.low:g} to {one.high:g} | {', '.join(one.set_by)} |"
        for one in UNKNOWNS.values()
    ]
    return "\n".join(
        ["| factor on | value | give or take | range | figures of the record |", "|---|---|---|---|---|", *lines]
    )


def test_the_page_lists_the_unknowns() -> None:
    page = ROOT / "docs/background/calibration.md"
    written = re.search(r"<!-- unknowns -->\n\n(.*?)\n\n<!-- end of unknowns -->", page.read_text("utf-8"), re.DOTALL)

    assert written is not None
    assert written.group(1) == table(), f"put this into {page.name}:\n\n{table()}\n"
