"""Weather over an area: what it closes, what it leaves open, and that nobody's doing changes it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from sim.campaign.campaign import Campaign
from sim.campaign.record import Record
from sim.campaign.weather import Month, Spell, Weather, months
from tests.campaign.worlds import isr, kind, merge, patrol, spells, strike, told, unit, weather, world

CLIMATES = {"climates": {"mild": {"cloud": spells(0.3)}}}


def flown(*closed: tuple[float, float], **changes: Any) -> Record:
    """A campaign whose coast is closed by cloud at these hours."""
    base = {**CLIMATES, "weather": weather(coast="mild")}
    campaign = Campaign(world(**merge(base, changes)), seed=1)
    campaign.weather.spells["coast"] = [Spell(*span, "cloud") for span in closed]
    campaign.run()
    return campaign.record


def seen(record: Record) -> list[float]:
    """The hours of the first detections."""
    return [round(at_h, 6) for at_h in told(record, "targets", "detected_h") if at_h is not None]


LOOKOUT: dict[str, Any] = {
    "forces": {"drones": unit("drone", 4), "radars": unit("radar", 4, role="gmti")},
    "aircraft": {"radar": kind(fuel="30 t", endurance="24 h", sensors={"radar": 1})},
    "standing": {"coast": {"depot": 40}},
    "tasking": {"isr": isr()},
}
"""A drone with a camera over the coast from 1 h on, where forty depots stand and are easily seen."""


def easily_seen_by(sensor: str) -> dict[str, Any]:
    return {"target_classes": {"depot": {"seen_by": {"camera": None, sensor: "9 /h"}}}}


def test_a_camera_sees_nothing_through_cloud_and_goes_on_where_it_stopped() -> None:
    clear, closed = (
        seen(flown(*spans, **LOOKOUT, **easily_seen_by("camera"))) for spans in ((), ((1.05, 9.05), (9.1, 10.1)))
    )

    assert 5 < sum(at_h < 1.05 for at_h in clear) < 35  # the story needs some before the cloud, and some after
    assert not [at_h for at_h in closed if 1.05 < at_h < 9.05 or 9.1 < at_h < 10.1]
    later = {at_h: at_h + (0 if at_h <= 1.05 else 8 if at_h <= 1.1 else 9) for at_h in clear}
    assert closed == [pytest.approx(later[at_h], abs=1e-5) for at_h in clear]


def test_a_sensor_that_comes_under_cloud_sees_when_it_clears_and_one_that_left_does_not() -> None:
    """The cloud lies from before the first relief until after it: the drone that came first has gone by then."""
    record = flown((0, 12), **LOOKOUT, **easily_seen_by("camera"))

    assert 12 < min(seen(record)) < 12.1
    assert len(seen(record)) == 40


def test_a_radar_sees_through_cloud() -> None:
    through = {"tasking": {"isr": isr(roles=["gmti"])}, **easily_seen_by("radar")}
    clear, closed = (seen(flown(*spans, **{**LOOKOUT, **through})) for spans in ((), ((0, 40),)))

    assert closed == clear
    assert len(clear) == 40


def test_coverage_counts_sensors_that_see() -> None:
    """The drone is over the coast from 1 h to the end; cloud takes twelve hours of forty-seven."""
    from sim.measures import measure

    base = {**CLIMATES, "weather": weather(coast="mild")}
    record, scenario = flown((20, 32), **LOOKOUT), world(**merge(base, LOOKOUT))

    assert measure(record, scenario)["isr_coverage"] == pytest.approx((47 - 12) / 48)
    assert told(record, "weather", "area", "kind", "start_h", "end_h") == [("coast", "cloud", 20, 32)]


HUNT: dict[str, Any] = {
    "forces": {"falcons": unit("fighter", 20), "radars": unit("radar", 4, role="gmti")},
    "aircraft": {"radar": kind(fuel="30 t", endurance="24 h", sensors={"radar": 1})},
    "appear": {"coast": {"vehicle": "0.5 /h"}},
    "target_classes": {"vehicle": {"exposure": "900 h", "seen_by": {"camera": None, "radar": "20 /h"}}},
    "tasking": {"strike": strike(at=[5, 8, 9]), "isr": isr(roles=["gmti"])},
    "duration": "12 h",
}
"""A radar finds vehicles on the coast; falcons are there from 5 to 7, 8 to 10 and 9 to 11 h, with two weapons each."""


def ends(record: Record) -> list[Any]:
    return [row[1:] for row in told(record, "lines", "role", "state", "cause") if row[0] == "strike_at"]


def struck(record: Record) -> list[float]:
    return sorted(at_h for at_h in told(record, "targets", "struck_h") if at_h is not None)


def test_a_laser_bomb_waits_for_the_cloud_to_go() -> None:
    record = flown((4, 8.5), **HUNT)

    assert ends(record) == [("ineffective", "weather"), ("effective", None), ("effective", None)]
    assert min(struck(record)) == pytest.approx(8.5 + 0.25)  # who was waiting there goes at once


def test_cloud_that_comes_before_the_bomb_is_away_saves_the_target() -> None:
    clear = flown(**HUNT)
    first_h = min(struck(clear))
    closed = flown((first_h - 0.1, first_h + 0.1), **HUNT)

    assert first_h not in struck(closed)
    assert min(struck(closed)) > first_h + 0.1


@pytest.mark.parametrize(
    ("guidance", "hits", "attacked"),
    [
        ("laser", ["laser"], False),
        ("gps", ["laser", "gps"], True),
        ("dual", ["dual", "gps"], True),
        ("dual", ["dual", "laser"], False),  # coordinates are all that is left of it, and this target moves
        ("radar", ["radar"], True),
    ],
)
def test_which_weapons_need_sight(guidance: str, hits: list[str], attacked: bool) -> None:  # noqa: FBT001 - a case
    """Fixed targets, planned for a line on station at 30 h, under cloud all the time."""
    record = flown(
        (0, 48),
        forces={"falcons": unit("fighter", 4), "radars": unit("radar", 4, role="gmti")},
        aircraft={"radar": kind(fuel="30 t", endurance="24 h", sensors={"radar": 1})},
        munitions={"bomb": {"guidance": guidance}},
        standing={"coast": {"depot": 4}},
        target_classes={"depot": {"guidance": hits, "seen_by": {"camera": None, "radar": "9 /h"}}},
        planning={"horizon": "0 h"},
        tasking={"strike": strike(per_day=1, p_deliberate=1), "isr": isr(roles=["gmti"])},
    )

    end = ("effective", None) if attacked else ("ineffective", "weather")
    rows = told(record, "lines", "role", "kind", "state", "cause")
    assert [row[2:] for row in rows if row[:2] == ("strike", "deliberate")] == [end]
    assert bool(struck(record)) is attacked


def test_a_planned_attack_is_made_as_soon_as_it_clears() -> None:
    world_of = {
        "forces": {"falcons": unit("fighter", 4), "radars": unit("radar", 4, role="gmti")},
        "aircraft": {"radar": kind(fuel="30 t", endurance="24 h", sensors={"radar": 1})},
        "standing": {"coast": {"depot": 4}},
        "target_classes": {"depot": {"seen_by": {"camera": None, "radar": "9 /h"}}},
        "planning": {"horizon": "0 h"},
        "tasking": {"strike": strike(per_day=1, p_deliberate=1), "isr": isr(roles=["gmti"])},
    }
    clear_h = min(struck(flown(**world_of)))
    late = struck(flown((0, clear_h + 0.5), **world_of))

    assert min(late) == pytest.approx(clear_h + 0.5)


def test_reconnaissance_that_saw_nothing_had_no_effect() -> None:
    record = flown(
        (0, 12),
        forces={"cameras": unit("drone", 4, role="recce")},
        tasking={"recce": patrol(mission="recce", roles=["recce"], per_day=4)},
        duration="1 d",
    )

    rows = told(record, "lines", "state", "cause")
    assert set(rows) == {("ineffective", "weather"), ("effective", None)}


def test_the_same_weather_whatever_is_flown() -> None:
    """By area and seed alone: neither forces, tasking, other areas nor the length of the campaign change it."""
    base = {**CLIMATES, "weather": weather(coast="mild"), "duration": "30 d"}
    worlds = [
        base,
        {**base, "forces": {"drones": unit("drone", 4)}, "tasking": {"isr": isr()}},
        {**base, "weather": weather(hills="mild", coast="mild")},
    ]
    records = [Campaign(world(**changes), seed=4) for changes in worlds]
    longer = Campaign(world(**{**base, "duration": "60 d"}), seed=4).weather.spells["coast"]
    other = Campaign(world(**base), seed=5).weather.spells["coast"]

    first = records[0].weather.spells["coast"]
    assert len(first) > 10
    assert [campaign.weather.spells["coast"] for campaign in records] == [first] * 3
    assert longer[: len(first)] == first
    assert other != first
    assert records[2].weather.spells["hills"] != first


def test_without_weather_nothing_is_scheduled_and_nothing_closed() -> None:
    campaign = Campaign(world(), seed=1)

    assert campaign.weather.spells == {}
    assert campaign.weather.closed_h("coast", 0, 99) == 0
    assert campaign.weather.left(campaign.scenario.munitions["bomb"].guidance, "coast") == "laser"


def test_hours_closed_between_two_moments() -> None:
    closed = Campaign(world(**CLIMATES, weather=weather(coast="mild")), seed=1).weather
    closed.spells["coast"] = [Spell(2, 4, "cloud"), Spell(6, 10, "sand")]

    spans = {(0, 1): 0, (0, 3): 1, (3, 7): 2, (4, 6): 0, (0, 20): 6, (7, 8): 1, (11, 20): 0}
    assert {span: closed.closed_h("coast", *span) for span in spans} == spans


def test_the_months_of_a_campaign() -> None:
    start = datetime(2011, 3, 31, 6, tzinfo=UTC)

    assert months(start, 24.0 * 31 - 6) == [
        Month(0, 18, "mar"),
        Month(18, 18 + 720, "apr"),
    ]
    assert [month.name for month in months(datetime(2030, 12, 1, tzinfo=UTC), 24 * 40.0)] == ["dec", "jan"]


def test_a_clear_month_is_clear() -> None:
    """Cloud in January only: what began then may last into February, and nothing begins later."""
    share = {**spells(0)["share"], "jan": 0.5}
    campaign = Campaign(
        world(
            climates={"winter": {"cloud": {"spell": "6 h", "share": share}}},
            weather=weather(coast="winter"),
            duration="365 d",
        ),
        seed=1,
    )

    drawn: Weather = campaign.weather
    begun = [spell.start_h for spell in drawn.spells["coast"]]
    assert len(begun) > 30
    assert max(begun) < 31 * 24
