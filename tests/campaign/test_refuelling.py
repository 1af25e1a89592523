"""Contacts on the track: fuel and flow are two things, boom and probe do not mix, promises are kept."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
import simpy

from sim.campaign.campaign import fly
from sim.campaign.demand import SOONER_H
from sim.campaign.fuel import set_aside
from sim.campaign.ledger import Cause
from sim.campaign.missions.patrol import Patrol
from sim.campaign.profile import Uplift
from sim.campaign.record import Record
from sim.campaign.refuelling import Failure, Tracks
from sim.campaign.tanker_sortie import FLOW_SHARE, MOMENT_H, Promise, TankerSortie
from sim.scenario.inputs import System, TankerFit
from tests.campaign.worlds import asked, kind, patrol, tankers, told, unit, world

CONTACT_H = 0.1
RATE = 60.0
"""Tonnes an hour: three tonnes are 0.05 h of flow."""


def tanker(number: int = 1, serves: tuple[str, ...] = (), **terms: Any) -> TankerSortie:
    """On the track from 0 to 6 h with 40 t to give, by one boom."""
    given = {"fuel_t": 40.0, "span": (0.0, 6.0), "margin": 0.0, "boom": 1, "hoses": 0, **terms}
    shape = {"contact": f"{CONTACT_H} h", "rate": f"{RATE} t/h"}
    fit = TankerFit.model_validate({"boom_points": given["boom"], "drogue_points": given["hoses"], **shape})
    line = asked(Patrol.model_validate(patrol()), "track", number)
    line.unit = SimpleNamespace(serves=serves, fuel=None)  # type: ignore[assignment]
    return TankerSortie(line, fit, given["span"], given["fuel_t"], given["margin"])


class Receiver:
    """A package at the track, as far as a tanker knows it."""

    def __init__(self, name: str, aircraft: int = 1, system: System = System.boom, **terms: Any) -> None:
        self.track = "track"
        self.system = system
        self.unit = SimpleNamespace(nation=terms.get("nation", "home"))
        self.tails = [None] * aircraft
        self.sortie_ids = tuple(f"{name}{n + 1}" for n in range(aircraft))
        self.loiter_h = terms.get("loiter_h", 9.0)
        self.taken_t = 0.0

    def take_fuel(self, fuel_t: float) -> None:
        self.taken_t += fuel_t


class Track:
    """One track, with tankers that are there already."""

    def __init__(self, *there: TankerSortie, patience: str = "30 min") -> None:
        self.env = simpy.Environment()
        self.record = Record("track", 1, 1)
        self.tracks = Tracks(self.env, world(refuelling={"patience": patience}).refuelling, self.record)
        for one in there:
            self.tracks.plan(one)
            self.arrive(one)

    def arrive(self, one: TankerSortie) -> None:
        one.on_track = True
        one.sortie_id = f"tanker-{one.line.number}"

    def contact(self, receiver: Receiver, want_t: float = 3, promise: Promise | None = None) -> float | Cause:
        """Hours until it is done, or the cause of failing."""
        try:
            return self.tracks.contact(receiver, want_t, promise, self.env.now)  # type: ignore[arg-type]
        except Failure as failure:
            return failure.cause

    def log(self) -> list[tuple[Any, ...]]:
        """Start, giver, receiver, tonnes and wait of every contact."""
        rows = told(self.record, "refuellings", "time_h", "tanker_sortie", "receiver_sortie", "fuel_t", "wait_h")
        return [(round(row[0], 9), *row[1:4], round(row[4], 9)) for row in rows]


# -- promises ----------------------------------------------------------------------------------------------------------


def given_by(*there: TankerSortie, uplifts: tuple[tuple[float, float], ...]) -> list[tuple[int, float]] | None:
    """By which tanker, and when, each refuelling of a line of one aircraft is promised."""
    here = [Uplift(after_h, fuel_t, "track") for after_h, fuel_t in uplifts]
    profile = SimpleNamespace(system=System.boom, uplifts=here, track="track")
    line, home = SimpleNamespace(aircraft=1), SimpleNamespace(nation="home")
    promises = set_aside(Track(*there).tracks, line, home, profile, 0.0)  # type: ignore[arg-type]
    return promises if promises is None else [(one.tanker.line.number, one.at_h) for one in promises]


@pytest.mark.parametrize(
    ("first", "second", "given"),
    [
        ({}, {}, [(1, 1), (1, 3)]),
        ({"span": (0.0, 2.0)}, {}, [(2, 1), (2, 3)]),  # the first leaves too soon
        ({"fuel_t": 5.0}, {}, [(2, 1), (2, 3)]),  # or has fuel for one of the two
        ({"span": (0.0, 2.0)}, {"span": (2.0, 6.0)}, [(1, 1), (2, 3)]),  # nobody is there for both
        ({"fuel_t": 5.0}, {"fuel_t": 5.0}, [(1, 1), (2, 3)]),
        ({"span": (0.0, 2.0)}, {"fuel_t": 2.0}, None),
    ],
)
def test_a_line_drinks_from_one_tanker_if_one_can_give_it_all(
    first: dict[str, Any], second: dict[str, Any], given: list[tuple[int, float]] | None
) -> None:
    uplifts = ((1.0, 3.0), (3.0, 3.0))  # after so many hours so many tonnes

    assert given_by(tanker(1, **first), tanker(2, **second), uplifts=uplifts) == given


def test_what_is_drunk_on_another_track_is_promised_by_a_tanker_there() -> None:
    """One tanker on the track could give all of it; the last is drunk half-way home."""
    here, there = tanker(1), tanker(2)
    there.track = "half-way"
    tracks = Track(here, there).tracks
    uplifts = [Uplift(1.0, 3.0, "track"), Uplift(3.0, 3.0, "track"), Uplift(4.0, 3.0, "half-way")]
    profile = SimpleNamespace(system=System.boom, uplifts=uplifts, track="track")
    line, home = SimpleNamespace(aircraft=1), SimpleNamespace(nation="home")

    promises = set_aside(tracks, line, home, profile, 0.0)  # type: ignore[arg-type]

    assert promises is not None
    assert [one.tanker for one in promises] == [here, here, there]


def test_a_promise_takes_fuel_and_withdrawing_it_gives_it_back() -> None:
    one = tanker(fuel_t=10)
    first = one.promise(System.boom, 1, 6, 2)
    second = one.promise(System.boom, 2, 6, 2)
    assert first is not None
    one.withdraw(first, System.boom, 2)

    assert second is None
    assert one.unpromised_t == 10
    assert one.promise(System.boom, 2, 6, 2) is not None


def test_promises_that_are_taken_back_leave_nothing_behind() -> None:
    """Rounding left some 1e-16 t and h: it was owed for ever, and an hour that nobody used was full. At last one asks
    for more than an hour's flow, which only the first of an hour may."""
    one = tanker(fuel_t=60)
    promises = [one.promise(System.boom, 1, fuel_t, 1) for fuel_t in (2.0, 3.4)]
    for promise in promises:
        assert promise is not None
        one.withdraw(promise, System.boom, 1)
    rests = (one.owed_t, one.flow()[System.boom, 1])

    assert all(rests), "the numbers leave no rest: choose others"
    assert not one.owes
    assert one.promise(System.boom, 1, FLOW_SHARE * RATE, 1) is not None
    assert one.owes


