"""Every scenario that we ship is without fault: as written, with each variant, without each enabler."""

from pathlib import Path

import pytest

from sim.scenario.load import check, load

HERE = Path(__file__).parents[2] / "scenarios"
SCENARIOS = sorted([*HERE.glob("*.yaml"), *HERE.glob("lessons/*.yaml")])


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_scenario_has_no_fault(path: Path) -> None:
    assert [str(fault) for fault in check(path)] == []


def test_every_assumed_number_of_the_libya_scenario_has_a_range() -> None:
    sources = load(HERE / "libya_2011.yaml").sources
    bare = [path for path, source in sources.items() if source.tier == "assumed" and source.low is None]
    assert bare == ["forces.*.base"]  # a name has no range


def test_the_quickstart_stays_short() -> None:
    assert len((HERE / "quickstart.yaml").read_text().splitlines()) < 60
