"""Moving the time of a line so that it fits a tanker, before anything of it is given up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.campaign.fuel import set_aside, take_back

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sim.campaign.campaign import Campaign
    from sim.campaign.line import Line

STEP_H = 0.5
"""Times are tried so far apart."""


def moved(world: Campaign, line: Line) -> bool:
    """Whether the line, with its unit and its profile, was moved to a time at which tankers have fuel for it.

    The nearest time is tried first, later before sooner. The unit must have its aircraft then, and whatever else was
    given to the line (control, a lull in the threat, the light that a caveat asks for) must be given then too.
    """
    unit, profile = line.unit, line.profile
    assert unit is not None and profile is not None and profile.system is not None
    was_h, launched_h = line.at_h, line.launch_h
    down_h = profile.duration_h + unit.performance.turn
    unit.let_go(launched_h, launched_h + down_h, line.aircraft)
    _strike_out(world, line)
    for change_h in _changes(world.scenario.planning.slip):
        line.at_h, line.launch_h = was_h + change_h, launched_h + change_h
        if (
            line.launch_h >= world.env.now
            and line.at_h < world.end_h
            and unit.from_h <= line.at_h < unit.until_h
            and unit.free(line.launch_h, line.launch_h + down_h, line.aircraft)
            and not (unit.caveats and unit.refuses(line, line.launch_h, world.light(line.launch_h)))
            and (promises := set_aside(world.tracks, line, unit, profile, line.launch_h)) is not None
        ):
            if world.clearance.write(line) is None:
                line.promises = promises
                break
            take_back(promises, line, unit, profile.system)
    else:
        line.at_h, line.launch_h = was_h, launched_h
    unit.hold(line.launch_h, line.launch_h + down_h, line.aircraft)
    _write(world, line)
    return line.at_h != was_h


def _changes(slip_h: float) -> Iterator[float]:
    for step in range(1, int(slip_h / STEP_H) + 1):
        yield step * STEP_H
        yield -step * STEP_H


def _strike_out(world: Campaign, line: Line) -> None:
    for tell in world.clearance.struck_out:
        tell(line)
    world.services.strike_out(line)


def _write(world: Campaign, line: Line) -> None:
    for tell in world.clearance.written:
        tell(line)
    world.services.write(line)
