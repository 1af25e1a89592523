"""One request's part of one day's air tasking order: what a mission type sees when it writes its lines."""

from __future__ import annotations

from math import floor, inf
from typing import TYPE_CHECKING

from sim.campaign.ledger import Cause, State
from sim.campaign.line import Line, Station

if TYPE_CHECKING:
    from sim.campaign.campaign import Campaign
    from sim.campaign.missions.base import Mission
    from sim.campaign.tasking import Planner

DAY_H = 24.0


class Spread:
    """Deals whole numbers in proportion to weights, carrying over what each is still owed."""

    def __init__(self) -> None:
        self._owed: dict[str, float] = {}
        self._dealt: dict[str, dict[str, float]] = {}

    def whole(self, name: str, amount: float) -> int:
        """`amount` in whole units, the fraction carried to the next call."""
        owed = self._owed.get(name, 0.0) + amount
        count = floor(owed + 1e-9)
        self._owed[name] = owed - count
        return count

    def next(self, name: str, weights: dict[str, float]) -> str:
        """The key that is owed most after each has got its weight."""
        total = sum(weights.values())
        dealt = self._dealt.setdefault(name, {})
        best, most = "", -inf
        for key, weight in weights.items():
            dealt[key] = owed = dealt.get(key, 0.0) + weight / total
            if owed > most:
                best, most = key, owed
        dealt[best] -= 1
        return best


class Order:
    """The order of one day, as far as it is written."""

    def __init__(self, planner: Planner, day: int, name: str, lines: list[Line]) -> None:
        self.world: Campaign = planner.world
        self.spread = planner.spread
        self.day = day
        self.start_h = day * DAY_H
        self.name = name
        self.written = lines
        """Lines of the day that are already assigned."""
        self._planner = planner

    def line(self, request: Mission, kind: str, station: Station, aircraft: int) -> Line:
        """A new line of the request: so many aircraft on that station."""
        line = Line(request, kind, station, aircraft)
        line.day = self.day
        line.number = self._planner.next_number()
        return line

    def pass_over(self) -> None:
        """A line that is not worth writing: its number stays empty."""
        self._planner.next_number()

    def lose(self, line: Line, cause: Cause) -> None:
        """A line that cannot be planned, as the mission itself has found."""
        line.close(State.not_planned, cause)
        self._planner.lines.append(line)

    def dealt(self, name: str, weights: dict[str, float], count: int) -> list[str]:
        """So many keys in proportion to their weights, in an order of chance.

        Dealt in turn they would stay in step with the hours of the day, or with another deal.
        """
        keys = [self.spread.next(name, weights) for _ in range(count)]
        luck = self._planner.luck(f"{name}/order")
        return [key for _, _, key in sorted((luck.uniform(), n, key) for n, key in enumerate(keys))]

    def chance(self) -> float:
        """The request's own random number."""
        return self._planner.luck(self.name).uniform()

    def covered_h(self, orbit: str) -> float:
        """Until when an orbit of this request is planned already."""
        return self._planner.covered_h.get(f"{self.name}/{orbit}", self.start_h)

    def cover(self, orbit: str, until_h: float) -> None:
        """The orbit is planned until then, or given up until then."""
        self._planner.covered_h[f"{self.name}/{orbit}"] = until_h

    def owed_h(self, orbit: str, more_h: float) -> float:
        """What an orbit that is not held all day is owed, after so much was added or, if negative, asked for."""
        key = f"{self.name}/{orbit}"
        owed = self._planner.owed_h[key] = self._planner.owed_h.get(key, 0.0) + more_h
        return owed
