"""Each form is seen to fail: the mechanism is broken on purpose, and the check must notice.

One break for each form; what else was broken by hand while the forms were written stands in `Form.broken`.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from types import ModuleType
from typing import Any

import pytest

import sim.campaign.missions.tanker
import sim.campaign.routes
import sim.campaign.sortie
import sim.campaign.target
import sim.campaign.weather
import sim.theory.forms.give_away
from sim.campaign.coverage import Coverage
from sim.campaign.fleet import Fleet
from sim.campaign.kit import Kit
from sim.campaign.radar import Radars
from sim.campaign.ramp import Ramp
from sim.campaign.stock import Arsenal
from sim.campaign.tanker_sortie import TankerSortie
from sim.campaign.targeting import Desk
from sim.campaign.threat import Threats
from sim.campaign.unit import Unit
from sim.campaign.watch import SightWatch, Watch
from sim.theory.forms import FORMS

Patch = Callable[[Callable[..., Any]], Callable[..., Any]]


def scaled(factor: float) -> Patch:
    """What the method returns, so much more of it."""
    return lambda method: lambda *given, **named: factor * method(*given, **named)


def always(value: object) -> Patch:
    return lambda _: lambda *given, **named: value


def argument(number: int, change: Callable[[Any], Any]) -> Patch:
    """Another argument; 0 is the object itself."""

    def patch(method: Callable[..., Any]) -> Callable[..., Any]:
        def broken(*given: Any, **named: Any) -> Any:
            return method(*given[:number], change(given[number]), *given[number + 1 :], **named)

        return broken

    return patch


def each(method: Callable[..., Any]) -> Callable[..., Any]:
    """All draws of a target are those of its first."""

    def lucky(target: Any, exponentials: list[float], normals: list[float], uniforms: list[float]) -> None:
        method(target, [2 * exponentials[0], *exponentials[1:]], normals, uniforms)

    return lucky


def every_tenth_lands_full(method: Callable[..., Any]) -> Callable[..., Any]:
    def close(arsenal: Any, load: Any, released: int, base: str) -> None:
        landed = len(arsenal.record.stocks) % 20 == 0
        method(arsenal, load, 0 if landed else released, base)

    return close


def never_hides(target: Any) -> Any:
    target.hides_h = inf
    return target


def later(flight: Any) -> Any:
    flight.landed_h += 0.1
    return flight


def more_crews(method: Callable[..., Any]) -> Callable[..., Any]:
    def built(board: Any, *given: Any) -> None:
        method(board, *given)
        if board._crews:
            board._crews.append(0.0)

    return built


def flat_order(method: Callable[..., Any]) -> Callable[..., Any]:
    return lambda desk, *given, **named: method(desk, *given, **{**named, "newest_first": False})


BREAKS: dict[str, tuple[type | ModuleType, str, Patch]] = {
    "rotation_by_the_hour": (Unit, "free", always(value=True)),
    "rotation_on_the_ramp": (Fleet, "land", scaled(0.0)),
    "rand_sortie_rate": (Fleet, "land", scaled(1.1)),
    "orbit_coverage": (Fleet, "land", scaled(3.0)),
    "package_starts": (Fleet, "spare", always(None)),
    "survives_k_sorties": (Threats, "loss_per_h", scaled(0.7)),
    "shots_at_radars": (Radars, "_mean", scaled(1.2)),
    "littles_law": (sim.campaign.sortie, "_note", argument(0, later)),
    "repair_ample_crews": (Fleet, "land", scaled(1.5)),
    "repair_with_crews": (Fleet, "__init__", more_crews),
    "no_tail_ready": (Fleet, "land", scaled(1.5)),
    "wait_for_a_tail": (Fleet, "land", scaled(1.1)),
    "give_up_waiting_for_a_tail": (Fleet, "ask", argument(2, lambda wait_h: wait_h / 2)),
    "wait_at_the_boom": (TankerSortie, "contact_h", scaled(1.1)),
    "equal_uplifts": (TankerSortie, "contact_h", scaled(1.1)),
    "receivers_that_will_not_wait": (TankerSortie, "contact_h", scaled(1.2)),
    "give_away": (sim.theory.forms.give_away, "give_away", argument(1, lambda transit_h: transit_h / 2)),
    "tanker_requirement": (sim.campaign.missions.tanker, "give_away", scaled(0.9)),
    "stockout_day": (Arsenal, "close", every_tenth_lands_full),
    "reorder_level": (Arsenal, "_order", argument(3, lambda count: count - 10)),
    "ramp_places": (Ramp, "__init__", argument(1, lambda places: places + 1)),
    "ramp_throughput": (Ramp, "book", argument(2, lambda stay_h: 1.1 * stay_h)),
    "airlift_fleet": (sim.campaign.routes, "lifted", argument(2, lambda stop_h: stop_h / 2)),
    "parts_that_wait": (Kit, "draw", always(value=True)),
    "seen_by_a_sensor_that_stays": (Watch, "expect", argument(3, lambda sensor_h: 0.8 * sensor_h)),
    "seen_by_a_sensor_that_comes_and_goes": (Coverage, "close", always(None)),
    "weather_by_area": (sim.campaign.weather, "_length", scaled(1.3)),
    "seen_between_clouds": (SightWatch, "close_view", always(None)),
    "live_targets": (sim.campaign.target.Target, "lucky", each),
    "time_at_the_desk": (Desk, "submit", argument(2, lambda work_h: 1.1 * work_h)),
    "order_at_the_desk": (Desk, "__init__", flat_order),
    "hidden_before_their_turn": (Desk, "submit", argument(1, never_hides)),
    "approval_in_a_campaign": (Desk, "staff", argument(1, lambda desks: 2 * desks)),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_broken_mechanism_does_not_hold(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    owner, method, patch = BREAKS[name]
    monkeypatch.setattr(owner, method, patch(getattr(owner, method)))
    forget(name)

    assert not all(check.holds for check in FORMS[name].checks(1))

    forget(name)


def forget(name: str) -> None:
    """Campaigns that several forms share are flown anew."""
    if name.startswith(("seen_by", "live_targets")):
        from sim.theory.rigs.orbit import flown

        flown.cache_clear()
