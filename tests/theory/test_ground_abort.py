"""Packages that must all start: what a failing aircraft, and a spare, do to them."""

from __future__ import annotations

from math import comb

import pytest

from sim.campaign.campaign import fly
from sim.campaign.ledger import Cause, State
from tests.theory.estimate import agrees, from_replications
from tests.theory.small import aircraft, request, scenario, unit

P_FAIL = 0.15


@pytest.mark.parametrize(("package", "spares"), [(1, 0), (2, 0), (4, 0), (4, 1), (4, 2)])
def test_package_starts_with_chance_one_less_p_to_the_k(package: int, spares: int) -> None:
    """(1 - p)^k without spares; with s of them (1 - p)^k x sum over j <= s of C(k + j - 1, j) p^j.

    Source: independent trials; the sum is the negative binomial law, j failures before the k-th success. The same form
    as attrition, the chance to come through k sorties.
    Applies because every start is a trial of its own, a failed aircraft is replaced while there is a spare, and the
    package flies whole or not at all. One line a day, repaired by the next.
    Would miss: packages that go with fewer; a cause (weather, bad fuel) that grounds all of them.
    Seen to fail when a package went short, when a spare never failed, and when the draw was shared by the package.
    """
    patrol = request("cap", per_day=package, areas={"area": 1}, package=package)
    world = scenario(
        3000,
        100,
        {"patrol": patrol},
        aircraft={"type": aircraft(p_ground_abort=P_FAIL, repair="1 s")},
        forces={"unit": unit(package + spares, "cap", in_line=package)},
    )
    record = fly(world, 1)
    ended = list(zip(record.column("lines", "state"), record.column("lines", "cause"), strict=True))
    started = [state == State.effective for state, _ in ended if state != State.not_planned]
    assert len(started) > 2500
    assert {cause for state, cause in ended if state == State.cancelled} <= {Cause.breakdown}
    few = sum(comb(package + j - 1, j) * P_FAIL**j for j in range(spares + 1))
    agrees(from_replications(started), (1 - P_FAIL) ** package * few)
