"""Radars that come up while somebody suppresses them, and the anti-radar missiles that are shot at these.

Assumed: one missile for each radar that comes up, and what is shot at falls silent but is hardly ever destroyed. So the
level of the threat stays what it was, and the missile's `p_hit` is not asked for: that radars are silent is the
suppression that the threat knows already. No target of the lists is meant. Over Kosovo in 1999 several hundred such
missiles destroyed a handful of radars and kept the others off the air (Lambeth, NATO's Air War for Kosovo, RAND
MR-1365, 2001).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.campaign.campaign import Campaign
    from sim.campaign.flight import Flight
    from sim.campaign.threat import Danger


class Radars:
    """The radars of the threats that ever switch one on, by area."""

    def __init__(self, world: Campaign) -> None:
        self._luck = world.luck
        self.over: dict[str, list[Danger]] = {
            place: radiating
            for place, dangers in world.threats.over.items()
            if (radiating := [danger for danger in dangers if danger.emits])
        }

    def shot_at(self, flight: Flight) -> None:
        """What a package shot at in the spell that ends now, with its own suppression still on.

        Radars come up as a Poisson process at the rate emits × level, the level being that of the end of the spell. The
        take-off of the first aircraft has luck of its own for it: how much rate × time it takes until each next one
        comes up, exponential with mean one. So the same take-off shoots as often in two worlds, or less in the one with
        the lower level, and no other draw moves.
        """
        load = flight.line.load
        if load is None or not flight.weapons:
            return
        flight.radars_due += self._mean(flight)
        if flight.radars_due:
            waits = self._luck.generator("radar", flight.sortie_ids[0]).standard_exponential(load.weapons)
            flight.weapons = load.weapons - int((waits.cumsum() <= flight.radars_due).sum())

    def _mean(self, flight: Flight) -> float:
        """How many should have come up in this spell, of threats that the package degrades."""
        now = flight.env.now
        rate = sum(
            danger.emits * danger.now(now)
            for danger in self.over.get(flight.line.area, ())
            if not danger.services.isdisjoint(flight.offers)
        )
        return rate * max(0.0, min(now, flight.world.end_h) - flight.since_h)
