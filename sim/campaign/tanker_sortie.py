"""One tanker sortie: what it has promised, and later what it has left."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sim.scenario.inputs import System, TankerFit

if TYPE_CHECKING:
    from sim.campaign.line import Line

FLOW_SHARE = 0.75
"""Share of each hour of a boom or hose that the planner fills. Assumed (0.6 to 0.9)."""
MOMENT_H = 0.01
"""A receiver that waits for a tanker looks again just after it is due."""

SLACK_T = 1e-6
"""Fuel that is no more than rounding: what promises leave behind that were made and taken back in another order."""
SLACK_H = 1e-9
"""And time at the points that is no more."""


class Promise(NamedTuple):
    """Fuel that the planner has set aside for one refuelling of one line."""

    tanker: TankerSortie
    at_h: float
    fuel_t: float


class TankerSortie:
    """One tanker sortie as planned, and later the aircraft on its track."""

    __slots__ = (
        "_flow",
        "_join_h",
        "_rate_t_per_h",
        "due_h",
        "end_h",
        "fit",
        "free_at",
        "fuel",
        "given_t",
        "laid_t",
        "left_t",
        "line",
        "on_track",
        "owed_t",
        "serves",
        "sortie_id",
        "start_h",
        "track",
        "unpromised_t",
    )

    def __init__(self, line: Line, fit: TankerFit, span: tuple[float, float], fuel_t: float, margin: float) -> None:
        self.line = line
        self.fit = fit
        self._join_h, self._rate_t_per_h = fit.contact, fit.rate
        self.track = line.area
        self.serves = line.unit.serves if line.unit else ()
        self.fuel = line.unit.fuel if line.unit else None
        self.start_h, self.end_h = span
        self.due_h = self.start_h
        self.laid_t = self.left_t = fuel_t
        self.unpromised_t = fuel_t * (1 - margin)
        self.owed_t = 0.0
        self.given_t = 0.0
        self.on_track = False
        self.sortie_id = ""
        self._flow: dict[tuple[System, int], float] = {}
        """Time at its points that is promised, by system and hour."""
        self.free_at: dict[System, list[float]] = {}
        if fit.boom_points:
            self.free_at[System.boom] = [0.0] * fit.boom_points
        if fit.drogue_points:
            self.free_at[System.probe] = [0.0] * fit.drogue_points

    def gives(self, system: System, nation: str) -> bool:
        """Whether that nation's receivers of that system can drink here."""
        return system in self.free_at and (not self.serves or nation in self.serves)

    def within_share(self, nation: str, fuel_t: float) -> bool:
        """Whether so much is within what the nation may have of its pool's fuel."""
        return self.fuel is None or self.fuel.allows(nation, fuel_t)

    def there(self, at_h: float, busy_h: float) -> bool:
        """Whether it is on its track at that time and for so long."""
        return self.start_h <= at_h and at_h + busy_h <= self.end_h

    def flow(self) -> dict[tuple[System, int], float]:
        """Time at its points that is promised so far, by system and hour; the caller's own copy."""
        return dict(self._flow)

    @property
    def owes(self) -> bool:
        """Whether anybody is promised fuel of it."""
        return abs(self.owed_t) > SLACK_T

    def has_room(self, system: System, taken_h: float, busy_h: float) -> bool:
        """Whether its points have so much time left in an hour of which some is promised; the first may overrun it."""
        return taken_h <= SLACK_H or taken_h + busy_h <= flow_h(self, system)

    def contact_h(self, fuel_t: float) -> float:
        """Time of one receiver on the boom or hose."""
        return self._join_h + fuel_t / self._rate_t_per_h

    def promise(self, system: System, at_h: float, fuel_t: float, aircraft: int) -> Promise | None:
        """Sets fuel and flow aside at that time, or None if either is spoken for or it leaves too soon."""
        busy_h = aircraft * self.contact_h(fuel_t / aircraft)
        if fuel_t > self.unpromised_t or not self.there(at_h, busy_h):
            return None
        hour = (system, int(at_h))
        taken_h = self._flow.get(hour, 0.0)
        if not self.has_room(system, taken_h, busy_h):
            return None
        self._flow[hour] = taken_h + busy_h
        self.unpromised_t -= fuel_t
        self.owed_t += fuel_t
        return Promise(self, at_h, fuel_t)

    def withdraw(self, promise: Promise, system: System, aircraft: int) -> None:
        """The line is replanned: fuel and flow are open again."""
        self._flow[system, int(promise.at_h)] -= aircraft * self.contact_h(promise.fuel_t / aircraft)
        self.unpromised_t += promise.fuel_t
        self.owed_t -= promise.fuel_t


def flow_h(tanker: TankerSortie, system: System) -> float:
    """Time at the points of a system that the planner fills in one hour."""
    return FLOW_SHARE * len(tanker.free_at[system])
