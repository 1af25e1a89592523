"""What many runs of one world say together, as tidy tables: every replication, bands by day, the risk of stockouts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from math import ceil, sqrt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from sim.scenario.scenario import Scenario
    from sim.study.replication import Replication
    from sim.study.store import Store

    Floats = npt.NDArray[np.float64]

QUANTILES = (0.05, 0.25, 0.50, 0.75, 0.95)
CALENDAR = ("day", "date")
"""Columns of a daily table that are not measures."""
Z = 1.959964
"""The 97.5 % point of the normal law."""


def ensemble_tables(scenario: Scenario, runs: Sequence[Replication], store: Store, key: str) -> dict[str, pa.Table]:
    """The tables of one world by name.

    `replications`: a run a row, its seed and measures. `replications_daily`: a run and day a row. `bands`: a daily
    measure and day a row, mean and quantiles over the runs that had that day. `stockout_risk`: a stock and day a row.
    """
    import pyarrow as pa

    days = [store.days(key, run.seed) for run in runs]
    return {
        "replications": _replications(runs),
        "replications_daily": pa.concat_tables(
            [
                table.add_column(0, pa.field("seed", pa.int64()), pa.array([run.seed] * table.num_rows, pa.int64()))
                for run, table in zip(runs, days, strict=True)
            ]
        ),
        "bands": bands(days),
        "stockout_risk": stockout_risk(runs, scenario),
    }


def _replications(runs: Sequence[Replication]) -> pa.Table:
    import pyarrow as pa

    names = list(dict.fromkeys(name for run in runs for name in run.measures))
    columns = {name: pa.array([run.measures.get(name) for run in runs], pa.float64()) for name in names}
    return pa.table({"seed": pa.array([run.seed for run in runs], pa.int64()), **columns})


def bands(days: Sequence[pa.Table]) -> pa.Table:
    """Mean and quantiles of every daily measure by day, over the runs: `measure, day, date, mean, p5 ... p95`."""
    import numpy as np

    columns: dict[str, list[Any]] = {name: [] for name in ("measure", *CALENDAR, "mean", *map(percent, QUANTILES))}
    for name, values in series(days):
        add_calendar(columns, name, max(days, key=lambda table: table.num_rows))
        columns["mean"] += np.nanmean(values, axis=0).tolist()
        for share, level in zip(QUANTILES, np.nanquantile(values, QUANTILES, axis=0), strict=True):
            columns[percent(share)] += level.tolist()
    return tidy(columns)


def percent(share: float) -> str:
    """0.05 as `p5`."""
    return f"p{round(100 * share)}"


def series(days: Sequence[pa.Table]) -> Iterable[tuple[str, Floats]]:
    """Every daily measure that all runs have, with its values; shape (replication, day).

    The days are those of the longest run; after the end of a run that met its condition before, they are nan.
    """
    import numpy as np

    last = max(table.num_rows for table in days)
    for name in days[0].column_names:
        if name not in CALENDAR and all(name in table.column_names for table in days):
            values = np.full((len(days), last), np.nan)
            for row, table in zip(values, days, strict=True):
                row[: table.num_rows] = table.column(name).to_numpy()
            yield name, values


def add_calendar(columns: dict[str, list[Any]], name: str, days: pa.Table) -> None:
    """Add the measure's name and the days of a run to the columns of a table by day."""
    columns["measure"] += [name] * days.num_rows
    for kept in CALENDAR:
        columns[kept] += days.column(kept).to_pylist()


def stockout_risk(runs: Sequence[Replication], scenario: Scenario) -> pa.Table:
    """How likely each stock that ran out in any run is out on each day, and how likely it has been by then.

    `p_out`: share of the runs in which it was out at some time of that day, and the campaign not over; `p_out_by`: in
    which it had run out on that day or before, with the 95 % interval of Wilson (1927), which is honest for shares
    near 0 and 1.
    """
    import numpy as np

    from sim.measures.columns import DAY_H

    days = ceil(scenario.duration / DAY_H)
    columns: dict[str, list[Any]] = {
        name: [] for name in ("nation", "munition", *CALENDAR, "p_out", "p_out_by", "low", "high")
    }
    dates: list[date] = [(scenario.start + timedelta(days=day)).date() for day in range(days)]
    for nation, munition in sorted({spell[:2] for run in runs for spell in run.stockouts}):
        out = np.zeros((len(runs), days), dtype=bool)
        for row, run in zip(out, runs, strict=True):
            lasted = run.measures["days"]
            ended_h = scenario.duration if lasted is None else lasted * DAY_H
            for spell in run.stockouts:
                if spell[:2] == (nation, munition):
                    first = int(spell.start_h // DAY_H)
                    end_h = ended_h if spell.end_h is None else spell.end_h
                    row[first : max(first + 1, ceil(end_h / DAY_H))] = True
        by = np.maximum.accumulate(out, axis=1).mean(axis=0).tolist()
        intervals = [wilson(share, len(runs)) for share in by]
        columns["nation"] += [nation] * days
        columns["munition"] += [munition] * days
        columns["day"] += range(days)
        columns["date"] += dates
        columns["p_out"] += out.mean(axis=0).tolist()
        columns["p_out_by"] += by
        columns["low"] += [low for low, _ in intervals]
        columns["high"] += [high for _, high in intervals]
    return tidy(columns)


def wilson(share: float, n: int) -> tuple[float, float]:
    """The 95 % score interval of a probability, from the share of n trials (E. B. Wilson, JASA 22, 1927)."""
    spread = Z * Z / n
    middle = (share + spread / 2) / (1 + spread)
    half = Z * sqrt(share * (1 - share) / n + spread / n / 4) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def tidy(columns: dict[str, list[Any]]) -> pa.Table:
    """Columns as a table, each of its kind whether or not it has rows."""
    import pyarrow as pa

    kinds = {"measure": pa.string(), "nation": pa.string(), "munition": pa.string()}
    kinds |= {"day": pa.int64(), "date": pa.date32()}
    return pa.table({name: pa.array(values, kinds.get(name, pa.float64())) for name, values in columns.items()})
