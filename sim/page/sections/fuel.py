"""Fuel and tankers: what was passed, and how near the two limits were, flow and stock apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.measures import flow_by_day, give_away_by_day
from sim.measures.daily import dates
from sim.page.chart import COLOUR, Chart, Section, panels, stacked, step
from sim.page.words import number
from sim.report import fuel_a_day

if TYPE_CHECKING:
    from sim.page.told import Told
    from sim.report.worlds import Columns

DASHES = {"boom": "solid", "probe": "dot"}


def section(told: Told) -> Section | None:
    """Fuel a day by giver; saturation of booms and hoses; saturation of the fuel itself."""
    if not any(record.refuellings for record in told.worlds.records.values()):
        return None
    passed = [told.base("fuel_passed_t"), *([told.other("fuel_passed_t")] if told.paired else [])]
    amounts = [f"{number(one['mean'])} t {world}" for one, world in zip(passed, told.worlds.records, strict=True)]
    lead = (
        f"Fuel passed in the air: {', '.join(amounts)}. Tankers have two limits, which are shown apart: booms and "
        "hoses serve one receiver at a time (flow), and a tanker can give only what it does not need itself (stock)."
    )
    return Section("fuel", "Fuel and tankers", lead, [_by_giver(told, amounts), _flow(told), _stock(told)])


def _by_giver(told: Told, amounts: list[str]) -> Chart:
    columns = fuel_a_day.tables(told.worlds)["fuel_a_day"]
    worlds, traces = list(told.worlds.records), []
    for panel, world in enumerate(worlds):
        rows = [at for at, name in enumerate(columns["world"]) if name == world]
        days = [columns["date"][at] for at in rows]
        for at, nation in enumerate(list(columns)[2:]):
            traces.append(stacked(days, [columns[nation][row] for row in rows], nation, at, panel))
    says = f"Fuel passed: {', '.join(amounts)}."
    layout = panels(worlds, "t a day", columns["date"])
    return Chart("fuel_a_day", "Fuel passed, by whose tankers", says, traces, columns, layout, 280 * len(worlds) + 60)


def _flow(told: Told) -> Chart:
    """Share of the boom- and hose-hours on station spent in contact."""
    columns: Columns = {}
    traces, peaks = [], []
    for at, (world, record) in enumerate(told.worlds.records.items()):
        days = dates(record, told.worlds.scenario)
        columns.setdefault("date", list(days))
        for system, shares in flow_by_day(record, told.worlds.scenario).items():
            if all(share is None for share in shares):
                continue
            name = f"{'booms' if system == 'boom' else 'hoses'}, {world}"
            columns[name] = shares
            peaks.append(f"{name} at most {100 * max(share or 0 for share in shares):.0f} %")
            look = {"color": COLOUR[at % 2], "width": 2, "dash": DASHES[system]}
            traces.append(step(days, _percent(shares), name, look) | {"connectgaps": False})
    layout = {"yaxis": {"title": {"text": "per cent of the hours on station"}, "rangemode": "tozero"}}
    title = "Flow: how busy booms and hoses were"
    return Chart("tanker_flow", title, f"{'; '.join(peaks)}.", traces, columns, layout, 340)


def _stock(told: Told) -> Chart:
    """Share of what could be given away that was."""
    columns: Columns = {}
    traces, totals = [], []
    for at, (world, record) in enumerate(told.worlds.records.items()):
        days = dates(record, told.worlds.scenario)
        could, gave = give_away_by_day(record, told.worlds.scenario)
        columns.setdefault("date", list(days))
        columns |= {f"could give, {world}": could, f"gave, {world}": gave}
        shares = [given / most if most else None for given, most in zip(gave, could, strict=True)]
        traces.append(step(days, _percent(shares), world, {"color": COLOUR[at % 2], "width": 2}))
        if sum(could):
            totals.append(f"{100 * sum(gave) / sum(could):.0f} % {world}")
    layout = {"yaxis": {"title": {"text": "per cent of the give-away fuel"}, "rangemode": "tozero"}}
    says = f"Of the fuel that tankers on their tracks could give they gave {', '.join(totals)}."
    return Chart("tanker_stock", "Stock: how much of their fuel they gave", says, traces, columns, layout, 340)


def _percent(shares: list[float | None]) -> list[float | None]:
    return [None if share is None else 100 * share for share in shares]
