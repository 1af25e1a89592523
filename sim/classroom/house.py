"""What all pages of a classroom share."""

from __future__ import annotations

from dataclasses import dataclass

from sim.classroom.limits import Limits
from sim.classroom.room import Room
from sim.classroom.shelf import Shelf


@dataclass(frozen=True)
class House:
    """The shelf, the queue, and the limits of both."""

    shelf: Shelf
    room: Room
    limits: Limits
