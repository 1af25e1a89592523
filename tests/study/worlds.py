"""Scenarios of a few days that nobody needs to fly: the workers of these tests look at their length alone."""

from sim.scenario.scenario import Scenario
from sim.theory.small import aircraft, scenario, unit


def world(days: float = 2.0) -> Scenario:
    return scenario(days, 100, {}, aircraft={"type": aircraft()}, forces={"unit": unit(1, "cap")})


WORLDS = {"base": world(2), "longer": world(3)}
