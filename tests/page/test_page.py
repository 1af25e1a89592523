"""The page as text: whole, self-contained, and made of the same numbers as the tables."""

from __future__ import annotations

import base64
import csv
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sim.page import page
from sim.page.chart import Chart, short
from sim.page.coastline import around, frame
from sim.page.sections import answer, assumption, provenance, sections
from sim.page.told import Told
from sim.page.words import listed, number
from sim.results import Results

ORDER = ["answer", "beside", "stockouts", "sorties", "ledger", "fuel", "coverage", "targets", "nations", "map"]
ENDS = ["assumptions", "provenance"]


def written(results: Results) -> str:
    return (results.folder / "report.html").read_text(encoding="utf-8")


def data_of(text: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    document: dict[str, Any] = json.loads(found.group(1))
    return document


def charts(result: Told) -> list[Chart]:
    return [chart for section in sections(result) for chart in (*section.charts, *section.quiet)]


def test_the_main_job_writes_it_small_enough_to_mail(results: Results) -> None:
    assert 1e6 < len(written(results).encode()) < 8e6


def test_sections_stand_in_the_order_promised(results: Results) -> None:
    found = re.findall(r'<section id="([a-z]+)"', written(results))
    assert [name for name in found if name not in ("cost", "explorer")] == [*ORDER, *(e for e in ENDS if e in found)]


def test_nothing_is_fetched(results: Results) -> None:
    own = re.sub(r"<script>.*?</script>", "", written(results), flags=re.DOTALL)
    assert re.findall(r"""(?:src|href)\s*=\s*["'](?!#|data:)[^"']*""", own) == []
    assert "@import" not in own
    assert "url(" not in own
    assert "default-src &#39;none&#39;" in own


def test_the_policy_names_exactly_the_scripts_of_the_page(results: Results) -> None:
    text = written(results)
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    named = re.findall(r"sha256-([^&]*)&#39;", text)
    assert named == [one.replace("+", "&#43;") for one in hashes] or named == hashes
    assert len(named) == 2


def test_the_same_result_gives_the_same_bytes(paired: Told, results: Results) -> None:
    assert page(paired) == page(paired) == written(results)


@pytest.mark.parametrize("world", ["paired", "alone"])
def test_every_figure_is_plotly_s_grammar(world: str, request: pytest.FixtureRequest) -> None:
    """The plotly package refuses a property that does not exist."""
    import plotly.graph_objects as go

    for chart in charts(request.getfixturevalue(world)):
        layout = {name: value for name, value in chart.layout.items() if name != "nothing"}
        for traces in (chart.traces, *(choice.traces for choice in chart.choices)):
            go.Figure(data=traces, layout=layout)


def test_every_figure_says_what_it_shows_and_has_its_numbers(paired: Told) -> None:
    for chart in charts(paired):
        assert chart.says.endswith("."), chart.name
        assert len({len(column) for column in chart.table.values()}) == 1, chart.name


def test_the_page_s_numbers_are_those_of_the_figures_on_paper(results: Results) -> None:
    """Fuel a day by world and nation: the CSV beside the PNG, and the table in the page."""
    charts = data_of(written(results))["charts"]
    tables = {
        name: {column: [x for part in chart["table"] for x in part[column]] for column in chart["table"][0]}
        for name, chart in charts.items()
    }
    with (results.folder / "fuel_a_day.csv").open(encoding="utf-8") as file:
        paper = list(csv.DictReader(file))
    nations = [name for name in paper[0] if name not in ("world", "date")]
    for nation in nations:
        assert tables["fuel_a_day"][nation] == [short(float(row[nation])) for row in paper]
    assert sum(tables["ledger"]["lines"]) == sum(results.table("lines", world).num_rows for world in results.worlds)


def test_the_map_s_numbers_are_those_of_the_tables(results: Results) -> None:
    world = data_of(written(results))["own"]["map"]["worlds"][0]
    daily = results.table("daily")
    assert world["sorties"] == daily["sorties"].to_pylist()
    assert [sum(flows) for flows in zip(*world["flows"], strict=True)] == daily["sorties"].to_pylist()


def test_the_answer_has_the_numbers_of_the_study(paired: Told) -> None:
    section = answer.section(paired)
    base, other = paired.base("targets_struck")["mean"], paired.other("targets_struck")["mean"]
    assert f"strikes {number(other, base)} targets instead of {number(base)}" in section.lead
    assert "Without Borrowed tankers and Borrowed drones" in section.lead
    assert "2 paired runs" in section.facts["rests"]


def test_the_answer_has_means_of_causes_and_says_of_which_run_a_date_is(paired: Told) -> None:
    """In both worlds bombs ran out in both runs."""
    had, has = (read("cause.no_tanker_fuel")["mean"] for read in (paired.base, paired.other))
    tables = [paired.results.table("replications", name)["stockouts"].to_pylist() for name in paired.results.worlds]
    assert all(out > 0 for table in tables for out in table)

    told = answer.section(paired).facts["second"]

    assert f"“no tanker fuel”, from {whole_or_not(had, has)} to {whole_or_not(has, has)} lines" in told
    often = [f"stocks of weapons run out in every run, {number(sum(table) / 2)} in the mean" for table in tables]
    assert f"With everything, {often[0]}, in seed 1 first on " in told
    assert f"; without, {often[1]}, in seed 1 first on " in told


def test_of_three_runs_one_ran_out(paired: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    """And it was not the one that is drawn; in the other world none did."""
    study = {**paired.study, "reps": 3, "measures": {"stockouts": {"mean": 1 / 3}}, "worlds": {}}
    monkeypatch.setattr(Told, "runs_out", lambda *_: 1)
    monkeypatch.setattr(answer, "stockout_spells", lambda _: [])

    assert (
        answer.section(replace(paired, study=study))
        .facts["second"]
        .endswith(
            "With everything, stocks of weapons run out in 1 of 3 runs, 0.33 in the mean, in seed 1 none; "
            "without, no stock of weapons runs out."
        )
    )


def whole_or_not(value: float, size: float) -> str:
    return f"{value:,.0f}" if value.is_integer() and size.is_integer() else number(value, size)


def test_the_answer_of_one_run_needs_no_seed(alone: Told) -> None:
    told = answer.section(alone).facts["second"]
    assert ", have the cause “" in told
    assert "0.00" not in told


def test_one_world_has_a_page_too(alone: Told) -> None:
    text = page(alone)
    assert "instead of" not in answer.section(alone).lead
    assert '<section id="map"' in text
    assert "figure-what_is_left" not in text


def test_a_title_cannot_break_out_of_the_page(paired: Told) -> None:
    evil = "</script><script>alert(1)</script>"
    scenario = paired.worlds.scenario
    nations = {name: nation.model_copy(update={"title": evil}) for name, nation in scenario.nations.items()}
    worlds = replace(paired.worlds, scenario=scenario.model_copy(update={"title": evil, "nations": nations}))
    text = page(replace(paired, worlds=worlds))
    assert evil not in text
    assert text.count("<script>") == 2


def test_assumptions_of_libya_have_value_range_and_reason(paired: Told) -> None:
    from sim.scenario.load import load

    scenario = load(Path(__file__).parents[2] / "scenarios" / "libya_2011.yaml")
    section = assumption.section(replace(paired, worlds=replace(paired.worlds, scenario=scenario)))
    assert section is not None
    assumed = [path for path, source in scenario.sources.items() if source.tier == "assumed"]
    assert [row["path"] for row in section.facts["rows"]] == assumed
    assert all(row["source"] for row in section.facts["rows"])


def test_provenance_has_command_seeds_and_hashes(paired: Told, results: Results) -> None:
    rows = dict(provenance.section(paired).facts["rows"])
    assert rows["Seeds"] == "1 to 2"
    assert rows["Hash of the scenario"] == results.manifest["scenario_sha256"]
    assert "plotly" in rows["Versions"]


def test_the_frame_holds_the_places_and_leaves_out_what_is_far_and_little_used() -> None:
    west, south, east, north = frame([(15.0, 32.0), (20.0, 31.0)], [((14.9, 37.4), 90), ((-6.0, 37.2), 10)])
    assert west < 14.9 < 20.0 < east
    assert west > -6.0
    assert south < 31.0
    assert 37.4 < north < 40.0


def test_land_is_there_in_the_mediterranean_and_elsewhere() -> None:
    for box in ((10.0, 30.0, 20.0, 40.0), (115.0, 20.0, 125.0, 30.0)):
        rings, notice = around(box)
        assert rings
        assert all(len(ring) % 2 == 0 for ring in rings)
        assert "Natural Earth" in notice


def test_words() -> None:
    assert [number(value) for value in (None, 0.0, 5.25, -12.34, 26352.4)] == ["–", "0.00", "5.25", "−12.3", "26,352"]
    assert [listed(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
