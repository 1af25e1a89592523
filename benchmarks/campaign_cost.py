"""What a campaign costs, in units that do not depend on the machine.

    python benchmarks/campaign_cost.py [--rounds 7] [--reps 5] [--scenario FILE] [--json]

Three things are timed in turn, A B C A B C …, in one process, so that a machine that slows down slows all of them:

A  a bare event: one process that yields one timeout after the other;
B  a textbook sortie of 15 events: a process each, a `Resource` for the runway and for the boom, a `Container` for fuel;
C  the whole campaign, with its record and its audit; the scenario is read beforehand.

Bounds: at most 40 bare events a sortie, aim 28, about the price of one textbook sortie; under 400 MB for a run with all
its tables; no growth from the second replication to the last. Costs are medians over the rounds, by the process's own
clock.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
import sys
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple

import simpy

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from sim.campaign.campaign import Campaign, fly  # noqa: E402 - the source tree, installed or not
from sim.campaign.record import TABLES  # noqa: E402
from sim.scenario.load import load  # noqa: E402
from sim.scenario.scenario import Scenario  # noqa: E402

MOST_EVENTS, AIM_EVENTS, MOST_MB = 40, 28, 400
FLOWN_IN = 1
"""The first replication: Arrow keeps the memory of its tables and the second has the campaign beside it."""
FLAT_MB = 10
"""Growth over replications that is no more than the allocator's breathing. Assumed (2 to 20 MB)."""
TIMEOUTS, SORTIES, WAVE = 300_000, 15_000, 10


class Cost(NamedTuple):
    """Seconds of one round, by the process's own clock and by the wall's."""

    cpu_s: float
    wall_s: float


class Found(NamedTuple):
    """The numbers of one call; `--json` prints them by these names."""

    scenario: str
    python: str
    rounds: int
    sorties: int
    run_cpu_s: float
    run_wall_s: float
    bare_us: float
    textbook_us: float
    campaign_us: float
    """Processor time of one bare event, one textbook sortie, one sortie of the campaign."""
    in_bare_events: float
    in_bare_events_by_round: list[float]
    in_textbook_sorties: float
    kernel_events: float
    """Events that the kernel takes for one sortie of the campaign."""
    before_mb: float
    peak_mb: list[float]
    """After each replication."""


def timed(work: Callable[[], object]) -> Cost:
    """One round; the garbage of the one before is cleared first, so that none pays for another."""
    gc.collect()
    cpu_s, wall_s = process_time(), perf_counter()
    work()
    return Cost(process_time() - cpu_s, perf_counter() - wall_s)


def bare_events() -> None:
    """A: nothing but the kernel."""
    env = simpy.Environment()

    def clock() -> simpy.events.ProcessGenerator:
        for _ in range(TIMEOUTS):
            yield env.timeout(1.0)

    env.process(clock())
    env.run()


