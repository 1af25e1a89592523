"""The numbers of a scenario that a class can move: aircraft by nation and role, weapons, people, distances.

They are found in the scenario, whatever it is, and each is a handful of `--set` paths. A unit that grows or shrinks
keeps its proportions: its aircraft in line and what its nation offers a day move with the aircraft it has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from math import ceil, floor
from typing import TYPE_CHECKING

from sim.campaign.geography import distance
from sim.classroom.away import at_distance

if TYPE_CHECKING:
    from sim.scenario.inputs import Force, Place
    from sim.scenario.scenario import Scenario

GROUPS = {"tanker": "Tankers", "uav": "Drones", "strike": "Strike aircraft"}
"""Roles that have a group of their own; the first that a unit has counts."""
OTHERS, STOCKS, STAFF, DISTANCE = "Other aircraft", "Weapons in stock", "People at desks", "Distance"
ROLES = {
    "tanker": "tankers",
    "uav": "drones",
    "strike": "strike aircraft",
    "cap": "patrol fighters",
    "recce": "reconnaissance aircraft",
    "sead": "suppression aircraft",
    "gmti": "ground-watching aircraft",
    "sigint": "listening aircraft",
    "imint": "picture-taking aircraft",
    "aew": "control aircraft",
    "mpa": "maritime patrol aircraft",
    "airlift": "airlifters",
    "csar": "rescue aircraft",
    "attack-helicopter": "attack helicopters",
}
DESKS = {"dynamic": "fleeting targets", "deliberate": "fixed targets", "planning": "the day's order"}
NMI_STEP = 10.0

Settings = Callable[[float], tuple[str, ...]]


@dataclass(frozen=True)
class Knob:
    """One number that can be moved."""

    name: str
    """In links."""
    group: str
    label: str
    unit: str
    value: float
    """As the scenario stands."""
    low: float
    high: float
    step: float
    settings: Settings
    """A value of it as what `--set` takes."""


def knobs(scenario: Scenario) -> dict[str, Knob]:
    """Name to knob, group by group."""
    found = [*_aircraft(scenario), *_stocks(scenario), *_staff(scenario), *_distances(scenario)]
    order = [*GROUPS.values(), OTHERS, STOCKS, STAFF, DISTANCE]
    return {knob.name: knob for knob in sorted(found, key=lambda knob: order.index(knob.group))}


def _aircraft(scenario: Scenario) -> Iterator[Knob]:
    """Of one nation and role together: a campaign has too many units for each to have its own."""
    units: dict[tuple[str, tuple[str, ...]], dict[str, Force]] = {}
    for name, force in scenario.forces.items():
        if force.count:
            units.setdefault((force.nation, tuple(role.value for role in force.roles)), {})[name] = force
    for (nation, roles), forces in units.items():
        count = sum(force.count for force in forces.values())
        group = next((GROUPS[role] for role in roles if role in GROUPS), OTHERS)
        what = " and ".join(ROLES.get(role, role) for role in roles)
        label = f"{scenario.nations[nation].title}: {what}"
        high = max(2 * count, count + 4)
        yield Knob(f"{'+'.join(roles)}.{nation}", group, label, "aircraft", count, 0, high, 1, partial(_units, forces))


def _units(forces: dict[str, Force], total: float) -> tuple[str, ...]:
    """So many aircraft, shared between the units as they are now; a unit without any is not there."""
    settings: list[str] = []
    for (name, force), count in zip(
        forces.items(), _shared([f.count for f in forces.values()], int(total)), strict=True
    ):
        if count == 0:
            settings.append(f"forces.{name}=null")
        elif count != force.count:
            left = count / force.count
            in_line = min(count, max(1, round(force.in_line * left)))
            settings += [f"forces.{name}.count={count}", f"forces.{name}.in_line={in_line}"]
            settings.append(f"forces.{name}.offer={round(force.offer * left, 3):g}")
    return tuple(settings)


def _shared(parts: list[int], total: int) -> list[int]:
    """`total` in the proportions of the parts, whole, by largest remainders."""
    exact = [part * total / sum(parts) for part in parts]
    whole = [floor(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda at: (whole[at] - exact[at], at))
    for at in by_remainder[: total - sum(whole)]:
        whole[at] += 1
    return whole


def _stocks(scenario: Scenario) -> Iterator[Knob]:
    for name, stock in scenario.stocks.items():
        label = f"{scenario.nations[stock.nation].title}: {scenario.munitions[stock.munition].title}"
        high = max(2 * stock.on_hand, 20)
        yield Knob(
            f"stock.{name}",
            STOCKS,
            label,
            "weapons",
            stock.on_hand,
            0,
            high,
            1,
            partial(_one, f"stocks.{name}.on_hand"),
        )


def _staff(scenario: Scenario) -> Iterator[Knob]:
    for name, staff in scenario.staff.items():
        label = f"{scenario.nations[staff.nation].title}: {DESKS.get(staff.desk, staff.desk)}"
        high = max(2 * staff.people, 10)
        yield Knob(
            f"staff.{name}", STAFF, label, "people", staff.people, 0, high, 1, partial(_one, f"staff.{name}.people")
        )


def _one(path: str, value: float) -> tuple[str, ...]:
    return (f"{path}={value:g}",)


def _distances(scenario: Scenario) -> Iterator[Knob]:
    """From the base of most strike aircraft to each area, which moves along the way between them."""
    aircraft: dict[str, int] = {}
    for force in scenario.forces.values():
        if "strike" in force.roles:
            aircraft[force.base] = aircraft.get(force.base, 0) + force.count
    if not aircraft:
        return
    home = scenario.places[max(aircraft, key=lambda base: aircraft[base])]
    for name, place in scenario.places.items():
        nmi = distance(home, place)
        if place.kind != "area" or nmi < NMI_STEP:
            continue
        now = NMI_STEP * round(nmi / NMI_STEP)
        low, high = NMI_STEP * max(1, floor(nmi / 4 / NMI_STEP)), NMI_STEP * ceil(2 * nmi / NMI_STEP)
        label = f"{home.title} to {place.title[:1].lower()}{place.title[1:]}" if place.title.startswith("The ") else ""
        label = label or f"{home.title} to {place.title}"
        yield Knob(
            f"distance.{name}", DISTANCE, label, "nmi", now, low, high, NMI_STEP, partial(_away, name, home, place)
        )


def _away(name: str, home: Place, place: Place, nmi: float) -> tuple[str, ...]:
    lat, lon = at_distance(home, place, nmi)
    return (f"places.{name}.lat={lat:.4f}", f"places.{name}.lon={lon:.4f}")
