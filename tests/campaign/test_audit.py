"""A run that breaks one of its own accounts fails, and says when, what and under which seed."""

from __future__ import annotations

from typing import Any

import pytest

from sim.campaign.campaign import fly
from sim.campaign.fleet import Fleet, Tail, TailState
from sim.campaign.ledger import BrokenIdentity, Cause, State
from sim.campaign.line import Line
from sim.campaign.sortie import Flight
from sim.campaign.stock import Arsenal, Load
from sim.campaign.target import Target
from sim.scenario.scenario import Scenario
from tests.campaign.worlds import isr, patrol, strike, tankers, unit, world

SEED = 31


@pytest.fixture
def busy() -> Scenario:
    """A world that uses everything that is accounted for, and adds up."""
    scenario = world(
        forces={"falcons": unit("fighter", 9), "drones": unit("drone", 4), "tankers": unit("tanker", 3)},
        appear={"coast": {"vehicle": "2 /h"}},
        tasking={
            "strike": strike(at=[12, 30]),
            "far": patrol(at=[16], areas={"hills": 1}),
            "crowd": patrol(at=[20], package=99),
            "isr": isr(),
            "tanker": tankers(),
        },
    )
    record = fly(scenario, SEED)
    assert record.refuellings
    assert "struck" in record.column("targets", "outcome")
    return scenario


def fails(scenario: Scenario, what: str) -> None:
    """It fails with these words, the hour and the seed."""
    with pytest.raises(BrokenIdentity, match=rf"{what}.*\(at \d+\.\d+ h, .+, seed {SEED}\)"):
        fly(scenario, SEED)


def test_a_line_without_an_end(busy: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    close = Line.close

    def forget(line: Line, state: State, cause: Cause | None) -> None:
        if line.kind != "crowd":
            close(line, state, cause)

    monkeypatch.setattr(Line, "close", forget)

    with pytest.raises(BrokenIdentity, match=rf"not ended \(at .* h, line \d+, day 0, crowd over coast, seed {SEED}"):
        fly(busy, SEED)


def test_a_tail_that_is_never_given_back(busy: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    land = Fleet.land

    def hover(fleet: Fleet, tail: Tail, *rest: Any) -> float:
        hours = land(fleet, tail, *rest)
        tail.state = TailState.airborne
        return hours

    monkeypatch.setattr(Fleet, "land", hover)
    monkeypatch.setattr(Fleet, "ready", lambda fleet, tail: None)

    fails(busy, "tails .* air.*")


def test_a_tail_that_vanishes(busy: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    arrive = Fleet.arrive

    def lose(fleet: Fleet) -> None:
        arrive(fleet)
        fleet.tails.pop()

    monkeypatch.setattr(Fleet, "arrive", lose)

    fails(busy, "tails do not add up")


def test_a_weapon_that_vanishes(busy: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    close = Arsenal.close

    def lose(arsenal: Arsenal, load: Load, released: int, base: str) -> None:
        close(arsenal, load, released, base)
        load.shelf.expended -= 1

    monkeypatch.setattr(Arsenal, "close", lose)

    fails(busy, "weapons do not add up: start 1000")


def test_a_promise_that_is_never_kept(busy: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    promise = Arsenal.promise

    def twice(arsenal: Arsenal, *terms: Any) -> Load | None:
        promise(arsenal, *terms)
        return promise(arsenal, *terms)

    monkeypatch.setattr(Arsenal, "promise", twice)

    fails(busy, "weapons do not add up")


def test_fuel_that_vanishes(busy: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    contact = Flight.refuel

    def leak(flight: Flight, *terms: Any) -> Any:
        flight.world.tracks.given_t += 1
        return contact(flight, *terms)

    monkeypatch.setattr(Flight, "refuel", leak)

    fails(busy, "fuel given")


def test_a_tank_below_zero(busy: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    burn = Flight.burn
    monkeypatch.setattr(Flight, "burn", lambda flight, hours: burn(flight, 9 * hours))

    fails(busy, "fuel below zero")


def test_a_target_struck_after_the_end(busy: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    row = Target.row

    def late(target: Target, end_h: float) -> tuple[object, ...]:
        if target.struck_h is not None:
            target.struck_h = end_h + 1
        return row(target, end_h)

    monkeypatch.setattr(Target, "row", late)

    fails(busy, "struck when it was not there")
