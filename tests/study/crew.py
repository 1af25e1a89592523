"""Workers that the tests of the study send out; in a module of their own so that a worker process finds them."""

import os
import signal
import time
from pathlib import Path

import pyarrow as pa

from sim.study.replication import Parcel, Replication, Task, pack


def parcel(replication: Replication, **days: list[float]) -> Parcel:
    """A replication as a worker sends it back."""
    return Parcel(pack(replication, pa.table(days)))


def luck(task: Task) -> Parcel:
    """A run whose measures are made up from its scenario's length and its seed."""
    level = task.seed * 2.0 + task.scenario.duration
    return parcel(Replication(task.seed, {"sorties": level, "day": None}), sorties=[1.0, task.seed])


def slow(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def double(number: int) -> int:
    return 2 * number


def process(_: int) -> int:
    time.sleep(0.05)
    return os.getpid()


def die_on_three(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return double(number)


def die_once(flag: str) -> str:
    path = Path(flag)
    if not path.exists():
        path.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "flown"


def never_starts(number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def die_on_seven(task: Task) -> Parcel:
    if task.seed == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return luck(task)


class Awkward(Exception):
    """Cannot be unpickled: its constructor wants two arguments and hands on one."""

    def __init__(self, subject: str, hour: float) -> None:
        super().__init__(f"{subject} at {hour} h")


def awkward(_: int) -> int:
    raise Awkward("tank below zero", 12.0)


def wrong(_: int) -> int:
    raise ValueError("fuel given is not fuel taken")


def slow_luck(task: Task) -> Parcel:
    """`luck` that takes long enough to be killed in."""
    time.sleep(0.005)
    return luck(task)
