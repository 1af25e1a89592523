"""The square of the wait tells the orders of work apart: newest first lets the old wait very long."""

from __future__ import annotations

from collections.abc import Iterator

from sim.theory.form import Check, Form, long_run
from sim.theory.rigs.desk import FOREVER, Stream, worked

RHO = 0.5


def checks(seed: int) -> Iterator[Check]:
    for name, newest_first, spread in (("in order", False, 1.0), ("newest first", True, 1 / (1 - RHO))):
        targets = worked(1, Stream(RHO, FOREVER, 60_000, seed), newest_first=newest_first)
        squares = [one.wait_h**2 for one in targets if one.wait_h is not None]
        yield long_run(f"mean square of the wait, {name}, h²", squares, 2 * RHO / (1 - RHO) ** 2 * spread, sharp=0.08)


FORM = Form(
    title="Order of work at the desk",
    formula="mean square of the wait = 2 ρ / (μ − λ)² in order; 1 / (1 − ρ) times that with the newest first",
    mechanism="desks",
    source="Takács, Delay distributions for one line with Poisson input, general holding times, and various "
    "orders of service, Bell System Technical Journal 42 (1963) 487-503",
    applies="as for the time at the desk; the mean cannot tell the orders apart, the square can",
    misses="an order by class or by value of the target",
    broken="both desks worked in the same order",
    checks=checks,
)
