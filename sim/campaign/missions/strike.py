"""Strike: deliberate attacks on nominated targets, and armed overwatch for fleeting ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from sim.campaign.clock import after
from sim.campaign.line import Station
from sim.campaign.missions.overwatch import Overwatch
from sim.scenario.inputs import Guidance
from sim.scenario.quantity import Hours, Probability

if TYPE_CHECKING:
    from sim.campaign.campaign import Campaign
    from sim.campaign.flight import Flight
    from sim.campaign.line import Line
    from sim.campaign.order import Order
    from sim.campaign.target import Target
    from sim.campaign.unit import Unit

DELIBERATE, OVERWATCH = "deliberate", "overwatch"
RUN_H = 0.25
"""From arrival on station to weapons on a planned target. Assumed (0.1 to 0.5 h)."""


def one_weapon(target: Target, others: list[Target]) -> bool:
    """Whether one kind of weapon can hit it and the others: a package carries one kind."""
    return not others or target.kind.guidance == others[0].kind.guidance


class Strike(Overwatch):
    """Sorties meant to attack. A line with no nominated target to plan on flies armed overwatch."""

    mission: Literal["strike"] = "strike"
    p_deliberate: Probability
    """Share of the lines that are planned on nominated fixed targets, when there are any."""
    deliberate_on_station: Hours
    """Time on station of a deliberate line."""
    targets_per_line: Annotated[int, Field(ge=1)]
    """Fixed targets that one package is given at most."""

    def lines(self, order: Order) -> Iterator[Line]:
        count = order.spread.whole(order.name, self.per_day / self.package)
        shares = {DELIBERATE: self.p_deliberate, OVERWATCH: 1 - self.p_deliberate}
        kinds = order.dealt(f"{order.name}/kind", shares, count)
        areas = iter(order.dealt(order.name, self.areas, kinds.count(OVERWATCH)))
        for n, kind in enumerate(kinds):
            at_h = order.start_h + 24 * (n + order.chance()) / count
            if kind == DELIBERATE and (line := self._deliberate(order, at_h)):
                yield line
                continue
            area = next(areas, None) or order.spread.next(order.name, self.areas)
            yield order.line(self, OVERWATCH, Station(area, at_h, self.on_station), self.package)

    def _deliberate(self, order: Order, at_h: float) -> Line | None:
        """A line on nominated targets, areas in proportion to the length of their lists; None if all are empty."""
        nominated = order.world.cell.nominated
        lists = {name: float(len(nominated[name])) for name in self.areas if nominated[name]}
        if not lists:
            return None
        area = order.spread.next(f"{order.name}/{DELIBERATE}", lists)
        line = order.line(self, DELIBERATE, Station(area, at_h, self.deliberate_on_station), self.package)
        line.targets = nominated[area].take(self.targets_per_line, one_weapon)
        return line if line.targets else None

    def pools(self, units: list[Unit], line: Line, world: Campaign) -> list[list[Unit]]:
        """Weapons to targets: a unit whose first choice of weapon flies to coordinates is asked first for what stays
        where it is, and last for what moves."""
        pools: list[list[Unit]] = [[], []]
        for unit in units:
            first = next(iter(unit.loads), None)
            fixed = first is not None and world.scenario.munitions[first].guidance is Guidance.gps
            pools[fixed is not (line.kind == DELIBERATE)].append(unit)
        return pools

    def arms(self, line: Line) -> tuple[tuple[Guidance, ...], bool]:
        """What can hit its targets; for overwatch, what can hit anything fleeting."""
        if line.targets:
            return line.targets[0].kind.guidance, True
        return super().arms(line)

    def arrived(self, flight: Flight) -> None:
        """A deliberate line makes its run; then it is on call like any other."""
        if flight.line.targets and flight.leave_h - flight.env.now >= RUN_H:
            flight.busy = True
            after(flight.env, RUN_H, lambda: self._run(flight))
        super().arrived(flight)

    def _run(self, flight: Flight) -> None:
        flight.busy = False
        flight.world.cell.attack_planned(flight)
        flight.world.cell.next_task(flight)

    def ended(self, flight: Flight) -> None:
        self.dropped(flight.line, flight.world)

    def called_off(self, flight: Flight) -> None:
        self.dropped(flight.line, flight.world)

    def dropped(self, line: Line, world: Campaign) -> None:
        """Its targets wait for another line."""
        for target in reversed(line.targets):
            world.cell.nominated[target.area].put_back(target)
        line.targets = []
