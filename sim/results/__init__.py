"""Result folders: written whole, read back."""

from sim.results.origin import Origin
from sim.results.read import NotAResult, Results, World, list_results, open_results
from sim.results.write import Flown, result_folder, save

__all__ = [
    "Flown",
    "NotAResult",
    "Origin",
    "Results",
    "World",
    "list_results",
    "open_results",
    "result_folder",
    "save",
]
