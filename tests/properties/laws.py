"""What holds in every run, read from the tables of the record alone.

Each law takes the scenario and the record and returns the rows that break it, so that a failure shows them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import pairwise
from math import inf, isclose
from typing import Any

from sim.campaign.geography import Map
from sim.campaign.ledger import LOST, Cause, State
from sim.campaign.record import Record
from sim.scenario.inputs import Guidance
from sim.scenario.scenario import Scenario
from tests.campaign.worlds import told

Law = Callable[[Scenario, Record], list[Any]]
ROUNDING = 1e-6
FLOWN = {State.effective, State.ineffective, State.air_abort}


def lines_end_in_one_state_with_a_cause(scenario: Scenario, record: Record) -> list[Any]:
    """Only an effective line has no cause, only a flown line has sorties, and no line is there twice. A rescue alert
    that nobody called is effective, and flew nothing."""
    lines = told(record, "lines", "line_id", "state", "cause", "sorties", "role")
    twice = [number for number, count in Counter(line[0] for line in lines).items() if count > 1]
    return twice + [
        (number, state, cause, sorties)
        for number, state, cause, sorties, role in lines
        if (state == State.effective) != (cause is None)
        or ((state in FLOWN) != bool(sorties) and not (role == "rescue" and state == State.effective))
        or state not in list(State)
        or cause not in [None, *Cause]
    ]


def sorties_are_those_of_the_lines(scenario: Scenario, record: Record) -> list[Any]:
    """Every sortie flew exactly one line, and ended as that line did, or was lost."""
    ends = {
        sortie: (number, state, cause)
        for number, state, cause, sorties in told(record, "lines", "line_id", "state", "cause", "sorties")
        for sortie in sorties
    }
    sorties = told(record, "sorties", "sortie_id", "line_id", "outcome", "cause")
    missing = set(ends) - {sortie for sortie, *_ in sorties}
    return sorted(missing) + [
        row
        for row in sorties
        if (ends[row[0]][0], *row[2:]) != (row[1], LOST, row[3]) and ends.get(row[0]) != tuple(row[1:])
    ]


def sorties_land_after_they_launched(scenario: Scenario, record: Record) -> list[Any]:
    """And were on station for a part of that time."""
    rows = told(record, "sorties", "sortie_id", "launched_h", "landed_h", "on_station_h")
    return [row for row in rows if not (0 <= row[1] < row[2] and 0 <= row[3] <= row[2] - row[1] + ROUNDING)]


def a_tail_flies_one_sortie_at_a_time(scenario: Scenario, record: Record) -> list[Any]:
    """It launches again only when its turn is over."""
    flown = defaultdict(list)
    for tail, aircraft, launched_h, landed_h in told(record, "sorties", "tail", "aircraft", "launched_h", "landed_h"):
        flown[tail].append((launched_h, landed_h, scenario.aircraft[aircraft].turn))
    return [
        (tail, before, after)
        for tail, sorties in flown.items()
        for before, after in pairwise(sorted(sorties))
        if after[0] < before[1] + before[2] - ROUNDING
    ]


def what_is_lost_does_not_fly_again(scenario: Scenario, record: Record) -> list[Any]:
    """To the threat or for a technical reason, the last sortie of a tail; at most one aircraft of a package."""
    columns = ("tail", "launched_h", "line_id", "outcome", "cause")
    rows = sorted(told(record, "sorties", *columns), key=lambda row: row[:2])
    last = {row[0]: row[1] for row in rows}
    lost = [row for row in rows if row[3] == LOST]
    twice = [line for line, count in Counter(row[2] for row in lost).items() if count > 1]
    return twice + [row for row in lost if row[1] != last[row[0]] or row[4] not in (Cause.attrition, Cause.breakdown)]


def crews_are_those_of_the_lost(scenario: Scenario, record: Record) -> list[Any]:
    """One for each aircraft lost with somebody aboard, fetched at most once, after it came down, by a rescue sortie."""
    columns = ("sortie_id", "aircraft", "landed_h", "outcome")
    rows = told(record, "sorties", *columns) if scenario.rescue else []
    fell = {
        name: at_h for name, aircraft, at_h, end in rows if end == LOST and not scenario.aircraft[aircraft].uncrewed
    }
    down = told(record, "crews", "crew", "down_h", "recovered_h", "outcome", "rescuer")
    roles = dict(told(record, "sorties", "sortie_id", "role"))
    rescuers = [row[4] for row in down if row[4] is not None]
    strange = [
        row
        for row in down
        if fell.get(row[0]) != row[1]
        or (row[3] == "recovered") != (row[2] is not None and row[2] >= row[1])
        or (row[4] is not None and roles[row[4]] != "rescue")
    ]
    twice = [name for name, count in Counter(rescuers).items() if count > 1]
    return strange + twice + sorted(set(fell) - {row[0] for row in down})


def units_fly_while_they_are_there(scenario: Scenario, record: Record) -> list[Any]:
    """With no more tails than they have."""
    stays = {name: (force.from_, force.until, force.count) for name, force in scenario.forces.items()}
    away = []
    for unit, tail, launched_h in told(record, "sorties", "unit", "tail", "launched_h"):
        first, last, count = stays[unit]
        first_h = (first - scenario.start).total_seconds() / 3600 if first else 0.0
        last_h = (last - scenario.start).total_seconds() / 3600 if last else inf
        if not first_h - ROUNDING <= launched_h <= last_h or not 1 <= int(tail.rpartition("-")[2]) <= count:
            away.append((unit, tail, launched_h))
    return away


def weapons_are_accounted_for(scenario: Scenario, record: Record) -> list[Any]:
    """No sortie releases more than it loaded; what stocks lost was released or fell with its aircraft; levels are the
    sum of changes; what was released was aimed at targets, or shot at radars by those who suppress."""
    rows = told(record, "sorties", "sortie_id", "weapons_loaded", "weapons_released")
    broken: list[Any] = [row for row in rows if not 0 <= row[2] <= row[1]]
    levels: Counter[tuple[str, str]] = Counter()
    spent = traded = 0
    for nation, munition, change, level, reason in told(
        record, "stocks", "nation", "munition", "change", "level", "reason"
    ):
        levels[nation, munition] += change
        if levels[nation, munition] != level or level < 0:
            broken.append((nation, munition, change, level, reason))
        spent -= change if reason in ("loaded", "substituted", "returned") else 0
        traded += change if reason in ("borrowed", "lent") else 0
    released = sum(row[2] for row in rows)
    aimed = sum(told(record, "targets", "weapons"))
    columns = ("outcome", "weapons_loaded", "weapons_released")
    fell = sum(loaded - dropped for outcome, loaded, dropped in told(record, "sorties", *columns) if outcome == LOST)
    shot = sum(count for role, count in told(record, "sorties", "role", "weapons_released") if role == "sead")
    balance = ("released", released, "lost with aircraft", fell, "gone", spent, "aimed", aimed, "shot at radars", shot)
    return broken + ([balance] if released + fell != spent or released != aimed + shot else [])


def only_radars_that_come_up_are_shot_at(scenario: Scenario, record: Record) -> list[Any]:
    """By those who were on station where a threat has some; no target is struck by it."""
    where = {area for threat in scenario.threats.values() if threat.emits for area in threat.areas}
    columns = ("role", "sortie_id", "area", "on_station_h", "weapons_released", "targets_struck")
    rows = [row[1:] for row in told(record, "sorties", *columns) if row[0] == "sead"]
    return [row for row in rows if row[4] or (row[3] and (row[1] not in where or not row[2]))]


def fuel_given_is_fuel_taken(scenario: Scenario, record: Record) -> list[Any]:
    """Contact by contact: what a receiver's sortie took is the sum of its contacts, and so is their number."""
    taken: Counter[str] = Counter()
    contacts: Counter[str] = Counter()
    for receiver, fuel_t in told(record, "refuellings", "receiver_sortie", "fuel_t"):
        taken[receiver] += fuel_t
        contacts[receiver] += 1
    rows = told(record, "sorties", "sortie_id", "fuel_taken_t", "refuellings")
    return [row for row in rows if not isclose(row[1], taken[row[0]], abs_tol=ROUNDING) or row[2] != contacts[row[0]]]


