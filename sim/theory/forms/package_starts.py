"""Packages that must all start: what a failing aircraft, and a spare, do to them."""

from __future__ import annotations

from collections.abc import Iterator
from math import comb

from sim.campaign.campaign import fly
from sim.campaign.ledger import Cause, State
from sim.theory.form import Check, Form, equal, trials
from sim.theory.small import aircraft, request, scenario, unit

P_FAIL = 0.15


def checks(seed: int) -> Iterator[Check]:
    for package, spares in ((1, 0), (2, 0), (4, 0), (4, 1), (4, 2)):
        patrol = request("cap", per_day=package, areas={"area": 1}, package=package)
        world = scenario(
            3000,
            100,
            {"patrol": patrol},
            aircraft={"type": aircraft(p_ground_abort=P_FAIL, repair="1 s")},
            forces={"unit": unit(package + spares, "cap", in_line=package)},
        )
        record = fly(world, seed)
        ended = list(zip(record.column("lines", "state"), record.column("lines", "cause"), strict=True))
        started = [state == State.effective for state, _ in ended if state != State.not_planned]
        assert len(started) > 2500
        other = {cause for state, cause in ended if state == State.cancelled} - {Cause.breakdown}
        few = sum(comb(package + j - 1, j) * P_FAIL**j for j in range(spares + 1))
        name = f"package of {package}, {spares} spares"
        yield trials(f"share that starts, {name}", started, (1 - P_FAIL) ** package * few)
        yield equal(f"other causes, {name}", len(other), 0)


FORM = Form(
    title="A package that must all start",
    formula="(1 − p)^k; with s spares × Σ C(k + j − 1, j) p^j, j from 0 to s",
    mechanism="ground aborts and spares, whole campaign",
    source="independent trials; the sum is the negative binomial law, j failures before the k-th success; the "
    "form of attrition too, the chance to come through k sorties",
    applies="every start is a trial of its own, a failed aircraft is replaced while there is a spare, and the "
    "package flies whole or not at all; one line a day, repaired by the next",
    misses="packages that go with fewer; a cause (weather, bad fuel) that grounds all of them",
    broken="a package went short; a spare never failed; the draw was shared by the package",
    checks=checks,
)
