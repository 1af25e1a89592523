"""Moving the time of a line so that it fits a tanker, before anything of it is given up, and then shortening it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.campaign.fuel import set_aside, take_back

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sim.campaign.campaign import Campaign
    from sim.campaign.line import Line
    from sim.campaign.profile import Profile

    Booking = tuple[float, float, Profile]
    """When it is on station, when it takes off, and how it flies."""

STEP_H = 0.5
"""Times are tried so far apart."""


def moved(world: Campaign, line: Line) -> bool:
    """Whether the line, with its unit and its profile, was moved to a time at which tankers have fuel for it; the
    nearest time is tried first, later before sooner."""
    profile, at_h, launch_h = line.profile, line.at_h, line.launch_h
    assert profile is not None
    changes = _changes(world.scenario.planning.slip)
    return _booked_anew(world, line, [(at_h + change_h, launch_h + change_h, profile) for change_h in changes])


def shortened(world: Campaign, line: Line, profiles: Sequence[Profile]) -> bool:
    """Whether the line, with its unit, was given the first of these profiles for which tankers have fuel."""
    at_h, now = line.at_h, world.env.now
    return _booked_anew(world, line, [(at_h, max(at_h - profile.out_h, now), profile) for profile in profiles])


def _booked_anew(world: Campaign, line: Line, bookings: Iterable[Booking]) -> bool:
    """The unit must have its aircraft then, and whatever else was given to the line (control, a lull in the threat, the
    light that a caveat asks for) must be given then too."""
    unit, was = line.unit, line.profile
    assert unit is not None and was is not None
    before = (line.at_h, line.launch_h, was)
    turn_h = unit.performance.turn
    unit.let_go(line.launch_h, line.launch_h + was.duration_h + turn_h, line.aircraft)
    struck_out(world, line)
    found = False
    for at_h, launch_h, profile in bookings:
        line.at_h, line.launch_h, line.profile = at_h, launch_h, profile
        if (
            launch_h >= world.env.now
            and at_h < world.end_h
            and unit.from_h <= at_h < unit.until_h
            and unit.free(launch_h, launch_h + profile.duration_h + turn_h, line.aircraft)
            and not (unit.caveats and unit.refuses(line, launch_h, world.light(launch_h)))
            and (promises := set_aside(world.tracks, line, unit, profile, launch_h)) is not None
        ):
            if world.clearance.write(line) is None:
                line.promises, found = promises, True
                break
            if profile.system:
                take_back(promises, line, unit, profile.system)
    else:
        at_h, launch_h, profile = before
        line.at_h, line.launch_h, line.profile = before
    unit.hold(launch_h, launch_h + profile.duration_h + turn_h, line.aircraft)
    written(world, line)
    return found


def _changes(slip_h: float) -> Iterator[float]:
    for step in range(1, int(slip_h / STEP_H) + 1):
        yield step * STEP_H
        yield -step * STEP_H


def struck_out(world: Campaign, line: Line) -> None:
    """What others counted on is not flown so."""
    for tell in world.clearance.struck_out:
        tell(line)
    world.services.strike_out(line)


def written(world: Campaign, line: Line) -> None:
    """Others may count on it as it is planned now."""
    for tell in world.clearance.written:
        tell(line)
    world.services.write(line)
