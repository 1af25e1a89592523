"""Airborne control: how many packages may be on station at once, given the controllers that are there."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sim.campaign.ledger import Cause

if TYPE_CHECKING:
    from sim.campaign.campaign import Campaign
    from sim.campaign.clearance import Clearance
    from sim.campaign.flight import Flight
    from sim.campaign.line import Line
    from sim.scenario.inputs.control import Control

SERVICE = "control"
THEATRE = ""
"""The region of areas that no region names."""


class AirControl:
    """Counts the packages of each region against what controllers give there, as planned and in the air.

    A controller's amount is shared by all packages of a region. Short of controllers a region keeps what procedural
    control allows. The planner asks for the hour in which a line comes on station; whoever is in already stays.
    """

    def __init__(self, world: Campaign, rules: Control) -> None:
        self._services = world.services
        self._needed_by = frozenset(rules.needed_by)
        self._per_package = rules.per_package
        self._without = rules.without
        self._region = {area: name for name, areas in rules.regions.items() for area in areas}
        self._planned: Counter[tuple[str, int]] = Counter()
        self._hours: dict[int, range] = {}
        """By number of the line, the hours in which its package is counted."""
        self._on_station: Counter[str] = Counter()

    def join(self, clearance: Clearance) -> None:
        """Its rules are asked from now on."""
        clearance.to_write.append(self._may_write)
        clearance.written.append(self._write)
        clearance.struck_out.append(self._strike_out)
        clearance.to_enter.append(self._may_enter)
        clearance.entered.append(self._enter)
        clearance.left.append(self._leave)

    def _suffices(self, packages: int, offered: float) -> bool:
        return (packages + 1) * self._per_package <= max(offered, self._without)

    def _where(self, line: Line) -> str | None:
        """The region in which a line needs control; None if it needs none."""
        if line.mission not in self._needed_by:
            return None
        return self._region.get(line.area, THEATRE)

    # -- planned ----------------------------------------------------------------------------------------

    def _may_write(self, line: Line) -> Cause | None:
        region = self._where(line)
        if region is None:
            return None
        packages = self._planned[region, int(line.at_h)]
        offered = self._services.planned(SERVICE, line.area, line.at_h)
        return None if self._suffices(packages, offered) else Cause.no_control

    def _write(self, line: Line) -> None:
        region = self._where(line)
        if region is not None and line.profile is not None:
            hours = range(int(line.at_h), int(line.at_h + line.profile.on_station_h) + 1)
            self._hours[line.number] = hours
            self._planned.update((region, hour) for hour in hours)

    def _strike_out(self, line: Line) -> None:
        hours = self._hours.pop(line.number, None)
        if hours is not None:
            region = self._region.get(line.area, THEATRE)
            self._planned.subtract((region, hour) for hour in hours)

    # -- in the air -------------------------------------------------------------------------------------

    def _may_enter(self, flight: Flight) -> Cause | None:
        region = self._where(flight.line)
        if region is None:
            return None
        offered = self._services.level(SERVICE, flight.line.area)
        return None if self._suffices(self._on_station[region], offered) else Cause.no_control

    def _enter(self, flight: Flight) -> None:
        region = self._where(flight.line)
        if region is not None:
            self._on_station[region] += 1

    def _leave(self, flight: Flight) -> None:
        region = self._where(flight.line)
        if region is not None:
            self._on_station[region] -= 1
