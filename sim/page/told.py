"""What the page is made from: a result folder, its records, and the study behind it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.campaign.record import Record
from sim.page.studied import studies_of
from sim.report.worlds import Worlds
from sim.results.read import filled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sim.page.studied import Studies
    from sim.results import Results

    Numbers = Mapping[str, float | None]
    """Mean, low, high, p5, p50, p95 of one measure."""

EVERYTHING = "with everything"
GONE = "without"
RUNS = "replications"
"""The table of a world that has a row for each of its runs."""


@dataclass(frozen=True)
class Told:
    """A result as its page tells it."""

    results: Results
    worlds: Worlds
    """The records of the first seed, by the short names of the worlds."""
    study: dict[str, Any]
    """`study.json`, that of an attribution as a comparison of all with none; empty if the folder has none."""
    attribution: dict[str, Any] | None = None
    """`study.json` of an attribution, as it is; None if it is told of one set alone."""
    studies: Studies | None = None
    """What is known of its assumptions."""

    @property
    def paired(self) -> bool:
        """Whether there is a second world to compare with."""
        return len(self.worlds.records) > 1

    @cached_property
    def missing(self) -> list[str]:
        """Titles of the enablers that the second world is without."""
        enablers = self.worlds.scenario.enablers
        gone = self.study.get("without", ())
        second = list(self.results.worlds)[1] if self.paired else ""
        if not gone and second.startswith("without "):
            gone = [name.strip() for name in second.removeprefix("without ").split(",")]
        return [enablers[name].title if name in enablers else name for name in gone]

    @property
    def second(self) -> str:
        """What the second world is called, as the study has it; empty if there is none."""
        return list(self.worlds.records)[1] if self.paired else ""

    @property
    def others(self) -> int:
        """Worlds of the folder that are not on the page, which compares two."""
        return len(self.results.worlds) - len(self.worlds.records)

    @property
    def reps(self) -> int:
        """Replications behind the means."""
        return int(self.study.get("reps", 1))

    @cached_property
    def _other(self) -> dict[str, Any]:
        worlds: dict[str, Any] = self.study.get("worlds", {})
        return next(iter(worlds.values()), {}) if self.paired else {}

    def base(self, name: str) -> Numbers:
        """A measure of the first world over the replications; of its one record if there is no study."""
        return _numbers(self.study.get("measures", {}), name) or self._of_record(0, name)

    def other(self, name: str) -> Numbers:
        """The same of the second world."""
        return _numbers(self._other.get("measures", {}), name) or self._of_record(1, name)

    def difference(self, name: str) -> Numbers:
        """Second less first, paired; only the mean if there is no study."""
        found = _numbers(self._other.get("differences", {}), name)
        if found:
            return found
        base, other = self.base(name)["mean"], self.other(name)["mean"]
        return {"mean": None if base is None or other is None else other - base, "low": None, "high": None}

    def runs_out(self, at: int) -> int | None:
        """In how many replications of the first world (0) or the second (1) a stock ran out; None if nobody knows."""
        name = list(self.results.worlds)[at]
        if self.attribution or RUNS not in self.results.worlds[name].facts["tables"]:
            return None
        return sum(bool(out) for out in self.results.table(RUNS, name)["stockouts"].to_pylist())

    def measured(self) -> list[str]:
        """Every measure that the study knows, in its order."""
        return list(self.study.get("measures", {})) or list(next(iter(self.results.worlds.values())).measures)

    def _of_record(self, number: int, name: str) -> Numbers:
        worlds = [] if self.study else list(self.results.worlds.values())
        mean = worlds[number].measures.get(name) if number < len(worlds) else None
        return {"mean": mean, "low": None, "high": None}


def _numbers(measures: Mapping[str, Any], name: str) -> Numbers | None:
    found: Numbers | None = measures.get(name)
    return found


def as_comparison(study: Mapping[str, Any], one: Mapping[str, Any]) -> dict[str, Any]:
    """An attribution told as a comparison of the campaign with all enablers and with one set of them."""
    whole = max(study["sets"], key=_size)
    world = {"measures": one["measures"], "differences": one["differences"]}
    return {
        "reps": study["reps"],
        "without": one["absent"],
        "measures": whole["measures"],
        "worlds": {GONE: world} if one["absent"] else {},
    }


def told(results: Results, records: Path | None = None) -> Told:
    """Read a result folder for its page. `records` is a folder with the historical `daily.csv`, if there is one."""
    from sim.scenario.load import load
    from sim.scenario.title import world_title

    path = results.folder / "study.json"
    study = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    attribution = study if study.get("kind") == "attribution" else None
    known = records / "daily.csv" if records else None
    first, *rest = results.worlds
    scenario = load(results.folder / "scenario.yaml")
    titles = {first: EVERYTHING} | {name: GONE if attribution else world_title(name, scenario) for name in rest[:1]}
    worlds = Worlds(
        scenario,
        {title: results.worlds[name].record() for name, title in titles.items()},
        known if known and known.is_file() else None,
    )
    if attribution:
        study = as_comparison(attribution, min(attribution["sets"], key=_size))
    elif "measures" not in study:
        study = {}  # of a sweep and the like: its first world is told by its record
    return Told(results, worlds, study, attribution, studies_of(results))


def pulled(told: Told) -> Iterator[tuple[int, Told]]:
    """The result told with every set of enablers in the place of none; a set is a number, bit i the i-th enabler.

    Nothing for a result that is no attribution, or has so many sets that it does not hold a run of each.
    """
    study = told.attribution or {"enablers": ()}
    for one in held(told):
        records = {EVERYTHING: told.worlds.records[EVERYTHING]}
        if one["absent"]:
            record = Record(told.worlds.scenario.name, study["seed"], one["days"])
            records[GONE] = filled(record, told.results.folder / one["tables"])
        world = replace(told.worlds, records=records)
        yield set_number(study, one), Told(told.results, world, as_comparison(study, one))


def held(told: Told) -> list[dict[str, Any]]:
    """The sets of enablers of which the result holds a run, as its study has them."""
    sets = told.attribution["sets"] if told.attribution else ()
    return [one for one in sets if one.get("tables") is not None]


def set_number(study: Mapping[str, Any], one: Mapping[str, Any]) -> int:
    """A set of enablers as a number: bit i is the i-th."""
    return sum(1 << bit for bit, name in enumerate(study["enablers"]) if name in one["present"])


def _size(one: Mapping[str, Any]) -> int:
    return len(one["present"])
