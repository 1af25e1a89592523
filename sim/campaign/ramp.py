"""Ramp places: how many airlifters a base can load or unload at once (working maximum on ground)."""

from __future__ import annotations


class Ramp:
    """The places of one base or depot, in the plan and in fact.

    In the plan each place is a row of spells, so that a later sortie may be planned before an earlier one. In fact
    the ground time is known when an aircraft comes, so it is booked on the place that is free first, as a receiver is
    on a boom.
    """

    def __init__(self, places: int) -> None:
        self._planned: list[list[tuple[float, float]]] = [[] for _ in range(places)]
        self._free_at = [0.0] * places

    def slot(self, at_h: float, stay_h: float) -> tuple[float, int]:
        """The earliest time from then on that leaves a place free for so long, and which place."""
        return min((self._gap(place, at_h, stay_h), number) for number, place in enumerate(self._planned))

    def _gap(self, place: list[tuple[float, float]], at_h: float, stay_h: float) -> float:
        for start_h, end_h in place:
            if at_h + stay_h <= start_h + 1e-9:
                break
            at_h = max(at_h, end_h)
        return at_h

    def plan(self, at_h: float, stay_h: float, now: float) -> None:
        """A place is spoken for from then on, or from when one is free; what is over by now is forgotten."""
        start_h, number = self.slot(at_h, stay_h)
        kept = [spell for spell in self._planned[number] if spell[1] > now]
        self._planned[number] = sorted([*kept, (start_h, start_h + stay_h)])

    def wait_h(self, now: float) -> float:
        """How long an aircraft that is there now waits for a place."""
        return max(0.0, min(self._free_at) - now)

    def book(self, now: float, stay_h: float) -> float:
        """Takes the place that is free first; when the aircraft is done."""
        place = self._free_at.index(min(self._free_at))
        self._free_at[place] = end_h = max(now, self._free_at[place]) + stay_h
        return end_h
