"""Whole campaigns in a few numbers. One that moves was moved by a change of the model or of a scenario: say why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sim.campaign.campaign import fly
from sim.measures import ledger, measure
from sim.scenario.load import Changes, load

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
COMMAND = "python -m pytest tests/golden --refresh-golden"
CAMPAIGNS = {
    "quickstart": ("quickstart.yaml", Changes()),
    "quickstart_without_tankers": ("quickstart.yaml", Changes(without=("tankers",))),
    "libya_20_days": ("libya_2011.yaml", Changes(sets=("duration=20 d",))),
}
DIGITS = 4


def rounded(value: float | None) -> float | None:
    """To so many significant digits: enough to see any change of a decision, not the last bits of a sum."""
    return None if value is None else float(f"{value:.{DIGITS}g}")


def summary(file: str, changes: Changes) -> dict[str, Any]:
    """Measures and ledger of one run under seed 1."""
    scenario = load(ROOT / "scenarios" / file, changes)
    record = fly(scenario, seed=1)
    values = measure(record, scenario).items()
    measures = {name: rounded(value) for name, value in values if not name.startswith("cause.")}  # the ledger has them
    return {"measures": measures, "ledger": json.loads(json.dumps(ledger_of(record)))}


def ledger_of(record: Any) -> dict[str, int]:
    """Lines by state and cause, in words."""
    return {" ".join(filter(None, key)): count for key, count in sorted(ledger(record).items(), key=str)}


@pytest.mark.parametrize("name", CAMPAIGNS)
def test_the_summary_is_as_it_was(name: str, refresh: bool) -> None:  # noqa: FBT001 - a fixture
    path = HERE / f"{name}.json"
    now = summary(*CAMPAIGNS[name])
    if refresh:
        path.write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8")

    then = json.loads(path.read_text(encoding="utf-8"))
    moved = {
        f"{part}.{key}": (then[part].get(key), now[part].get(key))
        for part in now
        for key in {**then[part], **now[part]}
        if then[part].get(key) != now[part].get(key)
    }
    assert not moved, f"(then, now); if that was meant, say why in the changelog and run: {COMMAND}"


def test_no_summary_is_left_over() -> None:
    assert {path.stem for path in HERE.glob("*.json")} == set(CAMPAIGNS)
