"""Receivers that wait for a boom or hose: contacts are booked on the point that is free first."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import exp, factorial
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import simpy

from sim.campaign.ledger import Cause
from sim.campaign.record import Record
from sim.campaign.refuelling import Failure, Tracks
from sim.campaign.tanker_sortie import TankerSortie
from sim.scenario.inputs import Refuelling, System, TankerFit
from tests.theory.estimate import agrees, from_batches

CONTACT_H = 0.1
"""Mean time on the boom; all of it is flow, so that the law of the fuel is the law of the service."""
RATE = 60.0
CONTACTS = 100_000
ENDLESS = 1e9


@dataclass
class Receiver:
    """One aircraft that comes for fuel; what `Tracks.contact` asks of a flight."""

    system: System
    sortie_ids: tuple[str, ...] = ("receiver",)
    tails: tuple[str, ...] = ("tail",)
    loiter_h: float = ENDLESS
    profile: Any = field(default_factory=lambda: SimpleNamespace(track="track"))
    unit: Any = field(default_factory=lambda: SimpleNamespace(nation="home"))

    def take_fuel(self, fuel_t: float) -> None:
        """Its tank has room for any amount."""


def tanker(number: int, points: int, system: System) -> TankerSortie:
    """A tanker with so many points that never runs dry nor leaves."""
    fit = {"boom_points": 0, "drogue_points": 0, f"{'boom' if system is System.boom else 'drogue'}_points": points}
    line: Any = SimpleNamespace(area="track", number=number, unit=None)
    rate = {"contact": "0 h", "rate": f"{RATE} t/h"}
    there = TankerSortie(line, TankerFit.model_validate(fit | rate), (0.0, ENDLESS), ENDLESS, 0.0)
    there.on_track = True
    return there


def waits(tankers: list[TankerSortie], per_h: float, fuels: list[float], patience_h: float = ENDLESS) -> list[float]:
    """Poisson arrivals at the track: hours from arrival to contact, -1 for those that left without one."""
    env = simpy.Environment()
    rules = Refuelling.model_validate({"margin": 0, "spare": 1, "patience": f"{patience_h} h"})
    record = Record("theory", 1, 1)
    tracks = Tracks(env, rules, record)
    for there in tankers:
        tracks.tankers.setdefault("track", []).append(there)
    receiver: Any = Receiver(next(iter(tankers[0].free_at)))
    gaps = np.random.default_rng([len(tankers), round(1000 * per_h)]).exponential(1 / per_h, len(fuels)).tolist()
    waited: list[float] = []

    def arrivals() -> simpy.events.ProcessGenerator:
        for gap_h, fuel_t in zip(gaps, fuels, strict=True):
            yield env.timeout(gap_h)
            try:
                tracks.contact(receiver, fuel_t, None, env.now)
            except Failure as failure:
                if failure.cause is not Cause.no_tanker_contact:
                    raise
                waited.append(-1.0)
            else:
                wait_h = record.refuellings.pop()[-1]
                assert isinstance(wait_h, float)
                waited.append(wait_h)

    env.process(arrivals())
    env.run()
    return waited


def exponential_fuel(seed: int) -> list[float]:
    """Uplifts whose time on the boom is exponential."""
    return np.random.default_rng([7, seed]).exponential(CONTACT_H * RATE, CONTACTS).tolist()


@pytest.mark.parametrize(
    ("system", "tankers", "points", "load"),
    [(System.boom, 1, 1, 0.7), (System.probe, 1, 2, 1.5), (System.probe, 1, 3, 2.1), (System.boom, 2, 1, 1.5)],
    ids=["one boom", "two hoses", "three hoses", "two tankers with a boom each"],
)
def test_wait_at_the_boom_is_erlang_c(system: System, tankers: int, points: int, load: float) -> None:
    """Share that waits = C(c, a), mean wait = C(c, a) / (c / contact - rate); for one boom that is M/M/1.

    Source: Erlang 1917; Gross and Harris, Fundamentals of Queueing Theory, section 2.3.
    Applies because receivers come at random, contacts are exponential (uplifts are, and hooking up takes no time), and
    booking in order of arrival on the point that is free first is the FIFO queue of c servers. Receivers go to the
    tanker that is free first, so two tankers with a boom each are one queue for two booms.
    Would miss: receivers sent at times that the planner spreads out, packages that come together, hook-up times.
    Seen to fail when contacts were booked on the first point only, and when receivers took the first tanker there.
    """
    servers = tankers * points
    per_h = load / CONTACT_H
    there = [tanker(n, points, system) for n in range(tankers)]
    waited = waits(there, per_h, exponential_fuel(servers))
    top = load**servers / factorial(servers) * servers / (servers - load)
    waiting = top / (sum(load**k / factorial(k) for k in range(servers)) + top)
    agrees(from_batches([wait_h > 1e-9 for wait_h in waited]), waiting)
    agrees(from_batches(waited), waiting / (servers / CONTACT_H - per_h), sharp=0.05)


def test_wait_for_equal_uplifts_is_pollaczek_khinchine() -> None:
    """M/D/1: mean wait = rho x contact / (2 (1 - rho)), half of that of exponential contacts.

    Source: Pollaczek 1930, Khinchine 1932; Gross and Harris, section 5.1.
    Applies because every receiver takes the same fuel from one boom.
    Would miss: what uneven uplifts add (the square of their coefficient of variation).
    Seen to fail when the boom was busy for a fixed time of nearly that length.
    """
    rho = 0.7
    waited = waits([tanker(0, 1, System.boom)], rho / CONTACT_H, [CONTACT_H * RATE] * CONTACTS)
    agrees(from_batches(waited), rho * CONTACT_H / (2 * (1 - rho)))


def test_receivers_that_will_not_wait_follow_barrer() -> None:
    """Share that goes home: (1 - rho) rho e / (1 - rho^2 e), e = exp(-(1 - rho) patience / contact).

    Source: Barrer, Queuing with impatient customers and ordered service, Operations Research 5 (1957) 650-656.
    Applies because a receiver goes home when the boom is not free within the patience of the scenario; that it knows
    this at once instead of waiting in vain does not change who is served.
    Would miss: patience set by the receiver's own fuel, which is another for each.
    Seen to fail when the patience was not heeded, or was half as long.
    """
    rho, patience_h = 1.2, 0.15
    waited = waits([tanker(0, 1, System.boom)], rho / CONTACT_H, exponential_fuel(0), patience_h)
    damped = exp(-(1 - rho) * patience_h / CONTACT_H)
    agrees(from_batches([wait_h < 0 for wait_h in waited]), (1 - rho) * rho * damped / (1 - rho**2 * damped))


def test_receiver_leaves_when_its_own_contact_ends() -> None:
    """Hours at the track = wait + own contact: a sip of 6 min beside a contact of 5 h takes 6 min. Exact.

    Source: the departure process of the FIFO queue of c servers, where customers overtake each other. Applies because
    the two hoses are independent. Would miss: receivers of one package, which do wait for each other.
    """
    env = simpy.Environment()
    rules = Refuelling.model_validate({"margin": 0, "spare": 1, "patience": "1 h"})
    tracks = Tracks(env, rules, Record("theory", 1, 1))
    tracks.tankers["track"] = [tanker(0, 2, System.probe)]
    receiver: Any = Receiver(System.probe)
    assert tracks.contact(receiver, 5 * RATE, None, 0.0) == pytest.approx(5)
    assert tracks.contact(receiver, 0.1 * RATE, None, 0.0) == pytest.approx(0.1)