def no_tank_runs_dry(scenario: Scenario, record: Record) -> list[Any]:
    """Take-off fuel and what was taken cover what was burnt and given; airlifters fill up at each stop."""
    given: Counter[str] = Counter()
    for tanker, fuel_t in told(record, "refuellings", "tanker_sortie", "fuel_t"):
        given[tanker] += fuel_t
    dry = []
    rows = told(record, "sorties", "sortie_id", "aircraft", "launched_h", "landed_h", "fuel_taken_t", "role")
    for sortie, aircraft, launched_h, landed_h, taken_t, role in rows:
        if role == "airlift":
            continue
        kind = scenario.aircraft[aircraft]
        left_t = kind.fuel + taken_t - given[sortie] - kind.burn * (landed_h - launched_h)
        if left_t < -ROUNDING:
            dry.append((sortie, left_t))
    return dry


def contacts_happen_on_the_track(scenario: Scenario, record: Record) -> list[Any]:
    """Each begins while its tanker is on station and its receiver in the air, in one of the receiver's systems."""
    spells = {
        (service, provider): (start_h, end_h)
        for service, provider, start_h, end_h in told(
            record, "coverage", "service", "provider_sortie", "start_h", "end_h"
        )
    }
    sorties = {row[0]: row[1:] for row in told(record, "sorties", "sortie_id", "aircraft", "launched_h", "landed_h")}
    stray = []
    columns = ("time_h", "tanker_sortie", "receiver_sortie", "system", "wait_h")
    for time_h, tanker, receiver, system, wait_h in told(record, "refuellings", *columns):
        start_h, end_h = spells.get((system, tanker), (inf, -inf))
        aircraft, launched_h, landed_h = sorties[receiver]
        there = start_h - ROUNDING <= time_h <= end_h + ROUNDING and launched_h <= time_h <= landed_h
        if not there or system not in scenario.aircraft[aircraft].receives or wait_h < -ROUNDING:
            stray.append((time_h, tanker, receiver, system, wait_h))
    return stray


