"""What receivers want of the tankers on one track in one window of time."""

from __future__ import annotations

from sim.campaign.tanker_sortie import FLOW_SHARE, TankerSortie
from sim.scenario.inputs import System

SYSTEMS = tuple(System)
WORTH_T = 1.0
"""Least give-away for which a tanker is sent. Assumed (0.5 to 5 t)."""
ANOTHER_T = 8.0
"""Fuel that must be lacking for a second tanker of one system in one window. Assumed (2 to 20 t)."""


class Demand:
    """What receivers want on one track in one window."""

    def __init__(self) -> None:
        self.fuel_t: dict[tuple[System, str], float] = {}
        self.contact_h: dict[System, float] = {System.boom: 0.0, System.probe: 0.0}
        self.smallest_t: dict[tuple[System, str], float] = {}
        """The smallest refuelling of a package, by system and nation: a tanker that cannot meet it is no use."""
        self._least_t = dict.fromkeys(SYSTEMS, WORTH_T / 2)

    def add(self, system: System, nation: str, fuel_t: float, contact_h: float) -> None:
        """One more refuelling of a package."""
        key = (system, nation)
        self.fuel_t[key] = self.fuel_t.get(key, 0.0) + fuel_t
        self.smallest_t[key] = min(self.smallest_t.get(key, fuel_t), fuel_t)
        self.contact_h[system] += contact_h

    def raise_by(self, factor: float) -> None:
        """More is laid on than is asked for."""
        for key in self.fuel_t:
            self.fuel_t[key] *= factor

    def meet(self, tanker: TankerSortie, window_h: float) -> None:
        """Takes off what one tanker brings."""
        left_t = tanker.unpromised_t
        for (system, nation), want_t in self.fuel_t.items():
            if left_t > 0 and want_t > 0 and tanker.gives(system, nation):
                met = min(left_t, want_t)
                self.fuel_t[system, nation] = want_t - met
                left_t -= met
        for system, points in tanker.free_at.items():
            self._least_t[system] = ANOTHER_T
            self.contact_h[system] -= FLOW_SHARE * len(points) * window_h

    def lacks_both(self) -> bool:
        """Whether fuel is lacking by boom and by hose."""
        return all(self.lack_t(system) > self._least_t[system] for system in SYSTEMS)

    def hand_over(self, other: Demand, system: System) -> None:
        """What is wanted of one system is wanted on another track instead."""
        for key in [key for key in self.fuel_t if key[0] is system]:
            fuel_t, smallest_t = self.fuel_t.pop(key), self.smallest_t.pop(key)
            other.fuel_t[key] = other.fuel_t.get(key, 0.0) + fuel_t
            other.smallest_t[key] = min(other.smallest_t.get(key, smallest_t), smallest_t)
        other.contact_h[system] += self.contact_h[system]
        self.contact_h[system] = 0.0

    def lack_t(self, system: System) -> float:
        return sum(want_t for (wanted, _), want_t in self.fuel_t.items() if wanted is system)

    def short(self) -> tuple[float, System] | None:
        """The system that lacks most fuel, or else contact time, and how much; None if all is met."""
        worst, most_t = System.boom, 0.0
        for system in SYSTEMS:
            lack_t = self.lack_t(system)
            if lack_t > max(most_t, self._least_t[system]):
                worst, most_t = system, lack_t
        if most_t:
            return most_t, worst
        crowded = max(SYSTEMS, key=lambda system: self.contact_h[system])
        return (0.0, crowded) if self.contact_h[crowded] > 0 else None

    def give_up(self, system: System) -> None:
        """No tanker of that system is left."""
        for wanted, nation in self.fuel_t:
            if wanted is system:
                self.fuel_t[wanted, nation] = 0.0
        self.contact_h[system] = 0.0

    def any_use(self, system: System, nations: tuple[str, ...], fuel_t: float) -> bool:
        """Whether a tanker with that much to promise could meet a refuelling that one of those nations still wants."""
        return any(
            self.fuel_t.get((system, nation), 0.0) > 0 and self.smallest_t[system, nation] <= fuel_t
            for nation in nations
        )
