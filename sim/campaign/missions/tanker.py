"""Tankers: sorties laid over the day's tracks to meet the fuel that the other lines ask for.

Tankers come by appointment. For each track the planner lists when the lines will drink, how much and by which system,
takes off what is laid on already, and sends a tanker for the first refuelling that is not met: it comes in time for
it, meets what follows until its fuel is promised or it has to leave, and the next one is sent for the first that it
could not meet.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from sim.campaign.demand import SYSTEMS, Appointment, Demand, Want
from sim.campaign.line import Station
from sim.campaign.missions.base import Mission
from sim.campaign.profile import give_away
from sim.campaign.tanker_sortie import TankerSortie
from sim.scenario.inputs import System

if TYPE_CHECKING:
    from sim.campaign.campaign import Campaign
    from sim.campaign.flight import Flight
    from sim.campaign.line import Line
    from sim.campaign.order import Order
    from sim.campaign.refuelling import Tracks
    from sim.campaign.unit import Unit

WORTH_T = 1.0
"""Least give-away for which a tanker is sent. Assumed (0.5 to 5 t)."""
ANOTHER_T = 8.0
"""Where a tanker of the same system is on a track at the time, another is sent for no less; nor is any to a track on
the way. Assumed (2 to 20 t)."""
GIVE_UP_H = 1.0
"""Where no tanker is to be had for a time, none is sought for what is wanted so soon after. Assumed (0.5 to 2 h)."""
BOTH = "both"
"""Kind of a line whose tanker is to give fuel by boom and by hose."""


class Tanker(Mission):
    """Refuelling on tracks. Its lines follow the demand of the day's other lines."""

    follows: ClassVar[bool] = True

    mission: Literal["tanker"] = "tanker"
    tracks: tuple[str, ...]
    """Where tankers wait."""
    en_route: tuple[str, ...] = ()
    """Tracks nearer to the bases, for who cannot reach those on what it takes off with."""

    def lines(self, order: Order) -> Iterator[Line]:
        """One tanker at a time, to the track where most is wanted while it would stay; one for both systems where both
        are wanted."""
        tracks, demands = order.world.tracks, self._demands(order)
        for track, demand in demands.items():
            for tanker in tracks.tankers.get(track, ()):
                demand.meet(tanker)
            demand.begin()
        while asked := self._most_wanted(demands):
            track, appointment = asked
            tracks.appointment = appointment
            demand, kinds = demands[track], self._kinds(appointment, tracks, track)
            if not kinds:
                demand.give_up(appointment, appointment.wants[0].system, 0.0)
            for kind in kinds:
                line = order.line(self, kind, Station(track, appointment.start_h, self.on_station), 1)
                yield line
                if line.unit is not None and demand.meet(self._laid(order, line)):
                    break
                if kind != BOTH:
                    demand.give_up(appointment, System(kind), GIVE_UP_H)

    def _most_wanted(self, demands: dict[str, Demand]) -> tuple[str, Appointment] | None:
        """The track whose next appointment wants most fuel; None when all is met or given up."""
        most_t, most = -1.0, None
        for track, demand in demands.items():
            appointment = demand.next()
            if appointment and appointment.most_t > most_t:
                most_t, most = appointment.most_t, (track, appointment)
        return most

    def _kinds(self, appointment: Appointment, tracks: Tracks, track: str) -> list[str]:
        """What tanker to send: one for both systems if both are worth it, else for the system of the first refuelling;
        none if that is not worth a tanker."""
        first, at_h = appointment.wants[0].system, appointment.wants[0].at_h
        worth = []
        for system in SYSTEMS:
            there = track in self.en_route or any(
                t.there(at_h, 0.0) for other in self.tracks for t in tracks.planned(other, system, at_h)
            )
            if appointment.fuel_t(system) > (ANOTHER_T if there else 0.0):
                worth.append(system)
        if first not in worth:
            return []
        return [BOTH, first] if len(worth) > 1 else [first]

    def _demands(self, order: Order) -> dict[str, Demand]:
        """What the day's lines want, by track."""
        wants: dict[str, list[Want]] = {}
        for line in order.written:
            profile, unit = line.profile, line.unit
            if profile is None or unit is None or profile.system is None:
                continue
            for after_h, fuel_t, track in profile.uplifts:
                want = Want(line.launch_h + after_h, profile.system, unit.nation, fuel_t * line.aircraft, line.aircraft)
                wants.setdefault(track, []).append(want)
        spare = order.world.scenario.refuelling.spare
        return {track: Demand(wanted, spare, self.on_station) for track, wanted in wants.items()}

    def _laid(self, order: Order, line: Line) -> TankerSortie:
        unit, profile = line.unit, line.profile
        assert unit is not None and profile is not None and unit.kind.tanker is not None
        start_h = line.launch_h + profile.out_h
        fuel_t = give_away(unit.kind, profile.out_h, profile.on_station_h)
        margin = order.world.scenario.refuelling.margin
        tanker = TankerSortie(line, unit.kind.tanker, (start_h, start_h + profile.on_station_h), fuel_t, margin)
        order.world.tracks.plan(tanker)
        if tanker.fuel:
            tanker.fuel.lay(tanker.unpromised_t)
        return tanker

    def pools(self, units: list[Unit], line: Line, world: Campaign) -> list[list[Unit]]:
        """Tankers that have the system and reach the track with fuel to give.

        One that also has the other system is kept for where both are wanted.
        """
        if line.kind == BOTH:
            return [[unit for unit in units if _gives_both(unit) and self._worth(unit, line, world)]]
        pools: list[list[Unit]] = [[], []]
        for unit in units:
            fit = unit.kind.tanker
            points = (fit.boom_points, fit.drogue_points) if fit else (0, 0)
            if points[line.kind != System.boom] and self._worth(unit, line, world):
                pools[all(points)].append(unit)
        return pools

    def _worth(self, unit: Unit, line: Line, world: Campaign) -> bool:
        options = world.routes.options(unit, line.area, self.on_station, self.on_station_min)
        return bool(options) and give_away(unit.kind, options[0].out_h, options[0].on_station_h) >= WORTH_T

    def accepts(self, unit: Unit, line: Line, world: Campaign) -> bool:
        """It must be of use to somebody there whom it serves."""
        appointment = world.tracks.appointment
        if appointment is None:
            return True
        profile = world.routes.options(unit, line.area, line.stay_h, line.least_h)[0]
        fuel_t = give_away(unit.kind, profile.out_h, profile.on_station_h) * (1 - world.scenario.refuelling.margin)
        systems = SYSTEMS if line.kind == BOTH else (System(line.kind),)
        return appointment.any_use(systems, unit.serves, fuel_t)

    def fly(self, flight: Flight) -> Generator[Any, Any, None]:
        """Up, perhaps late: who waits at the track knows when it is due."""
        flight.world.tracks.by_line[flight.line.number].due_h = flight.env.now + flight.profile.out_h
        yield from super().fly(flight)

    def arrived(self, flight: Flight) -> None:
        """Open for receivers."""
        tanker = flight.world.tracks.by_line[flight.line.number]
        tanker.on_track = True
        tanker.end_h = flight.leave_h
        tanker.sortie_id = flight.sortie_ids[0]

    def departs(self, flight: Flight) -> None:
        """Closed: what was given is gone, the rest goes home."""
        tracks = flight.world.tracks
        tanker = tracks.by_line[flight.line.number]
        flight.fuel_t -= tanker.given_t
        flight.world.offloads_t.append(tanker.laid_t - tanker.left_t)
        for system in tanker.free_at:
            flight.world.coverage.note(system, tanker.track, tanker.sortie_id, flight.since_h)
        tracks.leave(tanker)

    def ended(self, flight: Flight) -> None:
        self.called_off(flight)

    def idle(self, line: Line, world: Campaign) -> bool:
        """A tanker of which nobody was promised anything, where the others there have enough in reserve."""
        tanker = world.tracks.by_line[line.number]
        return not tanker.owes and not world.tracks.needs_reserve(tanker)

    def dropped(self, line: Line, world: Campaign) -> None:
        """Its fuel is no longer laid on."""
        tanker = world.tracks.by_line[line.number]
        world.tracks.strike_off(tanker)
        if tanker.fuel:
            tanker.fuel.lay(-tanker.unpromised_t)

    def called_off(self, flight: Flight) -> None:
        """Receivers that were promised will not find it."""
        tanker = flight.world.tracks.by_line.get(flight.line.number)
        if tanker is not None:
            flight.world.tracks.leave(tanker)


def _gives_both(unit: Unit) -> bool:
    fit = unit.kind.tanker
    return fit is not None and fit.boom_points > 0 and fit.drogue_points > 0
