"""Figures of a result."""

from sim.report.draw import draw
from sim.report.worlds import Worlds

__all__ = ["Worlds", "draw"]
