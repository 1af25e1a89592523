"""What was flown."""
# ruff: noqa: ARG001  a measure takes the record and the scenario, needed or not: all are called alike

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from sim.campaign.commitment import absences
from sim.measures.columns import DAY_H, at, cells, end_h

if TYPE_CHECKING:
    from sim.campaign.commitment import Absence
    from sim.campaign.record import Record
    from sim.measures.columns import Row
    from sim.scenario.inputs import Force
    from sim.scenario.scenario import Scenario

STRIKE_ROLES = ("strike", "sead")
NOT_COUNTED = ("airlift",)
"""Roles left out of the count of sorties, as in the record: nations flew their airlift under their own command."""


def counted(record: Record) -> list[Row]:
    """The sorties that the record counts: all but airlift."""
    role = at("sorties", "role")
    return [row for row in record.sorties if row[role] not in NOT_COUNTED]


def strikes(record: Record) -> list[Row]:
    """The strike sorties as NATO counted them: meant to identify and engage; SEAD and armed drones included."""
    role, loaded = at("sorties", "role"), at("sorties", "weapons_loaded")
    return [row for row in record.sorties if row[role] in STRIKE_ROLES or row[loaded]]


def sorties(record: Record, scenario: Scenario) -> float:
    """Flights that took off, of every role but airlift, which the record does not count."""
    return float(len(counted(record)))


def strike_sorties(record: Record, scenario: Scenario) -> float:
    """Strike sorties as NATO counted them, whether or not a weapon was released."""
    return float(len(strikes(record)))


def strike_releases(record: Record, scenario: Scenario) -> float:
    """Strike sorties that released a weapon."""
    released = at("sorties", "weapons_released")
    return float(sum(bool(row[released]) for row in strikes(record)))


def weapons(record: Record, scenario: Scenario) -> float:
    """Weapons released from the air."""
    return float(sum(cells(record, "sorties", "weapons_released")))


def aircraft_lost(record: Record, scenario: Scenario) -> float:
    """Aircraft that did not come back, shot down or failed for good."""
    return float(list(cells(record, "sorties", "outcome")).count("lost"))


def tanker_sorties(record: Record, scenario: Scenario) -> float:
    """Sorties flown to give fuel."""
    return float(list(cells(record, "sorties", "role")).count("tanker"))


def on_station_h(record: Record, scenario: Scenario) -> float | None:
    """Mean time on station of a strike sortie, those that turned back included, in hours."""
    on_station = at("sorties", "on_station_h")
    hours = [row[on_station] or 0.0 for row in strikes(record)]
    return fsum(hours) / len(hours) if hours else None


def hours_per_sortie(record: Record, scenario: Scenario) -> float | None:
    """Mean time from take-off to landing, over the sorties that landed, airlift left out, in hours."""
    launched, landed = at("sorties", "launched_h"), at("sorties", "landed_h")
    hours = [row[landed] - row[launched] for row in counted(record) if row[landed] is not None]
    return fsum(hours) / len(hours) if hours else None


def days(record: Record, scenario: Scenario) -> float:
    """Days that the campaign lasted."""
    return end_h(record, scenario) / DAY_H


def days_in_theatre(force: Force, scenario: Scenario, campaign_h: float) -> float:
    """Days of a campaign of that length on which the unit is there."""
    start, end = (
        default if moment is None else (moment - scenario.start).total_seconds() / 3600
        for moment, default in ((force.from_, 0.0), (force.until, campaign_h))
    )
    return max(0.0, min(end, campaign_h) - max(start, 0.0)) / DAY_H


def days_elsewhere(scenario: Scenario, campaign_h: float) -> float:
    """Aircraft-days of units in theatre, airlifters left out, that other commitments have, in a campaign so long."""

    def days(absence: Absence) -> float:
        until = scenario.forces[absence.unit].until
        leaves_h = (until - scenario.start).total_seconds() / 3600 if until else campaign_h
        return max(0.0, min(absence.until_h, leaves_h, campaign_h) - absence.from_h) / DAY_H

    return fsum(
        absence.tails * days(absence)
        for absence in absences(scenario)
        if set(scenario.forces[absence.unit].roles) != set(NOT_COUNTED)
    )


def sorties_per_aircraft_day(record: Record, scenario: Scenario) -> float | None:
    """Sorties a day of one aircraft in theatre, all types but airlifters and spares taken together."""
    end = end_h(record, scenario)
    flying = [force for force in scenario.forces.values() if set(force.roles) != set(NOT_COUNTED)]
    there = fsum(force.count * days_in_theatre(force, scenario, end) for force in flying)
    aircraft_days = there - days_elsewhere(scenario, end)
    return len(counted(record)) / aircraft_days if aircraft_days else None
