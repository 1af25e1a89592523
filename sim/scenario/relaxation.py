"""How each cause of the ledger is loosened, as settings of the scenario: the model is not touched.

A relaxation makes plenty of what the cause says is short, or takes a rule away. Plenty is ten times, a hundred for what
is only counted; assumed, since any number beyond what is asked for will do, and the study says how many lines the cause
still takes when it is loosened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from sim.campaign.ledger import Cause
from sim.scenario.node import Node, Path, find
from sim.scenario.quantity import QUANTITY

PLENTY = 10
"""Times as many aircraft, hoses, sensors, targets. Assumed, 5 to 20."""
AMPLE = 100
"""Times as many people: a desk takes several. Assumed, 10 to 1,000."""
MOST = 1_000_000
"""Beyond which the scenario takes no count."""


@dataclass(frozen=True)
class Loosening:
    """One change, at every place that a path finds."""

    path: str
    to: str | None = None
    """What is set there; None: it is multiplied."""
    times: int = PLENTY
    only: Literal["tankers", "others"] | None = None
    """Of which units; absent, of all."""
    of_nothing: bool = False
    """Whether none becomes plenty, too: people, weapons; but not the hoses of a tanker that has only a boom."""


@dataclass(frozen=True)
class Relaxation:
    """How one cause is loosened."""

    told: str
    """In words."""
    changes: tuple[Loosening, ...]


def _units(only: Literal["tankers", "others"]) -> tuple[Loosening, ...]:
    return tuple(Loosening(f"forces.*.{key}", only=only) for key in ("count", "in_line", "offer"))


RELAXATIONS: Mapping[Cause, Relaxation] = {
    Cause.no_aircraft: Relaxation(
        "ten times the aircraft and offers of every unit but tankers, in theatre without deploying, parts never short",
        (
            *_units("others"),
            *(Loosening(f"forces.*.{key}", "null") for key in ("repair_crews", "deploys", "spares")),
        ),
    ),
    Cause.no_tanker_fuel: Relaxation(
        "ten times the tankers and their offers, and ten times the fuel laid on that is asked for",
        (*_units("tankers"), Loosening("refuelling.spare")),
    ),
    Cause.no_tanker_contact: Relaxation(
        "ten times the booms and hoses of every tanker, contacts of no length, and half a day's patience at the track",
        (
            Loosening("aircraft.*.tanker.boom_points"),
            Loosening("aircraft.*.tanker.drogue_points"),
            Loosening("aircraft.*.tanker.contact", "0 min"),
            Loosening("aircraft.*.tanker.rate"),
            Loosening("refuelling.patience", "12 h"),
        ),
    ),
    Cause.wrong_refuelling_system: Relaxation(
        "whoever can take fuel takes it by boom and by hose", (Loosening("aircraft.*.receives", "[boom, probe]"),)
    ),
    Cause.no_munition: Relaxation(
        "a hundred times the stock on hand at the start, a hundred where there is none",
        (Loosening("stocks.*.on_hand", times=AMPLE, of_nothing=True),),
    ),
    Cause.no_target: Relaxation(
        "ten times the targets, standing and appearing", (Loosening("standing.*.*"), Loosening("phases.*.appear.*.*"))
    ),
    Cause.no_coverage: Relaxation(
        "every sensor looks at ten times as many areas", (Loosening("aircraft.*.sensors.*"),)
    ),
    Cause.missed: Relaxation("every weapon hits", (Loosening("munitions.*.p_hit", "1"),)),
    Cause.no_control: Relaxation("nobody needs airborne control", (Loosening("control", "null"),)),
    Cause.no_rescue: Relaxation("nobody waits for a rescue alert", (Loosening("rescue.needed", "[]"),)),
    Cause.no_planning_staff: Relaxation(
        "a hundred times the people at every desk, a hundred where there is nobody",
        (Loosening("staff.*.people", times=AMPLE, of_nothing=True),),
    ),
    Cause.threat: Relaxation(
        "no air defence anywhere", (Loosening("threats.*.areas.*.level", "0"), Loosening("threats.*.lowest", "0"))
    ),
    Cause.weather: Relaxation("always clear", (Loosening("climates.*.*.share.*", "0"),)),
    Cause.caveat: Relaxation("no national caveats", (Loosening("forces.*.caveats", "[]"),)),
    Cause.breakdown: Relaxation(
        "nothing breaks, on the ground or in the air",
        (
            *(Loosening(f"aircraft.*.{key}", "0") for key in ("p_break", "p_ground_abort", "p_air_abort")),
            Loosening("aircraft.*.mishap", "0 /h"),
        ),
    ),
    Cause.attrition: Relaxation("air defences shoot nobody down", (Loosening("threats.*.loss", "0 /h"),)),
    Cause.base_full: Relaxation("ramps without a limit", (Loosening("places.*.ramp", "null"),)),
    Cause.other_commitments: Relaxation("no other theatre", (Loosening("commitments.*", "null"),)),
}
"""Every cause but `no_crew`, which nothing in the model has yet."""


def settings(full: Node, cause: Cause) -> tuple[str, ...]:
    """What `--set` loosens a cause in a scenario; empty if it has nothing of the kind, or no way is known."""
    known = RELAXATIONS.get(cause)
    return tuple(setting for change in known.changes for setting in _settings(full, change)) if known else ()


def _settings(full: Node, change: Loosening) -> Iterator[str]:
    for path, node in find(full, tuple(change.path.split("."))):
        if node.value is None or node.value == [] or not _is_meant(full, path, change):
            continue
        text = _times(node, change) if change.to is None else change.to
        if text is not None:
            yield f"{'.'.join(path)}={text}"


def _is_meant(full: Node, path: Path, change: Loosening) -> bool:
    """Whether a unit is one of those that the change is for."""
    if change.only is None:
        return True
    roles = full.get(*path[:2], "roles")
    gives = roles is not None and any(role.text == "tanker" for role in roles.elements)
    return gives == (change.only == "tankers")


def _times(node: Node, change: Loosening) -> str | None:
    value, times = node.value, change.times
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(min(value * times, MOST) if value or not change.of_nothing else times)
    written = QUANTITY.fullmatch(value) if isinstance(value, str) else None
    return f"{float(written.group(1)) * times:.6g} {written.group(2)}" if written and written.group(2) else None
