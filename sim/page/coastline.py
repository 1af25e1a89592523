"""The coastline around the places of a scenario, from Natural Earth (public domain), shipped as data."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from math import dist
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""
Point = tuple[float, float]
"""Longitude and latitude in degrees."""
HELD = 0.75
"""Share of the sorties whose bases the map holds at least."""
MARGIN = 0.07
"""Share of the span that is added on each side, so that no place lies on the frame."""
LEAST_SPAN = 4.0
"""Degrees; a map of two places that are close still shows where they are."""


def frame(places: Sequence[Point], bases: Sequence[tuple[Point, int]]) -> Box:
    """The frame of a map that holds the places and, from the nearest on, the bases of nearly all sorties.

    A base that is far off and little used would make the rest too small to see.
    """
    points = list(places) or [point for point, _ in bases]
    middle = (sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points))
    least, held = HELD * sum(sorties for _, sorties in bases), 0
    for point, sorties in sorted(bases, key=lambda base: dist(base[0], middle)):
        if held >= least:
            break
        points.append(point)
        held += sorties
    ends = []
    for axis in (0, 1):
        low, high = min(p[axis] for p in points), max(p[axis] for p in points)
        half = max(high - low, LEAST_SPAN) * (0.5 + MARGIN)
        ends.append(((low + high) / 2 - half, (low + high) / 2 + half))
    (west, east), (south, north) = ends
    return (round(west, 2), round(max(south, -85.0), 2), round(east, 2), round(min(north, 85.0), 2))


def around(box: Box) -> tuple[list[list[int]], str]:
    """Rings of land that reach into the box (longitude, latitude, ... in hundredths of a degree), and the notice.

    From the fine part if the box lies in it, else from the coarse one.
    """
    data = _data()
    part = data["region"] if _inside(box, data["region"]["box"]) else data["world"]
    return [ring for ring in part["rings"] if _meets(ring, box)], data["notice"]


@cache
def _data() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((files("sim.page") / "data" / "coastline.json").read_text(encoding="utf-8"))
    return found


def _inside(box: Box, other: Sequence[float]) -> bool:
    return box[0] >= other[0] and box[1] >= other[1] and box[2] <= other[2] and box[3] <= other[3]


def _meets(ring: list[int], box: Box) -> bool:
    lon, lat = ring[0::2], ring[1::2]
    west, south, east, north = (100 * end for end in box)
    return max(lon) >= west and min(lon) <= east and max(lat) >= south and min(lat) <= north
