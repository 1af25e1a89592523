"""The paired difference of two worlds, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sim.study.ensemble import add_calendar, percent, series, tidy

if TYPE_CHECKING:
    import pyarrow as pa

QUANTILES = (0.05, 0.50, 0.95)


def difference_by_day(base: Sequence[pa.Table], other: Sequence[pa.Table]) -> pa.Table:
    """Other less base of every daily measure that both have, over the pairs of runs: mean, t interval, quantiles.

    Columns: `measure, day, date, mean, low, high, p5, p50, p95`. A day counts the pairs in which both campaigns last
    so long; one pair has no interval, and after the last pair there is no day.
    """
    import numpy as np
    from scipy.special import stdtrit

    names = ("measure", "day", "date", "mean", "low", "high", *map(percent, QUANTILES))
    columns: dict[str, list[Any]] = {name: [] for name in names}
    lasting = max(min(a.num_rows, b.num_rows) for a, b in zip(base, other, strict=True))
    calendar = max(base, key=lambda table: table.num_rows).slice(0, lasting)
    for name, values in series([*base, *other]):
        pairs = (values[len(base) :] - values[: len(base)])[:, :lasting]
        n = np.sum(~np.isnan(pairs), axis=0)
        mean = np.nanmean(pairs, axis=0)
        squares = np.nansum((pairs - mean) ** 2, axis=0)
        with np.errstate(divide="ignore", invalid="ignore"):
            half = stdtrit(n - 1, 0.975) * np.sqrt(squares / (n - 1) / n)
        add_calendar(columns, name, calendar)
        columns["mean"] += mean.tolist()
        for key, ends in (("low", mean - half), ("high", mean + half)):
            columns[key] += [None if many < 2 else end for many, end in zip(n.tolist(), ends.tolist(), strict=True)]
        for share, level in zip(QUANTILES, np.nanquantile(pairs, QUANTILES, axis=0), strict=True):
            columns[percent(share)] += level.tolist()
    return tidy(columns)
