"""Targets in the open when nobody strikes them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sim.theory.form import Check, Form, long_run
from sim.theory.rigs.orbit import EXPOSURE_H, LAST_H, PER_DAY, flown


def checks(seed: int) -> Iterator[Check]:
    exact = PER_DAY / 24 * EXPOSURE_H
    looks = np.arange(10 * EXPOSURE_H, LAST_H, 1.0)
    appeared = np.sort([row.appeared_h for row in flown(3, seed)])
    hidden = np.sort([row.hidden_h for row in flown(3, seed) if row.hidden_h is not None])
    live = np.searchsorted(appeared, looks) - np.searchsorted(hidden, looks)
    yield long_run("live targets, mean", live.tolist(), exact)
    yield long_run("live targets, variance", ((live - exact) ** 2).tolist(), exact, sharp=0.05)


FORM = Form(
    title="Live targets",
    formula="Poisson with mean rate × exposure; the variance of a Poisson number is its mean",
    mechanism="appearing and hiding, whole campaign",
    source="M/M/∞: Takács, Introduction to the Theory of Queues, chapter 3",
    applies="targets appear as a Poisson process and nobody strikes them, so every target has its own server; "
    "their hours of life are the threat-hours by which a campaign is measured",
    misses="targets that come in columns, exposure that changes with the phase",
    broken="targets appeared evenly; half of them stood for twice as long",
    checks=checks,
)
