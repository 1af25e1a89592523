"""What receivers want of the tankers on one track in one window of time."""

from __future__ import annotations

from sim.campaign.tanker_sortie import FLOW_SHARE, TankerSortie
from sim.scenario.inputs import System

WORTH_T = 1.0
"""Least give-away for which a tanker is sent. Assumed (0.5 to 5 t)."""


class Demand:
    """What receivers want on one track in one window."""

    def __init__(self) -> None:
        self.fuel_t: dict[tuple[System, str], float] = {}
        self.contact_h: dict[System, float] = {System.boom: 0.0, System.probe: 0.0}

    def add(self, system: System, nation: str, fuel_t: float, contact_h: float) -> None:
        """One more refuelling of a package."""
        self.fuel_t[system, nation] = self.fuel_t.get((system, nation), 0.0) + fuel_t
        self.contact_h[system] += contact_h

    def meet(self, tanker: TankerSortie, window_h: float) -> None:
        """Takes off what one tanker brings."""
        left_t = tanker.unpromised_t
        for (system, nation), want_t in self.fuel_t.items():
            if left_t > 0 and want_t > 0 and tanker.gives(system, nation):
                met = min(left_t, want_t)
                self.fuel_t[system, nation] = want_t - met
                left_t -= met
        for system, points in tanker.free_at.items():
            self.contact_h[system] -= FLOW_SHARE * len(points) * window_h

    def short(self) -> System | None:
        """The system that lacks most fuel, or else contact time; None if all is met."""
        wants = {system: 0.0 for system in System}
        for (system, _), want_t in self.fuel_t.items():
            wants[system] += want_t
        worst = max(System, key=lambda system: wants[system])
        if wants[worst] > WORTH_T / 2:
            return worst
        crowded = max(System, key=lambda system: self.contact_h[system])
        return crowded if self.contact_h[crowded] > 0 else None

    def from_nations(self, system: System, nations: tuple[str, ...]) -> float:
        """What those nations still want of that system, t."""
        return sum(self.fuel_t.get((system, nation), 0.0) for nation in nations)
