"""Quantities with units, as people write them: `14 h`, `500 nmi`, `2.6 t/h`, `450 kt`.

Inside the model every quantity is a plain float in the field's own unit: hours, nautical miles, metric
tonnes, knots, and ratios of these. Which one is said by the type of the field.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files
from typing import Annotated, Any

import pint
from pydantic import BeforeValidator, Field, WithJsonSchema


@cache
def registry() -> pint.UnitRegistry[float]:
    """The closed set of units that a scenario may use; see `units.txt`."""
    return pint.UnitRegistry(str(files("sim.scenario").joinpath("units.txt")), cache_folder=None)


@cache
def parse(text: str, unit: str) -> float:
    """The number that `text` is in `unit`.

    Raises ValueError, in the user's words, for a bare number, an unknown unit or another dimension.
    """
    try:
        quantity = registry().Quantity(text)
    except (pint.PintError, ValueError, TypeError, AttributeError, SyntaxError) as fault:
        raise ValueError(f"{text!r} is not a quantity such as '2 {unit}'") from fault
    if not isinstance(quantity, pint.Quantity) or quantity.unitless:
        raise ValueError(f"{text!r} has no unit: write for example '{text} {unit}'")
    try:
        return float(quantity.to(unit).magnitude)
    except pint.DimensionalityError as fault:
        raise ValueError(f"{text!r} is not convertible to {unit}") from fault


def _quantity(unit: str, example: str) -> Any:
    def read(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float, str)):
            raise ValueError(f"expected a quantity such as '{example}'")
        return parse(str(value), unit)

    schema = WithJsonSchema({"type": "string", "description": f"quantity in {unit}", "examples": [example]})
    return BeforeValidator(read), schema


Hours = Annotated[float, *_quantity("h", "14 h"), Field(ge=0)]
Nmi = Annotated[float, *_quantity("nmi", "500 nmi"), Field(ge=0)]
Tonnes = Annotated[float, *_quantity("t", "32 t"), Field(ge=0)]
Knots = Annotated[float, *_quantity("kt", "450 kt"), Field(gt=0)]
TonnesPerHour = Annotated[float, *_quantity("t/h", "2.6 t/h"), Field(gt=0)]
PerHour = Annotated[float, *_quantity("1/h", "0.2 /h"), Field(ge=0)]
Probability = Annotated[float, Field(ge=0, le=1)]


def _moment(value: object) -> object:
    """A date or a date and time; without a zone it is UTC, without a time it is midnight."""
    if isinstance(value, datetime):
        moment = value
    elif isinstance(value, date):
        moment = datetime.combine(value, time())
    elif isinstance(value, str):
        try:
            moment = datetime.fromisoformat(value)
        except ValueError as fault:
            raise ValueError(f"{value!r} is not a date such as 2011-03-31 or 2011-03-31T06:00Z") from fault
    else:
        raise ValueError("expected a date such as 2011-03-31 or 2011-03-31T06:00Z")
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


Moment = Annotated[
    datetime,
    BeforeValidator(_moment),
    WithJsonSchema({"type": "string", "examples": ["2011-03-31", "2011-03-31T06:00Z"]}),
]
