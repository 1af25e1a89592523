"""The ledger: every line asked for ends in exactly one state, with a cause from a closed list."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """How a line of the air tasking order ended."""

    effective = "effective"
    """Flown, and it did what it was sent for."""
    ineffective = "ineffective"
    """Flown without effect."""
    air_abort = "air_abort"
    """Turned back before it was on station."""
    cancelled = "cancelled"
    """Planned, never launched."""
    not_planned = "not_planned"
    """Asked for, never planned."""


LOST = "lost"
"""Outcome of a sortie whose aircraft did not come back, whatever became of its line."""


class Cause(StrEnum):
    """The first thing that stood in the way."""

    no_aircraft = "no_aircraft"
    no_crew = "no_crew"
    no_tanker_fuel = "no_tanker_fuel"
    no_tanker_contact = "no_tanker_contact"
    wrong_refuelling_system = "wrong_refuelling_system"
    no_munition = "no_munition"
    no_target = "no_target"
    no_coverage = "no_coverage"
    """No sensor was looking: nothing was found, or a target was struck again that was destroyed already."""
    missed = "missed"
    no_control = "no_control"
    no_rescue = "no_rescue"
    """No rescue alert was within reach of an area that is not entered without one."""
    no_planning_staff = "no_planning_staff"
    """The operations centre had not the people: to write the line, or to approve a target that was seen."""
    threat = "threat"
    weather = "weather"
    caveat = "caveat"
    breakdown = "breakdown"
    attrition = "attrition"
    base_full = "base_full"
    other_commitments = "other_commitments"


class Failure(Exception):
    """Something stood in the way of a sortie; carries the cause for the ledger."""

    def __init__(self, cause: Cause) -> None:
        super().__init__(cause)
        self.cause = cause


class BrokenIdentity(AssertionError):
    """An accounting identity does not hold: a fault of the model. Says what, when, who and the seed."""