def a_boom_serves_one_receiver_at_a_time(scenario: Scenario, record: Record) -> list[Any]:
    """And each hose."""
    aircraft = dict(told(record, "sorties", "sortie_id", "aircraft"))
    booked = defaultdict(list)
    for time_h, tanker, system, fuel_t in told(record, "refuellings", "time_h", "tanker_sortie", "system", "fuel_t"):
        fit = scenario.aircraft[aircraft[tanker]].tanker
        assert fit is not None
        booked[tanker, system].append((time_h, time_h + fit.contact + fuel_t / fit.rate, fit))
    crowds = []
    for (tanker, system), contacts in booked.items():
        points = contacts[0][2].boom_points if system == "boom" else contacts[0][2].drogue_points
        for begins_h, *_ in contacts:
            at_once = sum(start_h <= begins_h + ROUNDING < end_h - ROUNDING for start_h, end_h, _ in contacts)
            if at_once > points:
                crowds.append((tanker, system, begins_h, at_once))
    return crowds


def targets_are_seen_then_nominated_then_struck(scenario: Scenario, record: Record) -> list[Any]:
    """All after they appeared; seen and struck within the campaign; only a struck one has an hour of the strike."""
    columns = ("target_id", "appeared_h", "detected_h", "nominated_h", "struck_h", "ended_h", "outcome", "weapons")
    strange = []
    for row in told(record, "targets", *columns):
        _, *path, struck_h, ended_h, outcome, weapons = row
        late = any(at_h is not None and at_h > scenario.duration for at_h in (*path[:2], struck_h))
        known = [at_h for at_h in (*path, struck_h) if at_h is not None]
        gap = None in (*path, struck_h)[: len(known)]
        ended = {"struck": struck_h, "live": None}.get(outcome, ended_h)
        struck = (outcome == "struck") == (struck_h is not None) and (struck_h is None or weapons > 0)
        if gap or late or known != sorted(known) or ended != ended_h or not struck:
            strange.append(row)
    return strange


