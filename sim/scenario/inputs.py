"""What a scenario is made of, below the phases: places, types, forces, stocks, staff, targets.

Each field's help stands under it; the reference page and the JSON Schema are made from there.
Quantities are floats in h, nmi, t, kt, t/h and 1/h once read.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from sim.scenario.quantity import Hours, Knots, Moment, PerHour, Probability, Tonnes, TonnesPerHour

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


class Nation(Inputs):
    title: str
    """The name in tables and figures."""


class Place(Inputs):
    title: str
    """The name in tables and figures."""
    kind: Literal["airfield", "ship", "area", "track"]
    """An airfield or ship bases aircraft, an area holds targets, a track is where tankers wait."""
    lat: Annotated[float, Field(ge=-90, le=90)]
    """Degrees north."""
    lon: Annotated[float, Field(ge=-180, le=180)]
    """Degrees east."""
    country: str | None = None
    """Where it lies."""


class TankerFit(Inputs):
    """What makes an aircraft a tanker."""

    boom_points: Count
    """Receivers that can take fuel by boom at once."""
    drogue_points: Count
    """Receivers that can take fuel by hose at once."""
    contact: Hours
    """Time on the boom or hose beside the flow of fuel: joining, hook-up, clearing, a receiver."""
    rate: TonnesPerHour
    """Fuel flow to one fighter-sized receiver."""


class AircraftType(Inputs):
    title: str
    """The name in tables and figures."""
    cruise: Knots
    """Transit speed."""
    fuel: Tonnes
    """At take-off, in the fit flown, tanks included."""
    burn: TonnesPerHour
    """Mean of transit and loiter."""
    reserve: Tonnes
    """Must still be aboard at landing."""
    receives: tuple[System, ...] = ()
    """The systems by which it can take fuel in the air; none if it cannot."""
    endurance: Hours
    """Longest sortie that crew and airframe bear, tankers or not."""
    turn: Hours
    """From landing to ready again, when nothing broke."""
    p_break: Probability
    """Share of landings after which the aircraft must be repaired before it flies again."""
    p_ground_abort: Probability
    """Share of take-offs that fail on the ground; a spare is taken if there is one."""
    p_air_abort: Probability
    """Share of sorties that turn back for a technical fault."""
    repair: Hours
    """Mean time to repair after a break, exponential."""
    tanker: TankerFit | None = None
    """Present if it gives fuel."""
    sensors: dict[str, Count] = {}
    """Sensor to the number of areas it looks at at once; the names are those of `seen_by` of targets."""
    loads: dict[str, Count] = {}
    """Munition to the number carried by one aircraft, in order of preference: the substitutes."""


class Munition(Inputs):
    title: str
    """The name in tables and figures."""
    mass: Tonnes
    """Of one weapon; what airlift carries."""
    guidance: Guidance
    """How it finds its aim point."""
    p_hit: Probability
    """A released weapon hits its aim point."""


class Caveat(Inputs):
    """A nation's limit on what its unit may be tasked with."""

    until: Moment | None = None
    """Holds until then; always if absent."""
    only: Literal["day", "night"] | None = None
    """The unit launches in daylight only, or at night only."""
    refuse: tuple[str, ...] = ()
    """Missions (by kind) and areas that it may not fly."""


class Force(Inputs):
    """A unit: so many aircraft of one type of one nation at one base."""

    nation: str
    """Whose it is; a key of `nations`."""
    aircraft: str
    """What it flies; a key of `aircraft`."""
    count: Count
    """Tails deployed: in line and spare."""
    in_line: Count
    """Tails that the planner may have in the air or turning at once; the rest are spares."""
    offer: PerDay
    """Sorties a day that the nation offers to the operations centre."""
    base: str
    """Where it flies from; a key of `places`."""
    roles: tuple[Role, ...]
    """What it may be tasked with."""
    from_: Annotated[Moment | None, Field(alias="from")] = None
    """First day in theatre; from the start if absent."""
    until: Moment | None = None
    """Leaves on that day; stays if absent."""
    serves: tuple[str, ...] = ()
    """For a tanker: the nations whose receivers it fuels; all if empty."""
    loads: dict[str, Count] = {}
    """Munition to the number carried by one aircraft, if it differs from the type's."""
    caveats: tuple[Caveat, ...] = ()
    """What its nation does not let it do."""


class Reorder(Inputs):
    """A standing order: when the stock falls to `at`, order so many."""

    at: Count
    """Weapons on hand and on order at or below which the order goes out."""
    order: Annotated[int, Field(gt=0)]
    """Weapons in one order."""
    from_: Annotated[str, Field(alias="from")]
    """The nation that sells (drawn from its stock of that munition, if the scenario gives it one) or `industry`."""
    lead: Hours
    """From order to weapons at the base."""
    first: Moment | None = None
    """No order before this date: the sale has to be agreed first."""


class Delivery(Inputs):
    """Weapons that arrive on a date."""

    on: Moment
    """Day of arrival."""
    count: Annotated[int, Field(gt=0)]
    """Weapons."""
    from_: Annotated[str, Field(alias="from")]
    """The nation that gives them or `industry`."""


