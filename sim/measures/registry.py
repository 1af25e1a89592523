"""All measures by name. To add one: write the function beside its kind, and name it here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple

from sim.campaign.ledger import Cause
from sim.campaign.record import Record
from sim.measures import airlift, cost, coverage, crew, fuel, nation, sortie, stock, target
from sim.measures.ledger import by_cause
from sim.scenario.scenario import Scenario

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Better = Literal["higher", "lower", "neither"]


class Measure(NamedTuple):
    """One number of a run."""

    name: str
    unit: str
    """As written behind the number; empty for counts and shares."""
    title: str
    """In tables and figures."""
    better: Better
    function: Callable[[Record, Scenario], float | None]


class NationMeasure(NamedTuple):
    """One number of every nation; its names are `nation.<nation>.<name>`."""

    name: str
    unit: str
    title: str
    better: Better
    function: Callable[[Record, Scenario], Mapping[str, float | None]]


_MEASURES = (
    Measure("days", "d", "length of the campaign", "neither", sortie.days),
    Measure("sorties", "", "sorties", "higher", sortie.sorties),
    Measure("strike_sorties", "", "strike sorties", "higher", sortie.strike_sorties),
    Measure("strike_releases", "", "strike sorties that released", "higher", sortie.strike_releases),
    Measure("weapons", "", "weapons released", "neither", sortie.weapons),
    Measure("targets_struck", "", "targets struck", "higher", target.targets_struck),
    Measure("targets_escaped", "", "targets escaped", "lower", target.targets_escaped),
    Measure("threat_hours", "h", "threat-hours", "lower", target.threat_hours),
    Measure("time_to_strike_h", "h", "time to strike, mobile targets", "lower", target.time_to_strike_h),
    Measure("aircraft_lost", "", "aircraft lost", "lower", sortie.aircraft_lost),
    Measure("crews_down", "", "crews down", "lower", crew.crews_down),
    Measure("crews_recovered", "", "crews recovered", "neither", crew.crews_recovered),
    Measure("tanker_sorties", "", "tanker sorties", "neither", sortie.tanker_sorties),
    Measure("fuel_passed_t", "t", "fuel passed in the air", "neither", fuel.fuel_passed_t),
    Measure("receivers", "", "receiver contacts", "neither", fuel.receivers),
    Measure("isr_coverage", "", "ISR coverage, share of area-hours", "higher", coverage.isr_coverage),
    Measure("stockouts", "", "stocks that ran out", "lower", stock.stockouts),
    Measure("first_stockout_day", "d", "day of the first stockout", "higher", stock.first_stockout_day),
    Measure("fill_rate", "", "loads met from the first choice, share", "higher", stock.fill_rate),
    Measure("on_station_h", "h", "time on station of a strike sortie", "higher", sortie.on_station_h),
    Measure("airlift_t", "t", "cargo flown in", "neither", airlift.airlift_t),
    Measure("delivery_delay_h", "h", "cargo's wait for lift and flight", "lower", airlift.delivery_delay_h),
    Measure("parts_wait_h", "h", "aircraft waiting for spare parts", "lower", airlift.parts_wait_h),
    Measure("hours_per_sortie", "h", "hours a sortie", "neither", sortie.hours_per_sortie),
    Measure("sorties_per_aircraft_day", "", "sorties a day of an aircraft", "higher", sortie.sorties_per_aircraft_day),
    Measure("cost_eur", "EUR", "cost", "neither", cost.cost_eur),
)
MEASURES: dict[str, Measure] = {entry.name: entry for entry in _MEASURES}

_NATION_MEASURES = (
    NationMeasure("sorties", "", "sorties", "higher", nation.sorties),
    NationMeasure("strike_sorties", "", "strike sorties", "higher", nation.strike_sorties),
    NationMeasure("weapons", "", "weapons released", "neither", nation.weapons),
    NationMeasure("hours", "h", "hours flown", "neither", nation.hours),
    NationMeasure("fuel_given_t", "t", "fuel given in the air", "neither", nation.fuel_given_t),
    NationMeasure("share", "", "share of all sorties", "neither", nation.share),
    NationMeasure("cost_eur", "EUR", "cost", "neither", cost.nation_cost_eur),
)
NATION_MEASURES: dict[str, NationMeasure] = {entry.name: entry for entry in _NATION_MEASURES}


BY_CAUSE = "cause."
"""Lines that ended without effect, by cause: `cause.no_tanker_fuel`."""


def measure(record: Record, scenario: Scenario) -> dict[str, float | None]:
    """Every measure of one run, those of causes and nations included; None where there is nothing to measure."""
    values = {name: entry.function(record, scenario) for name, entry in MEASURES.items()}
    values |= {f"{BY_CAUSE}{cause}": lines for cause, lines in by_cause(record, scenario).items()}
    by_kind = {name: entry.function(record, scenario) for name, entry in NATION_MEASURES.items()}
    for key in scenario.nations:
        values |= {f"nation.{key}.{name}": by_nation[key] for name, by_nation in by_kind.items()}
    return values


def measures_named(names: Iterable[str], scenario: Scenario) -> dict[str, Measure]:
    """Name to measure, `cause.<cause>` and `nation.<nation>.<name>` included. Raises KeyError for a name that does
    not exist."""
    return {name: _named(name, scenario) for name in names}


def _named(name: str, scenario: Scenario) -> Measure:
    if name in MEASURES:
        return MEASURES[name]
    if name.startswith(BY_CAUSE):
        return _ended_by(name)
    prefix, _, rest = name.partition(".")
    key, _, kind = rest.rpartition(".")
    if prefix != "nation" or key not in scenario.nations or kind not in NATION_MEASURES:
        raise KeyError(name)
    entry = NATION_MEASURES[kind]
    title = f"{scenario.nations[key].title}: {entry.title}"
    return Measure(name, entry.unit, title, entry.better, lambda record, scene: entry.function(record, scene)[key])


def _ended_by(name: str) -> Measure:
    cause = name.removeprefix(BY_CAUSE)
    if cause not in Cause.__members__:
        raise KeyError(name)
    title = f"lines without effect: {cause.replace('_', ' ')}"
    return Measure(name, "", title, "lower", lambda record, scene: by_cause(record, scene)[cause])
