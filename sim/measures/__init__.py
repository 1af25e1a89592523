"""Pure functions of the record and the scenario: what a run amounts to, in numbers."""

from sim.measures.coverage import closed_by_day, coverage_by_day
from sim.measures.daily import by_date, daily
from sim.measures.ledger import FLOWN, STATES, ledger, ledger_by_role, ledger_by_week
from sim.measures.lesson import unknown_measures
from sim.measures.movement import flows_by_day, fuel_by_track, tankers_by_track
from sim.measures.registry import MEASURES, NATION_MEASURES, Measure, NationMeasure, measure, measures_named
from sim.measures.saturation import flow_by_day, give_away_by_day
from sim.measures.shortage import Shortage, shortages, stock_by_day
from sim.measures.stock import Spell, stock_levels, stockout_spells
from sim.measures.target import Fate, fates

__all__ = [
    "FLOWN",
    "MEASURES",
    "NATION_MEASURES",
    "STATES",
    "Fate",
    "Measure",
    "NationMeasure",
    "Shortage",
    "Spell",
    "by_date",
    "closed_by_day",
    "coverage_by_day",
    "daily",
    "fates",
    "flow_by_day",
    "flows_by_day",
    "fuel_by_track",
    "give_away_by_day",
    "ledger",
    "ledger_by_role",
    "ledger_by_week",
    "measure",
    "measures_named",
    "shortages",
    "stock_by_day",
    "stock_levels",
    "stockout_spells",
    "tankers_by_track",
    "unknown_measures",
]
