"""Quantities with units, as people write them: `14 h`, `500 nmi`, `2.6 t/h`, `450 kt`.

Inside the model every quantity is a plain float in the field's own unit: hours, nautical miles, metric
tonnes, knots, and ratios of these. Which one is said by the type of the field.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from math import isfinite
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

if TYPE_CHECKING:
    import pint

NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
UNIT = r"(?:/\s*)?[A-Za-z]+(?:\s*/\s*[A-Za-z]+)?"
QUANTITY = re.compile(rf"\s*({NUMBER})\s*({UNIT})?\s*", re.ASCII)
"""One number and one unit or ratio of two: `14 h`, `2.6 t/h`, `8 /d`. No sums, products or powers."""


@cache
def registry() -> pint.UnitRegistry[float]:
    """The closed set of units that a scenario may use; see `units.txt`."""
    import pint  # here because it takes a fifth of a second, and `--help` needs no units

    return pint.UnitRegistry(str(files("sim.scenario").joinpath("units.txt")), cache_folder=None)


@cache
def parse(text: str, unit: str) -> float:
    """The number that `text` is in `unit`.

    Raises ValueError, in the user's words, for a bare number, an unknown unit or another dimension.
    """
    written = QUANTITY.fullmatch(text)
    if written is None:
        raise ValueError(f"`{text}` is not a quantity such as `{_example(unit)}`")
    number, of = written.groups()
    if of is None:
        raise ValueError(f"`{text}` has no unit: write for example `{_example(unit, number)}`")
    value = float(number) * factor(of, unit)
    if not isfinite(value):
        raise ValueError(f"`{text}` is too large a number")
    return value


@cache
def factor(of: str, unit: str) -> float:
    """How many `unit` one `of` is. Raises ValueError, in the user's words, for no unit or one of another kind."""
    import pint

    try:
        one = registry().Quantity(1.0, f"1{of}" if of.startswith("/") else of)
        return float(one.to(unit).magnitude)
    except pint.DimensionalityError as fault:
        raise ValueError(f"`{of}` measures something else: write for example `{_example(unit)}`") from fault
    except pint.UndefinedUnitError as fault:
        raise ValueError(f"`{of}` is not a unit; write for example `{_example(unit)}`") from fault


def _example(unit: str, number: str = "2") -> str:
    return f"{number} {unit.removeprefix('1')}"


def _quantity(unit: str, example: str) -> Any:
    def read(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float, str)):
            raise ValueError(f"must be a quantity such as `{example}`")
        return parse(str(value), unit)

    schema = WithJsonSchema({"type": "string", "pattern": rf"^\s*{NUMBER}\s*{UNIT}\s*$", "examples": [example]})
    return BeforeValidator(read), schema


Hours = Annotated[float, *_quantity("h", "14 h"), Field(ge=0)]
Nmi = Annotated[float, *_quantity("nmi", "500 nmi"), Field(ge=0)]
Tonnes = Annotated[float, *_quantity("t", "32 t"), Field(ge=0)]
Knots = Annotated[float, *_quantity("kt", "450 kt"), Field(gt=0)]
TonnesPerHour = Annotated[float, *_quantity("t/h", "2.6 t/h"), Field(gt=0)]
PerHour = Annotated[float, *_quantity("1/h", "0.2 /h"), Field(ge=0)]
Euros = Annotated[float, *_quantity("EUR", "300 MEUR"), Field(ge=0)]
EurosPerHour = Annotated[float, *_quantity("EUR/h", "12 kEUR/h"), Field(ge=0)]
Probability = Annotated[float, Field(ge=0, le=1)]


def moment(value: object) -> datetime:
    """A date or a date and time; without a zone it is UTC, without a time it is midnight.

    Raises ValueError, in the user's words, for anything else.
    """
    if not isinstance(value, (str, date)):
        raise ValueError("must be a date such as 2011-03-31 or 2011-03-31T06:00Z")
    try:
        read = datetime.fromisoformat(value if isinstance(value, str) else value.isoformat())
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError) as fault:
        raise ValueError(f"`{value}` is not a date such as 2011-03-31 or 2011-03-31T06:00Z") from fault


Moment = Annotated[
    datetime,
    BeforeValidator(moment),
    WithJsonSchema({"type": "string", "examples": ["2011-03-31", "2011-03-31T06:00Z"]}),
]
