"""The queue: who is served when, what is dropped, what is refused; and workers that die or fly for ever."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from multiprocessing import active_children
from pathlib import Path

import pytest

from sim.classroom import room as room_module
from sim.classroom.limits import Limits, Refused
from sim.classroom.outcome import AS_IT_STANDS, CHANGED
from sim.classroom.room import Job, Room, Stage, Wish, prune
from sim.classroom.state import Desk
from sim.scenario.load import Changes
from sim.scenario.scenario import Scenario
from sim.study.crew import Crew, Standing, crew_of
from sim.study.replicate import Means, replicate
from sim.study.replication import Parcel, Task
from sim.study.store import Store
from tests.study.crew import luck


class Alone:
    """In place of worker processes: the thread of the room does the work."""

    crew: Crew = crew_of(1)

    def warm(self, work: Callable[[], object]) -> None:
        """Nobody to warm."""

    def close(self) -> None:
        """Nobody to end."""


class Gate:
    """Work that waits until it is let through, and says who did it."""

    def __init__(self) -> None:
        self.flown: list[tuple[str, int]] = []
        self.open = threading.Semaphore(0)

    def __call__(self, _mark: str, _limits: Limits) -> Callable[[Task], Parcel]:
        return self.fly

    def fly(self, task: Task) -> Parcel:
        assert self.open.acquire(timeout=20)
        self.flown.append((task.scenario.name, task.seed))
        made = luck(task)
        return Parcel(made.file, {"lines": b""} if task.tables else {})


def until(true: Callable[[], object], seconds: float = 20) -> None:
    """Wait for another thread."""
    for _ in range(int(seconds / 0.01)):
        if true():
            return
        time.sleep(0.01)
    raise AssertionError("it never came")


@pytest.fixture
def gate() -> Gate:
    return Gate()


@pytest.fixture
def room(gate: Gate, desk: Desk) -> Iterator[Room]:
    found = Room(Limits(jobs=2, waiting=4), Alone(), gate)  # type: ignore[arg-type]
    found.open(desk.scenario)
    yield found
    gate.open.release(1000)
    found.close()


@pytest.fixture
def named(desk: Desk) -> Callable[[str], Scenario]:
    """A scenario of that name, which is another world, too."""
    return lambda name: desk.book.files.load(Changes(sets=(f"name={name}",)))


def test_first_come_first_served_and_each_sees_its_place(
    room: Room, gate: Gate, named: Callable[[str], Scenario]
) -> None:
    jobs = [room.ask(Wish(who, {AS_IT_STANDS: named(who)}, 1)) for who in ("anna", "ben", "cleo")]
    until(lambda: jobs[0].seen.stage is Stage.flown)
    assert [room.place(job) for job in jobs] == [0, 1, 2]
    gate.open.release(1)
    until(lambda: jobs[1].seen.stage is Stage.flown)
    assert [room.place(job) for job in jobs] == [0, 0, 1]
    gate.open.release(2)
    until(lambda: all(job.seen.stage is Stage.done for job in jobs))
    assert gate.flown == [("anna", 1), ("ben", 1), ("cleo", 1)]


def test_an_older_run_is_dropped_for_a_newer(room: Room, gate: Gate, named: Callable[[str], Scenario]) -> None:
    first = room.ask(Wish("anna", {AS_IT_STANDS: named("first")}, 30))
    until(lambda: first.seen.stage is Stage.flown)
    second = room.ask(Wish("anna", {AS_IT_STANDS: named("second")}, 1), instead_of=first)
    third = room.ask(Wish("anna", {AS_IT_STANDS: named("third")}, 1), instead_of=second)
    assert (first.seen.stage, second.seen.stage) == (Stage.dropped, Stage.dropped)
    assert not first.mark.exists()
    gate.open.release(2)
    until(lambda: third.seen.stage is Stage.done)
    assert gate.flown == [("first", 1), ("third", 1)]


def test_a_long_run_makes_way_and_loses_nothing(
    room: Room, gate: Gate, named: Callable[[str], Scenario], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its turn is over with the first seed; the other is served, and then it goes on where it was."""
    monkeypatch.setattr(room_module, "TURN_S", 0.0)
    long = room.ask(Wish("anna", {AS_IT_STANDS: named("long"), CHANGED: named("changed")}, 3))
    until(lambda: long.seen.stage is Stage.flown)
    short = room.ask(Wish("ben", {AS_IT_STANDS: named("short")}, 1))
    gate.open.release(3)
    until(lambda: short.seen.stage is Stage.done)
    assert gate.flown == [("long", 1), ("changed", 1), ("short", 1)]
    gate.open.release(4)
    until(lambda: long.seen.stage is Stage.done)
    assert [run.seed for run in long.seen.flown[CHANGED]] == [1, 2, 3]
    assert gate.flown[3:] == [("long", 2), ("changed", 2), ("long", 3), ("changed", 3)]


