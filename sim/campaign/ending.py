"""A campaign that ends when its purpose is met: the live threat has stayed below a bound for so many days.

The commander looks once a day, when the next order is about to be written. If the condition holds no further order
is written, those already out are flown, and the campaign ends with the last day that has one.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from sim.campaign.order import DAY_H

if TYPE_CHECKING:
    from sim.campaign.target import Target
    from sim.scenario.inputs import Ends

DATE, CONDITION = "date", "condition"
"""Why a campaign ended, as in the table `ending`."""


class Ending:
    """The condition, and for how many days it has held."""

    def __init__(self, ends: Ends, targets: list[Target]) -> None:
        self._below = ends.when.threat_below
        self._days = round(ends.when.for_ / DAY_H)
        self._coming = deque(target for target in targets if target.kind.mobile)
        self._live: list[Target] = []
        self._since_h = 0.0
        self._quiet_days = 0

    def met(self, now: float) -> bool:
        """The daily look: whether the threat was below the bound on each of the last days."""
        if now - self._since_h >= DAY_H:
            quiet = self.threat(self._since_h, now) < self._below
            self._quiet_days = self._quiet_days + 1 if quiet else 0
        self._since_h = now
        return self._quiet_days >= self._days

    def threat(self, start_h: float, end_h: float) -> float:
        """Live mobile targets in the open, mean over that time; a struck one has hidden when it was struck."""
        while self._coming and self._coming[0].appeared_h < end_h:
            self._live.append(self._coming.popleft())
        threat_h = sum(min(t.hides_h, end_h) - max(t.appeared_h, start_h) for t in self._live if t.hides_h > start_h)
        self._live = [target for target in self._live if target.hides_h > end_h]
        return threat_h / (end_h - start_h)
