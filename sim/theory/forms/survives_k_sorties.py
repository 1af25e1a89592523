"""Attrition: the chance to come through so many sorties over a defended area."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp

from sim.campaign.campaign import fly
from sim.campaign.ledger import LOST
from sim.theory.form import Check, Form, equal, trials
from sim.theory.small import aircraft, request, scenario, unit

TAILS, DAYS = 1000, 4
LEVEL, LOSS_PER_H, STAY_H = 5, 0.1, 1


def checks(seed: int) -> Iterator[Check]:
    patrol = request("cap", per_day=TAILS, areas={"area": 1}, package=1)
    threat = {"title": "-", "areas": {"area": {"level": LEVEL}}, "loss": f"{LOSS_PER_H} /h"}
    world = scenario(
        DAYS,
        100,
        {"patrol": patrol},
        aircraft={"type": aircraft()},
        forces={"unit": unit(TAILS, "cap")},
        threats={"defences": {**threat, "escort_above": LEVEL, "shut_above": LEVEL}},
    )
    record = fly(world, seed)
    flown = dict.fromkeys((f"unit-{n + 1}" for n in range(TAILS)), 0)
    fell: dict[str, int] = {}
    for tail, outcome in zip(record.column("sorties", "tail"), record.column("sorties", "outcome"), strict=True):
        flown[str(tail)] += 1
        if outcome == LOST:
            fell[str(tail)] = flown[str(tail)]
    p = 1 - exp(-LEVEL * LOSS_PER_H * STAY_H)
    for k in (1, 2):
        idle = [tail for tail in flown if flown[tail] < k and tail not in fell]
        yield equal(f"aircraft that did not fly {k} sorties", len(idle), 0)
        came_through = [fell.get(tail, k + 1) > k for tail in flown]
        yield trials(f"share that comes through {k} sorties", came_through, (1 - p) ** k, sharp=0.05)


FORM = Form(
    title="Attrition",
    formula="(1 − p)^k, p = 1 − exp(−level × loss × time on station)",
    mechanism="threat and losses, whole campaign",
    source="independent trials, each a Poisson process of shots",
    applies="single aircraft, the same level and the same time on station for every sortie, each take-off with its own "
    "draw",
    misses="packages, which turn back when the first aircraft falls; crews that learn; a level that changes meanwhile",
    broken="the level was left out of the rate; the draw was uniform in place of exponential",
    checks=checks,
)