def test_a_world_is_flown_once_for_the_whole_class(room: Room, gate: Gate, named: Callable[[str], Scenario]) -> None:
    gate.open.release(2)
    for who in ("anna", "ben", "cleo"):
        job = room.ask(Wish(who, {AS_IT_STANDS: named("same")}, 2))
        until(lambda job=job: job.seen.stage is Stage.done)  # type: ignore[misc]
    assert gate.flown == [("same", 1), ("same", 2)]


def test_what_is_too_much_is_refused(room: Room, named: Callable[[str], Scenario]) -> None:
    wish = Wish("anna", {AS_IT_STANDS: named("one")}, 1)
    flying = room.ask(wish)
    until(lambda: flying.seen.stage is Stage.flown)
    second = room.ask(wish)
    with pytest.raises(Refused, match="You have 2 runs under way on other pages"):
        room.ask(wish)
    assert room.ask(wish, instead_of=second).seen.stage is Stage.waiting
    for who in ("ben", "cleo", "dora"):
        room.ask(Wish(who, wish.worlds, 1))
    with pytest.raises(Refused, match="The classroom is full"):
        room.ask(Wish("emil", wish.worlds, 1))


def test_a_run_that_fails_is_told_without_a_path_and_the_class_goes_on(desk: Desk) -> None:
    def failing(_mark: str, _limits: Limits) -> Callable[[Task], Parcel]:
        def fly(task: Task) -> Parcel:
            if task.scenario.name == "bad":
                raise ValueError("/root/secret/file.py went wrong")
            made = luck(task)
            return Parcel(made.file, {"lines": b""} if task.tables else {})

        return fly

    room = Room(Limits(), Alone(), failing)  # type: ignore[arg-type]
    room.open(desk.scenario)
    bad = room.ask(Wish("anna", {AS_IT_STANDS: desk.book.files.load(Changes(sets=("name=bad",)))}, 1))
    good = room.ask(Wish("ben", {AS_IT_STANDS: desk.scenario}, 1))
    until(lambda: good.seen.stage is Stage.done)
    room.close()
    assert bad.seen.stage is Stage.failed
    assert "/" not in bad.seen.fault
    assert not room.folder.exists()


