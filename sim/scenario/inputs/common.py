"""What all inputs share: how they are checked, and the words of the field that are a closed list."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

Count = Annotated[int, Field(ge=0, le=1_000_000)]
PerDay = Annotated[float, Field(ge=0, le=1_000_000)]
Weight = Annotated[float, Field(gt=0)]

T = TypeVar("T")
OneOrMore = Annotated[
    Annotated[T, Tag("one")] | Annotated[tuple[T, ...], Tag("many")],
    Discriminator(lambda value: "many" if isinstance(value, (list, tuple)) else "one"),
]
"""Written as one value or as a list."""


class Inputs(BaseModel):
    """Checked once, then never changed; an unknown key is an error."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        use_attribute_docstrings=True,
        populate_by_name=True,
        strict=False,
        allow_inf_nan=False,
    )


class System(StrEnum):
    """How fuel passes in the air; the two do not mix."""

    boom = "boom"
    probe = "probe"


class Role(StrEnum):
    """What a unit can be tasked with; a mission names the roles that may fly it."""

    strike = "strike"
    cap = "cap"
    recce = "recce"
    sead = "sead"
    tanker = "tanker"
    uav = "uav"
    gmti = "gmti"
    sigint = "sigint"
    imint = "imint"
    aew = "aew"
    mpa = "mpa"
    airlift = "airlift"
    csar = "csar"
    attack_helicopter = "attack-helicopter"


class Guidance(StrEnum):
    """How a weapon finds its aim point; a target class says which kinds can hit it."""

    laser = "laser"
    gps = "gps"
    dual = "dual"
    imaging = "imaging"
    radar = "radar"
    wire = "wire"
