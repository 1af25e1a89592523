"""Pure functions of the record and the scenario: what a run amounts to, in numbers."""

from sim.measures.coverage import coverage_by_day
from sim.measures.daily import daily
from sim.measures.ledger import FLOWN, STATES, ledger, ledger_by_role
from sim.measures.registry import MEASURES, NATION_MEASURES, Measure, NationMeasure, measure, measures_named
from sim.measures.stock import Spell, stock_levels, stockout_spells

__all__ = [
    "FLOWN",
    "MEASURES",
    "NATION_MEASURES",
    "STATES",
    "Measure",
    "NationMeasure",
    "Spell",
    "coverage_by_day",
    "daily",
    "ledger",
    "ledger_by_role",
    "measure",
    "measures_named",
    "stock_levels",
    "stockout_spells",
]
