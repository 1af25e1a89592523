"""The tracks with tankers that never run dry and receivers that come by chance."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import numpy as np
import simpy

from sim.campaign.ledger import Cause, Failure
from sim.campaign.record import Record
from sim.campaign.refuelling import Tracks
from sim.campaign.tanker_sortie import TankerSortie
from sim.scenario.inputs import Refuelling, System, TankerFit

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
    track: str = "track"
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


def on_track(tankers: list[TankerSortie], patience_h: float = ENDLESS) -> Tracks:
    """A track with these tankers on it."""
    rules = Refuelling.model_validate({"margin": 0, "spare": 1, "patience": f"{patience_h} h"})
    tracks = Tracks(simpy.Environment(), rules, Record("theory", 1, 1))
    tracks.tankers["track"] = tankers
    return tracks


def waits(tracks: Tracks, per_h: float, fuels: list[float], seed: int) -> list[float]:
    """Poisson arrivals at the track: hours from arrival to contact, -1 for those that left without one."""
    env, tankers = tracks.env, tracks.tankers["track"]
    receiver: Any = Receiver(next(iter(tankers[0].free_at)))
    luck = np.random.default_rng([len(tankers), round(1000 * per_h), seed])
    gaps = luck.exponential(1 / per_h, len(fuels)).tolist()
    waited: list[float] = []

    def arrivals() -> Generator[Any, Any, None]:
        for gap_h, fuel_t in zip(gaps, fuels, strict=True):
            yield env.timeout(gap_h)
            try:
                tracks.contact(receiver, fuel_t, None, env.now)
            except Failure as failure:
                if failure.cause is not Cause.no_tanker_contact:
                    raise
                waited.append(-1.0)
            else:
                wait_h: Any = tracks.record.refuellings.pop()[-1]
                waited.append(wait_h)

    env.process(arrivals())
    env.run()
    return waited


def exponential_fuel(seed: int) -> list[float]:
    """Uplifts whose time on the boom is exponential."""
    fuels: list[float] = np.random.default_rng([7, seed]).exponential(CONTACT_H * RATE, CONTACTS).tolist()
    return fuels


def equal_fuel() -> list[float]:
    """Uplifts that all take the same time on the boom."""
    return [CONTACT_H * RATE] * CONTACTS
