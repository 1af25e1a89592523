"""All sets of enablers: take any away and see what is left; what each is worth, and what pairs do together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.page.chart import COLOUR, Chart, Section, rounded, short
from sim.page.sections.beside import SHOWN
from sim.page.told import set_number
from sim.page.words import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sim.page.told import Told
    from sim.report.worlds import Columns

KEPT = ("mean", "low", "high")


def section(told: Told) -> Section | None:
    """The sets as the page's script looks them up, and two tables; none without an attribution."""
    study = told.attribution
    if study is None:
        return None
    names = [name for name in study["about"] if name in study["attribution"] or name == "first_stockout_day"]
    first = next((name for name in SHOWN if name in study["attribution"]), None)
    if first is None:
        return None
    measures = [{"name": name, "title": _title(study, name)} for name in names]
    data: dict[str, Any] = {
        "enablers": list(study["enablers"].values()),
        "measures": measures,
        "shown": [names.index(name) for name in SHOWN if name in names],
        "first": names.index(first),
        "sets": {
            set_number(study, one): [_numbers(one["measures"].get(name)) for name in names] for one in study["sets"]
        },
        "worth": {names.index(name): _worth(study, name) for name in names if name in study["attribution"]},
        "colours": list(COLOUR),
    }
    many = "All" if study["method"] == "exact" else "Of all sets of enablers those that random orders pass:"
    held = any(one.get("tables") for one in study["sets"])
    follow = "every figure of the page follows" if held else "the figures of this section follow"
    often = "once" if told.reps == 1 else f"{told.reps} times"
    lead = (
        f"{many} {len(study['sets'])} sets of {len(study['enablers'])} enablers were flown, {often} each "
        f"under the same luck. Take any away, here or at the foot of the page: {follow}."
    )
    facts = {
        "enablers": data["enablers"],
        "measures": [(at, measures[at]["title"]) for at in data["worth"]],
        "first": data["first"],
    }
    title = "Pull an enabler: every set of them"
    quiet = [_sets(study, names), _values(study)]
    return Section("explorer", title, lead, quiet=quiet, facts=facts, data=data, own=True)


def _title(study: Mapping[str, Any], name: str) -> str:
    about = study["about"][name]
    return sentence(f"{about['title']}, {about['unit']}" if about["unit"] else about["title"])


def _numbers(value: Mapping[str, float | None] | None) -> list[float | None]:
    """Mean, low and high."""
    return [None, None, None] if value is None else rounded([value.get(part) for part in KEPT])


def _worth(study: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Shapley values by enabler, and interactions as a square, empty on its diagonal."""
    one, enablers = study["attribution"][name], list(study["enablers"])
    square: list[list[float | None]] | None = None
    if one["interactions"]:
        square = [[None] * len(enablers) for _ in enablers]
        for pair in one["interactions"]:
            a, b = (enablers.index(enabler) for enabler in pair["pair"])
            square[a][b] = square[b][a] = short(pair["mean"])
    return {"shapley": [_numbers(one["shapley"][enabler]) for enabler in enablers], "interactions": square}


def _sets(study: Mapping[str, Any], names: list[str]) -> Chart:
    columns: Columns = {title: [] for title in study["enablers"].values()}
    for one in study["sets"]:
        for name, title in study["enablers"].items():
            columns[title].append("there" if name in one["present"] else "away")
    for name in names:
        values = [one["measures"].get(name) or {} for one in study["sets"]]
        columns |= {f"{name}_{part}": [value.get(part) for value in values] for part in KEPT}
    return Chart("explorer_sets", "All sets", "Every measure of every set.", [], columns)


def _values(study: Mapping[str, Any]) -> Chart:
    columns: Columns = {name: [] for name in ("measure", "enabler", "shapley", "low", "high", "alone", "last")}
    for measure, one in study["attribution"].items():
        for name, title in study["enablers"].items():
            value = one["shapley"][name]
            row = (
                measure,
                title,
                *(value[part] for part in KEPT),
                one["alone"][name]["mean"],
                one["last"][name]["mean"],
            )
            for column, cell in zip(columns, row, strict=True):
                columns[column].append(cell)
    return Chart("explorer_values", "What each is worth", "Shapley value, alone, and last to go.", [], columns)
