"""Studies by hand give the numbers that the modules give."""

from pathlib import Path

import pytest

from sim import study
from tests.study.worlds import world


def test_runs_have_their_tables_and_a_summary(tmp_path: Path) -> None:
    runs = study.fly(world(2), reps=3, seed=5, store=tmp_path)

    assert runs.measures.column("seed").to_pylist() == [5, 6, 7]
    summary = {row["measure"]: row for row in runs.summary().to_pylist()}
    assert (summary["sorties"]["mean"], summary["sorties"]["low"]) == (0.0, 0.0)
    assert summary["first_stockout_day"]["mean"] is None
    assert set(runs.bands.column("day").to_pylist()) == {0, 1}
    assert len(list(tmp_path.glob("*/*.arrow"))) == 3


def test_the_difference_is_that_of_pairs() -> None:
    found = {
        row["measure"]: row for row in study.difference(study.fly(world(2), 2), study.fly(world(3), 2)).to_pylist()
    }

    assert (found["sorties"]["difference"], found["sorties"]["same_sign"]) == (0.0, 1.0)
    with pytest.raises(ValueError, match="same seeds"):
        study.difference(study.fly(world(2), 2), study.fly(world(2), 2, seed=2))


def test_no_replication_is_refused() -> None:
    with pytest.raises(ValueError, match="0 replications"):
        study.fly(world(2), 0)


def test_without_a_store_nothing_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    study.fly(world(2), 1)

    assert list(tmp_path.iterdir()) == []
