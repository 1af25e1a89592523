"""Random small worlds for hypothesis: few units, a few days, everything else in wide ranges."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.campaign.worlds import alert, isr, kind, patrol, place, spells, strike, tankers, unit, weather

Document = dict[str, Any]

CHANCE = st.sampled_from([0, 0.05, 0.3])
HIT = st.sampled_from([0, 0.5, 1])
HARM = {"title": "-", "mass": "0.4 t", "guidance": "radar", "p_hit": 1}
SYSTEM = st.sampled_from(["boom", "probe"])


def quantity(draw: st.DrawFn, low: float, high: float, of: str) -> str:
    """A quantity in that range, as text."""
    return f"{draw(st.integers(round(low * 10), round(high * 10))) / 10} {of}"


@st.composite
def aircraft(draw: st.DrawFn, fuel: tuple[float, float], **more: Any) -> Document:
    """A type that fails as often as it likes."""
    return kind(
        cruise=quantity(draw, 250, 500, "kt"),
        fuel=quantity(draw, *fuel, "t"),
        burn=quantity(draw, 0.5, 1.5, "t/h"),
        reserve=quantity(draw, 0, 1.5, "t"),
        endurance=quantity(draw, 5, 14, "h"),
        turn=quantity(draw, 0, 4, "h"),
        repair=quantity(draw, 0, 20, "h"),
        p_break=draw(CHANCE),
        p_ground_abort=draw(CHANCE),
        p_air_abort=draw(CHANCE),
        mishap=draw(st.sampled_from(["0 /h", "0 /h", "0.01 /h"])),
        **more,
    )


@st.composite
def types(draw: st.DrawFn) -> Document:
    """A fighter, a drone, a tanker."""
    points = draw(st.sampled_from([(1, 0), (0, 2), (1, 2)]))
    fit = {"boom_points": points[0], "drogue_points": points[1], "contact": "6 min", "rate": "60 t/h"}
    loads = {name: draw(st.integers(1, 4)) for name in draw(st.permutations(["bomb", "dart"]))}
    loads["harm"] = draw(st.integers(1, 2))
    receives = draw(st.lists(SYSTEM, min_size=1, max_size=2, unique=True))
    return {
        "fighter": draw(aircraft((3, 9), receives=receives, loads=loads, sensors={"pod": draw(st.integers(0, 1))})),
        "drone": draw(aircraft((10, 30), sensors={"camera": draw(st.integers(1, 2))}, loads={"bomb": 1})),
        "tanker": draw(aircraft((30, 80), tanker=fit, receives=draw(st.lists(SYSTEM, max_size=1)))),
    }


@st.composite
def force(draw: st.DrawFn, aircraft_type: str) -> Document:
    """A unit of either nation at either base, that may come late and leave early."""
    count = draw(st.integers(1, 6))
    stay: Document = {}
    if draw(st.booleans()):
        stay["from"] = f"2030-01-0{draw(st.integers(1, 3))}T{draw(st.integers(0, 23)):02}:00Z"
    if draw(st.booleans()):
        stay["until"] = f"2030-01-0{draw(st.integers(4, 7))}"
    if aircraft_type == "tanker" and draw(st.booleans()):
        stay["serves"] = [draw(st.sampled_from(["home", "friend"]))]
    return unit(
        aircraft_type,
        count,
        nation=draw(st.sampled_from(["home", "friend"])),
        base=draw(st.sampled_from(["base", "deck"])),
        roles={"fighter": ["strike", "cap", "sead", "csar"]}.get(
            aircraft_type, ["uav", "aew"] if aircraft_type == "drone" else ["tanker"]
        ),
        in_line=draw(st.integers((count + 1) // 2, count)),
        offer=draw(st.sampled_from([20, 3, 0.7])),
        **stay,
    )


@st.composite
def stock(draw: st.DrawFn, nation: str, munition: str) -> Document:
    """A shelf that orders, or not, from the other nation or from industry."""
    other = {"home": "friend", "friend": "home"}[nation]
    seller = st.sampled_from([other, "industry"])
    entry: Document = {"nation": nation, "munition": munition, "on_hand": draw(st.integers(0, 30))}
    if draw(st.booleans()):
        order = {"at": draw(st.integers(0, 20)), "order": draw(st.integers(1, 20)), "from": draw(seller), "lead": "1 d"}
        entry["reorder"] = order
    if draw(st.booleans()):
        entry["deliveries"] = [{"on": "2030-01-02", "count": draw(st.integers(1, 9)), "from": draw(seller)}]
    return entry


@st.composite
def requests(draw: st.DrawFn) -> Document:
    """One request of each kind, of any size."""
    stay = {"on_station": quantity(draw, 1, 6, "h"), "on_station_min": quantity(draw, 0.1, 1, "h")}
    flights = {
        "per_day": draw(st.integers(2, 12)),
        "package": draw(st.integers(1, 3)),
        "areas": {"coast": 2, "hills": 1},
    }
    escort = {"escort": {"by": "sead", "aircraft": draw(st.integers(1, 2))}} if draw(st.booleans()) else {}
    sead = {"roles": draw(st.sampled_from([["cap"], ["sead"]])), "priority": draw(st.integers(1, 4))}
    deliberate = {"p_deliberate": draw(st.sampled_from([0, 0.5, 1])), "targets_per_line": draw(st.integers(1, 3))}
    orbit = {"orbits": draw(st.sampled_from([1, 0.5, 2, 0])), "areas": ["coast", "hills"], "armed": draw(st.booleans())}
    return {
        "strike": strike(**stay, **flights, **deliberate, **escort, deliberate_on_station="30 min"),
        "sead": patrol(**stay, **{**flights, **sead}, mission="sead", offers={"suppression": {"reach": "100 nmi"}}),
        "patrol": patrol(**stay, **flights),
        "isr": isr(**stay, **orbit, priority=draw(st.integers(1, 3))),
        "alert": alert(places=draw(st.sampled_from([["base"], ["base", "deck"]])), package=draw(st.integers(1, 2))),
        "control": draw(controllers()),
        "tanker": tankers(**stay, tracks=draw(st.sampled_from([["track"], ["track", "far-track"]]))),
    }


@st.composite
def threats(draw: st.DrawFn) -> Document:
    """None, or one that shuts, wants escorts, hits, and falls with its sites."""
    if draw(st.booleans()):
        return {}
    bounds = sorted(draw(st.tuples(st.integers(0, 4), st.integers(0, 8))))
    shape = {
        "title": "-",
        "areas": {area: {"level": draw(st.integers(0, 6))} for area in ("coast", "hills")},
        "degraded_by": {"suppression": draw(st.sampled_from([0, 0.5, 1]))},
        "recovers": {"suppression": quantity(draw, 0, 12, "h")},
        "reduced_by": {"depot": draw(st.sampled_from([0, 0.5]))},
        "escort_above": bounds[0],
        "shut_above": bounds[1],
        "loss": draw(st.sampled_from(["0 /h", "0.01 /h", "1 /h"])),
        "emits": draw(st.sampled_from(["50 /h", "1 /h", "0 /h"])),
        "risks": draw(st.sampled_from([[], ["uav"]])),
    }
    return {"sams": shape}


@st.composite
def rescue(draw: st.DrawFn) -> Document:
    """Crews that hide for a while; areas that need an alert, or not."""
    needed = draw(st.sampled_from([[], ["hills"], ["coast", "hills"]]))
    return {"rescue": {"needed": needed, "evasion": quantity(draw, 1, 40, "h"), "search": quantity(draw, 0.1, 1, "h")}}


@st.composite
def control(draw: st.DrawFn) -> Document:
    """Nobody asks for control, or some do and drones give it; without them a few packages may go in all the same."""
    who = ["strike", "patrol", "isr"]
    rules = {
        "needed_by": draw(st.lists(st.sampled_from(who), min_size=1, unique=True)),
        "without": draw(st.integers(0, 3)),
    }
    return draw(st.sampled_from([{}, {"control": {**rules, "per_package": draw(st.sampled_from([1, 0.5]))}}]))


@st.composite
def controllers(draw: st.DrawFn) -> Document:
    """An orbit that may control the whole theatre."""
    return {
        "mission": "control",
        "roles": ["aew"],
        "priority": draw(st.integers(1, 4)),
        "on_station": quantity(draw, 1, 6, "h"),
        "on_station_min": quantity(draw, 0.1, 1, "h"),
        "orbits": draw(st.sampled_from([0, 1, 1.5])),
        "areas": ["coast"],
        "offers": {"control": {"amount": draw(st.integers(1, 4)), "reach": "1500 nmi"}},
    }


@st.composite
def small_worlds(draw: st.DrawFn) -> Document:
    """What makes a world of a few units and a few days, for `world(**changes)`."""
    points = {name: draw(st.integers(50, 500)) for name in ("track", "far-track", "coast", "hills")}
    forces = {f"{name}-{n}": draw(force(name)) for name in ("fighter", "drone", "tanker") for n in range(2)}
    stocks = {
        f"{nation}-{munition}": draw(stock(nation, munition))
        for nation in ("home", "friend")
        for munition in ("bomb", "dart", "harm")
    }
    rate = draw(st.sampled_from(["0.3 /h", "5 /h", "0.01 /h", "0 /h"]))
    seen = {"seen_by": {"camera": rate, "pod": rate}}
    desks = {name: {"people": draw(st.integers(0, 3))} for name in ("targeteers", "developers")}
    work = {"work": quantity(draw, 0, 3, "h"), "spread": draw(st.sampled_from([0, 0.7]))}
    closed = draw(st.sampled_from([0, 0.3, 0.8]))
    return {
        "climates": {"drawn": {"cloud": spells(closed, draw(st.sampled_from(["1 h", "9 h"])))}},
        "weather": weather(coast="drawn", **({"hills": "drawn"} if closed else {})),
        "tasking": draw(requests()),
        "appear": {"coast": {"vehicle": "8 /d"}, "hills": {"vehicle": "3 /d"}},
        "duration": quantity(draw, 3, 6, "d"),
        "places": {
            "deck": {**place("ship", 0), "lon": 3},
            "far-track": place("track", points["far-track"]),
            **{
                name: place("track" if name == "track" else "area", points[name])
                for name in ("track", "coast", "hills")
            },
        },
        "aircraft": draw(types()),
        "threats": draw(threats()),
        **draw(rescue()),
        **draw(control()),
        "forces": forces,
        "stocks": stocks,
        "staff": {**desks, "planners": {"people": draw(st.integers(1, 5))}},
        "standing": {"coast": {"depot": draw(st.integers(0, 9))}},
        "target_classes": {
            "vehicle": {**seen, "exposure": quantity(draw, 1, 12, "h"), "aim_points": draw(st.integers(1, 2))},
            "depot": {**seen, "aim_points": draw(st.integers(1, 3))},
        },
        "munitions": {"bomb": {"p_hit": draw(HIT)}, "dart": {"p_hit": draw(HIT)}, "harm": HARM},
        "planning": {"latest_launch": quantity(draw, 0, 4, "h"), "nearness": draw(st.sampled_from([0, 0.5]))},
        "refuelling": {"margin": draw(st.sampled_from([0, 0.2])), "spare": 1.2, "patience": quantity(draw, 0, 2, "h")},
        "targeting": {
            "dynamic": {**work, "strike": quantity(draw, 0, 1, "h")},
            "deliberate": {**work, "lead": quantity(draw, 0, 6, "h"), "p_restrained": draw(CHANCE)},
            "assessment": {"patience": quantity(draw, 1, 30, "h")},
        },
    }


@st.composite
def flown_in(draw: st.DrawFn) -> Document:
    """Airlift for such a world: fighters that deploy, kits of spares, bombs that wait at a depot."""
    fit = {"payload": quantity(draw, 1, 20, "t"), "ground_time": quantity(draw, 0.1, 4, "h")}
    faults = {name: draw(CHANCE) for name in ("p_break", "p_ground_abort", "p_air_abort")}
    kit = {"parts": draw(st.integers(0, 3)), "mass": quantity(draw, 0.1, 2, "t"), "lead": quantity(draw, 0, 30, "h")}
    depot = {"depot": "depot"}
    deploys = {**depot, "tonnes": quantity(draw, 0, 60, "t"), "notice": quantity(draw, 0, 48, "h")}
    order = {"at": 10, "order": draw(st.integers(1, 30)), "from": "industry", "lead": quantity(draw, 0, 30, "h")}
    lifters = unit(
        "lifter",
        draw(st.integers(0, 4)),
        "airlift",
        base=draw(st.sampled_from(["base", "far"])),
        offer=draw(st.sampled_from([20, 3, 0.7])),
        serves=draw(st.sampled_from([[], ["home"], ["friend"]])),
    )
    ramp = draw(st.sampled_from([None, 1, 2]))
    return {
        "places": {
            "depot": {**place("depot", -draw(st.integers(0, 900))), "ramp": ramp},
            "far": place("airfield", -400),
            "base": {"ramp": ramp},
        },
        "aircraft": {"lifter": {**kind(fuel="30 t", endurance="20 h", airlift=fit), **faults}},
        "airlift": {
            "first": draw(st.sampled_from([["deployment", "munitions", "spares"], ["spares"], []])),
            "fill": draw(st.sampled_from([0, 0.5, 1])),
            "hold": quantity(draw, 0, 48, "h"),
            "patience": quantity(draw, 0, 6, "h"),
        },
        "forces": {
            "fighter-0": {"base": "base", "deploys": deploys},
            "fighter-1": {"base": "base", "spares": {**kit, **draw(st.sampled_from([depot, {}]))}},
            "lifters": lifters,
        },
        "stocks": {"home-bomb": {"base": "base", "reorder": {**order, **depot}}},
        "tasking": {"airlift": {"mission": "airlift", "roles": ["airlift"], "priority": 2}},
    }
