"""Who and where: nations, places, aircraft types and units."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sim.scenario.inputs.airlift import AirliftFit, Deployment, Kit
from sim.scenario.inputs.common import Count, Inputs, PerDay, Role, System
from sim.scenario.inputs.service import Offer
from sim.scenario.quantity import EurosPerHour, Hours, Knots, Moment, PerHour, Probability, Tonnes, TonnesPerHour


class Nation(Inputs):
    title: str
    """The name in tables and figures."""


class Place(Inputs):
    title: str
    """The name in tables and figures."""
    kind: Literal["airfield", "ship", "area", "track", "depot"]
    """An airfield or ship bases aircraft, an area holds targets, a track is where tankers wait, cargo at a depot."""
    lat: Annotated[float, Field(ge=-90, le=90)]
    """Degrees north."""
    lon: Annotated[float, Field(ge=-180, le=180)]
    """Degrees east."""
    country: str | None = None
    """Where it lies."""
    ramp: Annotated[int | None, Field(ge=1)] = None
    """Airlifters that can load or unload here at once (working maximum on ground); no limit if absent."""


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
    mishap: PerHour = 0.0
    """Rate at which it is lost on station for a technical reason."""
    uncrewed: bool = False
    """Nobody is aboard: one that is lost leaves no crew to fetch."""
    tanker: TankerFit | None = None
    """Present if it gives fuel."""
    hour_cost: EurosPerHour | None = None
    """Cost of one hour of flight; for the measure `cost_eur`."""
    airlift: AirliftFit | None = None
    """Present if it carries cargo."""
    sensors: dict[str, Count] = {}
    """Sensor to the number of areas it looks at at once; the names are those of `seen_by` of targets."""
    offers: dict[str, Offer] = {}
    """Services that each aircraft of the type gives on station, whatever it flies for: jamming."""
    loads: dict[str, Count] = {}
    """Munition to the number carried by one aircraft, in order of preference: the substitutes."""


DYNAMIC = "dynamic"
"""What a caveat calls strikes on targets that are nominated while the aircraft is on station."""


class Caveat(Inputs):
    """A nation's limit on what its unit may be tasked with."""

    from_: Annotated[Moment | None, Field(alias="from")] = None
    """Holds from then on; from the start if absent."""
    until: Moment | None = None
    """Holds until then; always if absent."""
    only: Literal["day", "night"] | None = None
    """The unit launches in daylight only, or at night only."""
    refuse: tuple[str, ...] = ()
    """Missions (by type), `dynamic` strikes, and areas that it may not fly."""
    areas: tuple[str, ...] = ()
    """The only areas that it may fly to; any that is not refused if empty."""


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
    repair_crews: Annotated[int | None, Field(ge=1)] = None
    """Broken tails that its mechanics can repair at once, first come first served; absent, none waits for mechanics."""
    offer: PerDay
    """Sorties a day that the nation offers to the operations centre."""
    base: str
    """Where it flies from; a key of `places`."""
    roles: tuple[Role, ...]
    """What it may be tasked with."""
    on_station: Annotated[Hours | None, Field(gt=0)] = None
    """The longest that it stays on station, whatever is asked for; as long as is asked for if absent."""
    from_: Annotated[Moment | None, Field(alias="from")] = None
    """First day in theatre; from the start if absent."""
    until: Moment | None = None
    """Leaves on that day; stays if absent."""
    serves: tuple[str, ...] = ()
    """The nations, or the pool, whose receivers a tanker fuels and whose cargo an airlifter carries; all if empty."""
    loads: dict[str, Count] = {}
    """Munition to the number carried by one aircraft, if it differs from the type's."""
    deploys: Deployment | None = None
    """What must be flown in before the unit is in theatre; absent, it is there on its first day."""
    spares: Kit | None = None
    """Its kit of spare parts; absent, parts are never short."""
    caveats: tuple[Caveat, ...] = ()
    """What its nation does not let it do."""
