"""Anti-radar shots: how many missiles a pair of suppression aircraft fires in its time on station."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import exp

from sim.campaign.campaign import fly
from sim.theory.form import Check, Form, trials
from sim.theory.small import aircraft, request, scenario, unit

DAYS = 2500
PAIR, LOAD = 2, 10
"""Aircraft, and missiles of each: more than ever come up."""
LEVEL, SILENT, EMITS_PER_H, STAY_H = 10, 0.5, 0.8, 1


def checks(seed: int) -> Iterator[Check]:
    suppress = {"offers": {"suppression": {}}, "areas": {"area": 1}}
    threat = {"title": "-", "areas": {"area": {"level": LEVEL}}, "degraded_by": {"suppression": SILENT}}
    missile = {"title": "-", "mass": "0.4 t", "guidance": "radar", "p_hit": 0}
    world = scenario(
        DAYS,
        100,
        {"sead": request("sead", per_day=PAIR, package=PAIR, **suppress)},
        aircraft={"type": aircraft(loads={"missile": LOAD})},
        munitions={"missile": missile},
        stocks={"shelf": {"nation": "home", "munition": "missile", "on_hand": 10 * DAYS}},
        forces={"unit": unit(4, "sead")},
        threats={
            "radars": {
                **threat,
                "emits": f"{EMITS_PER_H} /h",
                "escort_above": LEVEL,
                "shut_above": LEVEL,
                "loss": "0 /h",
            }
        },
    )
    record = fly(world, seed)
    fired: Counter[object] = Counter()
    for line, missiles in zip(
        record.column("sorties", "line_id"), record.column("sorties", "weapons_released"), strict=True
    ):
        fired[line] += int(str(missiles))
    exact = EMITS_PER_H * LEVEL * (1 - SILENT) ** PAIR * STAY_H
    yield trials("missiles a pair", list(fired.values()), exact)
    yield trials("share of pairs that fire none", [not count for count in fired.values()], exp(-exact), sharp=0.06)


FORM = Form(
    title="Anti-radar shots",
    formula="mean = emits × level × (1 − degraded_by)^aircraft × time on station; none with exp(−mean)",
    mechanism="radars and suppression, whole campaign",
    source="Poisson process of radars that come up",
    applies="one pair a day, so that it hardly ever meets another (one day in a thousand), with more missiles than "
    "radars that come up",
    misses="missiles that run out; a level that changes meanwhile (that at the end of the spell counts); whether one "
    "missile a radar is right",
    broken="the level was taken without the pair's own suppression; a pair fired once at most; all waits were the mean",
    checks=checks,
)
