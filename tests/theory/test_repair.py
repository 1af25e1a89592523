"""Tails between flying, turning and repair: machine repair with ample crews, and what few tails can serve."""

from __future__ import annotations

from collections.abc import Callable
from math import comb, exp, factorial

import numpy as np
import pytest
import simpy

from sim.campaign.fleet import Fleet, TailState
from tests.theory.estimate import agrees, from_batches
from tests.theory.small import fleet

TURN_H, P_BREAK, REPAIR_H, FLIGHT_H = 3.0, 0.3, 10.0, 4.0
LOOK_H = 3.0
"""States are counted this often."""


def flown(board: Fleet) -> Callable[[], simpy.events.ProcessGenerator]:
    """One tail off the board, in the air, down, and ready again."""

    def sortie() -> simpy.events.ProcessGenerator:
        tails = board.take(1)
        assert tails is not None
        chance = tails[0].draw()
        yield board.env.timeout(FLIGHT_H)
        yield board.env.timeout(board.land(tails[0], chance))
        board.ready(tails[0])

    return sortie


@pytest.mark.parametrize("broken", [0, 1, 2, 3])
def test_tails_in_repair_are_binomial(broken: int) -> None:
    """P(k of N in repair) = C(N, k) q^k (1 - q)^(N - k), q = p (turn + repair) / (idle + flight + turn + p repair).

    Source: finite-source (machine repair) model with ample crews, product form and insensitive to the laws of the
    times: Gross and Harris, Fundamentals of Queueing Theory, section 2.7; each factor by renewal reward (Ross,
    Stochastic Processes, section 3.6).
    Applies because each of N crews keeps one tail busy, and each repair has its own mechanics, as in the model. A
    broken tail is turned and then repaired, all of it in the state of repair.
    Would miss: too few mechanics or spares, several breaks on one sortie, damage that keeps a tail for weeks.
    Seen to fail when a repair took half as long again, and when a broken tail was ready after its turn alone.
    """
    tails, idle_h = 6, 5.0
    env = simpy.Environment()
    board = fleet(env, tails, 1, turn=f"{TURN_H} h", p_break=P_BREAK, repair=f"{REPAIR_H} h")
    luck = np.random.default_rng(1)
    sortie = flown(board)

    def crew() -> simpy.events.ProcessGenerator:
        while True:
            yield env.timeout(luck.exponential(idle_h))
            yield from sortie()

    seen: list[int] = []

    def look() -> simpy.events.ProcessGenerator:
        while True:
            yield env.timeout(LOOK_H)
            seen.append(board.counts()[TailState.repair])

    for _ in range(tails):
        env.process(crew())
    env.process(look())
    env.run(until=60_000)
    q = P_BREAK * (TURN_H + REPAIR_H) / (idle_h + FLIGHT_H + TURN_H + P_BREAK * REPAIR_H)
    exact = comb(tails, broken) * q**broken * (1 - q) ** (tails - broken)
    agrees(from_batches([count == broken for count in seen]), exact, sharp=0.05)


def test_share_of_requests_without_a_tail_is_erlang_b() -> None:
    """Requests that find no tail ready: B(N, a) = (a^N / N!) / sum of a^k / k!, a = rate x (flight + turn + p repair).

    Source: Erlang's loss formula, insensitive to the law of the holding time (Sevastyanov 1957; Gross and Harris,
    section 2.5).
    Applies because a request that `take` cannot serve goes away, and a tail is held from take-off until it is ready.
    Would miss: lines that wait (below), packages of several tails, requests that come by schedule and not by chance.
    Seen to fail when a repair took half as long again.
    """
    tails, per_h = 4, 0.25
    env = simpy.Environment()
    board = fleet(env, tails, 2, turn=f"{TURN_H} h", p_break=P_BREAK, repair=f"{REPAIR_H} h")
    gaps = np.random.default_rng(2).exponential(1 / per_h, 40_000)
    sortie = flown(board)
    lost: list[bool] = []

    def requests() -> simpy.events.ProcessGenerator:
        for gap_h in gaps:
            yield env.timeout(gap_h)
            lost.append(not board.counts()[TailState.ready])
            if not lost[-1]:
                env.process(sortie())

    env.process(requests())
    env.run()
    load = per_h * (FLIGHT_H + TURN_H + P_BREAK * REPAIR_H)
    exact = (load**tails / factorial(tails)) / sum(load**k / factorial(k) for k in range(tails + 1))
    agrees(from_batches(lost), exact)


def waits(board: Fleet, per_h: float, patience_h: float, count: int) -> list[float | None]:
    """Poisson requests for one tail that wait on the board: hours until served, None for those that gave up.

    A tail that is served is broken at once, so that it is held for one exponential repair.
    """
    env = board.env
    gaps = np.random.default_rng(3).exponential(1 / per_h, count)
    waited: list[float | None] = [None] * count

    def line(number: int) -> simpy.events.ProcessGenerator:
        asked_h = env.now
        tails = board.take(1) or (yield board.ask(1, patience_h))
        if tails:
            waited[number] = env.now - asked_h
            yield env.timeout(board.land(tails[0], tails[0].draw()))
            board.ready(tails[0])

    def requests() -> simpy.events.ProcessGenerator:
        for number, gap_h in enumerate(gaps):
            yield env.timeout(gap_h)
            env.process(line(number))

    env.process(requests())
    env.run()
    return waited


def test_wait_for_a_tail_is_erlang_c() -> None:
    """Mean wait for one of c tails = C(c, a) / (c / repair - rate), C the Erlang C probability of waiting.

    Source: M/M/c, Gross and Harris, section 2.3.
    Applies because requests are Poisson, served in order, and the board holds each tail for one exponential repair.
    Would miss: turn and flight, which are not exponential; launches that come in waves.
    Seen to fail when a repair took a tenth longer, and when tails that were ready again served nobody who waited.
    """
    tails, per_h, repair_h = 3, 0.21, 10.0
    waited = waits(fleet(simpy.Environment(), tails, 3, p_break=1, repair=f"{repair_h} h"), per_h, 1e6, 40_000)
    load = per_h * repair_h
    top = load**tails / factorial(tails) * tails / (tails - load)
    waiting = top / (sum(load**k / factorial(k) for k in range(tails)) + top)
    served = [wait_h for wait_h in waited if wait_h is not None]
    assert len(served) == len(waited)
    agrees(from_batches([wait_h > 0 for wait_h in served]), waiting)
    agrees(from_batches(served), waiting / (tails / repair_h - per_h), sharp=0.05)


def test_lines_that_give_up_waiting_for_a_tail_follow_barrer() -> None:
    """Share that gives up after a fixed patience T: (1 - rho) rho e / (1 - rho^2 e), e = exp(-(1 - rho) T / repair).

    Source: Barrer, Queuing with impatient customers and ordered service, Operations Research 5 (1957) 650-656.
    Applies because lines wait in order for the latest launch that the planning rules allow, and then are cancelled.
    Would miss: patience that differs from line to line.
    Seen to fail when patience was half as long.
    """
    per_h, repair_h, patience_h = 0.11, 10.0, 12.0
    waited = waits(fleet(simpy.Environment(), 1, 4, p_break=1, repair=f"{repair_h} h"), per_h, patience_h, 40_000)
    rho = per_h * repair_h
    damped = exp(-(1 - rho) * patience_h / repair_h)
    agrees(from_batches([wait_h is None for wait_h in waited]), (1 - rho) * rho * damped / (1 - rho**2 * damped))
