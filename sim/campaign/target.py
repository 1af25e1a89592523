"""Targets exist whether or not anyone sees them.

All of them are drawn before the campaign begins, each with the luck of everything that may happen to it, so
that two worlds with the same seed hold the same targets.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from sim.campaign.luck import Luck
from sim.scenario.inputs import TargetClass

if TYPE_CHECKING:
    from collections.abc import Callable

    from sim.scenario.scenario import Phase, Scenario

SENSORS = 8
"""Kinds of sensor for which each target has draws of its own; more kinds share them in turn."""
LOOKS = 3
"""Looks at one target that have draws of their own; later looks reuse them in turn."""
HITS = 12
"""Hit-or-miss draws kept for each target; more weapons than that reuse them in turn."""


class Target:
    """One target and its luck."""

    __slots__ = (
        "_hit_draws",
        "_look_draws",
        "appeared_h",
        "area",
        "clear_draw",
        "destroyed",
        "detected_h",
        "hides_h",
        "hits",
        "kind",
        "kind_name",
        "listed",
        "looks",
        "name",
        "nominated_h",
        "open",
        "priority",
        "strike_draw",
        "struck_h",
        "weapons",
        "work_draw",
    )

    def __init__(self, name: str, area: str, kind_name: str, kind: TargetClass, appeared_h: float) -> None:
        self.name = name
        self.area = area
        self.kind_name = kind_name
        self.kind = kind
        self.priority = kind.priority
        self.appeared_h = appeared_h
        self.hides_h = inf
        self.detected_h: float | None = None
        self.nominated_h: float | None = None
        self.struck_h: float | None = None
        self.weapons = 0
        self.hits = 0
        """On a fleeting target, by all who have attacked it; the crew sees them."""
        self.destroyed = False
        self.open = True
        """Somebody still means to strike it, or might: false once it is known to be destroyed."""
        self.listed = False
        """It is on the list for the next order, or on a line of one."""
        self.looks = 0
        """How often it has been seen: sensors that wait to see it for the first time forget it after that."""
        self.work_draw = self.strike_draw = self.clear_draw = 0.0
        self._look_draws: list[float] = []
        self._hit_draws: list[float] = []

    def lucky(self, exponentials: list[float], normals: list[float], uniforms: list[float]) -> None:
        """Gives the target its luck: what it will take to see it, work on it, hit it."""
        if self.kind.exposure is not None:
            self.hides_h = self.appeared_h + self.kind.exposure * exponentials[0]
        self._look_draws = exponentials[1:]
        self.work_draw, self.strike_draw = normals
        self.clear_draw = uniforms[0]
        self._hit_draws = uniforms[1:]

    def look_draws(self) -> list[float]:
        """What it takes each kind of sensor to see it the next time: exponential, mean one."""
        first = self.looks % LOOKS * SENSORS
        return self._look_draws[first : first + SENSORS]

    def hit(self, p_hit: float) -> bool:
        """One weapon is released at it: whether it hits."""
        draw = self._hit_draws[self.weapons % HITS]
        self.weapons += 1
        return draw < p_hit

    def row(self, end_h: float) -> tuple[object, ...]:
        """As in the table of targets, at the end of the campaign."""
        if self.struck_h is not None:
            outcome, ended_h = "struck", self.struck_h
        elif self.hides_h <= end_h:
            outcome, ended_h = "escaped", self.hides_h
        else:
            outcome, ended_h = "live", None
        seen = (self.detected_h, self.nominated_h, self.struck_h)
        return (self.name, self.kind_name, self.area, self.appeared_h, *seen, ended_h, outcome, self.weapons)


def population(scenario: Scenario, luck: Luck, hours: Callable[[Phase], tuple[float, float]]) -> list[Target]:
    """All targets of the campaign in the order in which they appear: Poisson by area, class and phase."""
    targets: list[Target] = []
    for area, classes in scenario.standing.items():
        for kind, count in classes.items():
            targets += _draw(luck, (area, kind, "standing"), scenario.target_classes[kind], [0.0] * count)
    for phase in scenario.phases:
        start_h, end_h = hours(phase)
        for area, rates in phase.appear.items():
            for kind, rate in rates.items():
                generator = luck.generator("appear", area, kind, phase.name)
                count = int(generator.poisson(rate * (end_h - start_h)))
                times = sorted(generator.uniform(start_h, end_h, count).tolist())
                targets += _draw(luck, (area, kind, phase.name), scenario.target_classes[kind], times)
    targets.sort(key=lambda target: target.appeared_h)
    return targets


def _draw(luck: Luck, where: tuple[str, str, str], kind: TargetClass, times: list[float]) -> list[Target]:
    area, name, when = where
    generator = luck.generator("target", *where)
    exponentials = generator.standard_exponential((len(times), 1 + LOOKS * SENSORS)).tolist()
    normals = generator.standard_normal((len(times), 2)).tolist()
    uniforms = generator.random((len(times), 1 + HITS)).tolist()
    targets = [Target(f"{area}-{name}-{when}-{n + 1}", area, name, kind, at_h) for n, at_h in enumerate(times)]
    for target, *draws in zip(targets, exponentials, normals, uniforms, strict=True):
        target.lucky(*draws)
    return targets
