"""Other commitments: tails that another theatre draws away for some weeks, and what is lost by it.

The planner knows of them beforehand: it sees fewer tails in line and a smaller offer. A line that would have had
its aircraft, its offer or its tanker but for them has the cause `other_commitments`.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from math import inf
from typing import TYPE_CHECKING, NamedTuple

import simpy

from sim.campaign.clock import after
from sim.scenario.inputs import Draw, Force
from sim.scenario.scenario import Scenario

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sim.campaign.campaign import Campaign
    from sim.campaign.line import Line
    from sim.campaign.unit import Unit


class Absence(NamedTuple):
    """Tails of one unit that are elsewhere; hours since the start."""

    unit: str
    tails: int
    from_h: float
    until_h: float


def absences(scenario: Scenario) -> list[Absence]:
    """Who sends how many tails where and when.

    Each tail of a draw comes from the unit that has the largest share of its own left, so that units give in
    proportion to their size; the first in the scenario if they are alike. Nobody gives more than it has. What was over
    before the campaign draws nobody.
    """

    def hours(moment: datetime | None, otherwise: float) -> float:
        return otherwise if moment is None else (moment - scenario.start).total_seconds() / 3600

    found: list[Absence] = []
    for commitment in scenario.commitments.values():
        from_h, until_h = max(0.0, hours(commitment.from_, 0.0)), hours(commitment.until, inf)
        if until_h <= from_h:
            continue  # over before the campaign begins
        for draw in commitment.draws.values():
            there = {
                name: force
                for name, force in scenario.forces.items()
                if meets(draw, name, force) and hours(force.from_, 0.0) < until_h and hours(force.until, inf) > from_h
            }
            left = {name: force.count - _taken(found, name, from_h, until_h) for name, force in there.items()}
            for name, tails in _dealt(draw.count, left, there).items():
                start_h = max(from_h, hours(there[name].from_, 0.0))
                found.append(Absence(name, tails, start_h, until_h))
    return found


def meets(draw: Draw, name: str, force: Force) -> bool:
    """Whether the draw may take this unit's aircraft."""
    return (
        draw.unit in (None, name)
        and draw.nation in (None, force.nation)
        and (draw.role is None or any(role in _several(draw.role) for role in force.roles))
        and (draw.aircraft is None or force.aircraft in _several(draw.aircraft))
    )


def _several(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,)


def _taken(found: list[Absence], unit: str, from_h: float, until_h: float) -> int:
    """Tails of the unit that commitments have already which overlap with these hours, taken together."""
    return sum(a.tails for a in found if a.unit == unit and a.from_h < until_h and from_h < a.until_h)


def _dealt(count: int, left: dict[str, int], units: dict[str, Force]) -> dict[str, int]:
    dealt: dict[str, int] = {}
    for _ in range(min(count, sum(left.values()))):
        giver = max(left, key=lambda name: left[name] / units[name].count if units[name].count else 0.0)
        left[giver] -= 1
        dealt[giver] = dealt.get(giver, 0) + 1
    return dealt


class Commitments:
    """What other theatres have of the campaign's forces."""

    def __init__(self, env: simpy.Environment, scenario: Scenario, units: list[Unit]) -> None:
        self._any = False
        self._dry: set[tuple[str, str, int]] = set()
        """Track, system and hour for which a tanker was wanted that is elsewhere."""
        by_name = {unit.name: unit for unit in units}
        for absence in absences(scenario):
            self._any = True
            unit = by_name[absence.unit]
            unit.send(absence.tails, absence.from_h, absence.until_h)
            after(env, absence.from_h, partial(unit.fleet.draw, absence.tails))
            after(env, absence.until_h, partial(unit.fleet.give_back, absence.tails))

    def cost(self, line: Line, pools: list[list[Unit]], world: Campaign) -> bool:
        """Whether a unit would have flown the line with all its tails; each tail elsewhere counts once."""
        if self._any:
            for unit in (unit for pool in pools for unit in pool if unit.sends):
                for profile in world.routes.options(unit, line.area, line.stay_h, line.least_h)[:1]:
                    launch_h = max(line.at_h - profile.out_h, world.env.now)
                    ready_h = launch_h + profile.duration_h + unit.performance.turn
                    if unit.would_have_flown(launch_h, ready_h, line.aircraft):
                        return True
        return False

    def leave_dry(self, tanker_line: Line) -> None:
        """A tanker line for which the tanker is elsewhere."""
        for hour in range(int(tanker_line.at_h), int(tanker_line.at_h + tanker_line.stay_h) + 1):
            self._dry.add((tanker_line.area, tanker_line.kind, hour))

    def left_dry(self, line: Line) -> bool:
        """Whether a refuelling of the line fell to a tanker that is elsewhere."""
        return any(key in self._dry for key in _contacts(line)) if self._dry else False


def _contacts(line: Line) -> Iterator[tuple[str, str, int]]:
    profile = line.profile
    if profile is not None and profile.system is not None:
        for uplift in profile.uplifts:
            yield uplift.track, profile.system, int(line.launch_h + uplift.after_h)
