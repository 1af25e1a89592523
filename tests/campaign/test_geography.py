"""Distances, against ones known from elsewhere."""

from __future__ import annotations

import pytest

from sim.campaign.geography import Map, distance
from tests.campaign.worlds import place, world

# A quarter of the meridian of a sphere of 6,371.0 km is 10,007.5 km, which is 5,403.6 nmi.
QUARTER_NMI = 5403.6


def chart(**places: tuple[float, float]) -> Map:
    """Places by name, latitude and longitude."""
    shape = {"title": "-", "kind": "area"}
    given = {name: {**shape, "lat": lat, "lon": lon} for name, (lat, lon) in places.items()}
    return Map(world(places=given).places)


@pytest.mark.parametrize(
    ("here", "there", "nmi", "source"),
    [
        ((0, 0), (90, 0), QUARTER_NMI, "a quarter of a meridian"),
        ((0, 0), (0, 180), 2 * QUARTER_NMI, "half of the equator"),
        ((0, 179), (0, -179), QUARTER_NMI / 45, "two degrees across the date line"),
        ((33.95, -118.40), (40.633, -73.783), 2144, "Los Angeles to New York: Williams, Aviation Formulary"),
        ((36.12, -86.67), (33.94, -118.40), 1558.5, "Nashville to Los Angeles, 2,886.4 km: Rosetta Code, Haversine"),
    ],
)
def test_a_known_distance(here: tuple[float, float], there: tuple[float, float], nmi: float, source: str) -> None:
    assert chart(here=here, there=there).distance("here", "there") == pytest.approx(nmi, rel=1e-3), (
        source
    )  # others take a radius of 1' = 1 nmi


def test_the_way_back_is_as_long() -> None:
    places = chart(sigonella=(37.4, 14.92), brega=(30.41, 19.58))

    assert places.distance("brega", "sigonella") == places.distance("sigonella", "brega") > 0


def test_the_small_worlds_lie_where_they_say() -> None:
    places = world().places

    assert [distance(places["base"], there) for there in places.values()] == pytest.approx([0, 150, 300, 600])


def test_nearest_first_and_equals_in_the_order_of_the_scenario() -> None:
    spread = world(places={"south": place("area", 300), "near": place("area", 100), "base-2": place("airfield", 9)})
    places = Map(spread.places)

    assert places.nearest("base", places.areas) == ["near", "coast", "south", "hills"]
    assert places.nearest("south", places.areas) == ["coast", "south", "near", "hills"]
    assert places.fields == ["base", "base-2"]
