"""The JSON that `--json` prints. Version 1; a key may be added to it, none changes its meaning."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.study.compare import Difference
    from sim.study.interval import Summary

VERSION = 1


def run_document(scenario: str, seeds: Sequence[int], measures: Mapping[str, Summary]) -> dict[str, Any]:
    """One world: each measure with mean, 95 % interval and quantiles.

    `defined` has the measures that some replications do not have, with the share that do.
    """
    return {
        "schema": VERSION,
        "kind": "run",
        "scenario": scenario,
        "seed": seeds[0],
        "reps": len(seeds),
        "measures": {name: number(summary) for name, summary in measures.items()},
        "defined": {name: summary.defined for name, summary in measures.items() if summary.defined < 1},
    }


def compare_document(
    scenario: str,
    seeds: Sequence[int],
    base: Mapping[str, Summary],
    worlds: Mapping[str, Mapping[str, Difference]],
) -> dict[str, Any]:
    """The base as `run_document` has it, and every other world by name with its differences from the base."""
    return run_document(scenario, seeds, base) | {
        "kind": "compare",
        "worlds": {
            world: {
                "measures": {name: number(one.other) for name, one in differences.items()},
                "differences": {
                    name: number(one.difference) | {"same_sign": one.same_sign, "variance_ratio": one.variance_ratio}
                    for name, one in differences.items()
                },
            }
            for world, differences in worlds.items()
        },
    }


def text(document: Mapping[str, Any]) -> str:
    """As one document of JSON; what is not known is null."""
    return json.dumps(document, indent=2, allow_nan=False, ensure_ascii=False)


def number(summary: Summary) -> dict[str, float | None]:
    """A number over replications."""
    return {name: getattr(summary, name) for name in ("mean", "low", "high", "p5", "p50", "p95")}
