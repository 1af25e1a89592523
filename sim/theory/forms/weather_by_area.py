"""Weather: how much of the time each kind closes the view, and for how long."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp

import numpy as np

from sim.campaign.luck import Luck
from sim.campaign.weather import MONTHS, Spell, draw_spells
from sim.campaign.weather import months as calendar
from sim.scenario.inputs.weather import Spells
from sim.scenario.quantity import moment
from sim.theory.form import Check, Form, long_run

SHARES, LENGTHS_H = {"cloud": 0.2, "sand": 0.05}, {"cloud": 12.0, "sand": 30.0}
YEARS, STEP_H, LATER_H = 120, 6.0, 12.0


def checks(seed: int) -> Iterator[Check]:
    climate = {kind: _spells(kind) for kind in SHARES}
    spells = _draw(climate, seed)
    for kind, share in SHARES.items():
        those = [spell for spell in spells if spell.kind == kind]
        yield long_run(f"share of the hours closed by {kind}", _closed(those).tolist(), share, sharp=0.05)
        yield long_run(f"hours that {kind} lasts", [s.end_h - s.start_h for s in those], LENGTHS_H[kind], sharp=0.05)
    alone = _closed(_draw({"cloud": climate["cloud"]}, seed))
    share, length_h = SHARES["cloud"], LENGTHS_H["cloud"]
    again = share * (share + (1 - share) * exp(-LATER_H / (length_h * (1 - share))))
    both = alone[: -int(LATER_H / STEP_H)] & alone[int(LATER_H / STEP_H) :]
    yield long_run(f"closed now and {LATER_H:g} hours later", both.tolist(), again, sharp=0.05)


def _spells(kind: str) -> Spells:
    shares = dict.fromkeys(MONTHS, SHARES[kind])
    return Spells.model_validate({"spell": f"{LENGTHS_H[kind]} h", "share": shares})


def _draw(climate: dict[str, Spells], seed: int) -> list[Spell]:
    end_h = YEARS * 8766.0
    return draw_spells(climate, calendar(moment("2000-01-01"), end_h), end_h, Luck(seed).stream("weather", "area"))


def _closed(spells: list[Spell]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether the view is closed, looked at each few hours."""
    looks = np.arange(0.0, YEARS * 8766.0, STEP_H)
    begun = np.searchsorted([spell.start_h for spell in spells], looks, side="right")
    over = np.searchsorted([spell.end_h for spell in spells], looks, side="right")
    return begun > over


FORM = Form(
    title="Weather by area",
    formula="share closed by a kind = p, its spells last L; one kind alone is there again after t with chance "
    "p + (1 − p) exp(−t / (L (1 − p)))",
    mechanism="the spells of one area",
    source="stationary law and transition function of a chain in continuous time, e.g. Norris, Markov Chains, "
    "sections 3.5 and 2.8; each kind balances with clear by itself",
    applies="from clear a spell begins at the rate p / (p₀ L) and ends at the rate 1 / L, the same in all months",
    misses="weather that moves from one area to the next, the hour of the day, months that differ",
    broken="spells began at the rate p / L; each month began with the whole draw instead of what was left of it",
    checks=checks,
)
