"""A place further along the way, or not so far."""

from __future__ import annotations

from math import asin, atan2, cos, degrees, radians, sin
from typing import TYPE_CHECKING

from sim.campaign.geography import EARTH_RADIUS_NMI

if TYPE_CHECKING:
    from sim.scenario.inputs import Place


def at_distance(home: Place, towards: Place, nmi: float) -> tuple[float, float]:
    """Latitude and longitude so many nautical miles from home on the great circle towards a place, and beyond it.

    The direct problem on a sphere: the course from home, then the point at an angle along it.
    """
    lat, lon = radians(home.lat), radians(home.lon)
    lat_to, east = radians(towards.lat), radians(towards.lon) - lon
    course = atan2(sin(east) * cos(lat_to), cos(lat) * sin(lat_to) - sin(lat) * cos(lat_to) * cos(east))
    angle = nmi / EARTH_RADIUS_NMI
    lat_there = asin(sin(lat) * cos(angle) + cos(lat) * sin(angle) * cos(course))
    east_there = atan2(sin(course) * sin(angle) * cos(lat), cos(angle) - sin(lat) * sin(lat_there))
    return degrees(lat_there), (degrees(lon + east_there) + 540) % 360 - 180
