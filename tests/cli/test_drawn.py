"""Worlds with assumed numbers drawn: all that a scenario takes moves, what it refuses stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.cli.drawn import lot
from sim.cli.worlds import Ask
from sim.scenario.load import Changes, load
from sim.scenario.scenario import Scenario

SOURCES = """
sources:
  forces.no-f16.offer: {tier: assumed, low: 1, high: 9, source: test}
  forces.no-f16.in_line: {tier: assumed, low: 1, high: 6, source: test}
  phases.*.tasking.strike.package: {tier: assumed, low: 1, high: 4, source: test}
  planning.latest_launch: {tier: calibrated, low: 1 h, high: 9 h, source: test, used: sorties}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    tiny = Path(__file__).parents[1] / "scenario" / "tiny.yaml"
    path = tmp_path / "tiny.yaml"
    path.write_text(tiny.read_text().partition("\nsources:")[0] + SOURCES)
    return path


def worlds(file: Path, many: int, *, unknowns: bool = False) -> list[Scenario]:
    found = list(lot(Ask(file), many, unknowns=unknowns).worlds())
    assert None not in found
    return [one for one in found if one]


def numbers(scenario: Scenario) -> tuple[float, int, int, float]:
    force = scenario.forces["no-f16"]
    package = scenario.phases[0].tasking["strike"].model_dump()["package"]
    return force.offer, force.in_line, package, scenario.planning.latest_launch


def test_assumed_numbers_differ_and_calibrated_ones_do_not(file: Path) -> None:
    found = [numbers(scenario) for scenario in worlds(file, 8)]

    offers, in_line, packages, launches = (set(column) for column in zip(*found, strict=True))
    assert len(found) == 8
    assert len(offers) == 8, "a slice of the range each"
    assert min(offers) < 3
    assert max(offers) > 7
    assert len(in_line) > 1
    assert len(packages) > 1
    assert launches == {load(file).planning.latest_launch}


def test_what_is_refused_beside_others_stays(file: Path) -> None:
    """Fewer aircraft in line than a package has are refused: in such a world one of the two keeps its value."""
    for scenario in worlds(file, 8):
        _, in_line, package, _ = numbers(scenario)
        assert package <= in_line


def test_the_same_seed_draws_the_same(file: Path) -> None:
    assert [numbers(one) for one in worlds(file, 3)] == [numbers(one) for one in worlds(file, 3)]


def test_a_fitted_factor_is_drawn_from_what_the_fit_left_and_if_asked_from_its_range(file: Path) -> None:
    file.write_text(
        file.read_text()
        + "\nunknowns:\n"
        + "  stock: {title: S, scale: [stocks.*.on_hand], value: 2, low: 0.1, high: 40, set_by: [x], error: 0.05}\n"
        + "  guess: {title: G, scale: [standing.*.*], value: 2, low: 0.1, high: 40, set_by: [x]}\n"
    )

    def factors(*, unknowns: bool) -> list[tuple[float, float]]:
        was = load(file.with_name("tiny.yaml"), Changes(sets=("unknowns.stock.value=1", "unknowns.guess.value=1")))
        found = worlds(file, 8, unknowns=unknowns)
        stock, place = next(iter(was.stocks)), next(iter(was.standing))
        kind = next(iter(was.standing[place]))
        return [
            (w.stocks[stock].on_hand / was.stocks[stock].on_hand, w.standing[place][kind] / was.standing[place][kind])
            for w in found
        ]

    left, ranged = factors(unknowns=False), factors(unknowns=True)
    assert all(1.6 < stock < 2.4 and guess == 2 for stock, guess in left)
    assert len({stock for stock, _ in left}) > 4
    assert max(stock for stock, _ in ranged) > 10
    assert max(guess for _, guess in ranged) > 10
