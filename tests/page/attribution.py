"""An attribution by hand, in the form of docs/reference/study.md: two enablers, four sets, round numbers."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from sim.results import Results, open_results

ENABLERS = {"tankers": "Borrowed tankers", "drones": "Borrowed drones"}
ABOUT = {
    "targets_struck": {"title": "targets struck", "unit": "", "better": "higher"},
    "weapons": {"title": "weapons released", "unit": "", "better": "neither"},
    "first_stockout_day": {"title": "day of the first stockout", "unit": "d", "better": "higher"},
}
SETS: dict[tuple[str, ...], tuple[float, float, float | None]] = {
    (): (10, 8, None),
    ("tankers",): (30, 30, 6.5),
    ("drones",): (60, 70, 4.0),
    ("tankers", "drones"): (100, 120, 2.0),
}


def number(mean: float | None) -> dict[str, float | None]:
    return {"mean": mean, "low": None if mean is None else mean - 1, "high": None if mean is None else mean + 1}


def document() -> dict[str, Any]:
    """Of targets: tankers add 20 and 40, drones 50 and 70; the Shapley values are 30 and 60, the interaction 20."""
    sets = [
        {
            "present": list(present),
            "absent": [name for name in ENABLERS if name not in present],
            "measures": {name: number(value) for name, value in zip(ABOUT, values, strict=True)},
            "differences": {
                name: number(None if value is None or whole is None else value - whole)
                for name, value, whole in zip(ABOUT, values, SETS["tankers", "drones"], strict=True)
            },
            "tables": None,
            "days": 10,
        }
        for present, values in SETS.items()
    ]

    def game(values: tuple[float, float], interaction: float, ends: tuple[float, float]) -> dict[str, Any]:
        each = {name: number(value) for name, value in zip(ENABLERS, values, strict=True)}
        steps = [{"enabler": name, **number(1.0)} for name in ENABLERS]
        return {
            "all": number(ends[1]),
            "none": number(ends[0]),
            "worth": number(ends[1] - ends[0]),
            "shapley": {name: one | {"share": 0.5, "same_sign": 1.0} for name, one in each.items()},
            "alone": each,
            "last": each,
            "least": dict.fromkeys(ENABLERS, 0.0),
            "most": dict.fromkeys(ENABLERS, 0.0),
            "interactions": [{"pair": list(ENABLERS), **number(interaction)}],
            "waterfall": {"order": list(ENABLERS), "steps": steps},
        }

    return {
        "schema": 1,
        "kind": "attribution",
        "scenario": "quickstart",
        "title": "Ten days over a coast",
        "seed": 1,
        "reps": 2,
        "method": "exact",
        "permutations": None,
        "enablers": ENABLERS,
        "about": ABOUT,
        "sets": sets,
        "attribution": {
            "targets_struck": game((30.0, 60.0), 20.0, (10.0, 100.0)),
            "weapons": game((36.0, 76.0), 28.0, (8.0, 120.0)),
        },
    }


def attributed(results: Results, folder: Path) -> Results:
    """The folder of a comparison with the study of an attribution in it."""
    shutil.copytree(results.folder, folder)
    (folder / "study.json").write_text(json.dumps(document()), encoding="utf-8")
    return open_results(folder)
