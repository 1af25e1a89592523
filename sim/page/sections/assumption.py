"""What is assumed: numbers that nobody published, with their ranges, and what they do if a study of them was flown."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from sim.page.chart import Section
from sim.page.studied import command_for
from sim.page.tornado import Tornado
from sim.scenario.document import read
from sim.scenario.node import plain

if TYPE_CHECKING:
    from sim.page.chart import Chart
    from sim.page.told import Told


def section(told: Told) -> Section | None:
    """The sources of tier `assumed`, and how many there are of each tier."""
    scenario = told.worlds.scenario
    if not scenario.sources:
        return None
    document: Any = plain(read(str(told.results.folder / "scenario.yaml"), []))
    tiers = Counter(source.tier for source in scenario.sources.values())
    rows = [
        {
            "path": path,
            "value": _value(document, path.split(".")),
            "low": _shown(source.low),
            "high": _shown(source.high),
            "source": source.source,
        }
        for path, source in scenario.sources.items()
        if source.tier == "assumed"
    ]
    many = ", ".join(f"{count} {tier}" for tier, count in tiers.most_common())
    lead = (
        f"Where the numbers of this scenario come from: {many}. Believe of a result only what survives the ranges of "
        "the assumed ones."
    )
    charts, facts = _moved(told)
    return Section("assumptions", "Assumptions", lead, quiet=charts, facts={"rows": rows, **facts}, own=True)


def _moved(told: Told) -> tuple[list[Chart], dict[str, Any]]:
    """The tornado, what is said with it, and where it comes from; without a study, how one comes by it."""
    manifest, studies = told.results.manifest, told.studies
    facts: dict[str, Any] = {"command": command_for(manifest), "moved": [], "turned": [], "studies": []}
    if studies is None:
        return [], facts
    scenario = told.worlds.scenario
    tornado = Tornado(studies.tornado.document, scenario)
    charts = [tornado.chart()]
    facts["moved"] = tornado.told()
    if studies.ranking:
        ranking = Tornado(studies.ranking.document, scenario)
        facts["turned"] = ranking.ranking()
        if (turns := ranking.turns()).table["path"]:
            charts.append(turns)
    found = dict.fromkeys((studies.tornado, *([studies.ranking] if studies.ranking else [])))
    facts["studies"] = [(one.hash, one.command) for one in found]
    return charts, facts


def _value(document: Any, path: list[str]) -> str:
    """The value at a path; empty for one that stands for several (`*`) or holds several."""
    for at, name in enumerate(path):
        if isinstance(document, list):
            document = next((one for one in document if isinstance(one, dict) and one.get("name") == name), None)
        elif isinstance(document, dict):
            # A key may itself have dots in it.
            document = document.get(name, document.get(".".join(path[at:])))
        else:
            return ""
    return "" if isinstance(document, (dict, list)) else _shown(document)


def _shown(value: Any) -> str:
    return "" if value is None else str(value)
