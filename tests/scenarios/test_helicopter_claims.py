"""What attack helicopters from ships add over Libya, on the first weeks of June."""

from __future__ import annotations

from sim.scenario.load import Changes
from tests.campaign.worlds import told
from tests.scenarios.worlds import flown


def test_from_the_ships_they_fly_by_night_from_june_and_release_both_missiles() -> None:
    record = flown(Changes(variants=("attack_helicopters",), sets=("duration=80 d",)))

    sorties = [
        row[1:]
        for row in told(record, "sorties", "role", "aircraft", "area", "launched_h", "weapons_released")
        if row[0] == "helicopter"
    ]
    assert {area for _, area, _, _ in sorties} <= {"misrata", "tripoli"}
    assert min(launched_h for _, _, launched_h, _ in sorties) > 24 * 63, "before 2 June"
    released = {kind: sum(row[3] for row in sorties if row[0] == kind) for kind in ("ah-64", "gazelle")}
    assert min(released.values()) > 0
