"""What the sources say of suppression over Libya, on some weeks of it: enough to see the sign, too few for the size."""

from __future__ import annotations

from sim.campaign.record import Record
from sim.scenario.load import Changes
from tests.campaign.worlds import told
from tests.scenarios import worlds


def flown(*without: str, sets: tuple[str, ...] = ()) -> Record:
    return worlds.flown(Changes(without=without, sets=(worlds.MONTH, *sets)))


def stopped(record: Record) -> int:
    """Lines that the threat stopped."""
    return told(record, "lines", "cause").count("threat")


def test_without_u_s_suppression_the_threat_stops_lines() -> None:
    """Italy's four aircraft cannot cover all areas; with everything next to nothing is lost to the threat."""
    with_all, without = (stopped(flown(*gone)) for gone in ((), ("us_sead",)))
    assert with_all < 30 < without


def test_without_any_suppression_the_defended_areas_are_left_out() -> None:
    italy = "forces.italy-tornado-ecr=null"
    record = flown("us_sead", sets=(italy,))

    after_h = told(record, "sorties", "area", "launched_h", "role")
    assert [row for row in after_h if row[0] == "tripoli" and row[1] > 6 * 24 and row[2] in ("strike", "patrol")] == []
    assert stopped(record) > stopped(flown("us_sead"))


def test_a_campaign_without_the_threat_moves_no_luck() -> None:
    """The same targets stand, and the same take-offs fail: only the threat's own draws are new."""
    calm = ("threats.mobile=null", "phases.takeover.tasking.strike.escort=null")
    base, other = flown(), flown(sets=calm)

    assert told(base, "targets", "target_id", "appeared_h") == told(other, "targets", "target_id", "appeared_h")
    assert "attrition" not in told(other, "sorties", "cause")