def test_a_margin_of_the_give_away_fuel_is_not_promised() -> None:
    one = tanker(fuel_t=10, margin=0.25)

    assert one.promise(System.boom, 1, 7.6, 1) is None
    assert one.promise(System.boom, 1, 7.5, 1) is not None


def test_a_promise_takes_flow_hour_by_hour() -> None:
    one = tanker(fuel_t=1000)
    contact_h = CONTACT_H + 6 / RATE
    fitting = int(FLOW_SHARE / contact_h)
    promised = [one.promise(System.boom, 2.5, 6, 1) is not None for _ in range(fitting + 2)]

    assert promised == [True] * fitting + [False, False]
    assert one.promise(System.boom, 3.5, 6, 1) is not None


def test_nothing_is_promised_before_it_comes_or_that_is_not_over_when_it_leaves() -> None:
    one = tanker(span=(2.0, 5.0))
    last_h = 5.0 - one.contact_h(1)

    promised = [one.promise(System.boom, at_h, 1, 1) is not None for at_h in (1.9, 2, last_h - 0.01, last_h + 0.01, 5)]
    assert promised == [False, True, True, False, False]


@pytest.mark.parametrize(
    ("points", "serves", "gives"),
    [
        ((1, 0), (), {("boom", "home"), ("boom", "friend")}),
        ((0, 2), (), {("probe", "home"), ("probe", "friend")}),
        ((1, 1), ("friend",), {("boom", "friend"), ("probe", "friend")}),
    ],
)
def test_who_can_drink_from_it(points: tuple[int, int], serves: tuple[str, ...], gives: set[tuple[str, str]]) -> None:
    one = tanker(serves=serves, boom=points[0], hoses=points[1])

    assert {(s.value, n) for s in System for n in ("home", "friend") if one.gives(s, n)} == gives


