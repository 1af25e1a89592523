"""Cut the coastline of the map out of Natural Earth. Run once; its result is kept in the repository.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/cut_coastline.py package/ sim/page/data/coastline.json

`world-atlas` holds Natural Earth 4.1 (public domain) as TopoJSON. From `land-50m.json` comes Europe with the
Mediterranean, thinned to what can be seen on a screen; from `land-110m.json` the world, for scenarios elsewhere.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

REGION = (-25.0, 10.0, 60.0, 70.0)
"""West, south, east, north of the fine part, in degrees."""
TOLERANCE = 0.04
"""Degrees by which the thinned line may leave the true one: two nautical miles, a pixel on a wide map."""
SMALLEST = 0.15
"""Islands that are smaller than this across, in degrees, are left out."""

Point = tuple[float, float]
Ring = list[Point]


def rings(path: Path) -> list[Ring]:
    """Every ring of the land, in degrees."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    (scale_x, scale_y), (shift_x, shift_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Ring] = []
    for arc in topology["arcs"]:
        x = y = 0
        points: Ring = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale_x + shift_x, y * scale_y + shift_y))
        arcs.append(points)
    found: list[Ring] = []
    for shape in topology["objects"]["land"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for polygon in polygons:
            for ring in polygon:
                points = []
                for number in ring:
                    part = arcs[number] if number >= 0 else arcs[~number][::-1]
                    points += part[1:] if points else part
                found.append(points)
    return found


def clipped(ring: Ring, box: tuple[float, float, float, float]) -> Ring:
    """The part of the ring inside the box: Sutherland and Hodgman (1974), side by side."""
    west, south, east, north = box
    for axis, bound, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        kept: Ring = []
        for a, b in zip(ring[-1:] + ring[:-1], ring, strict=True):
            a_in, b_in = (a[axis] - bound) * sign >= 0, (b[axis] - bound) * sign >= 0
            if a_in != b_in:
                t = (bound - a[axis]) / (b[axis] - a[axis])
                kept.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
            if b_in:
                kept.append(b)
        ring = kept
        if not ring:
            return []
    return ring


def thinned(line: Ring, tolerance: float) -> Ring:
    """The line with fewer points: Douglas and Peucker (1973)."""
    keep = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        (x0, y0), (x1, y1) = line[first], line[last]
        length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
        worst, at = 0.0, -1
        for i in range(first + 1, last):
            x, y = line[i]
            off = (
                abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length
                if length
                else ((x - x0) ** 2 + (y - y0) ** 2) ** 0.5
            )
            if off > worst:
                worst, at = off, i
        if worst > tolerance:
            keep.add(at)
            spans += [(first, at), (at, last)]
    return [line[i] for i in sorted(keep)]


def across(ring: Ring) -> float:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def cut(path: Path, box: tuple[float, float, float, float], tolerance: float, smallest: float) -> list[list[float]]:
    """Rings as flat lists: longitude, latitude, longitude, ... in hundredths of a degree."""
    flat = []
    for ring in rings(path):
        inside = clipped(ring, box)
        if len(inside) < 4 or across(inside) < smallest:
            continue
        thin = thinned(inside, tolerance)
        if len(thin) > 3:
            flat.append([round(100 * number) for point in thin for number in point])
    return flat


def main(package: Path, to: Path) -> None:
    found = {
        "notice": "Coastline made with Natural Earth 4.1 (naturalearthdata.com), public domain; cut and thinned.",
        "unit": "hundredths of a degree: longitude, latitude, ...",
        "region": {"box": REGION, "rings": cut(package / "land-50m.json", REGION, TOLERANCE, SMALLEST)},
        "world": {
            "box": (-180, -90, 180, 90),
            "rings": cut(package / "land-110m.json", (-180, -90, 180, 90), 0.15, 1.5),
        },
    }
    to.write_text(json.dumps(found, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