def test_the_oldest_worlds_are_forgotten_first(tmp_path: Path) -> None:
    for age, name in enumerate(("old", "middle", "new")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.arrow").write_bytes(b"x" * 700_000)
        os.utime(tmp_path / name, (age, age))
    prune(tmp_path, most_mb=2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["middle", "new"]
    prune(tmp_path / "nothing", most_mb=1)


# -- with real workers ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Limits], Room]]:
    """Rooms that share two worker processes, since these take a while to start."""
    standing = Standing(2)
    rooms: list[Room] = []

    def opened(limits: Limits) -> Room:
        found = Room(limits, standing)
        found._thread.start()
        rooms.append(found)
        return found

    yield opened
    for one in rooms:
        one.close()


def flown(job: Job) -> list[float | None]:
    return [run.measures["targets_struck"] for run in job.seen.flown[CHANGED]]


def pair(desk: Desk) -> dict[str, Scenario]:
    return {AS_IT_STANDS: desk.scenario, CHANGED: desk.book.files.load(Changes(without=("tankers",)))}


def test_the_numbers_are_those_of_a_study_and_a_killed_worker_does_not_end_the_class(
    real: Callable[[Limits], Room], desk: Desk, tmp_path: Path
) -> None:
    expected = replicate(pair(desk), range(1, 7), Means(Store(tmp_path)))
    room = real(Limits())
    job = room.ask(Wish("anna", pair(desk), 6))
    until(lambda: job.seen.stage is Stage.flown and active_children())
    victim = next(child.pid for child in active_children() if child.pid)
    os.kill(victim, signal.SIGKILL)
    until(lambda: job.over)
    assert (job.seen.stage, job.seen.fault) == (Stage.done, "")
    assert flown(job) == [run.measures["targets_struck"] for run in expected[CHANGED]]
    other = room.ask(Wish("ben", pair(desk), 8))
    until(lambda: other.over)
    assert other.seen.stage is Stage.done


def test_twelve_at_once_stand_in_a_queue_and_each_gets_its_own_answer(
    real: Callable[[Limits], Room], desk: Desk, tmp_path: Path
) -> None:
    """Each with another number of fighters, so no two share a world."""
    worlds = [desk.book.files.load(Changes(sets=(f"forces.falcons.count={count}",))) for count in range(12, 24)]
    room = real(Limits())

    jobs = [room.ask(Wish(f"visitor {at}", {CHANGED: world}, 2)) for at, world in enumerate(worlds)]
    places = [room.place(job) for job in jobs]
    until(lambda: all(job.over for job in jobs))

    # one behind the other; whoever landed while they were asked has let those behind him move up
    assert all(0 <= behind - ahead <= 1 for ahead, behind in pairwise(places))
    assert places[-1] - places[0] > 6
    assert [job.seen.stage for job in jobs] == [Stage.done] * 12
    expected = replicate({str(at): world for at, world in enumerate(worlds)}, [1, 2], Means(Store(tmp_path)))
    assert [flown(job) for job in jobs] == [
        [run.measures["targets_struck"] for run in runs] for runs in expected.values()
    ]
    assert len({tuple(flown(job)) for job in jobs}) > 1


def test_a_campaign_that_takes_too_long_is_ended_and_told(real: Callable[[Limits], Room], shelf_desk: Desk) -> None:
    room = real(Limits(cpu_s=0.3))
    job = room.ask(Wish("anna", {AS_IT_STANDS: shelf_desk.scenario}, 1))
    until(lambda: job.over)
    assert job.seen.stage is Stage.failed
    assert "too large for this classroom: one run takes more than 0.3 s" in job.seen.fault


def test_a_dropped_run_leaves_its_workers_at_once(real: Callable[[Limits], Room], shelf_desk: Desk, desk: Desk) -> None:
    """Libya takes seconds; the lesson that is asked for in its place does not wait for it."""
    room = real(Limits())
    long = room.ask(Wish("anna", {AS_IT_STANDS: shelf_desk.scenario}, 2))
    until(lambda: long.seen.stage is Stage.flown)
    time.sleep(0.5)
    lesson = room.ask(Wish("anna", {AS_IT_STANDS: desk.scenario}, 1), instead_of=long)
    until(lambda: lesson.over)
    assert lesson.seen.stage is Stage.done
    assert long.seen.flown == {}
    assert room.store.seeds("nothing") == set()
    assert len(list(room.store.folder.iterdir())) == 1


@pytest.fixture(scope="module")
def shelf_desk() -> Desk:
    """The longest campaign."""
    from sim.classroom.shelf import Shelf
    from tests.classroom.conftest import SCENARIOS

    return Desk(Shelf(SCENARIOS / "libya_2011.yaml", Limits()).book("libya_2011"), Limits())


def test_a_warm_worker_is_kept_and_replaced_when_it_died() -> None:
    standing = Standing(1)
    with standing.crew.open() as executor:
        first = executor.submit(os.getpid).result()
    with standing.crew.open() as executor:
        assert executor.submit(os.getpid).result() == first
    os.kill(first, signal.SIGKILL)
    until(lambda: not any(child.pid == first for child in active_children()))
    with standing.crew.open() as executor:
        assert executor.submit(os.getpid).result() != first
    standing.close()
    standing.close()