# -- contacts ----------------------------------------------------------------------------------------------------------


def test_two_receivers_at_one_boom_one_after_the_other() -> None:
    track = Track(tanker())
    busy_h = track.contact(Receiver("a", aircraft=2))

    assert busy_h == pytest.approx(2 * (CONTACT_H + 3 / RATE))
    assert track.log() == [(0, "tanker-1", "a1", 3, 0), (0.15, "tanker-1", "a2", 3, 0.15)]


def test_two_receivers_at_two_hoses_side_by_side() -> None:
    track = Track(tanker(boom=0, hoses=2))
    busy_h = track.contact(Receiver("a", aircraft=2, system=System.probe))

    assert busy_h == pytest.approx(CONTACT_H + 3 / RATE)
    assert track.log() == [(0, "tanker-1", "a1", 3, 0), (0, "tanker-1", "a2", 3, 0)]


def test_a_second_package_queues_behind_the_first() -> None:
    track = Track(tanker())
    hours = [track.contact(Receiver(name)) for name in "ab"]

    assert hours == pytest.approx([0.15, 0.30])
    assert track.log() == [(0, "tanker-1", "a1", 3, 0), (0.15, "tanker-1", "b1", 3, 0.15)]


def test_a_receiver_goes_to_the_tanker_that_is_free_first() -> None:
    track = Track(tanker(1), tanker(2))
    for name in "abc":
        track.contact(Receiver(name))

    assert [row[:3] for row in track.log()] == [(0, "tanker-1", "a1"), (0, "tanker-2", "b1"), (0.15, "tanker-1", "c1")]


def test_a_receiver_goes_to_the_tanker_that_promised_though_another_is_free() -> None:
    one, other = tanker(1), tanker(2)
    track = Track(one, other)
    track.contact(Receiver("a"))  # takes the first
    promise = one.promise(System.boom, 0, 3, 1)
    assert promise is not None
    track.tracks.void(promise)
    track.contact(Receiver("b"), promise=promise)

    assert [row[:3] for row in track.log()] == [(0, "tanker-1", "a1"), (0.15, "tanker-1", "b1")]


def test_a_promise_is_kept_against_one_that_only_asks() -> None:
    one = tanker(fuel_t=5)
    promise = one.promise(System.boom, 1, 5, 1)
    assert promise is not None
    track = Track(one)
    other = track.contact(Receiver("a"))
    track.tracks.void(promise)
    came = track.contact(Receiver("b"), want_t=5, promise=promise)

    assert other is Cause.no_tanker_fuel
    assert came == pytest.approx(CONTACT_H + 5 / RATE)
    assert one.given_t == 5


def test_a_tanker_that_runs_dry() -> None:
    track = Track(tanker(fuel_t=6))
    answers = [track.contact(Receiver(name)) for name in "abc"]

    assert answers == [pytest.approx(0.15), pytest.approx(0.30), Cause.no_tanker_fuel]
    assert [row[3] for row in track.log()] == [3, 3]


def test_a_tanker_with_too_little_left_is_short_of_fuel_not_of_time() -> None:
    track = Track(tanker(fuel_t=4))
    track.contact(Receiver("a"))

    assert track.contact(Receiver("b")) is Cause.no_tanker_fuel


def test_the_last_of_the_fuel_is_worth_taking_if_it_is_half_of_what_is_wanted() -> None:
    receiver = Receiver("b")
    track = Track(tanker(fuel_t=5))
    track.contact(Receiver("a"))
    track.contact(receiver)

    assert receiver.taken_t == 2


def test_a_boom_receiver_at_a_hose_tanker() -> None:
    assert Track(tanker(boom=0, hoses=2)).contact(Receiver("a")) is Cause.wrong_refuelling_system


def test_a_tanker_that_does_not_serve_its_nation() -> None:
    own, other = (Receiver(name, nation=nation) for name, nation in (("a", "home"), ("b", "friend")))
    track = Track(tanker(serves=("friend",)))

    assert isinstance(track.contact(own), Cause)
    assert isinstance(track.contact(other), float)


