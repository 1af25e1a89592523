"""How much one visitor may ask of the machine. All assumed: a classroom of a dozen on a teacher's laptop."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What is refused, told to whoever asked, and what is ended."""

    reps: int = 40
    """Replications of a world."""
    days: int = 400
    """Length of a campaign: Libya 2011 is 215 days."""
    jobs: int = 3
    """Runs of one visitor that are waiting or flown, one for each open page."""
    waiting: int = 60
    """Runs of all visitors together."""
    cpu_s: float = 120.0
    """Time that one replication may take of a processor."""
    memory_mb: int = 3000
    """Memory of a worker process."""
    upload_kb: int = 300
    """Size of a scenario that is brought along: Libya 2011 is 80 kB."""
    brought: int = 50
    """Scenarios that were brought along and are kept; the oldest goes first."""
    store_mb: int = 1000
    """Finished runs that are kept on the disk; the oldest go first."""


class Refused(Exception):
    """What was asked for is beyond a limit, or is no sense; the text is for whoever asked."""
