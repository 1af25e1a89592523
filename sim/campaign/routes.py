"""Which ways a unit can fly to an area: full time on station first, then less, then without a tanker."""

from __future__ import annotations

from sim.campaign.geography import Map
from sim.campaign.profile import EnRoute, Profile, Stay, Way, lifted, refuelled, unrefuelled
from sim.campaign.unit import Unit

SHARES = (1.0, 0.75, 0.5, 0.25)
"""Shares of the time on station asked for that the planner tries, longest first."""
TRACKS = 2
"""Tracks that the planner tries, the smallest detour first."""


class Routes:
    """Profiles, worked out once for each unit, area and time on station."""

    def __init__(self, chart: Map) -> None:
        self._chart = chart
        self._tracks: tuple[str, ...] = ()
        self._en_route: tuple[str, ...] = ()
        self._ways: dict[tuple[str, str, str | None], Way] = {}
        self._lifts: dict[tuple[str, str, str], Profile | None] = {}
        self._options: dict[tuple[str, str, float, float], tuple[Profile, ...]] = {}

    def use(self, tracks: tuple[str, ...], en_route: tuple[str, ...] = ()) -> bool:
        """The tracks on which tankers wait from now on, and those for who cannot reach them at once; whether that is a
        change."""
        if (tracks, en_route) == (self._tracks, self._en_route):
            return False
        self._tracks, self._en_route = tracks, en_route
        self._options.clear()
        return True

    def way(self, unit: Unit, area: str, track: str | None) -> Way:
        """The distances between its base, the track if there is one, the area and the nearest airfields."""
        key = (unit.base, area, track)
        known = self._ways.get(key)
        if known is None:
            known = self._ways[key] = self._measure(*key)
        return known

    def _measure(self, base: str, area: str, track: str | None) -> Way:
        nmi = self._chart.distance
        fields = self._chart.fields or [base]
        area_divert = min(nmi(area, field) for field in fields)
        if track is None:
            return Way(nmi(base, area), area_divert)
        track_divert = min(nmi(track, field) for field in fields)
        return Way(nmi(base, area), area_divert, nmi(base, track), nmi(track, area), track_divert)

    def hours(self, unit: Unit, area: str) -> float:
        """From its base straight to the area."""
        return self._chart.distance(unit.base, area) / unit.kind.cruise

    def options(self, unit: Unit, area: str, stay_h: float, least_h: float) -> tuple[Profile, ...]:
        """The profiles that are worth planning, best first; empty if it cannot get there for long enough.

        It is asked to stay for no longer than its nation keeps it there.
        """
        stay_h, least_h = min(stay_h, unit.stays_h), min(least_h, unit.stays_h)
        key = (unit.name, area, stay_h, least_h)
        known = self._options.get(key)
        if known is None:
            known = self._options[key] = tuple(self._work_out(unit, area, stay_h, least_h))
        return known

    def lift(self, unit: Unit, depot: str, base: str) -> Profile | None:
        """By way of a depot to a base and home; None if a leg is too long for it, or it is no airlifter."""
        key = (unit.name, depot, base)
        if key not in self._lifts:
            fit, nmi = unit.kind.airlift, self._chart.distance
            way = Way(nmi(base, unit.base), 0.0, nmi(unit.base, depot), nmi(depot, base), 0.0)
            self._lifts[key] = lifted(unit.kind, way, fit.ground_time) if fit else None
        return self._lifts[key]

    def _work_out(self, unit: Unit, area: str, stay_h: float, least_h: float) -> list[Profile]:
        kind = unit.kind
        dry = unrefuelled(kind, self.way(unit, area, None), stay_h)
        if dry is not None and dry.on_station_h >= stay_h - 1e-9:
            return [dry]
        dry_h = dry.on_station_h if dry is not None else 0.0
        stay = Stay(stay_h, least_h)
        options = self._refuelled(unit, area, stay, dry_h, ())
        if not options and self._en_route:
            options = self._refuelled(unit, area, stay, dry_h, self._en_route)
        if dry is not None and dry_h >= least_h:
            options.append(dry)
        return options

    def _refuelled(self, unit: Unit, area: str, stay: Stay, dry_h: float, stops: tuple[str, ...]) -> list[Profile]:
        """By way of a track, for longer than without; by way of a stop before and after it, if there are any."""
        kind, found = unit.kind, list[Profile]()
        shares = [share * stay.asked_h for share in SHARES if share * stay.asked_h > stay.least_h]
        for asked_h in [*shares, stay.least_h]:
            if asked_h <= dry_h:
                break
            for track in self._by_detour(unit.base, area):
                way = self.way(unit, area, track)
                if stops:
                    way = way._replace(en_route=self._stop(unit.base, track, stops))
                for system in kind.receives:
                    profile = refuelled(kind, way, Stay(asked_h, stay.least_h), track, system)
                    if profile is not None and profile.on_station_h > dry_h and profile not in found:
                        found.append(profile)
        return found

    def _stop(self, base: str, track: str, stops: tuple[str, ...]) -> EnRoute:
        """The one with the smallest detour."""
        nmi = self._chart.distance
        stop = min(stops, key=lambda other: nmi(base, other) + nmi(other, track))
        divert = min(nmi(stop, field) for field in self._chart.fields or [base])
        return EnRoute(stop, nmi(base, stop), nmi(stop, track), divert)

    def _by_detour(self, base: str, area: str) -> list[str]:
        nmi = self._chart.distance
        return sorted(self._tracks, key=lambda track: nmi(base, track) + nmi(track, area))[:TRACKS]
