"""SimPy's environment and its processes, in fewer Python calls for each event.

The order of events is SimPy's: by time, urgent ones first, then as they were scheduled. Left out is what nobody here
uses: nothing is interrupted, no event fails, and nobody waits for the end of a process, so that is no event.
The kernel was a fifth of a campaign's time (docs/background/speed.md).
"""

from __future__ import annotations

from collections.abc import Generator
from heapq import heappop, heappush
from math import inf
from typing import Any

import simpy
from simpy.events import NORMAL, URGENT, EventPriority

Story = Generator[simpy.Event, Any, None]
"""What a process does: it yields each event that it waits for."""


class Kernel(simpy.Environment):
    """The clock of one campaign, and its events in order."""

    now: float = 0  # a plain attribute: it is read more often than anything else
    """Hours since the start."""

    def schedule(self, event: simpy.Event, priority: EventPriority = NORMAL, delay: float = 0.0) -> None:
        heappush(self._queue, (self.now + delay, priority, next(self._eid), event))

    def timeout(self, delay: float = 0.0, value: Any = None) -> simpy.Timeout:
        """An event that many hours from now."""
        if delay < 0:
            raise ValueError(f"negative delay {delay}")
        event: simpy.Timeout = _blank(simpy.Timeout)
        event.env = self
        event.callbacks = []
        event._value = value
        event._delay = delay
        event._ok = True
        heappush(self._queue, (self.now + delay, NORMAL, next(self._eid), event))
        return event

    def begin(self, story: Story, delay: float = 0.0) -> None:
        """A process that starts that many hours from now, or before anything else that happens now."""
        if delay > 0:
            start: simpy.Event = self.timeout(delay)
        else:
            start = simpy.Event(self)
            start._ok, start._value = True, None
            self.schedule(start, URGENT)
        start.callbacks.append(_Telling(story).go_on)

    def run(self, until: Any = inf) -> None:
        """Until that time, and not into it, or until nothing is left to happen."""
        queue = self._queue
        while queue and queue[0][0] < until:
            self.step()
        if until < inf:
            self.now = until

    def step(self) -> None:
        """The next event happens."""
        self.now, _, _, event = heappop(self._queue)
        callbacks, event.callbacks = event.callbacks, None  # type: ignore[assignment]
        for callback in callbacks:
            callback(event)


_blank = object.__new__


class _Telling:
    """A process that is under way."""

    __slots__ = ("_send",)

    def __init__(self, story: Story) -> None:
        self._send = story.send

    def go_on(self, event: simpy.Event) -> None:
        """What it waited for has happened."""
        try:
            self._send(event._value).callbacks.append(self.go_on)
        except StopIteration:  # it has ended
            return
