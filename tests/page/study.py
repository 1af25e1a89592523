"""A sensitivity study by hand, of the world of a result, in the form of docs/reference/study.md: round numbers."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from sim.results import Results, open_results

DESK, SEEN = "targeting.dynamic.people_per_desk", "target_classes.*.seen_by.*"
FACTOR = "unknowns.offers"


def number(mean: float, half: float = 1.0) -> dict[str, float | None]:
    return {"mean": mean, "low": mean - half, "high": mean + half}


def document(reps: int = 5) -> dict[str, Any]:
    """Of targets: the desk moves 0 and -50, how readily they are seen -30 and 30, a factor -5 at one end alone; with
    the desk at its high end the order of the enablers is another."""
    moved = [
        {"name": DESK, "numbers": 1, "tiers": ["assumed"], "value": "5", "low": "4", "high": "8"},
        {"name": SEEN, "numbers": 3, "tiers": ["assumed"], "value": "1 /h to 2 /h", "low": "0 /h", "high": "4 /h"},
        {"name": FACTOR, "numbers": 1, "tiers": ["calibrated"], "value": "1", "low": "0.5", "high": "2"},
    ]
    moved[2] |= {"title": "What the neighbours offer", "source": "nobody says how much"}
    rows = [
        {"name": DESK, "low": number(0, 0), "high": number(-50), "sure": True},
        {"name": SEEN, "low": number(-30), "high": number(30), "sure": True},
        {"name": FACTOR, "low": None, "high": number(-5), "sure": True},
        {"name": "staff.desk.people", "low": number(0.5), "high": None, "sure": False},
    ]
    turn = {"name": DESK, "end": "high", "first": "drones", "second": "tankers"}
    turn |= {"base": number(16), "there": number(-2), "holds_together": True}
    still = {**turn, "name": SEEN, "end": "low", "there": number(0), "holds_together": False}
    order = [{"enabler": "drones", **number(35)}, {"enabler": "tankers", **number(19)}]
    return {
        "kind": "sensitivity",
        "design": "tornado",
        "title": "Ten days over a coast",
        "reps": reps,
        "of": ["targets_struck"],
        "about": {"targets_struck": {"title": "targets struck", "unit": "", "better": "higher"}},
        "enablers": {"tankers": "Borrowed tankers", "drones": "Borrowed drones"},
        "assumptions": [*moved, {**moved[0], "name": "staff.desk.people"}],
        "refused": [],
        "unmoved": [{"name": "x", "why": "no range is given"}],
        "tornado": {"targets_struck": {"base": number(100), "assumptions": rows}},
        "ranking": {"targets_struck": {"order": order, "ends": 5, "comparisons": 5, "turns": [turn], "open": [still]}},
    }


def beside(results: Results, folder: Path, study: dict[str, Any], **facts: Any) -> Results:
    """A copy of a comparison, with a study of its first world in the folder beside it; `facts` of that world are made
    others."""
    mine = folder / "mine"
    if not mine.exists():
        shutil.copytree(results.folder, mine)
    other = folder / f"study{len(list(folder.iterdir()))}"
    other.mkdir()
    world = {**next(iter(results.manifest["worlds"].values())), **facts}
    head = {"key": "sensitivity", "hash": other.name, "command": "run_sim.py sensitivity it.yaml"}
    manifest = results.manifest | head | {"worlds": {"base": world}}
    (other / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (other / "study.json").write_text(json.dumps(study), encoding="utf-8")
    return open_results(mine)