class Stock(Inputs):
    """What a nation has of one munition in theatre."""

    nation: str
    """Whose it is; a key of `nations`."""
    munition: str
    """A key of `munitions`."""
    on_hand: Count
    """Weapons at the start."""
    reorder: Reorder | None = None
    """The standing order, if there is one."""
    deliveries: tuple[Delivery, ...] = ()
    """Dated deliveries."""


class Staff(Inputs):
    """People of one nation at the operations centre."""

    nation: str
    """Whose they are; a key of `nations`."""
    desk: Literal["dynamic", "deliberate", "planning"]
    """What they work on: fleeting targets, deliberate targets, or the air tasking order."""
    people: Count
    """Over all shifts."""
    from_: Annotated[Moment | None, Field(alias="from")] = None
    """First day at work; from the start if absent."""
    until: Moment | None = None
    """Leaves on that day; stays if absent."""


class TargetClass(Inputs):
    """A kind of target, in aggregate."""

    title: str
    """The name in tables and figures."""
    mobile: bool
    """A mobile target appears, stands exposed for a time and hides; a fixed one stays."""
    exposure: Hours | None = None
    """Mean time a mobile target stands before it hides, exponential; absent for fixed ones."""
    aim_points: Annotated[int, Field(ge=1)]
    """Hits that it takes."""
    guidance: tuple[Guidance, ...]
    """Weapon guidance that can hit it."""
    seen_by: dict[str, PerHour]
    """Rate at which one sensor on station finds one such target in its area, by sensor."""


class Planning(Inputs):
    """How the air tasking order is made."""

    horizon: Hours
    """The order is complete this long before its day begins."""
    lines_per_person_day: PerDay
    """Lines one member of the planning staff writes a day."""
    latest_launch: Hours
    """A line waits this long past its take-off time for aircraft, then it is cancelled."""
    dawn: Annotated[float, Field(ge=0, le=24)]
    """Hour of the day, UTC, at which daylight begins."""
    dusk: Annotated[float, Field(ge=0, le=24)]
    """Hour of the day, UTC, at which it ends."""


class Refuelling(Inputs):
    """Rules of the tanker tracks."""

    margin: Probability
    """Share of each tanker's give-away fuel that the planner does not promise."""
    spare: Annotated[float, Field(ge=1)]
    """Give-away laid on over the fuel that the lines ask for."""
    patience: Hours
    """How long a receiver waits at the track before it goes home."""


class Dynamic(Inputs):
    """Fleeting targets: from detection to a weapon on its way."""

    people_per_desk: Annotated[int, Field(gt=0)]
    """Staff that keep one desk manned round the clock."""
    work: Hours
    """Median time of one desk to identify, estimate collateral damage and approve; lognormal."""
    spread: Annotated[float, Field(ge=0)]
    """Standard deviation of the logarithm of that time."""
    strike: Hours
    """Median time from approval to weapon for aircraft on station; lognormal, same spread."""


class Deliberate(Inputs):
    """Targets developed over hours to days."""

    people_per_desk: Annotated[int, Field(gt=0)]
    """Staff that keep one desk manned round the clock."""
    work: Hours
    """Median time of one desk to develop one target; lognormal."""
    spread: Annotated[float, Field(ge=0)]
    """Standard deviation of the logarithm of that time."""
    lead: Hours
    """Approval and coordination after development, no desk busy."""
    p_restrained: Probability
    """Share of developed targets that are not cleared for attack."""


class Assessment(Inputs):
    """Whether a fixed target that was hit is known to be destroyed."""

    patience: Hours
    """A target whose damage nobody has seen by then is nominated again."""
    ease: Annotated[float, Field(gt=0)]
    """A known place is looked at this many times as readily as an unknown one is found."""


class Targeting(Inputs):
    """The targeting cell."""

    dynamic: Dynamic
    deliberate: Deliberate
    assessment: Assessment


class Removal(Inputs):
    """Which things an enabler is; all given conditions must hold."""

    of: Literal["forces", "staff", "resupply"] = "forces"
    """Units, people at the operations centre, or orders and deliveries of munitions from that nation."""
    nation: str | None = None
    """Only this nation's."""
    role: OneOrMore[Role] | None = None
    """Only units with one of these roles."""
    aircraft: OneOrMore[str] | None = None
    """Only units that fly this."""
    desk: str | None = None
    """Only staff at this desk."""


class Enabler(Inputs):
    """A named thing that can be taken away."""

    title: str
    """The name in tables and figures."""
    remove: OneOrMore[Removal]
    """What goes."""


class Source(Inputs):
    """Where a number comes from."""

    tier: Literal["published", "derived", "assumed", "calibrated"]
    """How far it can be trusted."""
    low: float | str | None = None
    """Lower end of its range, in the words of the field."""
    high: float | str | None = None
    """Upper end."""
    source: str
    """Document, or the reasoning."""
    used: str | None = None
    """For a calibrated number: the quantity of the record it was set to."""