def strikes_are_those_of_the_sorties(scenario: Scenario, record: Record) -> list[Any]:
    """Targets struck, counted from above and from below."""
    above, below = sum(told(record, "sorties", "targets_struck")), told(record, "targets", "outcome").count("struck")
    return [] if above == below else [(above, below)]


def coverage_is_given_by_sorties_in_the_air(scenario: Scenario, record: Record) -> list[Any]:
    """Within the sortie that gave it."""
    spans = {row[0]: row[1:] for row in told(record, "sorties", "sortie_id", "launched_h", "landed_h")}
    rows = told(record, "coverage", "provider_sortie", "start_h", "end_h")
    return [row for row in rows if not spans[row[0]][0] <= row[1] <= row[2] <= spans[row[0]][1] + ROUNDING]


def cargo_is_shipped_in_order(scenario: Scenario, record: Record) -> list[Any]:
    """Ordered, then ready or under way at the earliest when it is ready, then arrived."""
    rows = told(record, "deliveries", "cargo", "base", "ordered_h", "ready_h", "shipped_h", "arrived_h")
    return [
        row
        for row in rows
        for base, ordered_h, ready_h, shipped_h, arrived_h in [row[1:]]
        if not ordered_h <= ready_h
        or (base and shipped_h is not None and shipped_h < ready_h - ROUNDING)
        or (arrived_h is not None and (shipped_h is None or not max(shipped_h, ready_h) <= arrived_h + ROUNDING))
    ]


def cargo_that_arrives_fits_the_sorties(scenario: Scenario, record: Record) -> list[Any]:
    """What came by airlift is no more than the sorties that unloaded could carry, base by base."""
    could_t: Counter[str] = Counter()
    for base, aircraft, role, outcome in told(record, "sorties", "area", "aircraft", "role", "outcome"):
        fit = scenario.aircraft[aircraft].airlift
        if role == "airlift" and outcome == State.effective and fit:
            could_t[base] += fit.payload
    came_t: Counter[str] = Counter()
    for base, tonnes, arrived_h in told(record, "deliveries", "base", "tonnes", "arrived_h"):
        came_t[base] += tonnes if base and arrived_h is not None else 0
    return [(base, tonnes, could_t[base]) for base, tonnes in came_t.items() if tonnes > could_t[base] + ROUNDING]


def a_ramp_unloads_no_more_than_its_places(scenario: Scenario, record: Record) -> list[Any]:
    """Airlifters that unload at one base at once; each is done one ground time after it got its place."""
    done: dict[str, list[tuple[float, int]]] = defaultdict(list)
    cruise = {name: kind.cruise for name, kind in scenario.aircraft.items()}
    chart = Map(scenario.places)
    rows = told(record, "sorties", "unit", "aircraft", "role", "area", "landed_h", "outcome")
    for unit, aircraft, role, base, landed_h, outcome in rows:
        fit = scenario.aircraft[aircraft].airlift
        if role == "airlift" and outcome == State.effective and fit and fit.ground_time > 0:
            end_h = landed_h - chart.distance(base, scenario.forces[unit].base) / cruise[aircraft]
            done[base] += [(end_h - fit.ground_time + ROUNDING, 1), (end_h - ROUNDING, -1)]
    crowded = []
    for base, steps in done.items():
        there = 0
        for at_h, step in sorted(steps):
            there += step
            if there > (scenario.places[base].ramp or inf):
                crowded.append((base, at_h, there))
    return crowded


