"""The JSON that `--json` prints. Version 1; a key may be added to it, none changes its meaning."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from math import fsum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.study.attribute import Floats, Game
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


def mean_of(values: Iterable[float | None]) -> dict[str, float | None]:
    """Mean and 95 % interval over the replications in which it is defined."""
    from sim.study.interval import half_width

    known = [float(value) for value in values if value is not None]
    if not known:
        return {"mean": None, "low": None, "high": None}
    mean, half = fsum(known) / len(known), half_width(known)
    return {"mean": mean, "low": None if half is None else mean - half, "high": None if half is None else mean + half}


def game_document(game: Game) -> dict[str, Any]:
    """What the enablers are worth in one measure."""
    from sim.study import attribute

    names = game.players
    worth = game.all - game.none
    values = attribute.shapley(game)
    least_most = attribute.bounds(game)
    order = range(len(names))
    pairs = attribute.interactions(game) if game.orders is None else None
    found = {
        "all": mean_of(game.all),
        "none": mean_of(game.none),
        "worth": mean_of(worth),
        "shapley": {
            name: mean_of(value) | {"share": _share(value, worth), "same_sign": _same_sign(value)}
            for name, value in zip(names, values, strict=True)
        },
        "alone": {name: mean_of(value) for name, value in zip(names, attribute.alone(game), strict=True)},
        "last": {name: mean_of(value) for name, value in zip(names, attribute.last(game), strict=True)},
        "least": {name: least for name, (least, _) in zip(names, least_most, strict=True)},
        "most": {name: most for name, (_, most) in zip(names, least_most, strict=True)},
        "interactions": None
        if pairs is None
        else [{"pair": [names[i], names[j]], **mean_of(value)} for (i, j), value in pairs.items()],
        "waterfall": {
            "order": list(names),
            "steps": [
                {"enabler": names[player], **mean_of(step)}
                for player, step in zip(order, attribute.waterfall(game, order), strict=True)
            ],
        },
    }
    if game.orders is not None:
        found["sampling_error"] = dict(zip(names, attribute.sampling_error(game), strict=True))
    return found


def _share(value: Floats, worth: Floats) -> float | None:
    """Of what all are worth together; None if that is nothing."""
    whole = fsum(worth)
    return fsum(value) / whole if whole else None


def _same_sign(value: Floats) -> float:
    import numpy as np

    return float(np.mean(np.sign(value) == np.sign(value.mean())))


def text(document: Mapping[str, Any]) -> str:
    """As one document of JSON; what is not known is null."""
    return json.dumps(document, indent=2, allow_nan=False, ensure_ascii=False)


def number(summary: Summary) -> dict[str, float | None]:
    """A number over replications."""
    return {name: getattr(summary, name) for name in ("mean", "low", "high", "p5", "p50", "p95")}
