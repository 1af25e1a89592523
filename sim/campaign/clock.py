"""Things done at a later time with one event and no process."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import simpy

T = TypeVar("T")


def after(env: simpy.Environment, delay_h: float, act: Callable[[], None]) -> None:
    """Do `act` so many hours from now."""
    env.timeout(delay_h).callbacks.append(lambda _: act())


def call_at(env: simpy.Environment, delay_h: float, act: Callable[[T], None], value: T) -> None:
    """Do `act(value)` so many hours from now."""
    env.timeout(delay_h).callbacks.append(lambda _: act(value))