def test_nobody_on_the_track() -> None:
    assert Track().contact(Receiver("a")) is Cause.no_tanker_fuel


@pytest.mark.parametrize(("patience", "loiter_h"), [("6 min", 9.0), ("30 min", 0.1)])
def test_a_queue_longer_than_its_patience_or_its_fuel_allows(patience: str, loiter_h: float) -> None:
    track = Track(tanker(), patience=patience)
    track.contact(Receiver("a"))

    assert track.contact(Receiver("b", loiter_h=loiter_h)) is Cause.no_tanker_contact


def test_no_contact_begins_that_would_hold_the_tanker_beyond_its_time() -> None:
    track = Track(tanker(span=(0.0, 0.2)))

    assert track.contact(Receiver("a")) == pytest.approx(0.15)
    assert track.contact(Receiver("b")) == pytest.approx(0.30)  # the contact may just begin
    assert track.contact(Receiver("c")) is Cause.no_tanker_contact


def test_a_late_tanker_is_waited_for_within_patience() -> None:
    late = tanker(span=(0.2, 6.0))
    track = Track()
    track.tracks.plan(late)
    hours = track.contact(Receiver("a"))
    impatient = Track(patience="6 min")
    impatient.tracks.plan(tanker(span=(0.2, 6.0)))

    assert hours == pytest.approx(-(0.2 + MOMENT_H))
    assert impatient.contact(Receiver("a")) is Cause.no_tanker_fuel


def test_a_receiver_waits_for_a_tanker_that_is_due_at_that_very_moment() -> None:
    track = Track()
    track.tracks.plan(tanker())

    assert track.contact(Receiver("a")) == pytest.approx(-MOMENT_H)


def test_a_tanker_that_never_came_is_not_waited_for_and_others_are_asked() -> None:
    broken, other = tanker(1), tanker(2)
    promise = broken.promise(System.boom, 0, 3, 1)
    assert promise is not None
    track = Track(other)
    track.tracks.plan(broken)
    track.tracks.leave(broken)
    track.tracks.void(promise)
    track.contact(Receiver("a"), promise=promise)

    assert track.log() == [(0, "tanker-2", "a1", 3, 0)]


# -- flown -------------------------------------------------------------------------------------------------------------

FAR = {"areas": {"hills": 1}, "on_station_min": "1.5 h"}
"""Where nobody stays that long without a tanker."""


def flown(seed: int = 1, **changes: Any) -> tuple[list[Any], list[Any]]:
    """How the patrols ended, and who drank from whom."""
    record = fly(world(**changes), seed)
    lines = [row[1:] for row in told(record, "lines", "role", "state", "cause") if row[0] == "patrol_at"]
    return lines, told(record, "refuellings", "tanker_sortie", "receiver_sortie", "system")


def test_a_patrol_that_needs_fuel_gets_it() -> None:
    forces = {"falcons": unit("fighter", 1), "tankers": unit("tanker", 2)}

    lines, contacts = flown(forces=forces, tasking={"patrol": patrol(at=[12], **FAR), "tanker": tankers()})

    assert lines == [("effective", None)]
    assert {row[1:] for row in contacts} == {("falcons-1.1", "boom")}


def test_a_tanker_comes_just_before_its_first_receiver_and_stays_for_the_way_home() -> None:
    forces = {"falcons": unit("fighter", 1), "tankers": unit("tanker", 4)}

    record = fly(world(forces=forces, tasking={"patrol": patrol(at=[12], **FAR), "tanker": tankers()}), 1)

    assert told(record, "refuellings", "tanker_sortie") == ["tankers-1.1"] * 2
    contacts: list[Any] = record.column("refuellings", "time_h")
    (came_h,) = {row[0] for row in told(record, "coverage", "start_h", "service") if row[1] == "boom"}
    assert contacts[0] - came_h == pytest.approx(SOONER_H)


def test_one_tanker_does_what_its_fuel_allows_and_the_next_what_it_could_not() -> None:
    """Ten pairs want ten tonnes in all for each leg; a tanker brings 46."""
    forces = {"falcons": unit("fighter", 20), "tankers": unit("tanker", 9)}

    _, contacts = flown(
        forces=forces, tasking={"patrol": patrol(at=[10 + n / 2 for n in range(10)], **FAR), "tanker": tankers()}
    )

    assert {row[0] for row in contacts} == {"tankers-1.1", "tankers-2.1"}


