"""A measure is reckoned once for a record and a scenario, and forgotten with the record."""

import gc
from typing import Any

from sim.campaign.record import Record
from sim.measures.once import once


def test_a_measure_is_reckoned_once_for_a_record_and_a_scenario() -> None:
    log: list[Any] = []

    @once
    def number(record: Record, scenario: str) -> int:
        log.append((record.seed, scenario))
        return len(log)

    one, other = Record("small", 1, 5), Record("small", 1, 5)
    told = [number(one, "a"), number(one, "a"), number(other, "a"), number(one, "b"), number(one, "b")]

    assert (told, log) == ([1, 1, 2, 3, 3], [(1, "a"), (1, "a"), (1, "b")])


def test_it_does_not_keep_a_record_alive() -> None:
    gone: list[str] = []

    class Leaves(Record):
        def __del__(self) -> None:
            gone.append("record")

    @once
    def days(record: Record) -> int:
        return record.days

    record = Leaves("small", 1, 5)
    assert days(record) == 5
    del record
    gc.collect()

    assert gone == ["record"]
