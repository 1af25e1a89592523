"""Sensors of one kind over one area, and the moment at which each target below is seen."""

from __future__ import annotations

from heapq import heappop, heappush
from math import inf
from typing import TYPE_CHECKING

import simpy

if TYPE_CHECKING:
    from collections.abc import Callable

    from sim.campaign.target import Target

ROUNDING_H = 1e-9
"""Sensor-hours may fall short by this much at the moment of a detection."""


class Watch:
    """One kind of sensor over one area.

    Each sensor on station finds each target at a rate that depends on both. So the watch keeps its sensor-hours,
    and a target waits for them to rise by an exponential draw of its own over that rate; whichever kind of sensor
    gets there first has found it. Exact for rates that change only as sensors come and go, with no polling, one
    timer for the watch, and nothing to do for the targets when a sensor comes.
    Source: time change of a Poisson process, and the minimum of exponentials; e.g. Daley and Vere-Jones, An
    Introduction to the Theory of Point Processes, section 7.4.
    """

    __slots__ = ("_env", "_number", "_seen", "_since_h", "_timer", "_timer_h", "_waiting", "sensor_h", "sensors")

    def __init__(self, env: simpy.Environment, seen: Callable[[Target, int], None]) -> None:
        self._env = env
        self._seen = seen
        self.sensors = 0
        """Sensors on station."""
        self.sensor_h = 0.0
        """Sensor-hours up to `_since_h`."""
        self._since_h = 0.0
        self._timer: simpy.Event | None = None
        self._timer_h = inf
        self._number = 0
        self._waiting: list[tuple[float, int, Target, int]] = []

    def expect(self, target: Target, look: int, sensor_h: float) -> None:
        """The target is there to be seen, after so many more sensor-hours; `look` says for the how-manieth time."""
        sensors = self.sensors
        self._number = number = self._number + 1
        if not sensors:
            heappush(self._waiting, (self.sensor_h + sensor_h, number, target, look))
        else:
            now = self._env.now
            total = self.sensor_h + sensors * (now - self._since_h)
            heappush(self._waiting, (total + sensor_h, number, target, look))
            due_h = now + sensor_h / sensors
            if due_h < self._timer_h:
                self._set_timer(now, due_h)

    def change(self, sensors: int) -> None:
        """So many sensors have come (+) or gone (-)."""
        now = self._env.now
        self.sensor_h += self.sensors * (now - self._since_h)
        self._since_h = now
        self.sensors += sensors
        waiting = self._waiting
        if sensors > 0 and waiting:
            due_h = now + (waiting[0][0] - self.sensor_h) / self.sensors
            if due_h < self._timer_h:
                self._set_timer(now, due_h)

    def _set_timer(self, now: float, due_h: float) -> None:
        """Looks again when the next target may be seen; an earlier timer stays as it is."""
        self._timer_h = due_h
        self._timer = timer = self._env.timeout(due_h - now if due_h > now else 0.0)
        timer.callbacks.append(self._ring)

    def _ring(self, timer: simpy.Event) -> None:
        if timer is not self._timer:  # an earlier one has overtaken it
            return
        self._timer_h = inf
        now = self._env.now
        sensors = self.sensors
        self.sensor_h = total = self.sensor_h + sensors * (now - self._since_h)
        self._since_h = now
        waiting = self._waiting
        while waiting:
            at, _, target, look = waiting[0]
            if target.hides_h > now and target.looks == look:
                if at > total + ROUNDING_H:
                    break
                heappop(waiting)
                self._seen(target, look)
            else:
                heappop(waiting)
        if waiting and sensors:
            next_h = now + (waiting[0][0] - total) / sensors
            if next_h < self._timer_h:
                self._set_timer(now, next_h)


class SightWatch(Watch):
    """Sensors that need sight, over an area that has weather: they count as none while it closes the view."""

    __slots__ = ("_blind", "_closed")

    def __init__(self, env: simpy.Environment, seen: Callable[[Target, int], None]) -> None:
        super().__init__(env, seen)
        self._closed = False
        self._blind = 0
        """Sensors on station that see nothing now."""

    def change(self, sensors: int) -> None:
        if self._closed:
            self._blind += sensors
        else:
            super().change(sensors)

    def close_view(self) -> None:
        """Those on station see nothing from now on."""
        self._blind = self.sensors
        super().change(-self.sensors)
        self._closed = True

    def open_view(self) -> None:
        """They see again, with those that have come meanwhile and without those that have gone."""
        self._closed = False
        super().change(self._blind)