@pytest.mark.parametrize(("slip", "ends", "apart_h"), [("0 h", 1, 0.0), ("2 h", 2, 1.0)])
def test_a_line_is_moved_to_when_the_boom_is_free(slip: str, ends: int, apart_h: float) -> None:
    """Two want the one boom at the same hour, for 40 minutes each."""
    slow = {"boom_points": 1, "drogue_points": 0, "contact": "39 min", "rate": "600 t/h"}
    forces = {"falcons": unit("fighter", 2), "tankers": unit("tanker", 1)}
    scenario = world(
        forces=forces,
        aircraft={"tanker": {"tanker": slow}},
        planning={"slip": slip},
        tasking={"patrol": patrol(at=[12, 12], **FAR), "tanker": tankers(on_station="8 h")},
    )

    record = fly(scenario, 1)

    launches: list[Any] = [row[1] for row in told(record, "sorties", "role", "launched_h") if row[0] == "patrol_at"]
    assert len(launches) == ends
    assert max(launches) - min(launches) == pytest.approx(apart_h)


BOTH = {"boom_points": 1, "drogue_points": 2, "contact": "6 min", "rate": "60 t/h"}
TWO_SYSTEMS: dict[str, Any] = {
    "aircraft": {
        "mirage": kind(receives=["probe"]),
        "both": kind(fuel="60 t", tanker={**BOTH, "contact": "6 min", "rate": "60 t/h"}),
    },
    "tasking": {
        "booms": patrol(at=[12], **FAR, roles=["cap"]),
        "probes": patrol(at=[12], **FAR, roles=["strike"]),
        "tanker": tankers(),
    },
}


def test_one_tanker_for_both_systems_where_both_lack_fuel() -> None:
    forces = {
        "falcons": unit("fighter", 1, roles=["cap"]),
        "mirages": unit("mirage", 1, "strike"),
        "booms": unit("tanker", 2),
        "boths": unit("both", 2, "tanker"),
    }

    lines, contacts = flown(forces=forces, **TWO_SYSTEMS)

    assert lines == [("effective", None)] * 2
    assert contacts[2:] == [
        ("boths-1.1", "falcons-1.1", "boom"),
        ("boths-1.1", "mirages-1.1", "probe"),
    ]  # the sips apart


def test_where_one_system_lacks_fuel_the_tanker_that_has_both_stays() -> None:
    forces = {
        "falcons": unit("fighter", 1, roles=["cap"]),
        "booms": unit("tanker", 2),
        "boths": unit("both", 2, "tanker"),
    }

    _, contacts = flown(
        forces=forces, **{**TWO_SYSTEMS, "tasking": {"booms": patrol(at=[12], **FAR), "tanker": tankers()}}
    )

    assert {row[0].split("-")[0] for row in contacts} == {"booms"}


def test_a_tanker_that_nobody_was_promised_stays_at_home() -> None:
    """It is laid on for the way out; for the way home, hours later, there is no other, and so the patrol is dropped."""
    forces = {"falcons": unit("fighter", 1), "tankers": unit("tanker", 1)}
    short = tankers(on_station="2 h", on_station_min="1 h")

    record = fly(world(forces=forces, tasking={"patrol": patrol(at=[12], **FAR), "tanker": short}), 1)

    assert told(record, "lines", "role", "state") == [("patrol_at", "not_planned")]
    assert told(record, "sorties", "unit") == []


def test_who_cannot_drink_from_any_tanker_there_leaves_the_line_to_others() -> None:
    """Mirages come first by what they offer, and there are booms only."""
    forces = {
        "falcons": unit("fighter", 3, offer=3),
        "mirages": unit("mirage", 99, "cap"),
        "tankers": unit("tanker", 3),
    }
    types = {"mirage": kind(receives=["probe"])}

    lines, contacts = flown(
        forces=forces, aircraft=types, tasking={"patrol": patrol(at=[11, 12, 13], **FAR), "tanker": tankers()}
    )

    assert lines == [("effective", None)] * 3
    assert {row[2] for row in contacts} == {"boom"}


