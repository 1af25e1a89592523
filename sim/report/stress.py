"""A STRESS-DES report of a result: what a reader needs to judge and repeat a study, filled as far as it is known here.

Items as in Monks, Currie, Onggo, Robinson, Kunc and Taylor, Strengthening the reporting of empirical simulation
studies: Introducing the STRESS guidelines, Journal of Simulation 13 (2019) 55-67. What only the people of the study
know stays empty, and says so.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sim.results import Results
    from sim.scenario.scenario import Scenario

EMPTY = "**Empty: only the people of this study can say it.**"


class Item(NamedTuple):
    """One item of the checklist."""

    number: str
    title: str
    text: str


def stress(results: Results, scenario: Scenario) -> str:
    """The report as Markdown."""
    items = [*_objectives(results), *_logic(scenario), *_numbers(scenario), *_experiment(results), *_code(results)]
    empty = sum(item.text.startswith(EMPTY) for item in items)
    lines = [f"# STRESS-DES: {scenario.title}", ""]
    lines += [f"Of {len(items)} items {empty} are empty or begin with what is missing: they are marked.", ""]
    for item in items:
        lines += [f"## {item.number} {item.title}", "", item.text, ""]
    return "\n".join(lines).rstrip() + "\n"


def _objectives(results: Results) -> Iterator[Item]:
    from sim.measures import MEASURES

    study = _study(results)
    yield Item("1.1", "Purpose of the model", f"{EMPTY} The model compares a campaign with and without its means.")
    outputs = "\n".join(
        f"* {one.title}{f' ({one.unit})' if one.unit else ''}: {' '.join((one.function.__doc__ or '').split())}"
        for one in MEASURES.values()
    )
    yield Item("1.2", "Model outputs", f"{outputs}\n\nand those of each nation.")
    worlds = ", ".join(results.worlds)
    without = f" Taken away: {', '.join(study['without'])}." if study.get("without") else ""
    yield Item("1.3", "Aims of experimentation", f"{EMPTY} Worlds that were flown: {worlds}.{without}")


def _logic(scenario: Scenario) -> Iterator[Item]:
    yield Item("2.1", "Base model overview diagram", f"{EMPTY} The program draws none.")
    yield Item("2.2", "Base model logic", "docs/background/mechanisms.md, with the rule and source of each mechanism.")
    changes = [f"* without `{name}`: {one.title}" for name, one in scenario.enablers.items()]
    changes += [f"* variant `{name}`: {one.get('title', '')}" for name, one in scenario.variants.items()]
    yield Item("2.3", "Scenario logic", "\n".join(changes) or "The scenario names no enablers and no variants.")
    algorithms = "Planning (priorities, offers, promises of fuel), booking of contacts, sensor-hours, desks: same page."
    yield Item("2.4", "Algorithms", algorithms)
    tails = sum(force.count for force in scenario.forces.values())
    kinds = Counter(role for force in scenario.forces.values() for role in force.roles)
    yield Item("2.5.1", "Entities", f"Lines of the order, sorties of {tails} tails, targets, weapons, shipments.")
    missions = sorted({request.mission for phase in scenario.phases for request in phase.tasking.values()})
    yield Item("2.5.2", "Activities", f"Missions asked for: {', '.join(missions)}; turn, repair, targeting.")
    roles = ", ".join(f"{role} {count}" for role, count in sorted(kinds.items()))
    people = sum(staff.people for staff in scenario.staff.values())
    resources = f"{len(scenario.forces)} units (by role: {roles}), {len(scenario.stocks)} stocks, {people} people."
    yield Item("2.5.3", "Resources", resources)
    queues = (
        "Lines for tails: first come, first served, until the latest launch. Receivers at the track: in order of "
        "arrival, within their patience. Targets at the desks: fleeting ones newest first, fixed ones by priority and "
        "then oldest first."
    )
    yield Item("2.5.4", "Queues", queues)
    coming = sorted({area for phase in scenario.phases for area in phase.appear} | set(scenario.standing))
    yield Item(
        "2.5.5",
        "Entry and exit points",
        f"Targets appear in {', '.join(coming) or 'no area'}; sorties begin and end at bases.",
    )


def _numbers(scenario: Scenario) -> Iterator[Item]:
    tiers = Counter(str(source.tier) for source in scenario.sources.values())
    told = ", ".join(f"{count} {tier}" for tier, count in tiers.most_common()) or "none"
    sources = f"Entries under `sources`: {told}. Each has its range and where it comes from."
    yield Item("3.1", "Data sources", sources)
    yield Item("3.2", "Pre-processing", f"{EMPTY} What was calibrated to what is in docs/background/calibration.md.")
    yield Item("3.3", "Input parameters", "`scenario.yaml` in this folder is the whole of them, as flown.")
    assumed = [
        f"* `{path}`: {one.low} to {one.high}" for path, one in scenario.sources.items() if one.tier == "assumed"
    ]
    yield Item("3.4", "Assumptions", "\n".join(assumed) or "The scenario marks no number as assumed.")


def _experiment(results: Results) -> Iterator[Item]:
    study, manifest = _study(results), results.manifest
    yield Item("4.1", "Initialisation", "Empty sky, all tails ready, opening stocks, no warm-up.")
    days = next(iter(manifest["worlds"].values()))["days"]
    yield Item("4.2", "Run length", f"{days} days, and on until the last aircraft is down.")
    reps = study.get("reps", 1)
    estimation = f"{reps} replications, seeds from {manifest['seed']}; 95 % t intervals, paired by seed between worlds."
    yield Item("4.3", "Estimation approach", estimation)


def _code(results: Results) -> Iterator[Item]:
    manifest = results.manifest
    versions = ", ".join(f"{name} {version}" for name, version in manifest["packages"].items())
    yield Item("5.1", "Software", f"Linchpin at commit {manifest['commit'] or 'unknown'}; {versions}.")
    sampling = (
        "PCG64, a stream for each purpose and entity, keyed by a stable hash: common random numbers in all worlds."
    )
    yield Item("5.2", "Random sampling", sampling)
    execution = "Process interaction (SimPy); events of one instant in the order in which they were scheduled."
    yield Item("5.3", "Model execution", f"{execution} Command: `{manifest['command']}`.")
    yield Item("5.4", "System specification", f"{EMPTY} The study took {manifest['wall_s']:.0f} s.")
    yield Item("6.1", "Sharing of the computer model", "Open source, MIT licence. Where this study is kept: empty.")


def _study(results: Results) -> dict[str, Any]:
    path = results.folder / "study.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return found
