"""More tankers never pass less fuel.

Where nothing fails by chance this holds run by run. Where aircraft fail it does not: with more tails another one flies
a given sortie, each tail has its own luck, and one more tanker may be the one that breaks. Then it holds on average
over seeds.
"""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sim.campaign.campaign import fly
from tests.campaign.worlds import patrol, place, tankers, told, unit, world
from tests.properties.test_always import CALM, SEEDS

FAULTS = {"p_break": 0.1, "p_ground_abort": 0.1, "p_air_abort": 0.1}


@st.composite
def thirsty(draw: st.DrawFn) -> tuple[dict[str, Any], int, int]:
    """A world that wants fuel, its tankers, and as many more."""
    window = f"{draw(st.integers(3, 8))} h"
    request = {"per_day": draw(st.integers(1, 20)), "package": draw(st.integers(1, 4)), "areas": {"hills": 1}}
    changes = {
        "duration": "4 d",
        "places": {"hills": place("area", draw(st.integers(200, 700)))},
        "aircraft": {"tanker": {"fuel": f"{draw(st.integers(20, 80))} t"}},
        "forces": {"falcons": unit("fighter", draw(st.integers(2, 12)))},
        "tasking": {
            "patrol": patrol(**request, on_station="4 h", on_station_min="30 min"),
            "tanker": tankers(on_station=window, on_station_min="1 h"),
        },
    }
    return changes, draw(st.integers(0, 5)), draw(st.integers(1, 4))


def passed_t(changes: dict[str, Any], count: int, seed: int) -> float:
    """Fuel passed with so many tankers."""
    forces = {**changes["forces"], "tankers": unit("tanker", count)}
    return float(sum(told(fly(world(**{**changes, "forces": forces}), seed), "refuellings", "fuel_t")))


@settings(CALM, max_examples=100)
@given(thirsty(), SEEDS)
def test_more_tankers_never_pass_less_fuel_where_nothing_fails(
    terms: tuple[dict[str, Any], int, int], seed: int
) -> None:
    changes, count, more = terms

    assert passed_t(changes, count + more, seed) >= passed_t(changes, count, seed) - 1e-6


@settings(CALM, max_examples=8)
@given(thirsty())
def test_more_tankers_pass_no_less_fuel_on_average_where_aircraft_fail(terms: tuple[dict[str, Any], int, int]) -> None:
    changes, count, more = terms
    types = {"fighter": FAULTS, "tanker": {**changes["aircraft"]["tanker"], **FAULTS}}
    failing = {**changes, "aircraft": types}

    pairs = [(passed_t(failing, count, seed), passed_t(failing, count + more, seed)) for seed in range(20)]

    mean, other = (sum(column) / len(pairs) for column in zip(*pairs, strict=True))
    spread = (sum((b - a - other + mean) ** 2 for a, b in pairs) / len(pairs) / (len(pairs) - 1)) ** 0.5
    assert other >= mean - 4 * spread
