"""What each enabler is worth: the campaign as a game whose players are the enablers.

A set of enablers is worth the measure of the campaign flown with these and without the others. The Shapley value of
an enabler is what it adds to the sets of the others, averaged over all orders in which they may join (L. S. Shapley,
"A value for n-person games", 1953); the values add up to all less none. The interaction of a pair is the Shapley
interaction index (M. Grabisch and M. Roubens, Int. J. Game Theory 28, 1999): what the two add together beyond what
each adds by itself, averaged in the same way; of the sign of the worth of all, they do more together, of the other,
one stands in for the other. Every set is flown under the same seeds, so each number is worked out seed by seed, and
its interval is that of pairs.

Arrays are of shape (..., replication); a set is a number whose bit i says that player i is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import factorial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

MOST_EXACT = 10
"""Enablers up to which all sets are flown: 2^10 = 1,024 sets."""


@dataclass(frozen=True)
class Game:
    """The worth of sets of players."""

    players: tuple[str, ...]
    worth: Mapping[int, Floats]
    """Set to its measure, by replication; every set for the exact values, those that orders pass for sampled ones."""
    orders: tuple[tuple[int, ...], ...] | None = None
    """The orders of joining that were drawn; None if all sets are there."""

    @property
    def all(self) -> Floats:
        """With everything."""
        return self.worth[(1 << len(self.players)) - 1]

    @property
    def none(self) -> Floats:
        """Without any of them."""
        return self.worth[0]

    def added(self, player: int, to: int) -> Floats:
        """What a player adds to a set."""
        return self.worth[to | 1 << player] - self.worth[to]


def sets_of(players: int, orders: Sequence[Sequence[int]] | None) -> list[int]:
    """The sets to fly, the empty one first, then by size: all of them; or those that the orders pass, and those for the
    worth alone and last and for the waterfall in the order of the players."""
    masks = range(1 << players) if orders is None else {mask for order in orders for mask in passed(order)}
    if orders is not None:
        whole = (1 << players) - 1
        ends = {mask for p in range(players) for mask in (1 << p, whole & ~(1 << p))}
        masks = {*masks, *ends, *passed(range(players)[::-1])}
    return sorted(masks, key=lambda mask: (mask.bit_count(), mask))


def passed(order: Sequence[int]) -> list[int]:
    """The sets that grow as players join in that order, from none to all."""
    masks = [0]
    for player in order:
        masks.append(masks[-1] | 1 << player)
    return masks


def draw_orders(players: int, pairs: int, seed: int) -> tuple[tuple[int, ...], ...]:
    """So many random orders, each with its reverse, which halves the error or better where worth is smooth.

    Source: J. Castro, D. Gómez, J. Tejada (2009), "Polynomial calculation of the Shapley value based on sampling";
    the reverse: L. Lomeli, M. Rowland, A. Gretton, Z. Ghahramani (2019), antithetic permutations. Drawn from a
    stream of their own, so that they are the same for every seed of the campaign.
    """
    import numpy as np

    luck = np.random.default_rng([seed, 1953])
    drawn = [tuple(int(player) for player in luck.permutation(players)) for _ in range(pairs)]
    return tuple(order for one in drawn for order in (one, one[::-1]))


def shapley(game: Game) -> list[Floats]:
    """Every player's value, seed by seed."""
    return _sampled(game) if game.orders is not None else _exact(game)


def _exact(game: Game) -> list[Floats]:
    """phi_i = sum over S without i of |S|! (n - |S| - 1)! / n! (v(S + i) - v(S))."""
    n = len(game.players)
    weights = [factorial(size) * factorial(n - size - 1) / factorial(n) for size in range(n)]
    return [
        sum_of(weights[mask.bit_count()] * game.added(player, mask) for mask in subsets(n, player))
        for player in range(n)
    ]


def _sampled(game: Game) -> list[Floats]:
    orders = game.orders or ()
    return [
        sum_of(game.added(player, _before(order, player)) for order in orders) / len(orders)
        for player in range(len(game.players))
    ]


def sampling_error(game: Game) -> list[float]:
    """The standard error that the draw of the orders leaves in each value: of the means over orders and reverses."""
    import numpy as np

    orders = game.orders or ()
    errors = []
    for player in range(len(game.players)):
        added = np.array([game.added(player, _before(order, player)).mean() for order in orders])
        twins = (added[::2] + added[1::2]) / 2
        errors.append(float(np.std(twins, ddof=1) / len(twins) ** 0.5) if len(twins) > 1 else float("nan"))
    return errors


def _before(order: Sequence[int], player: int) -> int:
    return sum(1 << other for other in order[: order.index(player)])


def interactions(game: Game) -> dict[tuple[int, int], Floats]:
    """I_ij = sum over S without i and j of |S|! (n - |S| - 2)! / (n - 1)! (v(S+i+j) - v(S+i) - v(S+j) + v(S))."""
    n = len(game.players)
    weights = [factorial(size) * factorial(n - size - 2) / factorial(n - 1) for size in range(n - 1)]
    return {
        (i, j): sum_of(
            weights[mask.bit_count()] * (game.added(i, mask | 1 << j) - game.added(i, mask))
            for mask in subsets(n, i, j)
        )
        for i, j in combinations(range(n), 2)
    }


def alone(game: Game) -> list[Floats]:
    """What each brings when no other is there."""
    return [game.added(player, 0) for player in range(len(game.players))]


def last(game: Game) -> list[Floats]:
    """What goes when each alone is taken from all."""
    whole = (1 << len(game.players)) - 1
    return [game.added(player, whole & ~(1 << player)) for player in range(len(game.players))]


def bounds(game: Game) -> list[tuple[float, float]]:
    """The smallest and the largest mean that each adds to any set that was flown with and without it."""
    found = []
    for player in range(len(game.players)):
        means = [
            float(game.added(player, mask).mean())
            for mask in game.worth
            if not mask >> player & 1 and mask | 1 << player in game.worth
        ]
        found.append((min(means), max(means)))
    return found


def waterfall(game: Game, order: Sequence[int]) -> list[Floats]:
    """What the measure loses as the players go one after the other, in that order; another gives other steps."""
    whole = (1 << len(game.players)) - 1
    left = [whole]
    for player in order:
        left.append(left[-1] & ~(1 << player))
    return [game.worth[more] - game.worth[fewer] for more, fewer in pairwise(left)]


def subsets(players: int, *without: int) -> Iterable[int]:
    """Every set in which these are not."""
    barred = sum(1 << player for player in without)
    return (mask for mask in range(1 << players) if not mask & barred)


def sum_of(parts: Iterable[Floats]) -> Floats:
    """Element by element, without losing digits: the parts differ in sign and may cancel."""
    from math import fsum

    import numpy as np

    return np.array([fsum(column) for column in zip(*parts, strict=True)], dtype=np.float64)


def game_of(
    players: Sequence[str],
    values: Mapping[int, Sequence[float | None]],
    orders: tuple[tuple[int, ...], ...] | None = None,
) -> Game | None:
    """The game of one measure, over the replications in which every set has it; None if there is none."""
    import numpy as np

    rows = [row for row in zip(*values.values(), strict=True) if None not in row]
    if not rows:
        return None
    table = np.array(rows, dtype=np.float64)
    return Game(tuple(players), {mask: table[:, at] for at, mask in enumerate(values)}, orders)
