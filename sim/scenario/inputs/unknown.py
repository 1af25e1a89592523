"""Numbers that nobody published, moved together by one factor until the record comes out."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from sim.scenario.inputs.common import Inputs

Factor = Annotated[float, Field(gt=0, le=1000)]


class Unknown(Inputs):
    """A factor on some numbers of the scenario; it is multiplied in before the campaign. `calibrate` fits it."""

    title: str
    """The name in tables and figures."""
    scale: Annotated[tuple[str, ...], Field(min_length=1)]
    """Paths of the numbers that it multiplies, with `*` for any name, as in `sources`."""
    value: Factor
    """The factor; 1 leaves the numbers as they are written."""
    low: Factor
    """Lower end of the plausible range."""
    high: Factor
    """Upper end."""
    set_by: tuple[str, ...] = ()
    """Figures of the record that it is fitted to; they prove nothing any more."""
    source: str = ""
    """Why the range is as wide as it is."""
    error: Annotated[float, Field(gt=0)] | None = None
    """What the fit left open: the standard error of its logarithm."""
    correlations: dict[str, Annotated[float, Field(ge=-1, le=1)]] = {}
    """With the errors of other unknowns; what is not named is none."""

    @model_validator(mode="after")
    def _in_range(self) -> Self:
        if not self.low < self.high:
            raise ValueError(f"its low end, {self.low:g}, must be below its high end, {self.high:g}")
        if not self.low <= self.value <= self.high:
            raise ValueError(f"its value must lie in its range of {self.low:g} to {self.high:g}, not at {self.value:g}")
        return self
