"""`--fail-if "targets_struck < -10%"`: what a script wants to be told by the exit code."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import click

if TYPE_CHECKING:
    from sim.study.compare import Difference

OPERATORS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
WRITTEN = re.compile(r"\s*([A-Za-z0-9_.-]+?)\s*(<=|>=|<|>)\s*([+-]?\d+(?:\.\d+)?)\s*(%?)\s*")


class Condition(NamedTuple):
    """A bound on the mean difference of a measure."""

    text: str
    measure: str
    sign: str
    bound: float
    relative: bool
    """In per cent of the base's mean; otherwise in the unit of the measure."""


class ConditionType(click.ParamType[Condition]):
    """`MEASURE < NUMBER` or `MEASURE < NUMBER%`; also with <=, > and >=."""

    name = "condition"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Condition:
        """The condition, its measure not yet looked up."""
        if isinstance(value, Condition):
            return value
        found = WRITTEN.fullmatch(value)
        if found is None:
            self.fail(f'{value!r} is not a condition such as "targets_struck < -10%"', param, ctx)
        measure, sign, bound, percent = found.groups()
        return Condition(value.strip(), measure, sign, float(bound), bool(percent))


def met(condition: Condition, worlds: Mapping[str, Mapping[str, Difference]]) -> Iterator[str]:
    """A line for every world in which it holds, or in which there is no number to hold it against."""
    for world, differences in worlds.items():
        one = differences[condition.measure]
        mean, low, high, base = one.difference.mean, one.difference.low, one.difference.high, one.base.mean
        if mean is None or base is None or (condition.relative and not base):
            yield f"--fail-if {condition.text}: {world}: there is no number to judge by"
            continue
        scale, unit = (100 / abs(base), " %") if condition.relative else (1.0, "")
        if OPERATORS[condition.sign](mean * scale, condition.bound):
            interval = "" if low is None or high is None else _interval(low * scale, high * scale)
            yield f"--fail-if {condition.text}: {world}: {mean * scale:+,.4g}{unit}{interval}"


def _interval(low: float, high: float) -> str:
    return f" (95 %: {min(low, high):+,.4g} to {max(low, high):+,.4g})"
