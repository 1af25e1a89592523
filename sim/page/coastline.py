"""The coastline around the places of a scenario, from Natural Earth (public domain), shipped as data."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""
MARGIN = 0.07
"""Share of the span that is added on each side, so that no place lies on the frame."""
LEAST_SPAN = 4.0
"""Degrees; a map of two places that are close still shows where they are."""


def box_of(points: Sequence[tuple[float, float]]) -> Box:
    """The frame of a map that holds the points (longitude, latitude)."""
    ends = []
    for axis in (0, 1):
        low, high = min(p[axis] for p in points), max(p[axis] for p in points)
        span = max(high - low, LEAST_SPAN)
        middle, half = (low + high) / 2, span * (0.5 + MARGIN)
        ends.append((middle - half, middle + half))
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
