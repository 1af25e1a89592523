"""Replications on disk: whole or not there."""

from pathlib import Path

import pyarrow as pa
import pyarrow.feather
import pytest

from sim.measures import Spell
from sim.study.replication import Parcel, Replication, pack
from sim.study.store import Store

RUN = Replication(7, {"sorties": 0.1 + 0.2, "first_stockout_day": None}, (Spell("denmark", "gbu-12", 30.5, None),))
DAYS = pa.table({"day": pa.array([0, 1]), "sorties": pa.array([3.0, 4.0])}).cast(
    pa.schema([pa.field("day", pa.int64(), metadata={"unit": "d"}), pa.field("sorties", pa.float64())])
)
PARCEL = Parcel(pack(RUN, DAYS))


def test_what_goes_in_comes_out(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("world", 7, PARCEL)

    assert store.get("world", 7) == RUN
    assert store.days("world", 7).equals(DAYS, check_metadata=True)


def test_a_file_is_a_table_for_any_reader_of_arrow(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("world", 7, PARCEL)

    assert pyarrow.feather.read_table(store.path("world", 7)).column("sorties").to_pylist() == [3.0, 4.0]


def test_what_was_not_flown_is_none(tmp_path: Path) -> None:
    assert Store(tmp_path).get("world", 1) is None


@pytest.mark.parametrize("kept", [0, 1, 100, len(PARCEL.file) - 1])
def test_a_file_cut_short_is_not_there_and_goes(tmp_path: Path, kept: int) -> None:
    store = Store(tmp_path)
    store.put("world", 7, Parcel(PARCEL.file[:kept]))

    assert store.get("world", 7) is None
    assert not store.path("world", 7).exists()


def test_a_file_of_another_kind_is_not_a_replication(tmp_path: Path) -> None:
    store = Store(tmp_path)
    (tmp_path / "world").mkdir()
    pyarrow.feather.write_feather(DAYS, str(store.path("world", 7)))

    assert store.get("world", 7) is None


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(OSError, match="No space left"):
        store.put("world", 7, PARCEL)

    assert [path.name for path in (tmp_path / "world").iterdir()] == ["code"]


def test_tables_lie_beside_their_replication(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("world", 7, Parcel(PARCEL.file, {"lines": b"first"}))
    store.put("world", 7, Parcel(PARCEL.file, {"lines": b"second"}))

    assert {path.name: path.read_bytes() for path in store.tables("world", 7).iterdir()} == {"lines.parquet": b"second"}


def test_reading_a_thousand_opens_each_file_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seconds are the machine's; what can be held is that a summary costs one open file and not its days."""
    store = Store(tmp_path)
    for seed in range(20):
        store.put("world", seed, PARCEL)
    opened = []
    real = pa.OSFile
    monkeypatch.setattr(pa, "OSFile", lambda path: opened.append(path) or real(path))
    monkeypatch.setattr(pa.ipc.RecordBatchFileReader, "read_all", None, raising=False)

    assert all(store.get("world", seed) == RUN for seed in range(20))
    assert len(opened) == 20


def test_what_another_version_of_the_code_flew_is_told_and_cleaned_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path)
    monkeypatch.setattr("sim.study.store.code_key", lambda: "yesterday")
    store.put("old", 7, Parcel(PARCEL.file, {"lines": b"first"}))
    (tmp_path / "older").mkdir()
    (tmp_path / "older" / "1.arrow").write_bytes(PARCEL.file)
    monkeypatch.setattr("sim.study.store.code_key", lambda: "today")
    store.put("new", 7, PARCEL)
    store.put("new", 8, PARCEL)

    assert [(one.world, one.runs, one.current) for one in store.held()] == [
        ("new", 2, True),
        ("old", 1, False),
        ("older", 1, False),
    ]
    assert {one.world: one.size for one in store.held()}["old"] == len(PARCEL.file) + len(b"first") + len("yesterday")
    assert [one.world for one in store.clean()] == ["old", "older"]
    assert store.seeds("new") == {7, 8}
    assert store.clean() == []
    assert Store(tmp_path / "nothing").held() == []
