"""What many replications say about one number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt


@dataclass(frozen=True)
class Summary:
    """One number over replications. What is not known is None: without values nothing, with one no interval."""

    mean: float | None
    low: float | None
    """Lower end of the 95 % t interval of the mean."""
    high: float | None
    """Upper end of it."""
    p5: float | None
    p50: float | None
    p95: float | None
    defined: float
    """Share of the replications in which the number exists, such as the day of a stockout."""


def summarise(values: Sequence[float | None]) -> Summary:
    """Mean with its 95 % t interval, and quantiles, over the replications in which the number is defined.

    Raises ValueError for no replications at all.
    """
    if not values:
        raise ValueError("no replications to summarise")
    known = [value for value in values if value is not None]
    defined = len(known) / len(values)
    if not known:
        return Summary(None, None, None, None, None, None, defined)

    import numpy as np

    mean = float(np.mean(known))
    half = half_width(known)
    low, high = (None, None) if half is None else (mean - half, mean + half)
    p5, p50, p95 = (float(q) for q in np.quantile(known, (0.05, 0.50, 0.95)))
    return Summary(mean, low, high, p5, p50, p95, defined)


def half_width(known: Sequence[float], confidence: float = 0.95) -> float | None:
    """Half the t interval of the mean: t(n-1) s / sqrt(n). None for fewer than two values."""
    n = len(known)
    if n < 2:
        return None

    import numpy as np
    from scipy.special import stdtrit  # the quantile of t; scipy.stats takes a second to import

    return float(stdtrit(n - 1, (1 + confidence) / 2)) * float(np.std(known, ddof=1)) / sqrt(n)