def test_a_tanker_that_breaks_on_the_ground_is_replaced_by_another_on_the_track() -> None:
    """Six come at once; the plan sends three of them to one tanker, and three to another, that could serve all."""
    boom = {"boom_points": 1, "drogue_points": 0, "contact": "12 min", "rate": "600 t/h"}
    sound = {"tanker": {**boom, "boom_points": 4}}
    types = {"broken": kind(fuel="60 t", p_ground_abort=1, tanker=boom), "tanker": sound}
    forces = {
        "falcons": unit("fighter", 6),
        "broken": unit("broken", 1, "tanker", offer=1),
        "sound": unit("tanker", 1, offer=0.1),
    }
    requests = {"patrol": patrol(at=[10] * 6, **FAR), "tanker": tankers(on_station="8 h")}

    lines, contacts = flown(forces=forces, aircraft=types, tasking=requests)

    assert lines == [("effective", None)] * 6
    assert {row[0].split("-")[0] for row in contacts} == {"sound"}


def test_when_all_tankers_break_on_the_ground_receivers_turn_back_at_the_track() -> None:
    forces = {"falcons": unit("fighter", 1), "tankers": unit("tanker", 4)}

    lines, contacts = flown(
        forces=forces,
        aircraft={"tanker": {"p_ground_abort": 1}},
        tasking={"patrol": patrol(at=[12], **FAR), "tanker": tankers()},
    )

    assert lines == [("air_abort", "no_tanker_fuel")]
    assert contacts == []


def test_an_order_without_a_fitting_tanker_says_so() -> None:
    hoses = {"boom_points": 0, "drogue_points": 2}
    types = {"tanker": {"tanker": hoses}, "mirage": kind(receives=["probe"])}
    forces = {
        "falcons": unit("fighter", 1, roles=["cap"]),
        "mirages": unit("mirage", 1, "strike"),
        "tankers": unit("tanker", 3),
    }
    requests = {
        "first": patrol(at=[12], **FAR, roles=["strike"]),
        "second": patrol(at=[12], **FAR, roles=["cap"]),
        "tanker": tankers(),
    }

    lines, contacts = flown(forces=forces, aircraft=types, tasking=requests)

    assert lines == [("effective", None), ("not_planned", "wrong_refuelling_system")]
    assert {row[2] for row in contacts} == {"probe"}


def test_the_first_uplift_is_what_was_burnt_on_the_way_to_the_track() -> None:
    forces = {"falcons": unit("fighter", 1), "tankers": unit("tanker", 2)}
    record = fly(world(forces=forces, tasking={"patrol": patrol(at=[12], **FAR), "tanker": tankers()}), 1)

    launched_h = dict(told(record, "sorties", "unit", "launched_h"))["falcons"]
    assert told(record, "refuellings", "time_h", "fuel_t")[0] == pytest.approx((launched_h + 0.5, 0.5))


def test_a_wait_at_the_tanker_is_flown_and_burnt() -> None:
    # four single aircraft arrive at once at one boom: each takes a little more than the one before it
    forces = {"falcons": unit("fighter", 4), "tankers": unit("tanker", 2)}
    record = fly(world(forces=forces, tasking={"patrol": patrol(at=[12] * 4, **FAR), "tanker": tankers()}), 1)

    waits = told(record, "refuellings", "wait_h")[:4]
    landed = sorted(row[1] for row in told(record, "sorties", "unit", "landed_h") if row[0] == "falcons")
    assert waits == [pytest.approx(n * (CONTACT_H + 0.5 / RATE)) for n in range(4)]
    assert landed == sorted(set(landed))


def test_it_says_so_too_when_the_wrong_tankers_are_not_even_sent() -> None:
    """They are laid where they are of use; nobody else asks for fuel here."""
    types = {"tanker": {"tanker": {"boom_points": 0, "drogue_points": 2}}}
    forces = {"falcons": unit("fighter", 1), "tankers": unit("tanker", 3)}

    lines, contacts = flown(
        forces=forces, aircraft=types, tasking={"patrol": patrol(at=[12], **FAR), "tanker": tankers()}
    )

    assert lines == [("not_planned", "wrong_refuelling_system")]
    assert contacts == []


def test_without_any_tanker_there_is_no_fuel_of_either_system() -> None:
    lines, _ = flown(
        forces={"falcons": unit("fighter", 1)}, tasking={"patrol": patrol(at=[12], **FAR), "tanker": tankers()}
    )

    assert lines == [("not_planned", "no_tanker_fuel")]
