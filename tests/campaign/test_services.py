"""Services given on station, counted on by the planner, and what forbids a line or turns it back."""

from __future__ import annotations

from sim.campaign.campaign import Campaign
from sim.campaign.flight import Flight
from sim.campaign.ledger import Cause
from sim.campaign.line import Line
from tests.campaign.worlds import asked, patrol, told, unit, world


def campaign(**changes: object) -> Campaign:
    """Falcons give `watchword` over the coast from 10 h to 12 h; hawks go there when a story says."""
    offers = {"watchword": {"amount": 3, "reach": "350 nmi"}}
    return Campaign(
        world(
            forces={"falcons": unit("fighter", 4), "hawks": unit("fighter", 4, role="sead")},
            tasking={
                "word": patrol(at=[10], priority=1, offers=offers),
                "visit": patrol(at=[10.5, 14], roles=["sead"], on_station="1 h", on_station_min="0.5 h", **changes),
            },
        ),
        seed=1,
    )


def test_a_service_is_there_while_its_provider_is_on_station() -> None:
    flown = campaign()
    log: list[tuple[float, float, float, float]] = []

    def listen() -> None:
        services = flown.services
        places = ("coast", "hills", "track")
        log.append((flown.env.now, *(services.level("watchword", place) for place in places)))

    for at_h in (9.9, 10.1, 11.9, 12.1):
        flown.env.timeout(at_h).callbacks.append(lambda _: listen())
    flown.run()

    assert log == [(9.9, 0, 0, 0), (10.1, 3, 3, 0), (11.9, 3, 3, 0), (12.1, 0, 0, 0)]
    spans = told(flown.record, "coverage", "service", "place", "start_h", "end_h")
    assert [(s, p, round(a, 6), round(b, 6)) for s, p, a, b in spans if s == "watchword"] == [
        ("watchword", "coast", 10, 12)
    ]


def test_the_planner_writes_what_the_orders_so_far_allow() -> None:
    """A rule that wants the service sees it planned, and forbids the line that would come without it."""
    flown = campaign()

    def rule(line: Line) -> Cause | None:
        there = line.kind != "visit" or flown.services.planned("watchword", line.area, line.at_h) >= 3
        return None if there else Cause.no_control

    flown.clearance.to_write.append(rule)
    flown.run()

    assert told(flown.record, "lines", "kind", "state", "cause") == [
        ("word", "effective", None),
        ("visit", "effective", None),
        ("visit", "not_planned", "no_control"),
    ]


def test_nobody_counts_on_a_line_that_is_struck_out() -> None:
    flown = campaign()
    line = asked(flown.scenario.phases[0].tasking["word"], "coast", day=0)
    line.unit = flown.units[0]
    line.profile = flown.routes.options(line.unit, "coast", 2.0, 1.0)[0]
    line.launch_h = 9.0

    flown.services.write(line)
    counted_on = [flown.services.planned("watchword", "coast", at_h) for at_h in (9.5, 10.5, 11.5, 13.5)]
    flown.services.strike_out(line)

    assert (counted_on, flown.services.planned("watchword", "coast", 10.5)) == ([0, 3, 3, 0], 0)


def test_a_package_that_is_not_cleared_to_enter_goes_home() -> None:
    flown = campaign()

    def rule(flight: Flight) -> Cause | None:
        there = flight.line.kind != "visit" or flown.services.level("watchword", flight.line.area) > 0
        return None if there else Cause.no_control

    flown.clearance.to_enter.append(rule)
    flown.run()

    assert told(flown.record, "lines", "kind", "state", "cause") == [
        ("word", "effective", None),
        ("visit", "effective", None),
        ("visit", "air_abort", "no_control"),
    ]
