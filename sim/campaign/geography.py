"""Great-circle distances between places."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from sim.scenario.inputs import Place

EARTH_RADIUS_NMI = 3440.065
"""Mean radius, 6,371.0 km (IUGG)."""


def distance(a: Place, b: Place) -> float:
    """Great-circle distance in nmi, by the haversine formula."""
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    haversine = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_RADIUS_NMI * asin(min(1.0, sqrt(haversine)))


class Map:
    """The places of a scenario and the ways between them."""

    def __init__(self, places: dict[str, Place]) -> None:
        self.places = places
        self.areas = [name for name, place in places.items() if place.kind == "area"]
        self.fields = [name for name, place in places.items() if place.kind == "airfield"]
        self._known: dict[tuple[str, str], float] = {}

    def distance(self, a: str, b: str) -> float:
        """Distance in nmi between two places by name."""
        if (a, b) not in self._known:
            self._known[a, b] = self._known[b, a] = distance(self.places[a], self.places[b])
        return self._known[a, b]

    def nearest(self, place: str, among: list[str]) -> list[str]:
        """The names in `among`, nearest first; equal distances keep their order."""
        return sorted(among, key=lambda name: self.distance(place, name))
