"""Figures of a result."""

from sim.report.draw import draw, draw_attribution, draw_difference, draw_relaxation, draw_sensitivity, draw_sweep
from sim.report.worlds import Worlds

__all__ = ["Worlds", "draw", "draw_attribution", "draw_difference", "draw_relaxation", "draw_sensitivity", "draw_sweep"]