def textbook() -> None:
    """B: sorties in waves of ten, as a course in SimPy would write them; process begun and ended are two events."""
    env = simpy.Environment()
    runway, boom = simpy.Resource(env, 4), simpy.Resource(env, 2)
    fuel = simpy.Container(env, init=1e9)

    def sortie() -> simpy.events.ProcessGenerator:
        with runway.request() as cleared:
            yield cleared
            yield env.timeout(0.05)
        yield env.timeout(1.0)
        with boom.request() as contact:
            yield contact
            yield fuel.get(5.0)
            yield env.timeout(0.1)
        yield env.timeout(3.0)
        with runway.request() as cleared:
            yield cleared
            yield env.timeout(0.05)
        yield env.timeout(3.0)

    def tasking() -> simpy.events.ProcessGenerator:
        for _ in range(SORTIES // WAVE):
            for _ in range(WAVE):
                env.process(sortie())
            yield env.timeout(2.0)

    env.process(tasking())
    env.run()


def kernel_events(scenario: Scenario) -> int:
    """Events of one campaign, counted as the kernel takes them."""
    campaign = Campaign(scenario, 1)
    step, events = campaign.env.step, 0

    def counted() -> None:
        nonlocal events
        events += 1
        step()

    campaign.env.step = counted  # type: ignore[method-assign]
    campaign.run()
    return events


def peak_mb() -> float:
    """The most memory that this process has ever held; Linux counts in KiB, macOS in bytes."""
    return getrusage(RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def with_tables(scenario: Scenario, seed: int) -> int:
    """One run with every table made, as a result folder holds them; its sorties."""
    record = fly(scenario, seed)
    tables = [record.table(name) for name in TABLES]
    assert all(table.num_columns for table in tables)
    return len(record.sorties)


def measure(path: Path, rounds: int, reps: int) -> Found:
    """All numbers of one call. Memory comes first: the peak only ever rises."""
    scenario = load(path)
    before_mb = peak_mb()
    sorties = with_tables(scenario, 1)
    peaks = [peak_mb()]
    for seed in range(2, reps + 1):
        with_tables(scenario, seed)
        peaks.append(peak_mb())
    work: list[tuple[Callable[[], object], int]] = [
        (bare_events, TIMEOUTS),
        (textbook, SORTIES),
        (lambda: fly(scenario, 1), sorties),
    ]
    costs = [[timed(run) for run, _ in work] for _ in range(rounds)]
    rows = [[1e6 * cost.cpu_s / units for cost, (_, units) in zip(row, work, strict=True)] for row in costs]
    bare, book, campaign = (median(column) for column in zip(*rows, strict=True))
    return Found(
        scenario=scenario.name,
        python=platform.python_version(),
        rounds=rounds,
        sorties=sorties,
        run_cpu_s=median(row[2].cpu_s for row in costs),
        run_wall_s=median(row[2].wall_s for row in costs),
        bare_us=bare,
        textbook_us=book,
        campaign_us=campaign,
        in_bare_events=campaign / bare,
        in_bare_events_by_round=[row[2] / row[0] for row in rows],
        in_textbook_sorties=campaign / book,
        kernel_events=kernel_events(scenario) / sorties,
        before_mb=before_mb,
        peak_mb=peaks,
    )


def report(found: Found) -> str:
    """One line a number, with the bound where there is one."""
    ratio, low, high = found.in_bare_events, min(found.in_bare_events_by_round), max(found.in_bare_events_by_round)
    first_mb, growth_mb = found.peak_mb[0], found.peak_mb[-1] - found.peak_mb[: FLOWN_IN + 1][-1]
    kept = {True: "kept", False: "BROKEN"}
    return f"""\
{found.scenario}: {found.sorties:,} sorties, {found.run_cpu_s:.2f} s on the processor, {found.run_wall_s:.2f} s in all
bare event {found.bare_us:.2f} µs, textbook sortie {found.textbook_us:.0f} µs, ours {found.campaign_us:.1f} µs
bare events a sortie: {ratio:.1f} ({low:.1f} to {high:.1f} in {found.rounds} rounds), aim {AIM_EVENTS}, \
bound {MOST_EVENTS}: {kept[ratio <= MOST_EVENTS]}
textbook sorties a sortie: {found.in_textbook_sorties:.2f}
kernel events a sortie: {found.kernel_events:.1f}
peak memory with all tables: {first_mb:.0f} MB ({found.before_mb:.0f} before the run), \
bound {MOST_MB}: {kept[first_mb < MOST_MB]}
growth from replication 2 to {len(found.peak_mb)}: {growth_mb:+.0f} MB, bound {FLAT_MB}: {kept[growth_mb <= FLAT_MB]}"""


if __name__ == "__main__":
    options = argparse.ArgumentParser(description="What a campaign costs, in bare SimPy events and textbook sorties.")
    options.add_argument("--scenario", type=Path, default=ROOT / "scenarios" / "libya_2011.yaml", help="scenario file")
    options.add_argument("--rounds", type=int, default=7, help="rounds of A B C")
    options.add_argument("--reps", type=int, default=5, help="replications over which memory must stay flat")
    options.add_argument("--json", action="store_true", help="one JSON document instead of lines")
    asked = options.parse_args()
    numbers = measure(asked.scenario, asked.rounds, asked.reps)
    print(json.dumps({"schema": 1, **numbers._asdict()}, indent=2) if asked.json else report(numbers))
