"""The accounting identities that hold in every run. A run that breaks one fails loudly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.campaign.fleet import TailState

if TYPE_CHECKING:
    from sim.campaign.campaign import Campaign

ROUNDING_T = 1e-6


def audit(campaign: Campaign) -> None:
    """Checks every identity of a finished run. Raises BrokenIdentity."""
    _lines(campaign)
    _tails(campaign)
    _munitions(campaign)
    _pools(campaign)
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


def _munitions(campaign: Campaign) -> None:
    """Start + received + lent in = expended + on hand + aboard + lent out; at the end none is aboard or promised."""
    for (nation, munition), shelf in campaign.arsenal.shelves.items():
        if not shelf.balanced() or shelf.on_hand < 0 or shelf.aboard or shelf.promised:
            campaign.broken(
                f"weapons do not add up: start {shelf.opening}, received {shelf.received}, "
                f"expended {shelf.expended}, on hand {shelf.on_hand}, aboard {shelf.aboard}, "
                f"lent {shelf.lent}, promised {shelf.promised}",
                f"{nation} {munition}",
            )


def _pools(campaign: Campaign) -> None:
    """No member has taken more from a pool than its share of what the pool has had."""
    for account in campaign.arsenal.pools.overdrawn() if campaign.arsenal.pools else ():
        campaign.broken(f"took {account.taken} of at most {account.limit}", account.name)


def _fuel(campaign: Campaign) -> None:
    """Fuel given = fuel taken."""
    tracks = campaign.tracks
    if abs(tracks.given_t - tracks.taken_t) > ROUNDING_T:
        campaign.broken(f"fuel given {tracks.given_t} t, taken {tracks.taken_t} t", "tanker tracks")


def _targets(campaign: Campaign) -> None:
    """Appeared = struck + escaped + live."""
    outcomes = campaign.record.column("targets", "outcome")
    if len(outcomes) != len(campaign.targets):
        campaign.broken(f"{len(campaign.targets)} targets appeared, {len(outcomes)} ended", "targets")
    for target in campaign.targets:
        if target.struck_h is not None and not target.appeared_h <= target.struck_h <= campaign.end_h:
            campaign.broken("struck when it was not there", target.name)
