"""What the page is made from: a result folder, its records, and the study behind it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.report.worlds import Worlds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sim.results import Results

    Numbers = Mapping[str, float | None]
    """Mean, low, high, p5, p50, p95 of one measure."""

EVERYTHING = "with everything"
GONE = "without"


@dataclass(frozen=True)
class Told:
    """A result as its page tells it."""

    results: Results
    worlds: Worlds
    """The records of the first seed, by the short names of the worlds."""
    study: dict[str, Any]
    """`study.json`, that of an attribution as a comparison of all with none; empty if the folder has none."""
    attribution: dict[str, Any] | None = None
    """`study.json` of an attribution, as it is."""

    @property
    def paired(self) -> bool:
        """Whether there is a second world to compare with."""
        return len(self.worlds.records) > 1

    @cached_property
    def missing(self) -> list[str]:
        """Titles of the enablers that the second world is without."""
        enablers = self.worlds.scenario.enablers
        gone = self.study.get("without", ())
        if not gone and self.second.startswith("without "):
            gone = [name.strip() for name in self.second.removeprefix("without ").split(",")]
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

    def measured(self) -> list[str]:
        """Every measure that the study knows, in its order."""
        return list(self.study.get("measures", {})) or list(next(iter(self.results.worlds.values())).measures)

    def _of_record(self, number: int, name: str) -> Numbers:
        worlds = list(self.results.worlds.values())
        mean = worlds[number].measures.get(name) if number < len(worlds) else None
        return {"mean": mean, "low": None, "high": None}


def _numbers(measures: Mapping[str, Any], name: str) -> Numbers | None:
    found: Numbers | None = measures.get(name)
    return found


def as_comparison(study: Mapping[str, Any]) -> dict[str, Any]:
    """An attribution told as a comparison: the campaign with all enablers, and with none."""
    by_size = sorted(study["sets"], key=lambda one: len(one["present"]))

    def less(worth: Numbers) -> dict[str, float | None]:
        low, high = worth["high"], worth["low"]
        ends = {"low": None if low is None else -low, "high": None if high is None else -high}
        return {"mean": -(worth["mean"] or 0.0), **ends}

    differences = {name: less(one["worth"]) for name, one in study["attribution"].items()}
    return {
        "reps": study["reps"],
        "without": list(study["enablers"]),
        "measures": by_size[-1]["measures"],
        "worlds": {GONE: {"measures": by_size[0]["measures"], "differences": differences}},
    }


def told(results: Results, records: Path | None = None) -> Told:
    """Read a result folder for its page. `records` is a folder with the historical `daily.csv`, if there is one."""
    from sim.scenario.load import load

    path = results.folder / "study.json"
    study = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    attribution = study if study.get("kind") == "attribution" else None
    known = records / "daily.csv" if records else None
    first, *rest = results.worlds
    titles = {first: EVERYTHING} | {name: GONE if attribution else name for name in rest[:1]}
    worlds = Worlds(
        load(results.folder / "scenario.yaml"),
        {title: results.worlds[name].record() for name, title in titles.items()},
        known if known and known.is_file() else None,
    )
    return Told(results, worlds, as_comparison(study) if attribution else study, attribution)
