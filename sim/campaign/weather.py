"""Weather by area: spells in which the view of the ground is closed, all drawn before the campaign begins.

Over each area a chain in continuous time goes from clear to one kind of weather and back to clear. A spell of kind k
lasts an exponential time of mean L_k; from clear it begins at the rate p_k / (p_0 L_k), where p_k is the share of the
month's hours that belong to kind k and p_0 what is left clear. So p is the stationary distribution (each kind balances
with clear by itself; e.g. Norris, Markov Chains, sections 3.5 and 3.7), and weather persists.
The spells hang on the seed, the area and its climate alone: they are the same in every variant, whatever is flown.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Generator
from datetime import UTC, datetime
from math import inf, log
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

import simpy

from sim.scenario.inputs import Guidance
from sim.scenario.inputs.weather import Spells

if TYPE_CHECKING:
    from sim.campaign.coverage import Coverage
    from sim.campaign.luck import Luck, Stream
    from sim.campaign.record import Record
    from sim.campaign.targeting import Cell
    from sim.scenario.scenario import Scenario

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Spell(NamedTuple):
    """The view of one area is closed from one hour to another."""

    start_h: float
    end_h: float
    kind: str


_END = attrgetter("end_h")


class Month(NamedTuple):
    """A calendar month of the campaign; hours since the start."""

    start_h: float
    end_h: float
    name: str


def months(start: datetime, end_h: float) -> list[Month]:
    """The calendar months from the start until the end."""
    found: list[Month] = []
    from_h, year, number = 0.0, start.year, start.month
    while from_h < end_h or not found:
        year, number = (year + 1, 1) if number == len(MONTHS) else (year, number + 1)
        to_h = (datetime(year, number, 1, tzinfo=UTC) - start).total_seconds() / 3600
        found.append(Month(from_h, to_h, MONTHS[number - 2]))
        from_h = to_h
    return found


def draw_spells(climate: dict[str, Spells], calendar: list[Month], end_h: float, luck: Stream) -> list[Spell]:
    """The spells over one area, in order: two numbers of luck for how the campaign begins, and three for each spell."""
    begins, lasts = luck.uniform(), luck.uniform()
    kind = _pick({kind: getattr(spells.share, calendar[0].name) for kind, spells in climate.items()}, begins)
    spells = [Spell(0.0, _length(climate, kind, lasts), kind)] if kind else []
    at_h = spells[0].end_h if spells else 0.0
    while at_h < end_h:
        hazard, which, lasts = -log(1 - luck.uniform()), luck.uniform(), luck.uniform()
        start_h, month = _clear_until(climate, calendar, at_h, hazard)
        if start_h >= end_h:
            break
        rates = _rates(climate, month)
        kind = _pick(rates, which * sum(rates.values())) or list(rates)[-1]
        at_h = start_h + _length(climate, kind, lasts)
        spells.append(Spell(start_h, at_h, kind))
    return spells


def _clear_until(climate: dict[str, Spells], calendar: list[Month], at_h: float, hazard: float) -> tuple[float, str]:
    """When the clear spell that began then ends, and in which month: as its hazard, month by month, adds up to that."""
    for month in calendar[bisect_right(calendar, at_h, key=_END) :]:
        rate = sum(_rates(climate, month.name).values())
        from_h = max(at_h, month.start_h)
        risen = rate * max(0.0, month.end_h - from_h)
        if rate and risen >= hazard:
            return from_h + hazard / rate, month.name
        hazard -= risen
    return inf, ""


def _length(climate: dict[str, Spells], kind: str, draw: float) -> float:
    return -climate[kind].spell * log(1 - draw)


def _rates(climate: dict[str, Spells], month: str) -> dict[str, float]:
    """Rate per hour, from clear, at which each kind begins."""
    shares = {kind: getattr(spells.share, month) for kind, spells in climate.items()}
    clear = 1 - sum(shares.values())
    return {kind: share / (clear * climate[kind].spell) for kind, share in shares.items()}


def _pick(weights: dict[str, float], at: float) -> str:
    """The key into whose weight the number falls; none if it lies beyond them all."""
    for key, weight in weights.items():
        if at < weight:
            return key
        at -= weight
    return ""


class Weather:
    """The spells of every area that has a climate, and what cannot do without sight."""

    def __init__(self, scenario: Scenario, luck: Luck) -> None:
        sight = scenario.weather.sight
        self.sensors = frozenset(sight.sensors)
        """Sensors that need sight."""
        self._left: dict[Guidance, Guidance | None] = {**dict.fromkeys(sight.guidance), **sight.falls_back}
        calendar = months(scenario.start, scenario.duration)
        self.spells: dict[str, list[Spell]] = {
            area: draw_spells(scenario.climates[climate], calendar, scenario.duration, luck.stream("weather", area))
            for area, climate in scenario.weather.areas.items()
        }
        self.closed = dict.fromkeys(self.spells, False)
        """Areas of which nobody who needs sight sees the ground now."""

    def needs_sight(self, guidance: Guidance) -> bool:
        """Whether a weapon loses anything while the view is closed."""
        return guidance in self._left

    def left(self, guidance: Guidance, area: str) -> Guidance | None:
        """What is left of a weapon's guidance over that area now; None if it is not released."""
        return self._left.get(guidance, guidance) if self.closed.get(area) else guidance

    def closed_h(self, area: str, start_h: float, end_h: float) -> float:
        """Hours between two moments in which the view of the area is closed."""
        spells = self.spells.get(area)
        if not spells:
            return 0.0
        total = 0.0
        for spell in spells[bisect_right(spells, start_h, key=_END) :]:
            if spell.start_h >= end_h:
                break
            total += min(spell.end_h, end_h) - max(spell.start_h, start_h)
        return total

    def run(self, env: simpy.Environment, coverage: Coverage, cell: Cell) -> Generator[simpy.Event]:
        """As it changes over an area: sensors that need sight see nothing, and then again; weapons that wait go on."""
        changes = sorted(
            change
            for area, spells in self.spells.items()
            for spell in spells
            for change in ((spell.start_h, area, True), (spell.end_h, area, False))
        )
        for at_h, area, closes in changes:
            if at_h > env.now:
                yield env.timeout(at_h - env.now)
            self.closed[area] = closes
            if closes:
                coverage.close_view(area)
            else:
                coverage.open_view(area)
                cell.view_opens(area)

    def note(self, record: Record, end_h: float) -> None:
        """The spells as far as the campaign lasted."""
        for area, spells in self.spells.items():
            begun = [spell for spell in spells if spell.start_h < end_h]
            record.weather.extend((area, kind, start_h, min(until_h, end_h)) for start_h, until_h, kind in begun)
