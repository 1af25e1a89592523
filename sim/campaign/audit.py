"""The accounting identities that hold in every run. A run that breaks one fails loudly."""

from __future__ import annotations

from collections import Counter
from math import fsum
from typing import TYPE_CHECKING, cast

from sim.campaign.fleet import TailState
from sim.campaign.ledger import LOST

if TYPE_CHECKING:
    from sim.campaign.campaign import Campaign
    from sim.campaign.pool import Account

ROUNDING = 1e-6


def audit(campaign: Campaign) -> None:
    """Checks every identity of a finished run. Raises BrokenIdentity."""
    _lines(campaign)
    _tails(campaign)
    _munitions(campaign)
    _pools(campaign)
    _loans(campaign)
    _freight(campaign)
    _spares(campaign)
    _fuel(campaign)
    _targets(campaign)


def _lines(campaign: Campaign) -> None:
    """Asked = sum of ledger states."""
    for line in campaign.planner.lines:
        if line.state is None:
            campaign.broken("a line has not ended", str(line))


def _tails(campaign: Campaign) -> None:
    """Tails = ready + airborne + turning + repair + lost + away; at the end none is in the air."""
    for unit in campaign.units:
        counts = unit.fleet.counts()
        if sum(counts.values()) != unit.force.count:
            campaign.broken(f"tails do not add up: {counts}", unit.name)
        if counts[TailState.airborne]:
            campaign.broken(f"tails in the air after the last landing: {counts}", unit.name)
    if campaign.losses:
        lost = sum(unit.fleet.counts()[TailState.lost] for unit in campaign.units)
        told = campaign.record.column("sorties", "outcome").count(LOST)
        if lost != told:
            campaign.broken(f"{lost} tails are lost, {told} sorties did not come back", "tails")


def _munitions(campaign: Campaign) -> None:
    """Start + received + lent in = expended + on hand + aboard + lent out; at the end none is aboard or promised."""
    for (nation, munition), shelf in campaign.arsenal.shelves.items():
        if not shelf.balanced() or shelf.on_hand < 0 or shelf.aboard or shelf.promised:
            campaign.broken(
                f"weapons do not add up: start {shelf.opening}, received {shelf.received}, lent in {shelf.borrowed}, "
                f"expended {shelf.expended}, on hand {shelf.on_hand}, aboard {shelf.aboard}, "
                f"lent {shelf.lent}, promised {shelf.promised}",
                f"{nation} {munition}",
            )


def _pools(campaign: Campaign) -> None:
    """What a member's sorties used of a pool is what its account says, and no more than its share of what the pool's
    stocks opened with and were sent from outside."""
    if not campaign.arsenal.pools:
        return
    columns = ("sortie_id", "outcome", "weapons_loaded", "weapons_released")
    sorties = zip(*(campaign.record.column("sorties", column) for column in columns), strict=True)
    gone = {name: loaded if outcome == LOST else released for name, outcome, loaded, released in sorties}
    used: Counter[Account] = Counter()
    for line in campaign.planner.lines:
        if line.load and line.load.account:
            used[line.load.account] += sum(gone[name] for name in line.sorties)
    for account in campaign.arsenal.pools.accounts():
        had = sum(shelf.opening for shelf in account.shelves)
        for shipment in campaign.arsenal.shipments:
            if shipment.shelf in account.shelves and shipment.lender not in account.shelves and not shipment.comes_home:
                had += shipment.arrived
        if used[account] != account.taken or used[account] > account.share * had + ROUNDING:
            campaign.broken(
                f"used {used[account]} weapons and took {account.taken}, its share is {account.share} of {had}",
                account.name,
            )


def _loans(campaign: Campaign) -> None:
    """Lent out = lent in + on the way, for each munition and for each order on the way."""
    out: Counter[str] = Counter()
    for (_, munition), shelf in campaign.arsenal.shelves.items():
        out[munition] += shelf.lent - shelf.borrowed
    for shipment in campaign.arsenal.shipments:
        if shipment.lender:
            out[shipment.shelf.name] -= shipment.count - shipment.arrived
    for munition, weapons in out.items():
        if weapons:
            campaign.broken(f"{weapons} weapons more were lent than borrowed or on the way", munition)


def _freight(campaign: Campaign) -> None:
    """Ordered = waiting + aboard + arrived, for each cargo; shipped = arrived + under way, in all. At the end no
    sortie is planned or flown, so nothing is aboard or promised."""
    freight = campaign.freight
    for cargo in freight.cargo:
        if not cargo.balanced() or cargo.aboard_t > ROUNDING or cargo.promised_t > ROUNDING:
            campaign.broken(
                f"cargo does not add up: ordered {cargo.goods.tonnes} t, waiting {cargo.waiting_t}, "
                f"promised {cargo.promised_t}, aboard {cargo.aboard_t}, arrived {cargo.arrived_t}",
                f"{cargo.goods.kind} {cargo.goods.what}",
            )
    off_t = freight.shipped_t - freight.arrived_t - freight.under_way_t
    if abs(off_t) > ROUNDING or freight.under_way_t > ROUNDING or freight.chalks:
        campaign.broken(
            f"shipped {freight.shipped_t} t, arrived {freight.arrived_t}, under way {freight.under_way_t}", "airlift"
        )


def _spares(campaign: Campaign) -> None:
    """On hand + on order = full kit + repairs that wait, for each unit with a kit."""
    for unit in campaign.units:
        kit = unit.fleet.kit
        if kit and not kit.balanced():
            campaign.broken(f"spares do not add up: {kit.on_hand} on hand, {kit.on_order} on order", unit.name)


def _fuel(campaign: Campaign) -> None:
    """Fuel that tankers have less = fuel passed in contacts = fuel that sorties took, lost ones too: three accounts,
    kept by the tanker, at its track and by the receiver."""
    given_t = fsum(campaign.offloads_t)
    passed_t = _total(campaign, "refuellings", "fuel_t")
    taken_t = _total(campaign, "sorties", "fuel_taken_t")
    if max(given_t, passed_t, taken_t) - min(given_t, passed_t, taken_t) > ROUNDING:
        campaign.broken(f"fuel given {given_t} t, passed {passed_t} t, taken {taken_t} t", "tanker tracks")


def _targets(campaign: Campaign) -> None:
    """Targets struck = those that sorties struck, in all, since aircraft strike in areas near theirs too; each while it
    was there."""
    struck = [target for target in campaign.targets if target.struck_h is not None]
    for target in struck:
        if not target.appeared_h <= (target.struck_h or 0.0) <= campaign.end_h:
            campaign.broken("struck when it was not there", target.name)
    told = _total(campaign, "sorties", "targets_struck")
    if len(struck) != told:
        campaign.broken(f"{len(struck)} targets were struck, sorties struck {told:.0f}", "targets")


def _total(campaign: Campaign, table: str, column: str) -> float:
    return fsum(cast("list[float]", campaign.record.column(table, column)))
