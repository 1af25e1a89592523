"""A run that breaks one of its own accounts fails, and says when, what and under which seed."""

from __future__ import annotations

from typing import Any

import pytest

from sim.campaign import on_station
from sim.campaign.campaign import fly
from sim.campaign.fleet import Fleet, Tail, TailState
from sim.campaign.ledger import LOST, BrokenIdentity, Cause, State
from sim.campaign.line import Line
from sim.campaign.loss import Loss
from sim.campaign.missions.tanker import Tanker
from sim.campaign.refuelling import Tracks
from sim.campaign.sortie import Flight
from sim.campaign.stock import Arsenal, Load
from sim.campaign.target import Target
from sim.campaign.targeting import Cell
from sim.scenario.scenario import Scenario
from tests.campaign.worlds import isr, merge, patrol, strike, tankers, told, unit, world

SEED = 31


FAR: dict[str, Any] = {
    "forces": {"falcons": unit("fighter", 9), "tankers": unit("tanker", 3)},
    "tasking": {"far": patrol(at=[16, 17, 18, 19], areas={"hills": 1}), "tanker": tankers()},
}
"""Patrols that drink on their way."""


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


def test_fuel_that_a_tanker_loses(busy: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen to fail with the two that follow: given and taken were the same number, kept in the same place."""
    departs = Tanker.departs

    def leak(tanker: Tanker, flight: Flight) -> None:
        flight.world.tracks.by_line[flight.line.number].left_t -= 1
        departs(tanker, flight)

    monkeypatch.setattr(Tanker, "departs", leak)

    fails(busy, "fuel given .* passed .* taken")


def test_fuel_that_a_receiver_gets_from_nowhere(busy: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    take = Flight.take_fuel
    monkeypatch.setattr(Flight, "take_fuel", lambda flight, fuel_t: take(flight, 1.01 * fuel_t))

    fails(busy, "fuel given .* passed .* taken")


def test_a_contact_that_is_not_told(busy: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    contact = Tracks.contact

    def forget(tracks: Tracks, *terms: Any) -> float:
        hours = contact(tracks, *terms)
        tracks.record.refuellings.pop()
        return hours

    monkeypatch.setattr(Tracks, "contact", forget)

    fails(busy, "fuel given .* passed .* taken")


def test_the_fuel_of_a_sortie_that_was_lost_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    mishap = {"aircraft": {"fighter": {"mishap": "1 /h"}}}
    risky = world(**merge(FAR, mishap))
    lost = [fuel_t for state, fuel_t in told(fly(risky, SEED), "sorties", "outcome", "fuel_taken_t") if state == LOST]
    assert sum(lost) > 0

    monkeypatch.setattr(on_station, "Loss", lambda *terms: Loss(*terms[:4], 0.0, terms[5]))

    fails(risky, "fuel given .* passed .* taken")


def test_a_tank_below_zero(busy: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    burn = Flight.burn
    monkeypatch.setattr(Flight, "burn", lambda flight, hours: burn(flight, 9 * hours))

    fails(busy, "fuel below zero")


def test_a_target_that_no_sortie_struck(busy: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen to fail: only the number of rows was held against the number of targets that they are made from."""
    destroy = Cell._destroy

    def twice(cell: Cell, flight: Flight, target: Target) -> None:
        destroy(cell, flight, target)
        flight.struck += 1

    monkeypatch.setattr(Cell, "_destroy", twice)

    fails(busy, "targets were struck, sorties struck")


def test_a_target_struck_after_the_end(busy: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    row = Target.row

    def late(target: Target, end_h: float) -> tuple[object, ...]:
        if target.struck_h is not None:
            target.struck_h = end_h + 1
        return row(target, end_h)

    monkeypatch.setattr(Target, "row", late)

    fails(busy, "struck when it was not there")
