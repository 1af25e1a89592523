"""How many replications are enough.

Source: K. Hoad, S. Robinson, R. Davies (2010), "Automated selection of the number of replications for a
discrete-event simulation", Journal of the Operational Research Society 61(11), 1632-1644. The precision after n
replications is the half width of the 95 % t interval over the mean of the first n; n is enough when the precision is
reached there and is not lost again within the look-ahead: f(k, n) = k up to n = 100 and k n / 100 (rounded down)
beyond, k = 5. The look-ahead guards against an interval that is narrow by chance after a few runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

LOOK_AHEAD = 5
"""k of the rule; the value that the authors recommend."""
LEAST = 3
"""Replications with which the rule begins, as the authors do."""


@dataclass(frozen=True)
class Rule:
    """When to stop."""

    precision: float
    """Half width of the interval over the mean: 0.02 is 2 %."""
    least: int = LEAST
    """Never fewer replications."""
    look_ahead: int = LOOK_AHEAD


class Verdict(NamedTuple):
    """Enough was flown."""

    needed: int
    """Replications after which the precision was reached and kept."""
    flown: int
    """Those and the look-ahead: all count, none is thrown away."""
    precision: float
    """What all of them reach."""


def ahead(rule: Rule, n: int) -> int:
    """Replications beyond n in which the precision must not be lost again."""
    return rule.look_ahead * max(n, 100) // 100


def precisions(values: Sequence[float]) -> npt.NDArray[np.float64]:
    """Half width over mean after 1, 2, ... replications; shape (replication,). Infinite where there is none."""
    import numpy as np
    from scipy.special import stdtrit

    x = np.asarray(values, dtype=np.float64)
    n = np.arange(1, len(x) + 1)
    shifted = x - x[0] if len(x) else x  # sums of squares of small numbers keep their digits
    mean = np.cumsum(shifted) / n
    squares = np.maximum(np.cumsum(shifted**2) - n * mean**2, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        half = stdtrit(n - 1, 0.975) * np.sqrt(squares / (n - 1) / n)
        found = half / np.abs(mean + (x[0] if len(x) else 0.0))
    found[half == 0] = 0.0  # all alike, be they zero
    found[~np.isfinite(found)] = np.inf
    return found


def enough(values: Sequence[float | None], rule: Rule) -> Verdict | None:
    """When to stop, if the values (in the order of the seeds) show it; None: go on.

    Only the values up to the look-ahead's end decide, so it does not matter how many were flown at once. The rule
    looks at the replications in which the measure is defined.
    """
    found = precisions([value for value in values if value is not None])
    run = 0
    for at, reached in enumerate(found):
        run = run + 1 if reached <= rule.precision and at + 1 >= rule.least else 0
        first = at + 2 - run
        if run and run > ahead(rule, first):
            return Verdict(_flown(values, first), _flown(values, at + 1), float(found[at]))
    return None


def _flown(values: Sequence[float | None], defined: int) -> int:
    """How many replications it takes to have so many in which the measure is defined."""
    at = [number for number, value in enumerate(values, start=1) if value is not None]
    return at[defined - 1]
