"""The numbers of an aircraft type that every step of a flight reads."""

from __future__ import annotations

from dataclasses import dataclass

from sim.scenario.inputs import AircraftType


@dataclass(frozen=True, slots=True)
class Performance:
    """A plain copy: reading a field of a checked input costs four times as much (docs/background/speed.md)."""

    cruise: float
    fuel: float
    burn: float
    reserve: float
    turn: float
    repair: float
    p_break: float
    p_ground_abort: float
    p_air_abort: float
    mishap: float

    @classmethod
    def of(cls, kind: AircraftType) -> Performance:
        """The numbers of one type."""
        return cls(*(getattr(kind, name) for name in cls.__slots__))
