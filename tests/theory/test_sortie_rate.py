"""Sorties a day of aircraft that are flown as hard as they can be."""

from __future__ import annotations

from math import ceil, exp

import pytest
import simpy

from sim.campaign.campaign import fly
from sim.scenario.scenario import Scenario
from tests.theory.estimate import agrees, from_replications
from tests.theory.small import aircraft, fleet, request, scenario, unit

TAT_H, MT_H, MT_PER_FT = 3.0, 3.4, 0.68
"""RAND's turnaround and maintenance; the split is recalled, its sum at a flight of 2 h (7.76 h) is printed."""
RAND_A_DAY = 2.46
"""Printed for 500 nmi at 500 kt."""

WARM_UP_H = 20 * 24
"""By then so many lines wait that none of the tails is ever idle."""


def launches(world: Scenario, seed: int = 1) -> list[float]:
    """Take-off times of a flown campaign, in order."""
    return sorted(fly(world, seed).column("sorties", "launched_h"))  # type: ignore[type-var]


@pytest.mark.parametrize(("tails", "turn_h"), [(1, 2.75), (4, 2.75), (3, 4.75)])
def test_planner_flies_a_unit_as_hard_as_its_diary_allows(tails: int, turn_h: float) -> None:
    """24 N / cycle sorties a day, with the cycle rounded up to whole hours.

    Source: steady-state rotation; each tail takes off once a cycle (out, on station, back, turn).
    Applies because 480 sorties a day are asked of a few tails that never break. The planner's diary counts whole
    hours: a tail that is ready within an hour can be planned again from the next one, so a cycle of 5.75 h counts
    as 6 h. Exact: no luck.
    Would miss: what a real cycle loses or gains within the hour, breaks, waiting for a runway.
    Seen to fail when the diary ended at landing instead of at the end of the turn, and when lines that waited for the
    unit to arrive were not served.
    """
    cycle_h = ceil(2 * 1 + 1 + turn_h)
    patrol = request("cap", per_day=480, areas={"area": 1}, package=1)
    world = scenario(
        10,
        500,
        {"patrol": patrol},
        aircraft={"type": aircraft(turn=f"{turn_h} h")},
        forces={"unit": unit(tails, "cap")},
    )
    whole = [h for h in launches(world) if h < 24 * 8]
    assert len(whole) / 8 == 24 * tails / cycle_h


def driven(tails: int, asked: float, days: float, **kind: object) -> Scenario:
    """A unit whose planner believes it has no end of aircraft: every tail flies again the moment it is ready.

    More sorties are asked of each tail a day than it can fly, and lines wait on the fleet's board, so the ramp alone
    sets the tempo and the hours of the diary do not matter.
    """
    moment = {"on_station": "0.001 h", "on_station_min": "0.001 h"}
    patrol = request("cap", per_day=asked * tails, areas={"area": 1}, package=1, **moment)
    return scenario(
        days,
        500,
        {"patrol": patrol},
        aircraft={"type": aircraft(**kind)},
        forces={"unit": unit(tails, "cap", in_line=10_000)},
        planning={"horizon": "12 h", "lines_per_person_day": 1000, "latest_launch": f"{days} d", "dawn": 0, "dusk": 24},
    )


def test_ramp_flies_24_n_over_the_cycle() -> None:
    """24 N / cycle sorties a day, to the minute.

    Source and reason as above, but the aircraft and not the diary bind: lines queue on the board, and the time between
    a tail's take-offs is its cycle. Exact: no luck.
    Would miss: a queue that is empty at times.
    Seen to fail when a tail was ready at landing, without its turn.
    """
    tails, cycle_h = 3, 2.001 + 3.3
    times = launches(driven(tails, 12, 10, turn="3.3 h"))[tails : 40 * tails]
    gaps = [b - a for a, b in zip(times, times[tails:], strict=False)]
    assert gaps == pytest.approx([cycle_h] * len(gaps))


def test_board_gives_rand_sortie_rate_without_luck() -> None:
    """2.46 sorties a day at 500 nmi and 500 kt.

    Source: RAND's sortie-rate model, Stillion and Orletsky, Airbase Vulnerability to Conventional Cruise-Missile and
    Ballistic-Missile Attacks (MR-1028, 1999), appendix B: SR = 24 / (FT + TAT + MT), TAT 3.0 h, MT 3.4 h + 0.68 FT.
    Applies because turnaround is the model's turn and maintenance its repair: every landing breaks the aircraft, and
    the draw 1 - 1/e makes the exponential repair last exactly its mean. Exact.
    Would miss: maintenance that can be put off, a flying window shorter than the day.
    Seen to fail when repair ran beside the turn instead of after it.
    """
    flight_h = 2 * 500 / 500
    repair_h = MT_H + MT_PER_FT * flight_h
    env = simpy.Environment()
    board = fleet(env, 1, 1, turn=f"{TAT_H} h", p_break=1, repair=f"{repair_h} h")
    down: list[float] = []

    def fly_on() -> simpy.events.ProcessGenerator:
        while True:
            tails = board.take(1)
            assert tails is not None
            yield env.timeout(flight_h)
            down.append(env.now)
            yield env.timeout(board.land(tails[0], (1.0, 1.0, 0.0, 1 - exp(-1))))
            board.ready(tails[0])

    env.process(fly_on())
    env.run(until=100 * 24)
    a_day = (len(down) - 1) / (down[-1] - down[0]) * 24
    assert a_day == pytest.approx(24 / (flight_h + TAT_H + repair_h))
    assert round(a_day, 2) == RAND_A_DAY


def test_campaign_flies_rand_sortie_rate() -> None:
    """2.46 sorties a day and aircraft, flown as a campaign with exponential repair.

    Source as above. Applies by the renewal theorem: each tail's cycle is flight + turn + repair, whatever the law of
    the repair, and lines always wait. A tail's rate over a long time is 1 / (mean cycle), so the standard error is
    that of the cycles of one tail after the other.
    Would miss: too few mechanics, which would make repairs wait for each other.
    Seen to fail when half of the landings broke nothing.
    """
    flight_h = 2 + 0.001
    repair_h = MT_H + MT_PER_FT * flight_h
    world = driven(5, 4, 400, turn=f"{TAT_H} h", p_break=1, repair=f"{repair_h} h")
    record = fly(world, 1)
    by_tail: dict[object, list[float]] = {}
    for tail, at_h in zip(record.column("sorties", "tail"), record.column("sorties", "launched_h"), strict=True):
        assert isinstance(at_h, float)
        if at_h > WARM_UP_H:
            by_tail.setdefault(tail, []).append(at_h)
    cycles = [b - a for times in by_tail.values() for a, b in zip(sorted(times), sorted(times)[1:], strict=False)]
    cycle = from_replications(cycles)
    agrees(cycle, flight_h + TAT_H + repair_h)
    assert round(24 / (flight_h + TAT_H + repair_h), 2) == RAND_A_DAY
