"""What receivers want of a track: what is met, what is given up, and that the planner comes to an end."""

from __future__ import annotations

import pytest

from sim.campaign.demand import SOONER_H, Demand, Want
from sim.scenario.inputs import System

ROUNDED_H = 0.018
"""A time that becomes less when the tanker is sent sooner and back."""


@pytest.mark.parametrize("at_h", [ROUNDED_H, 0.0, 12.3])
def test_the_first_refuelling_of_an_appointment_is_given_up_at_any_hour(at_h: float) -> None:
    """Seen to fail: in the first minutes rounding kept it, and the planner was asked for it for ever."""
    demand = Demand([Want(at_h, System.boom, "home", 3.0, 1), Want(at_h + 2, System.boom, "home", 3.0, 1)], 1.0, 6.0)
    demand.begin()
    times = []
    while (appointment := demand.next()) and len(times) < 3:
        times.append(appointment.wants[0].at_h)
        demand.give_up(appointment, System.boom, 0.0)

    assert times == [at_h, at_h + 2]
    assert (ROUNDED_H - SOONER_H) + SOONER_H < ROUNDED_H