def nothing_that_needs_sight_sees_or_strikes_under_cloud(scenario: Scenario, record: Record) -> list[Any]:
    """A target that only such sensors can see is not seen first, and one that only such weapons hit is not struck,
    while weather closes the view of its area; spells over one area follow each other."""
    closed = defaultdict(list)
    for area, start_h, end_h in told(record, "weather", "area", "start_h", "end_h"):
        closed[area].append((start_h, end_h))
    broken = [(area, *pair) for area, spans in closed.items() for pair in pairwise(spans) if pair[0][1] > pair[1][0]]
    sight = scenario.weather.sight
    for name, kind, area, *at in told(record, "targets", "target_id", "class", "area", "detected_h", "struck_h"):
        target_class = scenario.target_classes[kind]
        way_left = {sight.falls_back.get(g, g) for g in Guidance if g not in sight.guidance} & set(
            target_class.guidance
        )
        for at_h, blind in zip(at, (set(target_class.seen_by) <= set(sight.sensors), not way_left), strict=True):
            if at_h is not None and blind and any(s + ROUNDING < at_h < e - ROUNDING for s, e in closed[area]):
                broken.append((name, area, at_h))
    return broken


def nobody_goes_in_beyond_what_is_controlled(scenario: Scenario, record: Record) -> list[Any]:
    """Packages that need control come on station only while controllers, or procedures, suffice for one more. Seen are
    those with a sensor of their own; in these worlds all areas are one region within reach of every controller."""
    rules = scenario.control
    if rules is None:
        return []
    offers = [request.offers["control"].amount for request in _tasking(scenario) if "control" in request.offers]
    missions = dict(told(record, "sorties", "sortie_id", "role"))
    rows = told(record, "coverage", "service", "provider_sortie", "start_h", "end_h")
    given = {tuple(span) for service, *span in rows if service == "control"}
    # One that looks into two areas is one package.
    used = {
        tuple(row) for service, *row in rows if service in ("pod", "camera") and missions[row[0]] in rules.needed_by
    }
    crowds = []
    for _, at_h, _ in used:
        there = sum(start_h <= at_h < end_h - ROUNDING for _, start_h, end_h in used)
        controllers = sum(start_h <= at_h <= end_h for _, start_h, end_h in given)
        if there * rules.per_package > max(rules.without, controllers * max(offers, default=0)) + ROUNDING:
            crowds.append((at_h, there, controllers))
    return crowds


def _tasking(scenario: Scenario) -> list[Any]:
    return [request for phase in scenario.phases for request in phase.tasking.values()]


LAWS: tuple[Law, ...] = (
    lines_end_in_one_state_with_a_cause,
    sorties_are_those_of_the_lines,
    sorties_land_after_they_launched,
    a_tail_flies_one_sortie_at_a_time,
    what_is_lost_does_not_fly_again,
    crews_are_those_of_the_lost,
    units_fly_while_they_are_there,
    weapons_are_accounted_for,
    only_radars_that_come_up_are_shot_at,
    fuel_given_is_fuel_taken,
    no_tank_runs_dry,
    contacts_happen_on_the_track,
    a_boom_serves_one_receiver_at_a_time,
    targets_are_seen_then_nominated_then_struck,
    strikes_are_those_of_the_sorties,
    coverage_is_given_by_sorties_in_the_air,
    cargo_is_shipped_in_order,
    cargo_that_arrives_fits_the_sorties,
    a_ramp_unloads_no_more_than_its_places,
    nothing_that_needs_sight_sees_or_strikes_under_cloud,
    nobody_goes_in_beyond_what_is_controlled,
)


def broken(scenario: Scenario, record: Record) -> dict[str, list[Any]]:
    """The laws that do not hold, with the rows that break them."""
    found = {law.__name__: law(scenario, record) for law in LAWS}
    return {name: rows[:5] for name, rows in found.items() if rows}
